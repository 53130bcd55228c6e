import { scope } from "@/lib/core/versions";
import { findNeighbours } from "@/lib/pages";
import { authorsIn, DiffQuery, handlesOf } from "@/lib/pages/model";
import { readable } from "@/lib/web/pages/readable";
import { TextDiffView } from "./text-diff-view";
import { findPair, pastPage, type TextPages } from "./text-pages";

/** Creates the page that compares two revisions of a text. */
export const textDiff = (pages: TextPages) =>
  readable(pages, {
    params: pages.params,
    query: DiffQuery,
    limit: "diff",
    scopes: ({ slug }) => [pages.scope(slug)],
    async render({ slug, view = "both", ...query }, tools) {
      const head = await pages.find(slug, tools);
      if ("to" in head) return head;
      const { t, locale } = tools;
      const { title, history } = head;
      const place = pages.place(t, locale, head);
      const pair = await findPair(history, query, place.href);
      if ("status" in pair) return pair;
      const { from, to } = pair;
      const [older, newer] = [from?.number ?? 0, to.number];
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
