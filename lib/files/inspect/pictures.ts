import { Refused } from "../exchange";
import type { FileFlag } from "../model";
import { sharp } from "../read/decoders";
import { MOST_PIXELS } from "../read/limits";

/** Reads a picture's header. Throws `Refused`: `bomb` for too many pixels, `damaged` for invalid files. */
export async function inspectPicture(
  path: string,
): Promise<{ width: number; height: number; flags: FileFlag[] }> {
  const found = await sharp(path, { limitInputPixels: false })
    .metadata()
    .catch(() => {
      throw new Refused("damaged");
    });
  const { width = 0, height = 0, exif, orientation = 1 } = found;
  const frames = found.pages ?? 1;
  if (width * height * frames > MOST_PIXELS * 4 || width * height > MOST_PIXELS) throw new Refused("bomb");
  const isTurned = orientation >= 5;
  return {
    width: isTurned ? height : width,
    height: isTurned ? width : height,
    flags: exif && hasLocation(exif) ? ["location"] : [],
  };
}

/** Checks EXIF data for a GPS directory (tag 0x8825). */
export function hasLocation(exif: Buffer): boolean {
  const start = exif.toString("latin1", 0, 6) === "Exif\0\0" ? 6 : 0;
  const tiff = exif.subarray(start);
  if (tiff.length < 8) return false;
  const isLittle = tiff.toString("latin1", 0, 2) === "II";
  const short = (at: number) =>
    at + 2 > tiff.length ? 0 : isLittle ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at);
  const first = isLittle ? tiff.readUInt32LE(4) : tiff.readUInt32BE(4);
  const count = short(first);
  for (let entry = 0; entry < count; entry += 1) if (short(first + 2 + entry * 12) === 0x8825) return true;
  return false;
}
