import { parseUrl } from "@/lib/core/url";
import { CONTENT_LANGUAGES } from "@/lib/i18n/content-languages";
import { assertBoundedJson } from "@/lib/text/bounds";
import { cleanLine } from "@/lib/text/clean";
import { safeUrl } from "@/lib/text/href";
import { readWrittenDate } from "@/lib/text/written-date";
import type { FoundSource } from "./filled/model";
import { FOUND_LIMITS } from "./model";
import type { ParsedPage } from "./parse-page";

/*
 * Names of meta elements, the most exact first: those of libraries and publishers describe the work, those for social
 * media the page.
 */
const TITLES = ["citation_title", "dc.title", "dcterms.title", "og:title"];
const PUBLISHERS = ["citation_publisher", "dc.publisher", "dcterms.publisher", "og:site_name"];
const DATES = [
  "citation_publication_date",
  "citation_date",
  "dc.date",
  "dcterms.date",
  "dcterms.issued",
  "dc.date.issued",
  "article:published_time",
  "datepublished",
];
const LANGUAGES = ["citation_language", "dc.language", "dcterms.language", "og:locale", "content-language"];

/** Dates before this year are defaults of software, such as 0001-01-01. */
const FIRST_YEAR = 1500;
/** A clock elsewhere can be a day ahead. */
const DAY_MS = 86_400_000;

/** Reads what a page says about itself as fields of a source. `at`: its address; `typed`: the one asked for. */
export function readFound(page: ParsedPage, at: URL, typed: string, now: Date): FoundSource {
  const { metas } = page;
  const site = lineOf(metas.get("og:site_name"));
  const titles = [...TITLES.map((name) => metas.get(name)), page.title];
  const publishers = PUBLISHERS.map((name) => metas.get(name));
  const dates = [...DATES.map((name) => metas.get(name)), ...publishedIn(page.data)];
  const languages = [page.lang, ...LANGUAGES.map((name) => metas.get(name))];
  return {
    title: firstOf(titles, (text) => cut(withoutSite(lineOf(text), site), FOUND_LIMITS.title)),
    publisher: firstOf(publishers, (text) => cut(lineOf(text), FOUND_LIMITS.publisher)),
    published: firstOf(dates, (text) => dateOf(text, now)),
    lang: firstOf(languages, languageOf),
    canonical: canonicalOf(page.canonical, at, typed),
  };
}

function firstOf(
  values: readonly (string | null | undefined)[],
  read: (text: string) => string | null,
): string | null {
  for (const value of values) {
    const found = value === null || value === undefined ? null : read(value);
    if (found !== null && found !== "") return found;
  }
  return null;
}

/** Cleans a value to one line, without control characters and direction overrides. */
const lineOf = (text: string | undefined) => cleanLine((text ?? "").slice(0, 10_000));

function cut(text: string, most: number): string {
  const characters = [...text];
  return characters.length <= most
    ? text
    : `${characters
        .slice(0, most - 1)
        .join("")
        .trimEnd()}…`;
}

/** Takes the name of the site from the end of a title: "Act No. 8 | Official Gazette". */
function withoutSite(title: string, site: string): string {
  if (site === "" || title.slice(-site.length).toLowerCase() !== site.toLowerCase()) return title;
  const rest = title.slice(0, -site.length).trimEnd();
  const own = rest.replace(/[|\-–—:·•»«/]{1,3}$/, "").trimEnd();
  return own === "" || own === rest ? title : own;
}

/** Reads a date that exists and is not in the future, as precise as written. The time of a day is left out. */
function dateOf(text: string, now: Date): string | null {
  const [day = ""] = text
    .trim()
    .slice(0, 60)
    .split(/T|\s(?=\d{1,2}:)/);
  const date = readWrittenDate(day, null);
  if (date === null || Number(date.slice(0, 4)) < FIRST_YEAR) return null;
  return new Date(date).getTime() <= now.getTime() + DAY_MS ? date : null;
}

const BY_TAG = new Map(CONTENT_LANGUAGES.map((tag) => [tag.toLowerCase(), tag]));

/** Returns the language of a tag such as "pt_BR.UTF-8": with its region or script if sources can have it so. */
function languageOf(text: string): string | null {
  const tag =
    text
      .trim()
      .slice(0, 35)
      .split(/[.,;\s]/)[0]
      ?.replaceAll("_", "-")
      .toLowerCase() ?? "";
  const [base = ""] = tag.split("-");
  const old = base === "iw" ? "he" : base === "in" ? "id" : base;
  return BY_TAG.get(tag) ?? BY_TAG.get(old) ?? null;
}

function canonicalOf(given: string | null, at: URL, typed: string): string | null {
  const url = given === null ? null : parseUrl(given.trim().slice(0, 2_000), at);
  const safe = url && url.host === at.host ? safeUrl(url.href) : null;
  return safe === typed ? null : safe;
}

/** Returns the dates of publication in the JSON-LD of a page, outermost first. */
function publishedIn(blocks: readonly string[]): string[] {
  return blocks.flatMap((block) => {
    const queue: unknown[] = [parseJson(block)];
    const dates: string[] = [];
    for (let n = 0; n < queue.length && n < 2_000; n += 1) {
      const value = queue[n];
      if (typeof value !== "object" || value === null) continue;
      for (const [key, inner] of Object.entries(value))
        if (key === "datePublished" && typeof inner === "string") dates.push(inner);
        else queue.push(inner);
    }
    return dates;
  });
}

function parseJson(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    assertBoundedJson(value);
    return value;
  } catch {
    return null;
  }
}
