import type { By } from "@/lib/core/transact";
import { listHad, lookIntoTexts } from "@/lib/files/looks";
import { materialPath } from "../model";
import type { VersionFile } from "./material";
import { type Playable, playablesOf } from "./playing";

/** Characters and pages of a transcript next to its player; the rest is a separate page. */
const SHOWN_CHARACTERS = 20_000;
const SHOWN_PAGES = 3;

/** A video or recording with the texts next to it. */
export interface Played extends Playable {
  texts: { file: VersionFile; text: string; isCut: boolean }[];
}

/**
 * Lists the videos and recordings this reader may have, with transcripts in their own and the reader's
 * language. Views of restricted transcripts are logged.
 */
export async function listPlayed(
  by: By,
  slug: string,
  files: readonly VersionFile[],
  language: string,
): Promise<Played[]> {
  if (playablesOf(files).length === 0) return [];
  const place = materialPath(slug);
  const had = await listHad(by.actor, place);
  const shown = playablesOf(files.filter(({ id }) => had.has(id))).map((playable) => ({
    playable,
    wanted: playable.transcripts.filter((one) => [playable.file.language, language].includes(one.language)),
  }));
  const fileIds = shown.flatMap(({ wanted }) => wanted.map(({ id }) => id));
  // Reads one page more than is shown, to know whether there is more.
  const pagesOf = await lookIntoTexts(by, { place, fileIds, had, count: SHOWN_PAGES + 1 });
  return shown.map(({ playable, wanted }) => ({
    ...playable,
    texts: wanted.flatMap((file) => {
      const pages = pagesOf.get(file.id) ?? [];
      const shownPages = pages.slice(0, SHOWN_PAGES);
      const text = shownPages.map((page) => page.text).join("\n\n");
      if (text.trim() === "") return [];
      const isCut = text.length > SHOWN_CHARACTERS || pages.length > SHOWN_PAGES;
      return [{ file, text: text.slice(0, SHOWN_CHARACTERS).replace(/\p{Surrogate}$/u, ""), isCut }];
    }),
  }));
}
