import { discussionFeeds } from "@/components/discussions/feeds";
import { ButtonLink } from "@/components/ui/button";
import { PageHead } from "@/components/ui/heading";
import { Note } from "@/components/ui/note";
import { DomainError } from "@/lib/core/errors";
import { scope } from "@/lib/core/versions";
import { findCategory, listPinned, listTopics, wordsOf } from "@/lib/discussions";
import { CategoryAddress } from "@/lib/discussions/categories/model";
import { TopicsQuery } from "@/lib/discussions/model";
import { document } from "@/lib/web/pages/document";
import { HouseRules } from "../house-rules";
import { readTopicFilters } from "../read-filters";
import { newTopicHref, TopicsPart } from "../topics-view";
import { writersIn } from "../writers-in";

/** The topics of a category. */
export const GET = document({
  params: CategoryAddress,
  query: TopicsQuery,
  scopes: () => [scope.discussions, scope.categories],
  async render({ category: slug, ...asked }, { t, locale, search }) {
    const category = await findCategory(slug);
    if (!category) throw new DomainError("not_found", "category");
    const { query, place, unread } = await readTopicFilters(asked, search);
    const of = { categoryId: category.id };
    const [found, pinned] = await Promise.all([listTopics(query, of), listPinned(of)]);
    const { name, description } = wordsOf(category, locale);
    const { openers, isClosed } = category;
    return {
      title: name,
      description,
      current: "discussions",
      crumbs: [{ href: "/discussions", label: t("discussions.title") }, { label: name }],
      feeds: discussionFeeds(t, locale),
      scopes: writersIn([...found.rows, ...pinned]).map(scope.member),
      body: (
        <>
          <PageHead
            title={name}
            sub={description}
            actions={
              isClosed ? null : (
                <ButtonLink kind="pri" icon="plus" href={newTopicHref(locale, category, place)}>
                  {t("discussions.ask")}
                </ButtonLink>
              )
            }
          />
          <div className="wrap body flush cols side">
            <div className="stack g5">
              {isClosed ? <Note icon="lock">{t("discussions.categories.isClosed")}</Note> : null}
              {openers === "practitioners" ? (
                <p className="small dim">{t("discussions.categories.practitionersOpen")}</p>
              ) : null}
              {openers === "moderators" ? (
                <p className="small dim">{t("discussions.categories.moderatorsOpen")}</p>
              ) : null}
              <TopicsPart {...{ t, locale, query, found, pinned, category, place, unread }} categories={[]} />
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
