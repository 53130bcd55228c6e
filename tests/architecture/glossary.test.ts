import { describe, expect, it } from "vitest";
import glossary from "@/messages/glossary.json";
import { messagesOf, wordsOf } from "./catalogues";

/*
 * Each term of the field has one name in each language. `messages/glossary.json` lists the terms of the English
 * texts with the names that translations may use: first the usual one, then other forms. `en` lists other
 * English forms than the plural. French names end in "…" if any ending is allowed.
 */

const FORMS = new Map<string, readonly string[]>(Object.entries(glossary.en));

/** Catalogues whose translations still use other names. This list may only become shorter. */
const NOT_YET: Readonly<Record<"fr" | "ar", readonly string[]>> = {
  fr: [],
  ar: [],
};

/** Messages that use a term in another sense, or name the thing without it: key and term, with the reason. */
const EXCEPTIONS: Readonly<Record<"fr" | "ar", Readonly<Record<string, string>>>> = {
  fr: {
    "admin.fact.member.reinstated (member)": "names the act, the end of a suspension",
    "asks.185-4 (reservation)": "says with a verb that reservations can be made",
    "asks.185-24 (Party)": "States that extradite are named by what they do",
    "asks.185-25 (Party)": "States that assist are named by what they do",
    "asks.185-9 (reservation)": "says with a verb that reservations can be made",
    "asks.185-36 (draft)": "drafting a treaty, not the draft of a text",
    "asks.185-36 (signatory)": "names the States by what they did",
    "profiles.pending.claimedByYou (reservation)": "a change reserved for one reviewer, not a treaty",
    "profiles.pending.release (reservation)": "a change reserved for one reviewer, not a treaty",
    "profiles.pending.done.released (reservation)": "a change reserved for one reviewer, not a treaty",
    "freshness.report.subject (review)": "names the sections by the person they lack",
    "vocabulary.article.185-14 (provision)": "official title of the article",
  },
  ar: {
    "admin.fact.profile-page.changed (profile)": "the page of a member, not of a country",
    "asks.185-24 (Party)": "States that extradite are named by what they do",
    "asks.185-25 (Party)": "States that assist are named by what they do",
    "asks.185-36 (draft)": "drafting a treaty, not the draft of a text",
    "asks.185-36 (signatory)": "names the States by what they did",
    "profiles.pending.claimedByYou (reservation)": "a change reserved for one reviewer, not a treaty",
    "profiles.pending.release (reservation)": "a change reserved for one reviewer, not a treaty",
    "profiles.pending.done.released (reservation)": "a change reserved for one reviewer, not a treaty",
    "freshness.report.subject (review)": "names the sections by the person they lack",
    "profiles.pending.othersDecide (country)": "named as national",
    "profiles.protect.is.trusted (country)": "named as national",
    "revisions.fields.mappings.reservation (account)": "to take into account",
    "revisions.options.lawElement.6-access-codes (password)": "words of the convention",
    "vocabulary.paragraph.185-6-1-a-ii (password)": "words of the convention",
  },
};

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

/** Matches an English term as a separate word, in singular, plural and other forms. */
function inEnglish(term: string): RegExp {
  const plural = term.endsWith("y") ? `${escaped(term.slice(0, -1))}(?:y|ies)` : `${escaped(term)}s?`;
  const forms = [plural, ...(FORMS.get(term) ?? []).map(escaped)];
  // A Party to a treaty is capitalised; no other term depends on the case.
  return new RegExp(`(?<![\\p{L}-])(?:${forms.join("|")})(?![\\p{L}-])`, term === "Party" ? "u" : "iu");
}

/**
 * Matches a name as a separate French word in singular or plural, or as its beginning if the name ends in "…"; in
 * Arabic anywhere in a word, whatever is joined to it.
 */
function inTranslation(locale: "fr" | "ar", names: readonly string[]): RegExp {
  if (locale === "ar") return new RegExp(names.map((name) => escaped(bare(name))).join("|"), "u");
  const words = names.map((name) =>
    name.endsWith("…") ? escaped(name.slice(0, -1)) : `${escaped(name)}(?:e?s|x)?(?!\\p{L})`,
  );
  return new RegExp(`(?<!\\p{L})(?:${words.join("|")})`, "iu");
}

/** Arabic without the signs that are written or left out at will, and with one form of each letter. */
const bare = (text: string) =>
  text
    .replace(/[\u064b-\u0652\u0640]/g, "")
    .replace(/[أإآ]/g, "ا")
    .replace(/[ةت]/g, "ه");

const english = messagesOf("en");

describe.each(["fr", "ar"] as const)("the glossary in %s", (locale) => {
  const names = new Map<string, readonly string[]>(Object.entries(glossary[locale]));
  const messages = messagesOf(locale);
  const used = [...english].flatMap(([key, text]) => {
    const words = wordsOf(text);
    return [...names.keys()].filter((term) => inEnglish(term).test(words)).map((term) => ({ key, term }));
  });
  const wrong = used
    .filter(({ key, term }) => {
      const words = wordsOf(messages.get(key) ?? "");
      return !inTranslation(locale, names.get(term) ?? []).test(locale === "ar" ? bare(words) : words);
    })
    .map(({ key, term }) => ({
      entry: `${key} (${term})`,
      file: key.split(".")[0] ?? "",
      text: messages.get(key),
    }));

  it("has terms that the English texts use, and one name at least for each", () => {
    expect(used.length).toBeGreaterThan(500);
    expect([...names].filter(([, list]) => list.length === 0)).toEqual([]);
  });

  it("is followed by the catalogues", () => {
    const left = wrong.filter(
      ({ entry, file }) => !NOT_YET[locale].includes(file) && !(entry in EXCEPTIONS[locale]),
    );
    expect(left.map(({ entry, text }) => `${entry}: ${text}`)).toEqual([]);
  });

  it("has no exception that is not needed", () => {
    const entries = new Set(wrong.map(({ entry }) => entry));
    expect(Object.keys(EXCEPTIONS[locale]).filter((entry) => !entries.has(entry))).toEqual([]);
    const files = new Set(
      wrong.filter(({ entry }) => !(entry in EXCEPTIONS[locale])).map(({ file }) => file),
    );
    expect(NOT_YET[locale].filter((file) => !files.has(file))).toEqual([]);
  });
});

describe("the glossary", () => {
  it("has the same terms in every language", () => {
    expect(Object.keys(glossary.ar)).toEqual(Object.keys(glossary.fr));
    expect([...FORMS.keys()].filter((term) => !(term in glossary.fr))).toEqual([]);
  });

  it.each([
    ["profile", "Two profiles", true],
    ["country", "All countries", true],
    ["Party", "Parties to a treaty", true],
    ["Party", "a third party", false],
    ["sign in", "Members who are signed in", true],
    ["source", "resources", false],
  ])("finds %s in “%s”: %s", (term, text, isThere) => expect(inEnglish(term).test(text)).toBe(isThere));

  it.each([
    ["fr", ["profil"], "Les profils", true],
    ["fr", ["profil"], "La fiche", false],
    ["fr", ["modérat…"], "Une modératrice", true],
    ["ar", ["مسودة"], "مسودتك", true],
    ["ar", ["إشعار"], "الإشعارات", true],
    ["ar", ["إشعار"], "تنبيه", false],
  ] as const)("finds in %s %s in “%s”: %s", (locale, names, text, isThere) => {
    expect(inTranslation(locale, names).test(locale === "ar" ? bare(text) : text)).toBe(isThere);
  });
});
