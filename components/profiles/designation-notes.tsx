import type { Locale } from "@/lib/i18n/locales";
import { message, type Translator } from "@/lib/i18n/translator";

interface Named {
  names: Readonly<Record<Locale, string>>;
  designation: string | null;
}

/** Shows the notes on names with an asterisk, each once, on pages that list such names. */
export function DesignationNotes({
  t,
  locale,
  entries,
}: {
  t: Translator;
  locale: Locale;
  entries: readonly Named[];
}) {
  const noted = new Map(
    entries.flatMap((entry) => (entry.designation ? [[entry.designation, entry.names[locale]]] : [])),
  );
  return [...noted].map(([designation, name]) => (
    <p key={designation} className="tiny dim">
      {t("common.pair", {
        label: name,
        value: message(t, `profiles.designation.${designation}`).replace(/^\*\s*/, ""),
      })}
    </p>
  ));
}
