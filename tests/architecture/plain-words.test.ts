import { readdirSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { messagesOf, wordsOf } from "./catalogues";
import { ALLOWED, FORBIDDEN } from "./plain-words";
import { read } from "./syntax";

/*
 * English texts avoid words that readers stumble over, and use the usual word. Translators work from the
 * English text, so French and Arabic profit as well.
 */

/** Texts that were written before and are not rewritten yet. This list may only become shorter. */
const NOT_YET: readonly string[] = [];

/** Single places where a word is right, and why. */
const PLACES: Readonly<Record<string, string>> = {
  "content/pages/en/api.json: gone": "name of an error",
  "messages/en/revisions.json: Holding": "the holding of a judgment",
};

interface Text {
  file: string;
  where: string;
  text: string;
}

/** Finds the words to avoid in a text, each with its surroundings. */
function found({ file, where, text }: Text): string[] {
  const allowed = ALLOWED.flatMap(([use]) => [...text.matchAll(use)]);
  return FORBIDDEN.flatMap(([word, instead]) =>
    [...text.matchAll(word)]
      .filter(({ index, 0: match }) => {
        const isAllowed = allowed.some(
          (one) => one.index <= index + match.length && index <= one.index + one[0].length,
        );
        return !isAllowed && !(`${file}: ${match}` in PLACES);
      })
      .map(({ index, 0: match }) => {
        const around = text.slice(Math.max(0, index - 30), index + match.length + 30).replace(/\s+/g, " ");
        return `${file} ${where}: “${match}” (${instead}) in “${around}”`;
      }),
  );
}

function catalogues(): Text[] {
  return [...messagesOf("en")].map(([key, message]) => ({
    file: `messages/en/${key.split(".")[0]}.json`,
    where: key,
    text: wordsOf(message),
  }));
}

/** Lists the words shown by a page of `content/pages`: all but code, ids and dates. */
function shown(value: unknown): string[] {
  if (typeof value === "string") return [value];
  if (value === null || typeof value !== "object") return [];
  if (Array.isArray(value)) return value.flatMap(shown);
  return Object.entries(value).flatMap(([key, inner]) =>
    key === "code" || key === "id" || key === "updated" ? [] : shown(inner),
  );
}

function pages(): Text[] {
  return readdirSync("content/pages/en").flatMap((name) => {
    const file = `content/pages/en/${name}`;
    return shown(JSON.parse(read(file))).map((text) => ({ file, where: "", text }));
  });
}

/** Lines of a document, without its code and the addresses of its links. */
function linesOf(file: string, markdown: string): Text[] {
  const prose = markdown
    .replace(/^\s*```.*?^\s*```/gms, (code) => code.replace(/[^\n]/g, ""))
    .replace(/`[^`\n]*`/g, "…")
    .replace(/\]\([^)\s]*\)/g, "]");
  return prose.split("\n").map((text, index) => ({ file, where: `line ${index + 1}`, text }));
}

function documents(): Text[] {
  const docs = readdirSync("docs", { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".md"))
    .map((name) => `docs/${name}`);
  const [, unreleased = ""] = /^## Unreleased$(.*?)(?=^## |$(?!\n))/ms.exec(read("CHANGELOG.md")) ?? [];
  return [
    ...[...docs, "README.md"].flatMap((file) => linesOf(file, read(file))),
    ...linesOf("CHANGELOG.md", unreleased),
  ];
}

describe("texts in English", () => {
  const texts = [...catalogues(), ...pages(), ...documents()];
  const findings = texts
    .map((text) => ({ file: text.file, words: found(text) }))
    .filter(({ words }) => words.length);

  it("are read: catalogues, pages, documents", () => {
    const files = new Set(texts.map(({ file }) => file));
    expect(files.size).toBeGreaterThan(80);
    for (const file of [
      "messages/en/home.json",
      "content/pages/en/terms.json",
      "docs/security.md",
      "README.md",
      "CHANGELOG.md",
    ])
      expect(files, file).toContain(file);
  });

  it("use plain words", () => {
    const wrong = findings.filter(({ file }) => !NOT_YET.includes(file)).flatMap(({ words }) => words);
    expect(wrong).toEqual([]);
  });

  it("that are plain by now are in no list of exceptions", () => {
    const files = new Set(findings.map(({ file }) => file));
    expect(NOT_YET.filter((file) => !files.has(file))).toEqual([]);
    const unused = Object.keys(PLACES).filter((place) => {
      const [file = "", word = ""] = place.split(": ");
      return !texts.some((text) => text.file === file && text.text.includes(word));
    });
    expect(unused).toEqual([]);
  });
});

describe("the words to avoid", () => {
  const wordsIn = (text: string) => found({ file: "example", where: "", text }).length;

  it.each([
    "What stands nowhere goes after two days.",
    "It lies among what you deleted.",
    "Holds macros",
    "Who is not signed in is asked to first.",
    "You are told of every change.",
    "Give the word of the focal point.",
    "Some answers need mending",
    "Begin anew.",
    "You keep no search yet.",
    "Files of this kind are not taken.",
    "This site takes no new members.",
    "A broken line does no harm.",
    "Nobody rates their own.",
    "It is no legal advice.",
    "A material was added.",
  ])("are found: %s", (text) => expect(wordsIn(text)).toBeGreaterThan(0));

  it.each([
    "A stand-alone tool for members who stand for election",
    "A legal person can be held liable. Go to the search field, or go back.",
    "Something went wrong. There is no draft, and it is no longer needed.",
    "The treaty came into force; examples come first from the same region.",
    "Your text is kept. Understand each line of the file.",
    "Who is responsible?",
  ])("are not found: %s", (text) => expect(wordsIn(text)).toBe(0));
});
