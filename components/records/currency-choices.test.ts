import { describe, expect, it } from "vitest";
import { matching } from "@/components/listbox/matching";
import { called } from "@/components/listbox/names";
import { LOCALES } from "@/lib/i18n/locales";
import { currencyChoices } from "./currency-choices";

/** Searched as in the editor of records and in lists of forms. */
const entries = (locale: (typeof LOCALES)[number]) =>
  currencyChoices(locale).map(({ value, label }) => ({
    key: value,
    label,
    called: called("currency", value),
  }));

describe.each(LOCALES)("the currencies offered (%s)", (locale) => {
  it("are all currencies in use, once each, sorted by name and with their codes", () => {
    const choices = currencyChoices(locale);
    const codes = choices.map(({ value }) => value);
    expect(new Set(codes).size).toBe(codes.length);
    for (const code of ["EUR", "USD", "XOF", "XAF", "CHF", "GBP", "MAD", "JPY", "RON", "UAH"])
      expect(codes).toContain(code);
    for (const { value, label } of choices) {
      expect(value).toMatch(/^[A-Z]{3}$/);
      expect(label).toContain(`(${value})`);
    }
    const order = new Intl.Collator(locale);
    expect(choices.map(({ label }) => label)).toEqual(
      choices.map(({ label }) => label).sort((a, b) => order.compare(a, b)),
    );
  });

  it.each([
    ["EUR", "EUR"],
    ["xof", "XOF"],
    ["franc suisse", "CHF"],
    ["Swiss Franc", "CHF"],
    ["فرنك سويسري", "CHF"],
    ["Japanese Yen", "JPY"],
    ["Japanse Yen", "JPY"],
    ["dirham marocain", "MAD"],
  ])("are found by %s", (typed, code) => {
    expect(matching(typed, entries(locale))[0]?.key).toBe(code);
  });

  it("are not found by text that is not a currency", () => {
    for (const typed of ["zzzzzz", "<script>", "€$%", "__proto__"])
      expect(matching(typed, entries(locale))).toEqual([]);
  });
});

it("is named in the language of the page", () => {
  const nameOf = (locale: (typeof LOCALES)[number]) =>
    currencyChoices(locale).find(({ value }) => value === "CHF")?.label;
  expect(LOCALES.map(nameOf)).toEqual(["Swiss Franc (CHF)", "franc suisse (CHF)", "فرنك سويسري (CHF)"]);
});
