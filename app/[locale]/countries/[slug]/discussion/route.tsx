import { writersIn } from "@/app/topics/writers-in";
import { topicsFeedHref, topicsHref } from "@/components/discussions/addresses";
import { TopicList } from "@/components/discussions/topic-list";
import { ProfileFrame, profileCrumbs } from "@/components/profiles/profile-frame";
import { ButtonLink } from "@/components/ui/button";
import { Empty } from "@/components/ui/empty";
import { Section } from "@/components/ui/heading";
import { withQuery } from "@/components/with-query";
import { scope } from "@/lib/core/versions";
import { listCategories, listTopicsOn } from "@/lib/discussions";
import { localePath } from "@/lib/i18n/locales";
import { findProfileHead } from "@/lib/profiles/reading";
import { document } from "@/lib/web/pages/document";
import { leadToSlug, SlugParams } from "../../profile-address";

/** Topics on the page; the rest is in the list of all topics about the country. */
const LISTED = 25;

/** The topics about a country or area: those with its tag, and those about its profile. */
export const GET = document({
  params: SlugParams,
  scopes: ({ slug }) => [scope.profile(slug), scope.categories],
  async render({ slug }, tools) {
    const head = await findProfileHead(slug);
    if (!head) return leadToSlug(slug, tools);
    const { t, locale } = tools;
    const [found, categories] = await Promise.all([listTopicsOn(head, LISTED + 1), listCategories()]);
    const topics = found.slice(0, LISTED);
    const country = head.names[locale];
    const about = { country: slug };
    const title = t("discussions.on.title", { country });
    return {
      title,
      description: t("discussions.on.sub", { country }),
      current: "countries",
      crumbs: profileCrumbs(t, locale, head, t("profiles.page.discussion")),
      feeds: [{ title, href: topicsFeedHref(locale, about) }],
      scopes: [scope.topicsOn(head.iso2), ...writersIn(topics).map(scope.member)],
      body: (
        <ProfileFrame
          {...{ t, locale, head }}
          tab="discussion"
          sub={t("discussions.on.sub", { country })}
          actions={
            <ButtonLink
              kind="pri"
              icon="plus"
              href={withQuery(localePath(locale, "/discussions/new"), about)}
            >
              {t("discussions.on.ask", { country })}
            </ButtonLink>
          }
        >
          <div className="wrap body stack">
            {topics.length === 0 ? (
              <Empty>{t("discussions.on.empty", { country })}</Empty>
            ) : (
              <Section id="topics" title={t("discussions.list.title")}>
                <TopicList {...{ t, locale, topics, categories }} />
              </Section>
            )}
            {found.length > LISTED ? (
              <p>
                <a href={topicsHref(locale, about)}>{t("discussions.on.all", { country })}</a>
              </p>
            ) : null}
          </div>
        </ProfileFrame>
      ),
    };
  },
});
