import { message, type Translator } from "@/lib/i18n/translator";
import { listRemovedSourceTitles, listSourceTitles, listSourceTitlesAt } from "@/lib/profiles/reading";

/**
 * Names the sources of a profile, also those that were removed since, never by their ids: by the titles that they had
 * at either of two revisions, the second first, else by today's, else by the last that readers can see.
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
