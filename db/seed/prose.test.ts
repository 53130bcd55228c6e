import { describe, expect, it } from "vitest";
import { canonicalJson } from "@/lib/text/canonical";
import type { Block, Inline } from "@/lib/text/nodes";
import { AuthorityItem } from "./authority-shapes";
import { CooperationRuleItem } from "./cooperation-rule-shapes";
import { DeclarationItem, DomainSourceItem, SourceTitles, TreatyExtra, TreatyItem } from "./data-shapes";
import { LegislationItem } from "./legislation-shapes";
import { loadProse, parseProse } from "./prose";
import { readData } from "./read";

const PROSE_SECTIONS = [
  "state-of-play",
  "policies",
  "legislation",
  "substantive-law",
  "procedural-law",
  "safeguards",
  "related-laws",
  "international-cooperation",
  "public-private",
];
const treaties = readData("treaty-status.json", TreatyItem, TreatyExtra);
const legislation = readData("legislation.json", LegislationItem, { sources: SourceTitles });
const known = new Set([
  ...Object.keys(treaties.sources),
  ...Object.keys(legislation.sources),
  ...Object.keys(readData("declarations.json", DeclarationItem, { sources: SourceTitles }).sources),
  ...Object.keys(readData("authorities.json", AuthorityItem, { sources: SourceTitles }).sources),
  ...Object.keys(readData("cooperation-rules.json", CooperationRuleItem, { sources: SourceTitles }).sources),
  ...readData("domain-sources.json", DomainSourceItem, {}).items.map((item) => item.id),
]);
const all = loadProse();
const byCountry = all.map((prose) => [prose.iso3, prose] as const);

const inlineText = (nodes: Inline[] = []) =>
  nodes
    .map((node) =>
      node.type === "text" ? node.text : node.type === "citation" ? `[^${node.attrs.source}]` : " ",
    )
    .join("");

/** Returns the separate texts of a block: a paragraph, each item of a list, each row of a table. */
function passages(block: Block): string[] {
  switch (block.type) {
    case "paragraph":
    case "heading":
      return [inlineText(block.content)];
    case "table":
      return block.content.map((row) =>
        row.content.flatMap((cell) => cell.content.flatMap(passages)).join(" | "),
      );
    case "figure":
    case "codeBlock":
    case "embed":
      return [];
    default:
      return block.content.flatMap((part) =>
        part.type === "listItem" ? [part.content.flatMap(passages).join(" ")] : passages(part),
      );
  }
}

const passagesOf = (sections: (typeof all)[number]["sections"]) =>
  sections.flatMap((section) => section.content.doc.content.flatMap(passages));
const words = (text: string) =>
  text
    .replace(/\[\^[^\]]+\]/g, " ")
    .split(/\s+/)
    .filter((word) => /\p{L}/u.test(word)).length;

/** Formats "2004-05-12" as in the texts. */
const written = (date: string) =>
  new Intl.DateTimeFormat("en-GB", {
    day: "numeric",
    month: "long",
    year: "numeric",
    timeZone: "UTC",
  }).format(new Date(date));

describe("the prose of the profiles", () => {
  it("exists for the 14 countries whose laws are known, Senegal and Romania among them", () => {
    const codes = all.map((prose) => prose.iso3);
    expect(codes).toEqual(legislation.items.map((item) => item.country).sort());
    expect(codes).toEqual(expect.arrayContaining(["SEN", "ROU"]));
  });

  it.each(byCountry)("of %s has at least 4 sections, all of them prose, and 250 words", (_, { sections }) => {
    expect(sections.length).toBeGreaterThanOrEqual(4);
    expect(sections.filter((section) => !PROSE_SECTIONS.includes(section.key))).toEqual([]);
    const running = sections.flatMap((section) =>
      section.content.doc.content.filter((block) => block.type !== "table").flatMap(passages),
    );
    expect(words(running.join(" "))).toBeGreaterThanOrEqual(250);
  });

  it.each(byCountry)(
    "of %s cites at least 3 sources, those of its head, all of them known",
    (_, { sources, sections }) => {
      const cited = new Set(
        passagesOf(sections).flatMap((text) => [...text.matchAll(/\[\^([a-z0-9-]+)\]/g)].map((m) => m[1])),
      );
      expect(cited.size).toBeGreaterThanOrEqual(3);
      expect([...cited].sort()).toEqual([...sources].sort());
      expect(sources.filter((id) => !known.has(id))).toEqual([]);
    },
  );

  it.each(byCountry)("of %s says which dates of treaties are unverified", (iso3, { sections }) => {
    const sentences = passagesOf(sections).flatMap((text) =>
      text.split(/(?<=[.;](?:\[\^[^\]]+\])*)\s+(?=[A-Z])/),
    );
    for (const item of treaties.items.filter((one) => one.country === iso3)) {
      for (const field of ["signatureDate", "consentDate", "entryIntoForce"] as const) {
        const date = item[field];
        if (!date || item.fieldConfidence[field] !== "memory") continue;
        for (const sentence of sentences.filter(
          (one) => one.includes(written(date)) && mentions(one, item.treaty),
        )) {
          expect(sentence).toContain("(unverified)");
        }
      }
    }
  });

  it.each(byCountry)(
    "of %s gives a source for each provision or says that it is unverified, once for a list or a section",
    (_, { sections }) => {
      const PROVISION = /\b(?:Arts?\.|ss?\.|[Ss]ections?|Rule|RA|Part) ?\d|§/;
      for (const section of sections) {
        const texts = passagesOf([section]);
        const open = texts.filter(
          (text) => PROVISION.test(text) && !text.includes("[^") && !text.includes("(unverified)"),
        );
        // A mark on the heading of a section or list applies to what follows.
        const isMarked = texts.some((text) => /from memory \(unverified\)|\(unverified\)[:.;]/i.test(text));
        expect(
          open.filter((text) => !/not entered|not recorded|not covered/i.test(text) && !isMarked),
        ).toEqual([]);
      }
    },
  );

  it.each(byCountry)(
    "of %s marks a sentence once and a section no more than three times",
    (_, { sections }) => {
      const marks = (text: string) => text.split("unverified)").length - 1;
      for (const section of sections) {
        const texts = passagesOf([section]);
        expect(
          texts.reduce((sum, text) => sum + marks(text), 0),
          section.key,
        ).toBeLessThanOrEqual(3);
        const sentences = texts.flatMap((text) => text.split(/(?<=[.;](?:\[\^[^\]]+\])*)\s+(?=[A-Z])/));
        expect(sentences.filter((text) => marks(text) > 1)).toEqual([]);
      }
    },
  );

  it.each(byCountry)(
    "of %s asks nothing of editors and repeats no table of provisions",
    (_, { sections }) => {
      const texts = passagesOf(sections);
      const TO_EDITORS =
        /not yet researched|to be (?:entered|described|answered)|should be (?:described|summarised|said|entered)|are not yet|is not yet described|a contribution|can help most/i;
      expect(texts.filter((text) => TO_EDITORS.test(text))).toEqual([]);
      expect(texts.filter((text) => /^Convention \| /.test(text))).toEqual([]);
    },
  );

  it("reads the same each time, with an id on every block", () => {
    expect(canonicalJson(loadProse())).toBe(canonicalJson(all));
    const ids = all.flatMap(({ sections }) =>
      sections.flatMap((s) => s.content.doc.content.map((block) => block.attrs.id)),
    );
    expect(ids.filter((id) => !/^[a-z0-9]{6,16}$/.test(id))).toEqual([]);
    expect(new Set(ids).size).toBe(ids.length);
  });
});

/**
 * Dates of the Convention and its Protocols can coincide; a sentence is compared with those of the treaty it
 * names.
 */
function mentions(sentence: string, treaty: number): boolean {
  if (treaty === 189) return sentence.includes("First Additional Protocol");
  if (treaty === 224) return sentence.includes("Second Additional Protocol");
  return !sentence.includes("Protocol");
}

describe("parseProse", () => {
  const read = (body: string) =>
    parseProse(`---\ncountry: SEN\nsources: newsletter\n---\n## legislation\n\n${body}\n`);
  const first = (body: string) => read(body).sections[0]?.content.doc.content[0];

  it("reads emphasis, links, citations with their place, and the mark of the unverified", () => {
    expect(first("A **b** *c* [d](/countries/romania) e (unverified).[^newsletter, p. 3]")).toMatchObject({
      type: "paragraph",
      content: [
        { type: "text", text: "A " },
        { type: "text", text: "b", marks: [{ type: "bold" }] },
        { type: "text", text: " " },
        { type: "text", text: "c", marks: [{ type: "italic" }] },
        { type: "text", text: " " },
        { type: "text", text: "d", marks: [{ type: "link", attrs: { href: "/countries/romania" } }] },
        { type: "text", text: " e " },
        { type: "text", text: "(unverified)", marks: [{ type: "italic" }] },
        { type: "text", text: "." },
        { type: "citation", attrs: { source: "newsletter", locator: "p. 3" } },
      ],
    });
  });

  it("reads a table with its headings and a list that runs over two lines", () => {
    const table = first("| a | b |\n| --- | --- |\n| c | d |");
    expect(
      table?.type === "table" && table.content.map((row) => row.content.map((cell) => cell.type)),
    ).toEqual([
      ["tableHeader", "tableHeader"],
      ["tableHeader", "tableCell"],
    ]);
    expect(first("1. one\n   more\n2. two")).toMatchObject({ type: "orderedList", content: [{}, {}] });
  });

  it("refuses a text without head, an empty section and one that is named twice", () => {
    expect(() => parseProse("## legislation\n\ntext")).toThrow("head");
    expect(() => read("")).toThrow("empty");
    expect(() => read("a\n\n## legislation\n\nb")).toThrow("twice");
  });

  it("refuses an address that is none", () => {
    expect(() => read("[a](javascript:alert)")).toThrow();
  });
});
