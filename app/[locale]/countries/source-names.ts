import { message, type Translator } from "@/lib/i18n/translator";
import { listRemovedSourceTitles, listSourceTitles, listSourceTitlesAt } from "@/lib/profiles/reading";

/**
 * Names the sources of a profile, including removed ones, by title and never by id: the title at the second of
 * two revisions, else at the first, else today's, else the last one that readers can see.
 */
export async function sourceNamer(
  t: Translator,
  pageId: string,
  at?: readonly [number, number],
): Promise<(id: string) => string> {
  const [then, today, removed] = await Promise.all([
    at ? listSourceTitlesAt(pageId, at) : new Map<string, string>(),
    listSourceTitles(pageId),
    listRemovedSourceTitles(pageId),
  ]);
  return (id) => {
    const title = then.get(id) ?? today.get(id) ?? removed.get(id);
    if (title === undefined) return message(t, "revisions.diff.sourceRemoved");
    return today.has(id) ? title : message(t, "revisions.diff.sourceRemovedNamed", { title });
  };
}
