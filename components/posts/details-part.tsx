import { articleOptions } from "@/components/legal/article-options";
import type { FormFields } from "@/components/post-form";
import { Checkbox, FieldError, SelectField, TextArea, TextField } from "@/components/ui/field";
import { PickMany, pickedOf, SEARCHING } from "@/components/ui/pick";
import { SUMMARY_LENGTH } from "@/lib/blog/model";
import { COUNTRY_CODES, compareNames, countryName } from "@/lib/i18n/country-names";
import { languageName } from "@/lib/i18n/language-names";
import { type Locale, localePath } from "@/lib/i18n/locales";
import { message, type Translator } from "@/lib/i18n/translator";
import { MEMBER_LANGUAGES } from "@/lib/members/model";
import { choiceText } from "@/lib/text/choice";
import { TOPICS } from "@/lib/vocabulary/topics";

/** What a form of details starts from. */
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

/** What the form of a post offers to choose from. */
export interface PostOffers {
  /** Published posts, of which one can be the original. */
  titles: readonly { slug: string; title: string; language: string }[];
  /** Members of the directory, for browsers without scripts. */
  people: readonly { handle: string; name: string }[];
  /** What was sent as authors and names none, each with the members who are called so. */
  called: readonly CalledAuthor[];
}

/** A name that was typed where an author was asked for. */
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

/** The labels of a post's fields, in the order of the page. */
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
    address: t("posts.field.address"),
    note: t("posts.details.note"),
  };
}

/** Groups of boxes are reached through their first box. */
export const POST_FIELD_IDS = { topics: "topics-0" };

/** Title and summary: what stands above the text. */
export function HeadPart({ t, fields, kept }: Omit<Props, "locale">) {
  return (
    <>
      <TextField
        name="title"
        label={t("posts.field.title")}
        isBig
        dir="auto"
        maxLength={160}
        required
        defaultValue={fields.value("title", kept.title)}
        errors={fields.errors("title")}
      />
      <TextArea
        name="summary"
        label={t("posts.field.summary")}
        hint={t("posts.field.summaryHint")}
        dir="auto"
        rows={3}
        maxLength={SUMMARY_LENGTH.max}
        defaultValue={fields.value("summary", kept.summary)}
        errors={fields.errors("summary")}
      />
    </>
  );
}

/** What a post is about and how it is signed. */
export function DetailsPart(
  props: Props & { pictures: readonly { id: string; name: string }[]; offered: PostOffers },
) {
  const { t, locale, fields, kept, offered } = props;
  const translates = fields.value("translates", kept.translates);
  const titles = offered.titles.map(({ slug, title, language }) => ({
    value: slug,
    label: t("common.pair", { label: languageName(language, locale), value: title }),
  }));
  const byName = compareNames(locale);
  const named = <C extends string>(codes: readonly C[], name: (code: C) => string) =>
    codes.map((value) => ({ value, label: name(value) })).sort((a, b) => byName(a.label, b.label));
  return (
    <>
      <Boxes
        name="topics"
        label={t("posts.field.topics")}
        hint={t("posts.field.topicsHint")}
        chosen={fields.values("topics", kept.topics)}
        errors={fields.errors("topics")}
        options={TOPICS.map((topic) => ({ value: topic, label: message(t, `vocabulary.topic.${topic}`) }))}
      />
      <div className="two">
        <SelectField
          name="language"
          label={t("posts.field.language")}
          names="language"
          options={named(MEMBER_LANGUAGES, (code) => languageName(code, locale))}
          defaultValue={fields.value("language", kept.language)}
          errors={fields.errors("language")}
        />
        <SelectField
          name="translates"
          label={t("posts.field.translates")}
          hint={t("posts.field.translatesHint")}
          empty={t("posts.field.noOriginal")}
          options={pickedOf(titles, [translates]).chosen.concat(
            titles.filter(({ value }) => value !== translates),
          )}
          defaultValue={translates}
          errors={fields.errors("translates")}
          {...SEARCHING}
        />
        <PickMany
          name="coAuthors[]"
          id="coAuthors"
          label={t("posts.field.coAuthors")}
          hint={t("posts.field.coAuthorsHint")}
          add={t("common.pick.member")}
          errors={fields.errors("coAuthors")}
          suggestions="people-offered"
          people="/api/me/people"
          {...pickedOf(
            kept.coAuthors.map(({ handle, name }) => ({ value: handle, label: name })),
            fields
              .values(
                "coAuthors",
                kept.coAuthors.map(({ handle }) => handle),
              )
              .filter((value) => !offered.called.some(({ typed }) => typed === value)),
          )}
        >
          {offered.called.map((one) => (
            <CalledAuthors key={one.typed} t={t} {...one} />
          ))}
        </PickMany>
        <datalist id="people-offered">
          {offered.people.map(({ handle, name }) => (
            <option key={handle} value={choiceText(name, handle)} label={name} />
          ))}
        </datalist>
        <TextField
          name="series"
          label={t("posts.field.series")}
          hint={t("posts.field.seriesHint")}
          dir="auto"
          maxLength={120}
          defaultValue={fields.value("series", kept.series)}
          errors={fields.errors("series")}
        />
        <PickMany
          name="articles[]"
          id="articles"
          label={t("posts.field.articles")}
          add={t("common.pick.article")}
          errors={fields.errors("articles")}
          {...pickedOf(articleOptions(t), fields.values("articles", kept.articles))}
        />
        <TextField
          name="project"
          label={t("posts.field.project")}
          dir="auto"
          maxLength={120}
          defaultValue={fields.value("project", kept.project)}
          errors={fields.errors("project")}
        />
      </div>
      <PickMany
        name="countries[]"
        id="countries"
        label={t("posts.field.countries")}
        add={t("common.pick.country")}
        names="country"
        errors={fields.errors("countries")}
        {...pickedOf(
          named(COUNTRY_CODES, (code) => countryName(code, locale)),
          fields.values("countries", kept.countries),
        )}
      />
      <CoverPart {...props} />
      <Checkbox
        name="isPersonalView"
        label={t("posts.field.isPersonalView")}
        hint={t("posts.field.isPersonalViewHint")}
        defaultChecked={fields.checked("isPersonalView", kept.isPersonalView)}
      />
    </>
  );
}

/** Whom a name can mean: nobody is asked to sign until they are chosen. */
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

function CoverPart(props: Props & { pictures: readonly { id: string; name: string }[] }) {
  const { t, locale, fields, kept, pictures } = props;
  return (
    <>
      <SelectField
        name="coverId"
        label={t("posts.field.cover")}
        hint={t.rich("posts.field.coverHint", {
          link: (text) => <a href={localePath(locale, "/me/uploads")}>{text}</a>,
        })}
        empty={t("posts.field.noCover")}
        options={pictures.map(({ id, name }) => ({ value: id, label: name }))}
        defaultValue={fields.value("coverId", kept.coverId)}
        errors={fields.errors("coverId")}
      />
      <TextField
        name="coverAlt"
        label={t("posts.field.coverAlt")}
        hint={t("posts.field.coverAltHint")}
        dir="auto"
        maxLength={500}
        defaultValue={fields.value("coverAlt", kept.coverAlt)}
        errors={fields.errors("coverAlt")}
      />
      <Checkbox
        name="isCoverDecorative"
        label={t("posts.field.isCoverDecorative")}
        defaultChecked={fields.checked("isCoverDecorative", kept.coverId !== null && kept.coverAlt === "")}
      />
    </>
  );
}

function Boxes(props: {
  name: string;
  label: string;
  hint?: string;
  chosen: readonly string[];
  errors: string[] | undefined;
  options: readonly { value: string; label: string }[];
}) {
  const { name, label, hint, chosen, errors, options } = props;
  const described = [hint ? `${name}-hint` : "", errors ? `${name}-error` : ""].filter(Boolean).join(" ");
  return (
    <fieldset className={errors ? "f err" : "f"} aria-describedby={described || undefined}>
      <legend>{label}</legend>
      {hint ? (
        <span className="hint" id={`${name}-hint`}>
          {hint}
        </span>
      ) : null}
      <FieldError id={name} errors={errors} />
      <div className="pick-grid">
        {options.map((option, index) => (
          <label className="pick" key={option.value}>
            <input
              type="checkbox"
              id={`${name}-${index}`}
              name={`${name}[]`}
              value={option.value}
              defaultChecked={chosen.includes(option.value)}
            />
            <span>{option.label}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
