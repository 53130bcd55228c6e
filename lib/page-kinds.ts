import { postPages } from "@/lib/blog";
import { findArticle } from "@/lib/convention";
import type { Ctx } from "@/lib/core/ctx";
import { type Area, type LinkingKind, linksBetween } from "@/lib/pages/links";
import { profilePages } from "@/lib/profiles";
import { materialPages } from "@/lib/training";

export { type Backlinks, listLinkingPageIds } from "@/lib/pages/links";

/** Every sort of page, as its domain describes it to the engines. */
const KINDS: readonly LinkingKind[] = [profilePages, postPages, materialPages];

/** Articles come and go with a version of the product only. */
const articles: Area = {
  area: "convention",
  find: async (ids) => new Map(ids.flatMap((id) => (findArticle(id) ? [[id, false] as const] : []))),
  staleBy: () => null,
  keptAs: async () => (id) => (findArticle(id) ? id : null),
};

const links = linksBetween(KINDS, [articles]);

export const { findLost, listBacklinks, projectLinks, rebuildLinks } = links;

/** What the starting data leads to. */
export function projectSeededLinks(
  ctx: Ctx,
  { slugs, posts }: { slugs: readonly string[]; posts: readonly string[] },
): Promise<void> {
  return links.projectSeededLinks(ctx, { kind: profilePages.kind, slugs, ids: posts });
}
