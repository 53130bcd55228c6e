import { TextHistoryView } from "@/components/revisions/text-history-view";
import { scope } from "@/lib/core/versions";
import { authorsIn, HistoryQuery, handlesOf, listHistory } from "@/lib/profiles/reading";
import { MaterialParams } from "@/lib/training/model";
import { document } from "@/lib/web/document";
import { materialPlace, pastCrumbs, requireHead } from "../past";

/** What the description of a material has said since it appeared. */
export const GET = document({
  params: MaterialParams,
  query: HistoryQuery.pick({ before: true, after: true }),
  scopes: ({ slug }) => [scope.material(slug)],
  async render({ slug, ...query }, { locale, t }) {
    const head = await requireHead(slug);
    const history = await listHistory(head.history, query);
    const title = t("training.history.title", { title: head.title });
    return {
      title,
      current: "training",
      robots: "noindex",
      crumbs: pastCrumbs(t, head, t("blog.history.crumb")),
      scopes: handlesOf(authorsIn(history.rows)).map(scope.member),
      body: (
        <TextHistoryView
          {...{ t, locale, history }}
          place={materialPlace(t, locale, head)}
          words={{ title, sub: t("training.history.sub"), nothing: t("training.history.nothing") }}
        />
      ),
    };
  },
});
