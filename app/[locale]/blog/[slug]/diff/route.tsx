import { postHref } from "@/components/blog/addresses";
import { DetailChanges } from "@/components/blog/post-details";
import { TextDiffView } from "@/components/revisions/text-diff-view";
import { withQuery } from "@/components/with-query";
import { diffBody, diffDetails, findPostHead, type PostHead } from "@/lib/blog/queries";
import { DomainError } from "@/lib/core/errors";
import { scope } from "@/lib/core/versions";
import {
  authorsIn,
  DiffQuery,
  findNeighbours,
  findRevisionLine,
  handlesOf,
  type RevisionLine,
} from "@/lib/profiles/reading";
import { document } from "@/lib/web/document";
import type { Leading, PageTools } from "@/lib/web/view";
import { leadToPost, PostParams, postCrumbs, postPlace } from "../post-address";

/** Two revisions of a post's text compared. */
export const GET = document({
  params: PostParams,
  query: DiffQuery,
  limit: "diff",
  scopes: ({ slug }) => [scope.post(slug)],
  async render({ slug, from: asked, to: newer, view: layout = "both", chosen }, tools) {
    const head = await findPostHead(slug);
    if (!head) return leadToPost(slug, tools);
    if (newer === undefined) return leadTo(slug, tools, "/history", {});
    const to = await seen(head, newer);
    const older = asked ?? previousOf(head, to);
    if (chosen || older > newer)
      return leadTo(slug, tools, "/diff", { from: Math.min(older, newer), to: Math.max(older, newer) });
    const from = older === 0 ? null : await seen(head, older);
    const [diff, changes, neighbours] = await Promise.all([
      diffBody(head, older, newer),
      older === 0 ? [] : diffDetails(head, older, newer),
      findNeighbours(head.history, newer),
    ]);
    const { t, locale } = tools;
    return {
      title:
        older === 0
          ? t("blog.diff.first", { title: head.title })
          : t("blog.diff.title", { title: head.title, from: older, to: newer }),
      current: "blog",
      robots: "noindex",
      crumbs: postCrumbs(t, head, t("profiles.diff.crumb")),
      scopes: handlesOf(authorsIn([to, ...(from ? [from] : [])])).map(scope.member),
      body: (
        <TextDiffView
          {...{ t, locale, from, to, diff, neighbours }}
          place={postPlace(t, locale, head)}
          details={changes?.length === 0 ? null : <DetailChanges {...{ t, locale, changes }} />}
          view={layout}
        />
      ),
    };
  },
});

/** What readers saw before a revision; 0 before the one that appeared. */
function previousOf({ history }: PostHead, line: RevisionLine): number {
  return line.previous < history.first ? 0 : line.previous;
}

/** A revision that readers may see; throws `not_found` for any other, which to them does not exist. */
async function seen(head: PostHead, number: number): Promise<RevisionLine> {
  const line = await findRevisionLine(head.history, number);
  if (!line) throw new DomainError("not_found", "revision");
  return line;
}

function leadTo(
  slug: string,
  { locale }: PageTools,
  rest: string,
  query: Readonly<Record<string, number>>,
): Leading {
  return { to: withQuery(postHref(locale, slug, rest), query), status: 307 };
}
