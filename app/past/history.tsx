import { scope } from "@/lib/core/versions";
import { listHistory } from "@/lib/pages";
import { authorsIn, handlesOf, PastQuery } from "@/lib/pages/model";
import { readable } from "@/lib/web/pages/readable";
import { TextHistoryView } from "./text-history-view";
import { pastPage, type TextPages } from "./text-pages";

/** Creates the page with every revision of a text since publication. */
export const textHistory = (pages: TextPages) =>
  readable(pages, {
    params: pages.params,
    query: PastQuery,
    scopes: ({ slug }) => [pages.scope(slug)],
    async render({ slug, ...query }, tools) {
      const head = await pages.find(slug, tools);
      if ("to" in head) return head;
      const { t, locale } = tools;
      const history = await listHistory(head.history, query);
      const words = pages.words(t, head);
      return {
        ...pastPage(pages, tools, head, t("past.history.name")),
        title: words.title,
        scopes: handlesOf(authorsIn(history.rows)).map(scope.member),
        body: <TextHistoryView {...{ t, locale, history, words }} place={pages.place(t, locale, head)} />,
      };
    },
  });
