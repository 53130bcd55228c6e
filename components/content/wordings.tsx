import { languageName } from "@/lib/i18n/language-names";
import { direction, type Locale } from "@/lib/i18n/locales";
import { message, type Translator } from "@/lib/i18n/translator";
import {
  inReadersOrder,
  type Worded,
  type Wording,
  wordingsOf,
  wordNames,
} from "@/lib/revisions/records/wordings";
import { type AnyRecord, type Field, fieldLabelKey, isBlank } from "@/lib/revisions/records-fields";
import { FieldValue } from "./field-value";
import { TranslationName } from "./translations";

interface Props {
  section: string;
  /** The fields that have wordings in other languages. */
  fields: readonly Field[];
  /** The record's values in the original language. */
  original: AnyRecord;
  worded: Pick<Worded<AnyRecord>, "wording" | "names">;
  t: Translator;
  locale: Locale;
  /** The language in which members wrote it, if it differs from that of the page. */
  lang?: string | undefined;
}

/** The author of the wording shown, with the original expandable; then the names in further languages. */
export function Wordings(props: Props) {
  const { original, worded, t, locale, lang } = props;
  const { wording, names } = worded;
  const others = inReadersOrder(wordingsOf(original), locale).filter(({ id }) => id !== wording?.id);
  if (!wording && others.length === 0) return null;
  return (
    <div className="small wordings">
      {wording ? (
        <details>
          <summary className="dim">
            <Name t={t} one={wording} />
            {" · "}
            {lang
              ? t("revisions.record.originalIn", { language: languageName(lang, locale) })
              : t("revisions.record.original")}
          </summary>
          <Words {...props} said={original} names={names} of={lang} />
        </details>
      ) : null}
      {others.length > 0 ? (
        <details>
          <summary className="dim">{t("revisions.record.otherLanguages", { count: others.length })}</summary>
          {others.map((one) => (
            <div key={one.id}>
              <p className="dim">
                <Name t={t} one={one} />
              </p>
              <Words {...props} said={one} names={wordNames(one)} of={one.lang} />
            </div>
          ))}
        </details>
      ) : null}
    </div>
  );
}

const Name = ({ t, one }: { t: Translator; one: Wording }) => (
  <TranslationName t={t} one={{ ...one, lang: one.lang === "und" ? null : one.lang, text: "" }} />
);

/** Shows some fields in the words of one language. */
function Words(
  props: Pick<Props, "section" | "fields" | "t" | "locale"> & {
    said: Readonly<Record<string, unknown>>;
    names: readonly string[];
    of: string | undefined;
  },
) {
  const { section, fields, t, locale, said, names, of } = props;
  const lang = of === "und" ? undefined : of;
  const shown = fields.filter(({ name }) => names.includes(name));
  return (
    <dl className="dl">
      {shown.map((field) =>
        isBlank(field, said[field.name]) ? null : (
          <div key={field.name} className="long">
            <dt>{message(t, fieldLabelKey(section, field))}</dt>
            <dd dir={lang ? direction(lang) : "auto"}>
              <FieldValue {...{ field, t, locale, lang }} value={said[field.name]} />
            </dd>
          </div>
        ),
      )}
    </dl>
  );
}
