import { withQuery } from "@/components/with-query";
import { scope } from "@/lib/core/versions";
import { findNeighbours } from "@/lib/pages";
import { authorsIn, DiffQuery, handlesOf } from "@/lib/pages/model";
import { document } from "@/lib/web/pages/document";
import { TextDiffView } from "./text-diff-view";
import { pastPage, requireLine, type TextPages } from "./text-pages";

/** The page that compares two revisions of a text. */
export const textDiff = (pages: TextPages) =>
  document({
    params: pages.params,
    query: DiffQuery,
    limit: "diff",
    scopes: ({ slug }) => [pages.scope(slug)],
    async render({ slug, from: asked, to: newer, view = "both", chosen }, tools) {
      const head = await pages.find(slug, tools);
      if ("to" in head) return head;
      const { t, locale } = tools;
      const { title, history } = head;
      const place = pages.place(t, locale, head);
      const leadTo = (below: string, query: Readonly<Record<string, number>>) =>
        ({ to: withQuery(place.href(below), query), status: 307 }) as const;
      if (newer === undefined) return leadTo("/history", {});
      const to = await requireLine(head, newer);
      // What readers saw before it; 0 before the one that appeared.
      const older = asked ?? (to.previous < history.first ? 0 : to.previous);
      if (chosen || older > newer)
        return leadTo("/diff", { from: Math.min(older, newer), to: Math.max(older, newer) });
      const from = older === 0 ? null : await requireLine(head, older);
      const [diff, details, neighbours] = await Promise.all([
        pages.diff(head, older, newer),
        older === 0 ? null : pages.details?.drawChanges(tools, head, older, newer),
        findNeighbours(history, newer),
      ]);
      return {
        ...pastPage(pages, tools, head, t("past.diff.name")),
        title:
          older === 0
            ? t("past.diff.first", { title })
            : t("past.diff.title", { title, from: older, to: newer }),
        scopes: handlesOf(authorsIn([to, ...(from ? [from] : [])])).map(scope.member),
        body: <TextDiffView {...{ t, locale, place, from, to, diff, neighbours, details, view }} />,
      };
    },
  });
