import { TextDiffView } from "@/components/revisions/text-diff-view";
import { withQuery } from "@/components/with-query";
import { scope } from "@/lib/core/versions";
import { authorsIn, DiffQuery, findNeighbours, handlesOf } from "@/lib/profiles/reading";
import { diffDescription } from "@/lib/training";
import { MaterialParams } from "@/lib/training/model";
import { document } from "@/lib/web/document";
import { materialPlace, pastCrumbs, requireHead, requireLine } from "../past";

/** Two revisions of a material's description compared. */
export const GET = document({
  params: MaterialParams,
  query: DiffQuery,
  limit: "diff",
  scopes: ({ slug }) => [scope.material(slug)],
  async render({ slug, from: asked, to: newer, view: layout = "both", chosen }, { locale, t }) {
    const head = await requireHead(slug);
    const place = materialPlace(t, locale, head);
    const leadTo = (below: string, query: Readonly<Record<string, number>>) =>
      ({ to: withQuery(place.href(below), query), status: 307 }) as const;
    if (newer === undefined) return leadTo("/history", {});
    const to = await requireLine(head, newer);
    const older = asked ?? (to.previous < head.history.first ? 0 : to.previous);
    if (chosen || older > newer)
      return leadTo("/diff", { from: Math.min(older, newer), to: Math.max(older, newer) });
    const from = older === 0 ? null : await requireLine(head, older);
    const [diff, neighbours] = await Promise.all([
      diffDescription(head, older, newer),
      findNeighbours(head.history, newer),
    ]);
    return {
      title:
        older === 0
          ? t("blog.diff.first", { title: head.title })
          : t("blog.diff.title", { title: head.title, from: older, to: newer }),
      current: "training",
      robots: "noindex",
      crumbs: pastCrumbs(t, head, t("profiles.diff.crumb")),
      scopes: handlesOf(authorsIn([to, ...(from ? [from] : [])])).map(scope.member),
      body: <TextDiffView {...{ t, locale, place, from, to, diff, neighbours }} view={layout} />,
    };
  },
});
