import { parseFile } from "music-metadata";

/** A longer duration (four days) is an error in the file. */
const MOST_SECONDS = 345_600;

/**
 * Reads the duration of a video or recording in whole seconds, at least one. Null if the file does not state
 * it; it can be played anyway.
 */
export async function readDuration(path: string): Promise<number | null> {
  const found = await parseFile(path, { duration: true, skipCovers: true }).catch(() => null);
  const seconds = found?.format.duration;
  if (seconds === undefined || !Number.isFinite(seconds) || seconds <= 0 || seconds > MOST_SECONDS)
    return null;
  return Math.max(1, Math.round(seconds));
}
