import { message, type Translator } from "@/lib/i18n/translator";
import { listRemovedSourceTitles, listSourceTitles } from "@/lib/profiles/reading";

/** Names the sources of a profile: by their titles, also those that were removed since, never by their ids. */
export async function sourceNamer(t: Translator, pageId: string): Promise<(id: string) => string> {
  const [today, removed] = await Promise.all([listSourceTitles(pageId), listRemovedSourceTitles(pageId)]);
  return (id) => {
    const title = removed.get(id);
    if (title === undefined) return today.get(id) ?? message(t, "revisions.diff.sourceRemoved");
    return message(t, "revisions.diff.sourceRemovedNamed", { title });
  };
}
