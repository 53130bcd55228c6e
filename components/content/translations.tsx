import { dayText } from "@/components/time";
import { Tag } from "@/components/ui/tag";
import { languageName } from "@/lib/i18n/language-names";
import { direction } from "@/lib/i18n/locales";
import { localeOf, type Translator } from "@/lib/i18n/translator";
import { inReadersOrder, type Translation, translationsOf } from "@/lib/profiles/kinds/translations";
import type { AnyRecord } from "@/lib/revisions/records-fields";

/** Returns the kind of a translation as text; if it was not recorded, only "translation". */
function kindText(t: Translator, { kind }: Pick<Translation, "kind">): string {
  return kind ? t(`revisions.options.translationKind.${kind}`) : t("revisions.fields.laws.translation");
}

/** Returns the name of a translation: its kind, language, author and date, as far as known. */
export function translationName(t: Translator, one: Translation, { hasKind = true } = {}): string {
  const locale = localeOf(t);
  const language = one.lang ? languageName(one.lang, locale) : null;
  const name = hasKind || language === null ? kindText(t, one) : language;
  return t("revisions.record.translation", {
    name,
    language: language !== null && name !== language ? language : "",
    hasLanguage: language !== null && name !== language ? "yes" : "no",
    translator: one.by ?? "",
    hasTranslator: one.by ? "yes" : "no",
    day: one.date ? dayText(one.date, locale) : "",
    hasDay: one.date ? "yes" : "no",
  });
}

/** The name of a translation for readers, which marks machine translations. */
export function TranslationName({ t, one }: { t: Translator; one: Translation }) {
  const isMachine = one.kind === "machine";
  return (
    <>
      {isMachine ? <Tag kind="warn">{kindText(t, one)}</Tag> : null}{" "}
      {translationName(t, one, { hasKind: !isMachine })}
    </>
  );
}

/** The translations of a text of law, the reader's language first; the others expand. */
export function Translations({ record, t }: { record: AnyRecord; t: Translator }) {
  const [first, ...others] = inReadersOrder(translationsOf(record), localeOf(t));
  if (!first) return null;
  return (
    <>
      <TranslationText t={t} one={first} />
      {others.length > 0 ? (
        <details>
          <summary className="small dim">
            {t("revisions.record.otherTranslations", { count: others.length })}
          </summary>
          {others.map((one) => (
            <TranslationText key={one.id} t={t} one={one} />
          ))}
        </details>
      ) : null}
    </>
  );
}

/**
 * A translation with its kind and author, so that it is never mistaken for the law; machine translations are
 * marked.
 */
function TranslationText({ t, one }: { t: Translator; one: Translation }) {
  const lang = one.lang ?? undefined;
  return (
    <details>
      <summary className="small dim">
        <TranslationName t={t} one={one} />
      </summary>
      <blockquote className="small" lang={lang} dir={lang ? direction(lang) : "auto"}>
        {one.text}
      </blockquote>
    </details>
  );
}
