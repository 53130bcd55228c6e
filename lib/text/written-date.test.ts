import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { LOCALES, type Locale } from "@/lib/i18n/locales";
import { isAmbiguousDate, isCalendarDate, readWrittenDate } from "./written-date";

/** What is typed, and what is stored for it in English, French and Arabic. */
const SAME: readonly (readonly [string, string | null])[] = [
  ["2012", "2012"],
  ["2012-05", "2012-05"],
  ["2012-05-03", "2012-05-03"],
  ["2012-5-3", "2012-05-03"],
  ["2012/05/03", "2012-05-03"],
  ["05/2012", "2012-05"],
  [" 3  May 2012 ", "2012-05-03"],
  ["3rd of May, 2012", "2012-05-03"],
  ["the 3rd of May 2012", "2012-05-03"],
  ["May 3, 2012", "2012-05-03"],
  ["may 2012", "2012-05"],
  ["21 Sept. 2012", "2012-09-21"],
  ["3 mai 2012", "2012-05-03"],
  ["le 1er août 2012", "2012-08-01"],
  ["1er aout 2012", "2012-08-01"],
  ["12 févr. 2004", "2004-02-12"],
  ["DÉCEMBRE 1999", "1999-12"],
  ["٣ مايو ٢٠١٢", "2012-05-03"],
  ["3 مايو 2012م", "2012-05-03"],
  ["3 أيار/مايو 2012", "2012-05-03"],
  ["أيار / مايو 2012", "2012-05"],
  ["15 كانون الثاني 2012", "2012-01-15"],
  ["2 جانفي 2012", "2012-01-02"],
  ["4 غشت 2012", "2012-08-04"],
  ["۲۰۱۲-۰۵-۰۳", "2012-05-03"],
  ["29 February 2012", "2012-02-29"],
  ["29 February 2011", null],
  ["31/04/2012", null],
  ["2012-13", null],
  ["2012-00-03", null],
  ["3 أيار/يونيو 2012", null],
  ["3 Mai", null],
  ["3 May 12", null],
  ["3 Floréal 2012", null],
  ["03/05-2012", null],
  ["yesterday", null],
  ["", null],
  [`${" ".repeat(80)}2012`, null],
];

describe("a date as people write it", () => {
  it.each(SAME)("reads “%s” as %s in each language", (text, stored) => {
    for (const locale of [...LOCALES, null]) expect(readWrittenDate(text, locale)).toBe(stored);
  });

  it.each([
    ["03/05/2012", null, "2012-05-03", true],
    ["3.5.2012", null, "2012-05-03", true],
    ["٠٣/٠٥/٢٠١٢", null, "2012-05-03", true],
    ["13/05/2012", "2012-05-13", "2012-05-13", false],
    ["05/13/2012", "2012-05-13", null, false],
    ["05-05-2012", "2012-05-05", "2012-05-05", false],
  ])(
    "in numbers, “%s” is %s in English and %s where the day is first",
    (text, english, others, isAmbiguous) => {
      for (const locale of ["en", null] as const) {
        expect(readWrittenDate(text, locale)).toBe(english);
        expect(isAmbiguousDate(text, locale)).toBe(isAmbiguous);
      }
      for (const locale of ["fr", "ar"] as const) {
        expect(readWrittenDate(text, locale)).toBe(others);
        expect(isAmbiguousDate(text, locale)).toBe(false);
      }
    },
  );

  const days = fc
    .date({ min: new Date("1800-01-01"), max: new Date("2199-12-31"), noInvalidDate: true })
    .map((date) => date.toISOString().slice(0, 10));
  const styles = fc.constantFrom("long" as const, "short" as const);
  const tags: readonly (readonly [string, Locale])[] = [
    ["en-GB", "en"],
    ["en-US", "en"],
    ["fr", "fr"],
    ["ar", "ar"],
    ["ar-EG", "ar"],
    ["ar-LB", "ar"],
    ["ar-MA", "ar"],
    ["ar-DZ", "ar"],
    ["ar-IQ", "ar"],
  ];

  it("is read back from what the site and the reader's system write", () => {
    fc.assert(
      fc.property(days, styles, fc.constantFrom(...tags), (day, month, [tag, locale]) => {
        const options = { year: "numeric", month, timeZone: "UTC" } as const;
        const write = (more: object) =>
          new Intl.DateTimeFormat(tag, { ...options, ...more }).format(new Date(`${day}T00:00:00Z`));
        expect(readWrittenDate(write({ day: "numeric" }), locale)).toBe(day);
        expect(readWrittenDate(write({}), locale)).toBe(day.slice(0, 7));
      }),
    );
  });

  it("is stored in a form that is read as itself", () => {
    const stored = fc.tuple(days, fc.constantFrom(4, 7, 10)).map(([day, length]) => day.slice(0, length));
    fc.assert(
      fc.property(stored, fc.constantFrom(...LOCALES), (text, locale) => {
        expect(readWrittenDate(text, locale)).toBe(text);
      }),
    );
  });

  const pieces = [
    "3",
    "31",
    "٣",
    "2012",
    "99",
    "May",
    "mai",
    "مايو",
    "st",
    "er",
    "/",
    "-",
    ".",
    ",",
    " ",
    "x",
  ];
  const texts = fc.array(fc.constantFrom(...pieces), { maxLength: 12 }).map((all) => all.join(""));

  it("is never invented: any text is read as a date of its form, or not at all", () => {
    fc.assert(
      fc.property(texts, fc.constantFrom(...LOCALES), (text, locale) => {
        const read = readWrittenDate(text, locale);
        if (read === null) return;
        expect(read).toMatch(/^\d{4}(?:-\d\d(?:-\d\d)?)?$/);
        expect(isCalendarDate(read)).toBe(true);
      }),
      { numRuns: 1_000 },
    );
  });
});
