import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { numberFootnotes, proseReferences } from "@/components/content/footnotes";
import { translator } from "@/lib/i18n/translator";
import type { SectionState, TranslationState } from "@/lib/profiles/reading/model";
import { prose } from "@/tests/support/sections";
import { BesideSource, besides } from "./beside-source";

describe("a translation beside its source", () => {
  const pairs = (own: string, theirs: string) =>
    besides(
      [...own].map((id) => ({ id })),
      [...theirs].map((id) => ({ id })),
    ).map((one) => `${one.own?.id ?? "-"}${one.theirs?.id ?? "-"}`);

  it.each([
    ["abc", "abc", ["aa", "bb", "cc"]],
    // Passages that only the source has keep their position, also at the start and the end.
    ["b", "abc", ["-a", "bb", "-c"]],
    ["axc", "abc", ["aa", "x-", "-b", "cc"]],
    // Reordered: each passage once, in the order of the translation.
    ["cab", "abcd", ["cc", "aa", "bb", "-d"]],
    ["", "ab", ["-a", "-b"]],
    ["ab", "", ["a-", "b-"]],
  ])("%s beside %s", (own, theirs, expected) => {
    expect(pairs(own, theirs)).toEqual(expected);
  });

  const translation: TranslationState = {
    language: "en",
    number: 3,
    label: null,
    follows: 1,
    behind: 1,
    drift: { changed: ["bbbbbb"], added: ["cccccc"], removed: [], unplaced: 0 },
  };
  const section = {
    key: "legislation",
    language: "ar",
    content: prose({ aaaaaa: "واحد. [gazette]", bbbbbb: "اثنان." }),
    isEmpty: false,
    isHidden: false,
    label: null,
    versions: [],
    translation,
    revision: { number: 2, createdAt: new Date("2026-11-20T10:00:00Z"), author: "community" },
  } as SectionState & { translation: TranslationState };
  const original = prose({ aaaaaa: "One. [gazette]", bbbbbb: "Two, changed.", cccccc: "Three." });

  it("shows each text in its language and direction, marks outdated ones and names missing ones", () => {
    const references = [
      ...proseReferences(section.content as typeof original, "legislation"),
      ...proseReferences(original, "source-of-legislation"),
    ];
    const footnotes = numberFootnotes(references, new Set(["gazette"]));
    const t = translator("en");
    const html = renderToStaticMarkup(
      <BesideSource
        {...{ t, locale: "en" as const, section, original, headingShift: 0 as const }}
        numberOf={footnotes.numberOf}
      />,
    );
    const rows = html.split('<div class="beside">').slice(1);
    expect(rows).toHaveLength(3);
    expect(rows[0]).toMatch(/<div class="prose" lang="ar" dir="rtl">.*واحد/);
    expect(rows[0]).toMatch(/<div class="prose beside-source" lang="en" dir="ltr">.*One\./);
    expect(rows[1]).toContain("old-passage");
    expect(rows[1]).toContain("Changed in the source since");
    expect(rows[1]).toContain("Two, changed.");
    expect(rows[2]).toContain("Not translated yet");
    expect(rows[2]).toContain("Three.");
    // Both marks link to the same note, each with its own id.
    const ids = [...html.matchAll(/ id="([^"]+)"/g)].map((match) => match[1]);
    expect(ids.filter((id) => footnotes.marksOf("gazette").includes(id ?? ""))).toHaveLength(2);
    expect(new Set(ids).size).toBe(ids.length);
    expect(html.match(/href="#n1"/g)).toHaveLength(2);
  });
});
