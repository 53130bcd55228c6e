import { join } from "node:path";
import { PAGE_FORMAT, PAGE_WIDTH, PICTURE_FORMATS, PICTURE_WIDTHS } from "@/lib/files/pictures/model";
import type { MadePicture } from "../exchange";
import { type DrawnPage, openDrawn, sharp } from "./decoders";
import { MOST_PIXELS } from "./limits";

/** `effort` 2 of 6 takes two thirds of the time of the usual 4, for files that are one per cent larger. */
const QUALITY = { webp: { quality: 80, effort: 2 }, jpeg: { quality: 82 } } as const;

/**
 * Makes the pictures for pages: upright, in up to three widths, as WebP and JPEG, without metadata (location,
 * name, thumbnail). None is larger than the original.
 */
export async function makePictures(from: string | DrawnPage, folder: string): Promise<MadePicture[]> {
  const options = { limitInputPixels: MOST_PIXELS, failOn: "truncated", sequentialRead: true } as const;
  const open = () => (typeof from === "string" ? sharp(from, options).rotate() : openDrawn(from));
  const { width = 0, height = 0, orientation = 1 } = await open().metadata();
  const across = orientation >= 5 ? height : width;
  const widest = Math.min(across, PICTURE_WIDTHS.at(-1) ?? 0);
  const widths = [...PICTURE_WIDTHS.filter((one) => one < widest), widest];
  const made: MadePicture[] = [];
  for (const one of widths) {
    const sized = open().resize({ width: one, withoutEnlargement: true });
    for (const format of PICTURE_FORMATS) {
      const path = join(folder, `${one}.${format}`);
      const flat = format === "jpeg" ? sized.clone().flatten({ background: "#ffffff" }) : sized.clone();
      const info = await flat.toFormat(format, QUALITY[format]).toFile(path);
      made.push({ path, format, width: info.width, height: info.height, size: info.size, page: null });
    }
  }
  return made;
}

/** Makes the picture of one page of a document, for previews. */
export async function makePagePicture(drawn: DrawnPage, page: number, folder: string): Promise<MadePicture> {
  const path = join(folder, `page-${page}.${PAGE_FORMAT}`);
  const info = await openDrawn(drawn)
    .resize({ width: PAGE_WIDTH, withoutEnlargement: true })
    .toFormat(PAGE_FORMAT, QUALITY[PAGE_FORMAT])
    .toFile(path);
  return { path, format: PAGE_FORMAT, width: info.width, height: info.height, size: info.size, page };
}
