import { db, type Queryable } from "@/db/client";
import { listFileText } from "@/lib/files";
import type { Playable } from "../playing";
import type { VersionFile } from "./material";

/** So much of a transcript stands beside its player; the rest is a page of its own. */
const SHOWN_CHARACTERS = 20_000;

/** A video or recording with the texts that stand beside it. */
export interface Played extends Playable {
  texts: { file: VersionFile; text: string; isCut: boolean }[];
}

/**
 * Reads the transcripts of what plays, in its own language and in the reader's. No permission is asked: callers give
 * only files that their reader may have.
 */
export async function readTranscripts(
  playables: readonly Playable[],
  language: string,
  on: Queryable = db(),
): Promise<Played[]> {
  const played: Played[] = [];
  for (const playable of playables) {
    const wanted = playable.transcripts.filter((one) =>
      [playable.file.language, language].includes(one.language),
    );
    const texts: Played["texts"] = [];
    for (const file of wanted) {
      const pages = await listFileText(file.id, { count: 3 }, on);
      const text = pages.map((page) => page.text).join("\n\n");
      if (text.trim() === "") continue;
      const isCut = text.length > SHOWN_CHARACTERS || pages.length === 3;
      texts.push({ file, text: text.slice(0, SHOWN_CHARACTERS).replace(/\p{Surrogate}$/u, ""), isCut });
    }
    played.push({ ...playable, texts });
  }
  return played;
}
