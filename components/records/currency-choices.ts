import type { Locale } from "@/lib/i18n/locales";

const choices = new Map<Locale, readonly { value: string; label: string }[]>();

/** Returns the currencies to choose from (ISO 4217) with their codes, sorted by name. */
export function currencyChoices(locale: Locale): readonly { value: string; label: string }[] {
  let own = choices.get(locale);
  if (!own) {
    const order = new Intl.Collator(locale);
    const names = new Intl.DisplayNames([locale], { type: "currency" });
    // Browsers before 2022 know the names but have no list: there the code is typed.
    const codes = typeof Intl.supportedValuesOf === "function" ? Intl.supportedValuesOf("currency") : [];
    own = codes
      .map((value) => ({ value, label: `${names.of(value) ?? value} (${value})` }))
      .sort((a, b) => order.compare(a.label, b.label));
    choices.set(locale, own);
  }
  return own;
}
