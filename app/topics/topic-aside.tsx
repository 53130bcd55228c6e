import { CopyLink } from "@/components/citation/copy-link";
import { topicsHref } from "@/components/discussions/addresses";
import { writerName } from "@/components/discussions/writer-name";
import { referenceHref } from "@/components/legal/addresses";
import { articleText } from "@/components/legal/article-text";
import { profileHref } from "@/components/profiles/addresses";
import { DesignationNotes } from "@/components/profiles/designation-notes";
import { Box, FactList, type Pair, several } from "@/components/ui/box";
import { areaOf } from "@/lib/discussions/areas/model";
import { replyPath } from "@/lib/discussions/model";
import { localePath } from "@/lib/i18n/locales";
import { isTopic } from "@/lib/vocabulary/topics";
import { thingName, thingPath } from "@/lib/watching/model";
import type { TopicProps } from "./topic-props";

/** What a topic is about, and its accepted answer. */
export function TopicAside(props: TopicProps) {
  const { t, locale, topic, places } = props;
  const facts = factsOf(props);
  return (
    <aside className="stack g5" aria-label={t("discussions.topic.about")}>
      {facts.length > 0 ? (
        <Box id="about-topic" title={t("discussions.topic.about")}>
          <FactList isInBox facts={facts} />
          {places.some(({ designation }) => designation !== null) ? (
            <div className="in-b">
              <DesignationNotes t={t} locale={locale} entries={places} />
            </div>
          ) : null}
        </Box>
      ) : null}
      {topic.isStarter ? <p className="small dim">{t("discussions.topic.starter")}</p> : null}
      <p>
        <CopyLink t={t} />
      </p>
    </aside>
  );
}

function factsOf({ t, locale, topic, places, about, replies, imported }: TopicProps): Pair[] {
  const answer = replies.lines.find(({ id }) => id === topic.answer?.id);
  const name = writerName(t, {
    author: answer?.author,
    importedBy: imported.get(answer?.id ?? "")?.name ?? null,
  });
  return [
    ...(topic.answer
      ? [
          {
            term: t("discussions.topic.answer"),
            value: (
              <a href={localePath(locale, replyPath(topic, topic.answer.number))}>
                {answer
                  ? t("discussions.topic.answerLink", { number: topic.answer.number, name })
                  : t("discussions.topic.number", { number: topic.answer.number })}
              </a>
            ),
          },
        ]
      : []),
    ...(about
      ? [
          {
            term: t("discussions.topic.aboutThing"),
            value: <a href={localePath(locale, thingPath(about.place))}>{thingName(about, t, locale)}</a>,
          },
        ]
      : []),
    ...several(
      t("discussions.new.field.topics"),
      topic.topics.filter(isTopic).map((one) => (
        <a key={one} href={topicsHref(locale, { topic: one }, areaOf(topic))}>
          {t(`vocabulary.topic.${one}`)}
        </a>
      )),
    ),
    ...several(
      t("discussions.new.field.countries"),
      places.map(({ slug, names }) => (
        <a key={slug} href={profileHref(locale, slug)}>
          {names[locale]}
        </a>
      )),
    ),
    ...several(
      t("discussions.new.field.articles"),
      topic.articles.map((article) => (
        <a key={article} href={referenceHref(locale, article)}>
          {articleText(t, article)}
        </a>
      )),
    ),
  ];
}
