import type { FileLine, PlacedFile } from "@/lib/files/model";

/** A picture that a page shows by its file: the widths in which it was made, and its own size. */
export interface ShownPicture {
  id: string;
  widths: number[];
  width: number;
  height: number;
}

/** Of the files of a thing the pictures that were checked and can be shown. */
export function shownPictures(
  files: readonly Pick<PlacedFile, "id" | "state" | "width" | "height" | "pictureWidths">[],
): ShownPicture[] {
  return files.flatMap(({ id, state, width, height, pictureWidths: widths }) =>
    state === "clean" && width && height && widths.length > 0 ? [{ id, widths, width, height }] : [],
  );
}

/** A picture that may stand in a text: where it stands already, or an own upload. */
export interface UsablePicture {
  id: string;
  name: string;
}

const PICTURES: ReadonlySet<string> = new Set(["png", "jpeg", "webp", "gif"]);

/** The pictures that a member may put into a text: those that its page has, and own uploads, in their order. */
export function usablePictures(has: readonly FileLine[], own: readonly FileLine[]): UsablePicture[] {
  const others = own.filter((one) => !has.some((other) => other.id === one.id));
  return [...has, ...others]
    .filter((one) => PICTURES.has(one.type) && (one.state === "clean" || one.state === "quarantined"))
    .map(({ id, name }) => ({ id, name }));
}

/** Widths in which a picture is kept besides its original, in pixels; a smaller one is not enlarged. */
export const PICTURE_WIDTHS = [320, 640, 1280] as const;
export const PICTURE_FORMATS = ["webp", "jpeg"] as const;
export type PictureFormat = (typeof PICTURE_FORMATS)[number];

/** Pages of a document that are drawn, how wide and in which format. The first is drawn in all widths as well. */
export const DRAWN_PAGES = 20;
export const PAGE_WIDTH = 960;
export const PAGE_FORMAT = "webp";

/** Where a picture made of a file is shown from. */
export function pictureHref(id: string, width: number, format: PictureFormat): string {
  return `/files/${id}/pictures/${width}.${format}`;
}

/** Where the same picture stands for whoever has a link to the preview of what it belongs to. */
export function previewPictureHref(
  preview: string,
  id: string,
  width: number,
  format: PictureFormat,
): string {
  return `${preview}${pictureHref(id, width, format)}`;
}

/** Where the picture of a page of a document is shown from. */
export function pageHref(id: string, page: number): string {
  return `/files/${id}/pages/${page}.${PAGE_FORMAT}`;
}
