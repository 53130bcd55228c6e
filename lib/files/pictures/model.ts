import type { FileLine, PlacedFile } from "@/lib/files/model";
import type { FileTypeName } from "@/lib/files/types/model";

/** A picture that a page shows: available widths, and original size. */
export interface ShownPicture {
  id: string;
  widths: number[];
  width: number;
  height: number;
}

/** Selects the checked pictures among a work's files. */
export function shownPictures(
  files: readonly Pick<PlacedFile, "id" | "state" | "width" | "height" | "pictureWidths">[],
): ShownPicture[] {
  return files.flatMap(({ id, state, width, height, pictureWidths: widths }) =>
    state === "clean" && width && height && widths.length > 0 ? [{ id, widths, width, height }] : [],
  );
}

/** A picture that can be placed in a text: one the page already has, or one's own upload. */
export interface UsablePicture {
  id: string;
  name: string;
}

/** The types of pictures. */
export const PICTURE_TYPES = ["png", "jpeg", "webp", "gif"] as const satisfies readonly FileTypeName[];
const PICTURES: ReadonlySet<string> = new Set(PICTURE_TYPES);

export const isPicture = ({ type }: Pick<FileLine, "type">): boolean => PICTURES.has(type);

/** Lists the pictures a member can place in a text: those of its page, then their own uploads. */
export function usablePictures(has: readonly FileLine[], own: readonly FileLine[]): UsablePicture[] {
  const others = own.filter((one) => !has.some((other) => other.id === one.id));
  return [...has, ...others]
    .filter((one) => isPicture(one) && (one.state === "clean" || one.state === "quarantined"))
    .map(({ id, name }) => ({ id, name }));
}

/** Widths in pixels in which pictures are stored next to the original; smaller pictures are not enlarged. */
export const PICTURE_WIDTHS = [320, 640, 1280] as const;
export const PICTURE_FORMATS = ["webp", "jpeg"] as const;
export type PictureFormat = (typeof PICTURE_FORMATS)[number];

/** Pages of a document that are drawn, their width and format. The first is also made in all picture widths. */
export const DRAWN_PAGES = 20;
export const PAGE_WIDTH = 960;
export const PAGE_FORMAT = "webp";

/** Returns the address of a picture made from a file. */
export function pictureHref(id: string, width: number, format: PictureFormat): string {
  return `/files/${id}/pictures/${width}.${format}`;
}

/** Returns the address of the same picture for people with a preview link. */
export function previewPictureHref(
  preview: string,
  id: string,
  width: number,
  format: PictureFormat,
): string {
  return `${preview}${pictureHref(id, width, format)}`;
}

/** Returns the address of a drawn page of a document. */
export function pageHref(id: string, page: number): string {
  return `/files/${id}/pages/${page}.${PAGE_FORMAT}`;
}
