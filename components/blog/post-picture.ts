import type { Picture } from "@/components/content/node-shell";
import { pictureHref, type ShownPicture } from "@/lib/files/pictures/model";

type Href = typeof pictureHref;

/** Returns a function from a picture's file to its address and its available widths. */
export function picturesOf(
  pictures: readonly ShownPicture[],
  hrefOf: Href = pictureHref,
): (file: string) => Picture | null {
  return (file) => {
    const found = pictures.find((one) => one.id === file);
    const widest = found?.widths.at(-1);
    if (!found || widest === undefined) return null;
    return {
      src: hrefOf(file, widest, "webp"),
      srcSet: found.widths.map((width) => `${hrefOf(file, width, "webp")} ${width}w`).join(", "),
      width: found.width,
      height: found.height,
    };
  };
}
