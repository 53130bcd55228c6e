import { FlagLink } from "@/components/flags/flag-link";
import { referenceHref } from "@/components/legal/addresses";
import { MemberLink } from "@/components/member-link";
import { dayText, Time } from "@/components/time";
import { Box, FactList, type Pair } from "@/components/ui/box";
import { Tag } from "@/components/ui/tag";
import { withQuery } from "@/components/with-query";
import { fileTypeOf } from "@/lib/files/types/model";
import { countryName } from "@/lib/i18n/country-names";
import { languageNames } from "@/lib/i18n/language-names";
import { listText } from "@/lib/i18n/lists";
import { type Locale, localePath } from "@/lib/i18n/locales";
import { formatter, message, type Translator } from "@/lib/i18n/translator";
import type { FoundMaterial } from "@/lib/training";
import { accessibilityOf } from "@/lib/training";
import { articleName, durationText, meanText, wordOf, wordsOf } from "@/lib/training/words/model";
import { materialHref } from "../addresses";

interface Props {
  t: Translator;
  locale: Locale;
  material: FoundMaterial;
  downloads: number;
  now: Date;
}

/** The details of a material in pairs; each value of a vocabulary links to all materials with it. */
export function DetailsBox(props: Props) {
  const { t, material } = props;
  return (
    <Box title={t("training.material.details")} id="details" isKey>
      <FactList isInBox facts={[...whatFacts(props), ...courseFacts(props), ...handlingFacts(props)]} />
      <Keywords {...props} material={material} />
      {material.state === "published" ? (
        <p className="in-b row">
          <a href={materialHref(props.locale, material.slug, "/links")}>{t("past.backlinks.title")}</a>
          <FlagLink
            t={t}
            locale={props.locale}
            kind="material"
            id={material.id}
            page={`/training/${material.slug}`}
          />
        </p>
      ) : null}
    </Box>
  );
}

const fact = (term: string, value: Pair["value"]): Pair[] => (value ? [{ term, value }] : []);

function whatFacts({ t, locale, material }: Props): Pair[] {
  return [
    ...fact(t("training.material.kind"), wordOf(t, "kind", material.kind)),
    ...fact(t("training.material.audience"), wordsOf(t, locale, "audience", material.audiences)),
    ...fact(t("training.material.level"), wordOf(t, "level", material.level)),
    ...fact(
      t("training.material.languages"),
      material.languages.length > 0 ? languageNames(material.languages, locale) : null,
    ),
    ...fact(
      t("training.material.countries"),
      material.countries.length > 0
        ? listText(
            material.countries.map((iso2) => countryName(iso2, locale)),
            locale,
          )
        : material.isNeutral
          ? t("training.material.neutral")
          : null,
    ),
    ...fact(t("training.material.publisher"), material.publisher ? <bdi>{material.publisher}</bdi> : null),
    ...fact(t("training.material.project"), material.project ? <bdi>{material.project}</bdi> : null),
  ];
}

function courseFacts({ t, locale, material }: Props): Pair[] {
  return [
    ...fact(
      t("training.material.formats"),
      material.formats.length > 0 ? wordsOf(t, locale, "format", material.formats) : null,
    ),
    ...fact(t("training.material.durationLabel"), durationText(t, material)),
    ...fact(
      t("training.material.groupSize"),
      material.groupSize ? t("training.material.people", { count: material.groupSize }) : null,
    ),
    ...fact(
      t("training.material.prerequisites"),
      material.prerequisites ? <bdi className="lines">{material.prerequisites}</bdi> : null,
    ),
  ];
}

function handlingFacts(props: Props): Pair[] {
  const { t, locale, material, downloads, now } = props;
  const mean = meanText(locale, material);
  const owner = material.owner?.state === "erased" ? null : material.owner;
  const accessibility = newestAccessibility(material);
  return [
    ...fact(
      t("training.material.accessibility"),
      accessibility ? <Accessibility t={t} found={accessibility} /> : null,
    ),
    ...fact(t("training.material.access"), wordOf(t, "access", material.access)),
    ...fact(t("training.material.licence"), wordOf(t, "licence", material.licence)),
    ...fact(t("training.material.tlp"), <bdi>{wordOf(t, "tlp", material.tlp)}</bdi>),
    ...fact(
      t("training.material.downloads"),
      t("training.material.asOf", {
        count: formatter(locale).number(downloads),
        day: dayText(now.toISOString().slice(0, 10), locale),
      }),
    ),
    ...fact(
      t("training.material.rating"),
      mean ? t("training.material.average", { score: mean, count: material.ratingCount }) : null,
    ),
    ...fact(
      t("training.material.reviewed"),
      material.reviewedAt ? (
        <Time at={material.reviewedAt} locale={locale} isDayOnly />
      ) : (
        t("training.material.notReviewed")
      ),
    ),
    ...fact(
      t("training.material.owner"),
      material.ownerId ? (
        <MemberLink t={t} locale={locale} member={owner} />
      ) : (
        <bdi>{t("training.material.site")}</bdi>
      ),
    ),
  ];
}

type Found = NonNullable<ReturnType<typeof accessibilityOf>> | "unknown";

/** Returns the accessibility of the published version; before the first one is published, of the draft version. */
function newestAccessibility({ versions }: Props["material"]): Found | null {
  const withFiles = versions.filter(({ files }) => files.length > 0);
  const newest = withFiles.find(({ publishedAt }) => publishedAt !== null) ?? withFiles[0];
  if (!newest) return null;
  const isWaiting = newest.files.some(
    ({ type, state }) =>
      ["video", "sound"].includes(fileTypeOf(type).group) && ["uploading", "quarantined"].includes(state),
  );
  return accessibilityOf(newest.files) ?? (isWaiting ? "unknown" : null);
}

/** Whether its video and audio can be followed without hearing, and what is missing. */
function Accessibility({ t, found }: { t: Translator; found: Found }) {
  if (found === "unknown") return <Tag>{t("training.material.accessibilityUnknown")}</Tag>;
  const { lacksCaptions, lacksTranscript } = found;
  if (!lacksCaptions && !lacksTranscript)
    return (
      <Tag kind="ok" icon="check">
        {t("training.material.accessible")}
      </Tag>
    );
  return (
    <>
      {lacksCaptions ? <Tag>{t("training.material.lacksCaptions")}</Tag> : null}
      {lacksTranscript ? <Tag>{t("training.material.lacksTranscript")}</Tag> : null}
    </>
  );
}

/** Topics and articles, each with a link to more about it. */
function Keywords({ t, locale, material }: Props) {
  if (material.topics.length + material.articles.length === 0) return null;
  const library = localePath(locale, "/training");
  return (
    <div className="in-b row">
      {material.topics.map((topic) => (
        <a className="tag" key={topic} href={withQuery(library, { topic })}>
          {message(t, `vocabulary.topic.${topic}`)}
        </a>
      ))}
      {material.articles.map((article) => (
        <a className="tag mild" key={article} href={referenceHref(locale, article)}>
          {articleName(t, article)}
        </a>
      ))}
    </div>
  );
}
