import sharp from "sharp";

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

export { sharp };
