import { parseFile } from "music-metadata";

/** Longer than this is a mistake of the file: four days. */
const MOST_SECONDS = 345_600;

/**
 * How long a video or recording plays, in whole seconds, at least one. Null where the file does not say: it plays all
 * the same.
 */
export async function readDuration(path: string): Promise<number | null> {
  const found = await parseFile(path, { duration: true, skipCovers: true }).catch(() => null);
  const seconds = found?.format.duration;
  if (seconds === undefined || !Number.isFinite(seconds) || seconds <= 0 || seconds > MOST_SECONDS)
    return null;
  return Math.max(1, Math.round(seconds));
}
