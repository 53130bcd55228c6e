import type { Content } from "@/lib/text/nodes";
import type { SectionApi } from "./api";
import type { SourceChoice } from "./model";
import { fetchLater } from "./prose/parts";

/** Pages of this site that an exercise can link to. */
const PAGES = ["/countries", "/convention", "/training", "/blog"] as const;

/**
 * Answers the editor's requests on the page itself. Nothing is sent: practising needs no account and leaves
 * no data.
 */
export function practiceApi(begun: unknown, sources: readonly SourceChoice[]): SectionApi {
  const nothing = async () => ({});
  return {
    save: async () => ({ state: "unchanged", number: 0, merged: false }),
    preview: async ({ content }) => {
      const { diffProse } = await fetchLater();
      return { diff: diffProse(begun as Content, content as Content), behind: 0 };
    },
    saveDraft: async () => ({ sequence: 0, updatedAt: new Date().toISOString() }),
    discardDraft: nothing,
    findLinks: async (query) => ({
      links: PAGES.filter((page) => page.includes(query.trim().toLowerCase())).map((page) => ({
        href: page,
        label: page,
      })),
    }),
    touchPresence: async () => ({ others: [] }),
    leave: () => undefined,
    findSources: async () => ({ sources: [...sources] }),
  };
}
