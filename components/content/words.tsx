import { languageName } from "@/lib/i18n/language-names";
import { direction, type Locale } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import { langOfField, type Worded } from "@/lib/revisions/records/wordings";
import { worded } from "./worded";

/** A field of a record in the reader's language; otherwise as written, with the name of its language. */
export function Words<R extends object>(props: {
  of: Pick<Worded<R>, "record" | "names" | "lang">;
  field: keyof R & string;
  t: Translator;
  locale: Locale;
}) {
  const { of, field, t, locale } = props;
  const text: unknown = of.record[field];
  if (typeof text !== "string" || text === "") return null;
  const lang = langOfField(of, field);
  if (!lang) return <bdi>{worded(text, t, locale)}</bdi>;
  return (
    <>
      <bdi lang={lang} dir={direction(lang)}>
        {worded(text, t, locale)}
      </bdi>{" "}
      <span className="tiny dim">({languageName(lang, locale)})</span>
    </>
  );
}
