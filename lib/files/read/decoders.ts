import sharp, { type Sharp } from "sharp";
import { MOST_PIXELS } from "./limits";

/*
 * The picture library with decoders of accepted formats only: none for HEIF, AVIF, SVG, PDF or TIFF. Every
 * file is read through it, since a file that was inspected once can be a different one when it is read.
 */
sharp.block({ operation: ["VipsForeignLoad"] });
sharp.unblock({
  operation: ["VipsForeignLoadJpeg", "VipsForeignLoadPng", "VipsForeignLoadWebp", "VipsForeignLoadNsgif"],
});
sharp.concurrency(1);
sharp.cache(false);

/** An opaque picture in memory: four bytes a pixel, from the top left. */
export interface DrawnPage {
  pixels: Buffer;
  width: number;
  height: number;
}

/** Opens a drawn page as a picture. */
export function openDrawn({ pixels, width, height }: DrawnPage): Sharp {
  return sharp(pixels, { raw: { width, height, channels: 4 }, limitInputPixels: MOST_PIXELS }).removeAlpha();
}

export { sharp };
