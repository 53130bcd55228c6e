import { DetailControl, type DetailField, DetailFields, idsOf } from "@/components/detail-fields";
import { articleOptions } from "@/components/legal/article-options";
import { countryOptions, languageOptions } from "@/components/name-options";
import type { FormFields } from "@/components/post-form";
import { pickedOf } from "@/components/ui/pick";
import { SUMMARY_LENGTH } from "@/lib/blog/model";
import { languageName } from "@/lib/i18n/language-names";
import { type Locale, localePath } from "@/lib/i18n/locales";
import { message, type Translator } from "@/lib/i18n/translator";
import { choiceText } from "@/lib/text/choice";
import { TOPICS } from "@/lib/vocabulary/topics";

/** The initial values of a form of details. */
export interface PostDetailValues {
  title: string;
  summary: string;
  language: string;
  isPersonalView: boolean;
  topics: readonly string[];
  countries: readonly string[];
  articles: readonly string[];
  project: string | null;
  series: string | null;
  coAuthors: readonly { handle: string; name: string }[];
  translates: string | null;
  coverId: string | null;
  coverAlt: string | null;
}

/** The choices in the form of a post. */
export interface PostOffers {
  /** Published posts, one of which can be the original. */
  titles: readonly { slug: string; title: string; language: string }[];
  /** Members of the directory, for browsers without scripts. */
  people: readonly { handle: string; name: string }[];
  /** Entered author names that are not handles, each with the members of that name. */
  called: readonly CalledAuthor[];
}

/** A name that was typed instead of an author's handle. */
export interface CalledAuthor {
  typed: string;
  people: readonly { handle: string; name: string }[];
}

interface Props {
  t: Translator;
  locale: Locale;
  fields: FormFields;
  kept: PostDetailValues;
}

/** Returns the labels of a post's fields in the order of the page. */
export function postLabels(t: Translator): Record<string, string> {
  return {
    title: t("posts.field.title"),
    summary: t("posts.field.summary"),
    text: t("posts.text.label"),
    topics: t("posts.field.topics"),
    language: t("posts.field.language"),
    translates: t("posts.field.translates"),
    coAuthors: t("posts.field.coAuthors"),
    series: t("posts.field.series"),
    countries: t("posts.field.countries"),
    articles: t("posts.field.articles"),
    project: t("posts.field.project"),
    coverId: t("posts.field.cover"),
    coverAlt: t("posts.field.coverAlt"),
    isCoverDecorative: t("posts.field.isCoverDecorative"),
    isPersonalView: t("posts.field.isPersonalView"),
    address: t("posts.field.address"),
    note: t("posts.details.note"),
  };
}

/** Element ids by field name. A group of boxes is reached through its first box. */
export const POST_FIELD_IDS = idsOf(["topics"]);

/** Title and summary, above the text. */
export function HeadPart({ t, fields, kept }: Omit<Props, "locale">) {
  const list: DetailField[] = [
    { name: "title", type: "line", isBig: true, dir: "auto", maxLength: 160, required: true },
    {
      name: "summary",
      type: "lines",
      hint: t("posts.field.summaryHint"),
      dir: "auto",
      rows: 3,
      maxLength: SUMMARY_LENGTH.max,
    },
  ];
  return <DetailFields list={list} labels={postLabels(t)} kept={kept} fields={fields} />;
}

const LINE = { type: "line", dir: "auto", maxLength: 120 } as const;

/** The fields for what a post is about and for its authors. */
export function DetailsPart(
  props: Props & { pictures: readonly { id: string; name: string }[]; offered: PostOffers },
) {
  const { t, locale, fields, kept, offered, pictures } = props;
  const isDecorative = kept.coverId !== null && kept.coverAlt === "";
  const of = {
    labels: postLabels(t),
    kept: { ...kept, coAuthors: kept.coAuthors.map(({ handle }) => handle), isCoverDecorative: isDecorative },
    fields,
  };
  const topics: DetailField = {
    name: "topics",
    type: "boxes",
    grid: "pick-grid",
    hint: t("posts.field.topicsHint"),
    options: TOPICS.map((topic) => ({ value: topic, label: message(t, `vocabulary.topic.${topic}`) })),
  };
  const language: DetailField = {
    name: "language",
    type: "one",
    names: "language",
    options: languageOptions(locale),
  };
  const rest: DetailField[] = [
    { ...LINE, name: "series", hint: t("posts.field.seriesHint") },
    { name: "articles", type: "several", add: t("common.pick.article"), options: articleOptions(t) },
    { ...LINE, name: "project" },
  ];
  return (
    <>
      <DetailControl field={topics} {...of} />
      <div className="two">
        <DetailFields list={[language, translatesField(props), authorsField(props)]} {...of} />
        <datalist id="people-offered">
          {offered.people.map(({ handle, name }) => (
            <option key={handle} value={choiceText(name, handle)} label={name} />
          ))}
        </datalist>
        <DetailFields list={rest} {...of} />
      </div>
      <DetailFields list={lastFields(t, locale, pictures)} {...of} />
    </>
  );
}

/** Returns the fields for countries, cover and authors. */
function lastFields(
  t: Translator,
  locale: Locale,
  pictures: readonly { id: string; name: string }[],
): DetailField[] {
  return [
    {
      name: "countries",
      type: "several",
      add: t("common.pick.country"),
      names: "country",
      options: countryOptions(locale),
    },
    {
      name: "coverId",
      type: "one",
      empty: t("posts.field.noCover"),
      hint: t.rich("posts.field.coverHint", {
        link: (text) => <a href={localePath(locale, "/me/uploads")}>{text}</a>,
      }),
      options: pictures.map(({ id, name }) => ({ value: id, label: name })),
    },
    { ...LINE, name: "coverAlt", hint: t("posts.field.coverAltHint"), maxLength: 500 },
    { name: "isCoverDecorative", type: "box" },
    { name: "isPersonalView", type: "box", hint: t("posts.field.isPersonalViewHint") },
  ];
}

/** Returns the field for the post that this one translates; the chosen post comes first. */
function translatesField({ t, locale, fields, kept, offered }: Props & { offered: PostOffers }): DetailField {
  const chosen = fields.value("translates", kept.translates);
  const titles = offered.titles.map(({ slug, title, language }) => ({
    value: slug,
    label: t("common.pair", { label: languageName(language, locale), value: title }),
  }));
  return {
    name: "translates",
    type: "one",
    isSearched: true,
    hint: t("posts.field.translatesHint"),
    empty: t("posts.field.noOriginal"),
    options: pickedOf(titles, [chosen]).chosen.concat(titles.filter(({ value }) => value !== chosen)),
  };
}

/** Returns the field for authors: members by name; typed text that is no member is queried below. */
function authorsField({ t, fields, kept, offered }: Props & { offered: PostOffers }): DetailField {
  const options = kept.coAuthors.map(({ handle, name }) => ({ value: handle, label: name }));
  const sent = fields.values(
    "coAuthors",
    options.map(({ value }) => value),
  );
  const isCalled = (value: string) => offered.called.some(({ typed }) => typed === value);
  return {
    name: "coAuthors",
    type: "several",
    options,
    add: t("common.pick.member"),
    hint: t("posts.field.coAuthorsHint"),
    suggestions: "people-offered",
    people: "/api/me/people",
    chosen: pickedOf(
      options,
      sent.filter((value) => !isCalled(value)),
    ).chosen,
    children: offered.called.map((one) => <CalledAuthors key={one.typed} t={t} {...one} />),
  };
}

/** The members that a name can mean; none is invited until chosen. */
function CalledAuthors({ t, typed, people }: { t: Translator } & CalledAuthor) {
  return (
    <div className="stack g1">
      <p className="small">
        {people.length === 0
          ? t("posts.field.authorUnknown", { name: typed })
          : t("posts.field.authorFound", { name: typed, count: people.length })}
      </p>
      {people.map(({ handle, name }) => (
        <label className="pick" key={handle}>
          <input type="checkbox" name="coAuthors[]" value={handle} />
          <span>
            <bdi>{name}</bdi>{" "}
            <span className="dim" dir="ltr">
              @{handle}
            </span>
          </span>
        </label>
      ))}
    </div>
  );
}
