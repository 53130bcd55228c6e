import { LOCALES, type Locale } from "@/lib/i18n/locales";
import { normalize } from "./unicode";

/*
 * Dates as people write them: "3 May 2012", "1er mai 2012", "٣ مايو ٢٠١٢", "May 2012", "03/05/2012". They are
 * stored as 2012-05-03, 2012-05 or 2012.
 */

/** A date needs few characters. Longer text is not read. */
const MOST_CHARACTERS = 60;
/** Languages in which numbers name the day before the month. English has both orders. */
const DAY_FIRST: readonly Locale[] = ["fr", "ar"];
/** Arabic has four sets of names of months; a date of the Levant is written with its own. */
const NAMING = [...LOCALES, "en-GB", "ar-SY", "ar-IQ", "ar-DZ", "ar-MA", "ar-MR"];

const FIRST_DIGITS: readonly number[] = [0x660, 0x6f0];
const UNSEEN = /[\p{Cf}\u0640]/gu;
/** The sign of the common era behind an Arabic year. */
const ERA = /(\d) ?م\.?$/u;
const YEAR_FIRST = /^(\d{4})(?:[-/.](\d{1,2})(?:[-/.](\d{1,2}))?)?$/;
const MONTH_YEAR = /^(\d{1,2})[-/.](\d{4})$/;
const NUMBERS = /^(\d{1,2})([-/.])(\d{1,2})\2(\d{4})$/;
const DAY_MONTH =
  /^(?:le |the )?(?:(\d{1,2})(?:st|nd|rd|th|er)?,? (?:of |de |d'|من )?)?(\p{L}[^\d,]*?)\.?,? (\d{4})$/u;
const MONTH_DAY = /^(\p{L}[^\d,]*?)\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})$/u;

/** Checks that a year, month or day exists: "2012", "2012-05", "2012-05-03". */
export function isCalendarDate(text: string): boolean {
  const [year = 0, month = 1, day = 1] = text.split("-").map(Number);
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}

/**
 * Reads a date as people write it, in any language of the site. Returns it as it is stored, as precise as
 * written; null if it is not a date or can be read in two ways. `locale`: the language in which it was typed,
 * null if unknown. It decides only the order of numbers.
 */
export function readWrittenDate(text: string, locale: Locale | null): string | null {
  return datesOf(text, locale)[0] ?? null;
}

/** Checks whether a date was written in numbers that name two days, such as 03/05/2012 in English. */
export function isAmbiguousDate(text: string, locale: Locale | null): boolean {
  return numbersOf(plain(text), locale).length === 2;
}

function datesOf(text: string, locale: Locale | null): readonly string[] {
  const written = plain(text);
  const numbers = numbersOf(written, locale);
  if (numbers.length > 0) return numbers.length === 1 ? numbers : [];
  const iso = yearFirst(written) ?? withWords(written);
  return iso !== null && isCalendarDate(iso) ? [iso] : [];
}

/** Returns the text in small letters with plain digits and single spaces; empty if it is too long for a date. */
function plain(text: string): string {
  if (text.length > MOST_CHARACTERS) return "";
  return text
    .replace(UNSEEN, "")
    .replace(/\p{Nd}/gu, (digit) => {
      const code = digit.charCodeAt(0);
      const zero = FIRST_DIGITS.find((first) => code >= first && code <= first + 9);
      return zero === undefined ? digit : String(code - zero);
    })
    .replace(/[’ʼ]/g, "'")
    .replace(/،/g, ",")
    .replace(/\s+/g, " ")
    .replace(/(\d) ?([-/.]) ?(?=\d)/g, "$1$2")
    .trim()
    .toLowerCase()
    .replace(ERA, "$1");
}

function yearFirst(text: string): string | null {
  const [, year, month, day] = YEAR_FIRST.exec(text) ?? [];
  if (year !== undefined) return joined(year, month, day);
  const [, only, yearBehind] = MONTH_YEAR.exec(text) ?? [];
  return yearBehind === undefined ? null : joined(yearBehind, only);
}

/** Returns the days that numbers can name: two if day and month cannot be distinguished. */
function numbersOf(text: string, locale: Locale | null): string[] {
  const [, one = "", , two = "", year = ""] = NUMBERS.exec(text) ?? [];
  if (year === "") return [];
  const dayFirst = joined(year, two, one);
  const monthFirst = joined(year, one, two);
  const orders = locale !== null && DAY_FIRST.includes(locale) ? [dayFirst] : [dayFirst, monthFirst];
  return [...new Set(orders)].filter(isCalendarDate);
}

function withWords(text: string): string | null {
  const [, day, name = "", year = ""] = DAY_MONTH.exec(text) ?? [];
  const month = monthOf(name);
  if (month !== null) return joined(year, month, day);
  const [, first = "", dayBehind, yearBehind = ""] = MONTH_DAY.exec(text) ?? [];
  const monthBefore = monthOf(first);
  return monthBefore === null ? null : joined(yearBehind, monthBefore, dayBehind);
}

const joined = (year: string, ...rest: (string | undefined)[]) =>
  [year, ...rest.flatMap((part) => (part === undefined ? [] : [part.padStart(2, "0")]))].join("-");

/** Returns the number of a month by its name; "أيار/مايو" gives two names of one month. */
function monthOf(name: string): string | null {
  const names = name.split("/").map(folded);
  const found = new Set(names.map((one) => months().get(one) ?? null));
  const [only = null] = found.size === 1 ? found : [];
  return only;
}

const folded = (name: string) =>
  normalize(name, "NFD")
    .replaceAll(/[\p{M}.]/gu, "")
    .toLowerCase()
    .trim();

let known: Map<string, string> | null = null;

/** Names of months, long and short, in the languages of the site, from the data of the runtime. */
function months(): Map<string, string> {
  if (known) return known;
  known = new Map();
  for (const tag of NAMING)
    for (const style of ["long", "short"] as const) {
      const format = new Intl.DateTimeFormat(tag, {
        month: style,
        day: "numeric",
        year: "numeric",
        calendar: "gregory",
        timeZone: "UTC",
      });
      for (let month = 0; month < 12; month += 1) {
        const parts = format.formatToParts(new Date(Date.UTC(2001, month, 15)));
        const name = folded(parts.find(({ type }) => type === "month")?.value ?? "");
        if (/\p{L}/u.test(name)) known.set(name, String(month + 1));
      }
    }
  return known;
}
