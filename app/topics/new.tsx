import { z } from "zod";
import { readCountries } from "@/app/[locale]/filters";
import { tokenOf } from "@/app/[locale]/text-editing";
import { belowTopic, newTopicHref } from "@/components/discussions/addresses";
import { fieldsOf, PostForm } from "@/components/post-form";
import { Button } from "@/components/ui/button";
import { Empty } from "@/components/ui/empty";
import { PageHead } from "@/components/ui/heading";
import { Note } from "@/components/ui/note";
import { can } from "@/lib/core/policy";
import { listOpenCategories } from "@/lib/discussions";
import { TOPIC_KIND, type TopicArea, topicPath } from "@/lib/discussions/areas/model";
import type { Category } from "@/lib/discussions/categories/model";
import { OpenTopic } from "@/lib/discussions/model";
import { SIMILAR_FROM } from "@/lib/discussions/similar/model";
import { type Locale, localePath } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import { isArticle } from "@/lib/vocabulary/article-numbers";
import { findThing } from "@/lib/watching";
import { readPlace, type Thing, thingName, thingPath } from "@/lib/watching/model";
import { screenForm, spec } from "@/lib/web/forms/form";
import { screen } from "@/lib/web/pages/screen";
import type { ScreenView } from "@/lib/web/view";
import { areaCrumbs, COMMANDS, mayEnter } from "./areas";
import { HouseRules } from "./house-rules";
import { FirstPoll, pollLabels } from "./poll-fields";
import { PublishFields, publishLabels } from "./publish-fields";
import { TOPIC_FIELD_IDS, TopicFields, type TopicValues, topicLabels } from "./topic-fields";

const Given = z.string().max(200).optional().catch(undefined);
/** What the page that led here suggests: a category, a country, and the place of the site that the topic is about. */
const Query = z.object({ category: Given, country: Given, about: Given });
type Suggested = z.infer<typeof Query>;

/** Opening a topic in an area, which works without scripts. */
const viewIn = (area: TopicArea) =>
  ({
    isLong: true,
    query: Query,
    allows: (actor) => can(actor, "comment.write") && mayEnter(area, actor),
    async render(suggested, { t, locale, form, actor }) {
      const title = t("discussions.new.title");
      const fields = fieldsOf(t, form, "topic");
      const about = fields.value("about", suggested.about ?? "");
      const place = about === "" ? null : readPlace(about);
      const [categories, thing, kept] = await Promise.all([
        listOpenCategories(actor, area),
        place && findThing(place, area === "rooms" ? actor : null),
        suggestedValues(suggested, locale),
      ]);
      return {
        title,
        current: "discussions",
        crumbs: [...areaCrumbs(t, locale, area), { label: title }],
        body: (
          <>
            <PageHead title={title} sub={t("discussions.new.sub")} />
            <div className="wrap body flush cols side">
              {categories.length === 0 ? (
                <Empty>{t("discussions.new.nowhere")}</Empty>
              ) : (
                <PostForm
                  t={t}
                  name="topic"
                  action={newTopicHref(locale, area)}
                  fields={fields}
                  labels={{ ...topicLabels(t), ...pollLabels(t), ...publishLabels(t) }}
                  ids={TOPIC_FIELD_IDS}
                  className="stack narrow"
                  hidden={{ clientToken: tokenOf(form), about: thing ? about : "" }}
                >
                  <AboutNote t={t} locale={locale} thing={thing} />
                  <TopicFields
                    {...{ t, locale, fields, categories }}
                    kept={{ ...kept, category: chosen(categories, kept, locale) }}
                    hasText
                  />
                  <FirstPoll t={t} fields={fields} />
                  {can(actor, "topic.moderate") ? <PublishFields t={t} fields={fields} /> : null}
                  <SimilarBox t={t} locale={locale} area={area} />
                  <p>
                    <Button kind="pri">{t("discussions.new.start")}</Button>
                  </p>
                </PostForm>
              )}
              <aside className="stack g5">
                <HouseRules t={t} locale={locale} />
              </aside>
            </div>
          </>
        ),
      };
    },
  }) satisfies ScreenView<z.ZodObject, typeof Query>;

/** Where a script names similar topics while the title is typed. Without scripts, a link to search for them first. */
function SimilarBox({ t, locale, area }: { t: Translator; locale: Locale; area: TopicArea }) {
  return (
    <>
      <div hidden data-similar={`/api/me/similar?area=${area}&lang=${locale}`} data-from={SIMILAR_FROM}>
        <p className="small dim" role="status" data-summary />
        <ul className="small" />
      </div>
      <noscript>
        <p className="small">
          <a href={localePath(locale, `/search?type=${TOPIC_KIND}`)}>{t("discussions.similar.search")}</a>
        </p>
      </noscript>
    </>
  );
}

/** Names the place of the site that the topic will be about. */
function AboutNote({ t, locale, thing }: { t: Translator; locale: Locale; thing: Thing | null }) {
  if (!thing) return null;
  return (
    <Note>
      <a href={localePath(locale, thingPath(thing.place))}>
        {t("discussions.new.about", { name: thingName(thing, t, locale) })}
      </a>
    </Note>
  );
}

/** Returns the first values of the form: the country and article that the topic is about are its tags. */
async function suggestedValues(suggested: Suggested, locale: Locale): Promise<TopicValues> {
  const place = suggested.about === undefined ? null : readPlace(suggested.about);
  const named = suggested.country ?? (place?.kind === "section" ? place.slug : undefined);
  const { country = [] } = named === undefined ? {} : await readCountries([named]);
  const article = place?.article ?? "";
  return {
    title: "",
    category: suggested.category ?? "",
    text: "",
    language: locale,
    isQuestion: true,
    topics: [],
    countries: country,
    articles: isArticle(article) ? [article] : [],
  };
}

/** Returns the suggested category, or else the first one in any language or that of the reader. */
function chosen(categories: readonly Category[], { category }: TopicValues, locale: Locale): string {
  const [first] = categories.filter(({ language }) => language === null || language === locale);
  return categories.find(({ slug }) => slug === category)?.slug ?? first?.slug ?? "";
}

/** Creates the screen for opening a topic in an area. */
export const newTopic = (area: TopicArea) => screen(viewIn(area));

/** Creates its form, which leads to the topic, or to where its author sees that it waits. */
export const newTopicForm = (area: TopicArea) =>
  screenForm(viewIn(area), {
    topic: spec({
      schema: OpenTopic,
      command: COMMANDS[area].open,
      guards: ["title", "text", "pollQuestion", "pollOptions"],
      limit: "topic",
      done: (opened) => (opened.isHeld ? belowTopic(opened, "manage?done=held") : topicPath(opened)),
    }),
  });
