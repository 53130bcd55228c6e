import { Deleted, Inserted } from "@/components/revisions/diff-marks";
import { FactList, type Pair } from "@/components/ui/box";
import { Section } from "@/components/ui/heading";
import type { DetailChange, DetailField, DetailValue, PostDetailsThen } from "@/lib/blog/queries/model";
import { countryName } from "@/lib/i18n/country-names";
import { languageName } from "@/lib/i18n/language-names";
import { listText } from "@/lib/i18n/lists";
import type { Locale } from "@/lib/i18n/locales";
import { message, type Translator } from "@/lib/i18n/translator";

interface Props {
  t: Translator;
  locale: Locale;
}

/** The changes to a post's details, each field with its old and new value; null if hidden. */
export function DetailChanges({ t, locale, changes }: Props & { changes: readonly DetailChange[] | null }) {
  if (changes?.length === 0) return null;
  return (
    <Section id="details-changed" className="stack g3" title={t("blog.diff.details")}>
      {changes ? <Changes {...{ t, locale, changes }} /> : <p className="dim">{t("past.hidden.text")}</p>}
    </Section>
  );
}

function Changes({ t, locale, changes }: Props & { changes: readonly DetailChange[] }) {
  return (
    <FactList
      facts={changes.map(({ field, before, after }) => {
        const [was, is] = [wordsOf(t, locale, field, before), wordsOf(t, locale, field, after)];
        return {
          term: labelOf(t, field),
          value: (
            <span className="stack g1">
              {was === "" ? null : (
                <Deleted t={t}>
                  <bdi>{was}</bdi>
                </Deleted>
              )}
              {is === "" ? null : (
                <Inserted t={t}>
                  <bdi>{is}</bdi>
                </Inserted>
              )}
            </span>
          ),
        };
      })}
    />
  );
}

/** A post's details after a revision; null if hidden. The title is already shown above. */
export function DetailsThen({ t, locale, details }: Props & { details: PostDetailsThen | null }) {
  if (details === null) return <p className="dim">{t("past.hidden.text")}</p>;
  const facts: Pair[] = (Object.keys(details) as DetailField[])
    .map((field) => ({ term: labelOf(t, field), value: wordsOf(t, locale, field, details[field]) }))
    .filter(({ value }) => value !== "")
    .map(({ term, value }) => ({ term, value: <bdi>{value}</bdi> }));
  return (
    <Section id="details-then" className="stack g3" title={t("blog.post.about")}>
      <FactList facts={facts} />
    </Section>
  );
}

function labelOf(t: Translator, field: DetailField): string {
  return field === "authors" ? t("blog.diff.byline") : message(t, `posts.field.${field}`);
}

/** Returns a value as text in the reader's language. */
function wordsOf(t: Translator, locale: Locale, field: DetailField, value: DetailValue): string {
  if (value === null) return "";
  const many = Array.isArray(value) ? value : [value];
  switch (field) {
    case "authors":
      return listText(
        many.map((name) => name || t("common.formerMember")),
        locale,
      );
    case "topics":
      return listText(
        many.map((topic) => message(t, `vocabulary.topic.${topic}`)),
        locale,
      );
    case "countries":
      return listText(
        many.map((code) => countryName(code, locale)),
        locale,
      );
    case "language":
      return languageName(many[0] ?? "", locale);
    case "isPersonalView":
      return t(value === "yes" ? "posts.review.ownView" : "posts.review.noView");
    case "cover":
      return value === "" ? t("blog.diff.goneFile") : String(value);
    default:
      return listText(many, locale);
  }
}
