import { discussionFeeds } from "@/components/discussions/feeds";
import { ButtonLink } from "@/components/ui/button";
import { PageHead, Section } from "@/components/ui/heading";
import { scope } from "@/lib/core/versions";
import { countTopics, listCategories, listNewestByCategory, listPinned, listTopics } from "@/lib/discussions";
import { TopicsQuery } from "@/lib/discussions/model";
import { document } from "@/lib/web/pages/document";
import { CategoriesTable } from "./categories-table";
import { HouseRules } from "./house-rules";
import { readTopicFilters } from "./read-filters";
import { newTopicHref, TopicsPart } from "./topics-view";
import { writersIn } from "./writers-in";

/** The categories of topics, and all topics by their newest reply. */
export const GET = document({
  query: TopicsQuery,
  scopes: () => [scope.discussions, scope.categories],
  async render(asked, { t, locale, search }) {
    const { query, place, unread } = await readTopicFilters(asked, search);
    const [categories, counts, newest, found, pinned] = await Promise.all([
      listCategories(),
      countTopics(),
      listNewestByCategory(),
      listTopics(query),
      listPinned(),
    ]);
    const title = t("discussions.title");
    return {
      title,
      description: t("discussions.sub"),
      current: "discussions",
      crumbs: [{ label: title }],
      feeds: discussionFeeds(t, locale),
      scopes: writersIn([...newest.values(), ...found.rows, ...pinned]).map(scope.member),
      body: (
        <>
          <PageHead
            title={title}
            sub={t("discussions.sub")}
            actions={
              <ButtonLink kind="pri" icon="plus" href={newTopicHref(locale, null, place)}>
                {t("discussions.ask")}
              </ButtonLink>
            }
          />
          <div className="wrap body flush cols side">
            <div className="stack g7">
              <Section id="categories" title={t("discussions.categories.title")}>
                <CategoriesTable {...{ t, locale, categories, counts, newest }} />
              </Section>
              <TopicsPart
                {...{ t, locale, query, found, pinned, categories, place, unread }}
                category={null}
              />
            </div>
            <aside className="stack g5">
              <HouseRules t={t} locale={locale} />
            </aside>
          </div>
        </>
      ),
    };
  },
});
