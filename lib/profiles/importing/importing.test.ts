import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { OutlineSheet } from "@/lib/files/outline/model";
import { makeOutline } from "@/lib/files/read/outline";
import { type LawRecord, lawsKind } from "../kinds/laws";
import { readArticles, readDate, readKind, readState } from "./cells";
import { guessColumns, headOf } from "./columns";
import { guessTargets } from "./guess";
import { addLaws } from "./laws";
import { DraftLaws, DraftText } from "./model";
import { NotedSources, sourceRecord } from "./notes";
import { textsOf } from "./texts";

const outlineOf = (name: string) =>
  makeOutline(join("tests/fixtures/outlines", name), name.split(".").pop() ?? "");

async function partsOf(name: string) {
  const outline = await outlineOf(name);
  if (outline.kind !== "text") throw new Error("no text");
  return outline.parts;
}

async function sheetOf(name: string): Promise<OutlineSheet> {
  const outline = await outlineOf(name);
  const [sheet] = outline.kind === "sheets" ? outline.sheets : [];
  if (!sheet) throw new Error("no sheet");
  return sheet;
}

/** Section titles of these documents, as in the catalogues. */
const NAMES = {
  policies: ["Policies", "Politiques", "السياسات"],
  legislation: ["Legislation", "Législation", "التشريعات"],
  "substantive-law": ["Substantive law", "Droit matériel", "القانون الموضوعي"],
  "procedural-law": ["Procedural law", "Droit procédural", "القانون الإجرائي"],
  safeguards: ["Safeguards", "Garanties", "الضمانات"],
  "international-cooperation": ["International cooperation", "Coopération internationale", "التعاون الدولي"],
  "public-private": ["Public/private cooperation", "Coopération public-privé", "التعاون"],
};

describe("the sections that headings are suggested for", () => {
  it.each([
    ["albania-libreoffice.docx", ["none", "policies", "state-of-play", "safeguards"]],
    [
      "fiji-word.docx",
      [
        "none",
        "policies",
        "legislation",
        "substantive-law",
        "procedural-law",
        "international-cooperation",
        "none",
      ],
    ],
    ["kiribati-abiword.docx", ["none", "policies", "substantive-law", "public-private"]],
    [
      "tunisie-pandoc.docx",
      [
        "none",
        "policies",
        "legislation",
        "substantive-law",
        "procedural-law",
        "related-laws",
        "international-cooperation",
      ],
    ],
    [
      "mauritius-groff.pdf",
      [
        "none",
        "policies",
        "legislation",
        "state-of-play",
        "substantive-law",
        "procedural-law",
        "safeguards",
        "international-cooperation",
      ],
    ],
    ["jordan-docxjs.docx", ["none", "policies", "legislation", "substantive-law", "procedural-law", "above"]],
  ])("are right for %s", async (name, targets) => {
    expect(guessTargets(await partsOf(name), NAMES)).toEqual(targets);
  });
});

describe("the text of sections", () => {
  it("has subheadings for unknown headings, and nothing that is left out", async () => {
    const parts = await partsOf("jordan-docxjs.docx");
    const texts = textsOf(parts, guessTargets(parts, NAMES));
    expect([...texts.keys()]).toEqual(["policies", "legislation", "substantive-law", "procedural-law"]);
    expect(texts.get("procedural-law")?.map(({ type }) => type)).toEqual([
      "paragraph",
      "heading",
      "paragraph",
    ]);
    expect(JSON.stringify([...texts.values()])).not.toContain("الأردن");
  });

  it("joins two headings that go to one section", async () => {
    const parts = await partsOf("kiribati-abiword.docx");
    const texts = textsOf(parts, ["none", "policies", "none", "policies"]);
    expect(texts.get("policies")?.map(({ type }) => type)).toEqual(["paragraph", "heading", "paragraph"]);
  });
});

describe("footnotes", () => {
  const note = (text: string) => [
    { type: "paragraph" as const, content: [{ type: "footnote" as const, attrs: { text } }] },
  ];

  it("become sources with title and address, each once; ‘ibid.’ cites the one before", () => {
    const sources = new NotedSources([]);
    const [first] = sources.cite(
      note("Cybercrime Act 2021 (PacLII), http://www.paclii.org/fj/legis/ca2021112."),
    );
    const [again] = sources.cite(note("Ibid., s. 12"));
    const [other] = sources.cite(note("See http://www.paclii.org/fj/legis/ca2021112"));
    expect(sources.added).toMatchObject([
      { title: "Cybercrime Act 2021 (PacLII)", url: "http://www.paclii.org/fj/legis/ca2021112" },
    ]);
    const id = sources.added[0]?.id;
    expect([first, again, other].map((block) => block?.type === "paragraph" && block.content?.[0])).toEqual([
      { type: "citation", attrs: { source: id } },
      { type: "citation", attrs: { source: id, locator: "s. 12" } },
      { type: "citation", attrs: { source: id } },
    ]);
  });

  it("cite a source that the profile has already", () => {
    const known = sourceRecord({ title: "Gazette 2013", url: "https://example.org/gazette" });
    const sources = new NotedSources([known]);
    sources.cite(note("gazette 2013"));
    sources.cite(note("The text, https://example.org/gazette"));
    expect(sources.added.map(({ title }) => title)).toEqual([]);
  });

  it("beyond the limit of a save stay as text", () => {
    const sources = new NotedSources([]);
    const blocks = Array.from({ length: 60 }, (_, n) => sources.cite(note(`Law ${n}`))[0]);
    // One place is reserved for the file itself.
    expect(sources.added).toHaveLength(49);
    expect(JSON.stringify(blocks[59])).toContain("(Law 59)");
  });
});

describe("the columns of a spreadsheet", () => {
  it("are found below a title, and read by their names in each language", async () => {
    const albania = await sheetOf("albania-laws-calc.xlsx");
    expect([headOf(albania), guessColumns(albania)]).toEqual([
      0,
      [
        "titleOriginal",
        "title",
        "number",
        "kind",
        "adoptedOn",
        "inForceFrom",
        "locator",
        "articles",
        "heading",
        "source",
      ],
    ]);
    const fiji = await sheetOf("fiji-laws-openpyxl.xlsx");
    expect([headOf(fiji), guessColumns(fiji)]).toEqual([
      1,
      ["title", "number", "kind", "adoptedOn", "locator", "articles", "heading", "officialUrl", "status"],
    ]);
    const tunisia = await sheetOf("tunisie-lois.csv");
    expect([headOf(tunisia), guessColumns(tunisia)]).toEqual([
      0,
      ["title", "number", "kind", "adoptedOn", "status"],
    ]);
  });
});

describe("cells", () => {
  it.each([
    ["2016", "2016"],
    ["2016-12", "2016-12"],
    ["16/12/2016", "2016-12-16"],
    ["1.2.2016", "2016-02-01"],
    ["31/02/2016", null],
    ["16 December 2016", "2016-12-16"],
    ["16 décembre 2016", "2016-12-16"],
    ["16 December", null],
    ["9999-99-99", null],
  ])("read as a day: %s", (cell, read) => {
    expect(readDate(cell)).toBe(read);
  });

  it("read as kinds, states and articles", () => {
    expect(["Décret-loi", "Act", "Criminal Code", "Amending act", "?"].map(readKind)).toEqual([
      "decree",
      "act",
      "code",
      "act",
      null,
    ]);
    expect(["in force", "Not yet in force", "abrogé", "en vigueur", "?"].map(readState)).toEqual([
      "in_force",
      "not_yet_in_force",
      "repealed",
      "in_force",
      null,
    ]);
    expect(readArticles("Art. 4; Article 5 and 99")).toEqual({
      articles: ["185-4", "185-5"],
      unread: ["99"],
    });
  });
});

describe("the laws of a spreadsheet", () => {
  const given = async (name: string) => {
    const sheet = await sheetOf(name);
    return { sheet, columns: guessColumns(sheet), file: { name, maker: "Ministry of Justice" } };
  };
  const titles = (laws: readonly LawRecord[]) => laws.map(({ title }) => String(title));

  it("are one law for rows with one title, with its provisions; all are unverified and cite a source", async () => {
    const sources = new NotedSources([]);
    const { records, laws } = addLaws([], await given("albania-laws-calc.xlsx"), sources);
    expect(laws).toEqual({ added: 4, extended: 0, known: 0, left: 0, untitled: 0, cut: 0 });
    expect(titles(records)).toEqual([
      "Criminal Code of the Republic of Albania",
      "Law No. 10023 amending the Criminal Code",
      "Code of Criminal Procedure",
      "Law No. 25/2024 on Cybersecurity",
    ]);
    const [code, amending] = records;
    expect(code).toMatchObject({
      titleOriginal: "Kodi Penal i Republikës së Shqipërisë",
      number: "7895",
      kind: "code",
      adoptedOn: "1995-01-27",
      confidence: "unverified",
      sourceState: "cited",
    });
    expect(code?.provisions.map(({ locator, articles }) => [locator, articles])).toEqual([
      ["Art. 192/b", ["185-2"]],
      ["Art. 293/c", ["185-5"]],
      ["Art. 143/b", ["185-8"]],
    ]);
    expect(amending?.status).toBe("amending_act");
    // Laws without a source cite the file.
    expect(sources.added.map(({ title, publisher, url }) => [title, publisher, url])).toEqual([
      ["webiis06.mondaq.com", null, "http://webiis06.mondaq.com/Article/644032"],
      ["albania-laws-calc.xlsx", "Ministry of Justice", null],
    ]);
    expect(() => lawsKind.parse({ ...lawsKind.empty(), records })).not.toThrow();
  });

  it("add what a recorded law lacks, and change nothing else", async () => {
    const first = addLaws([], await given("fiji-laws-openpyxl.xlsx"), new NotedSources([])).records;
    const standing = first.map((law) => ({ ...law, provisions: law.provisions.slice(0, 3), kind: null }));
    const again = addLaws(standing, await given("fiji-laws-openpyxl.xlsx"), new NotedSources([]));
    expect(again.laws).toEqual({ added: 0, extended: 1, known: 0, left: 0, untitled: 0, cut: 0 });
    expect(again.records[0]).toMatchObject({ kind: null });
    expect(again.records[0]?.provisions.map(({ locator }) => locator)).toEqual([
      "s. 5",
      "s. 6",
      "s. 7",
      "s. 8",
      "s. 9",
    ]);
    expect(addLaws(again.records, await given("fiji-laws-openpyxl.xlsx"), new NotedSources([])).laws).toEqual(
      {
        added: 0,
        extended: 0,
        known: 1,
        left: 0,
        untitled: 0,
        cut: 0,
      },
    );
  });

  it("add no source for recorded laws, and at most as many laws as a profile can have", async () => {
    const titled = (from: number, to: number) =>
      Array.from({ length: to - from }, (_, n) => [`Law ${from + n}`]);
    const of = (rows: string[][]) => ({
      sheet: { name: "", isCut: false, rows: [["Title"], ...rows] },
      columns: ["title" as const],
      file: { name: "laws.csv", maker: "" },
    });
    const full = addLaws([], of(titled(0, 310)), new NotedSources([]));
    expect([full.records.length, full.laws]).toEqual([
      300,
      { added: 300, extended: 0, known: 0, left: 10, untitled: 0, cut: 0 },
    ]);
    const sources = new NotedSources([]);
    expect(addLaws(full.records, of(titled(0, 5)), sources).laws).toMatchObject({ known: 5 });
    expect(sources.added).toHaveLength(0);
  });

  it("count what does not get in: rows without a law, and values for which there is no room", () => {
    const columns = ["title", "locator", "articles", "note", "source"] as const;
    const many = Array.from({ length: 21 }, (_, n) => `Art. ${n + 1}`).join(", ");
    const sheet = {
      name: "",
      isCut: false,
      rows: [
        ["Title", "Provision", "Article", "Note", "Source"],
        ["", "s. 1", "", "", ""],
        ["", "", "", "", ""],
        ["Act A", "s. 1", many, "n".repeat(1_001), "Gazette"],
        ["Act A", "s. 2", "Art. 2", "short", "Gazette"],
      ],
    };
    const { records, laws } = addLaws(
      [],
      { sheet, columns, file: { name: "laws.csv", maker: "" } },
      new NotedSources([]),
    );
    expect(laws).toEqual({ added: 1, extended: 0, known: 0, left: 0, untitled: 1, cut: 2 });
    expect(records[0]?.provisions.map(({ articles }) => articles.length)).toEqual([20, 1]);
  });

  it("keep values without a field in the note", async () => {
    const sheet = {
      name: "",
      isCut: false,
      rows: [
        ["Title", "Adopted", "Type"],
        ["Act", "spring 2016", "bylaw"],
      ],
    };
    const { records } = addLaws(
      [],
      { sheet, columns: ["title", "adoptedOn", "kind"], file: { name: "laws.csv", maker: "" } },
      new NotedSources([]),
    );
    expect(records[0]).toMatchObject({ adoptedOn: null, kind: null, note: "bylaw\nspring 2016" });
  });
});

describe("the choices of a form", () => {
  const file = "00000000-0000-4000-8000-000000000000";
  const at = { slug: "fiji", file };

  it("are read in order, and at least one must be a section", () => {
    expect(
      DraftText.parse({ ...at, lang: "en", "part-0": "none", "part-1": "policies", "part-2": "above" }),
    ).toEqual({
      ...at,
      lang: "en",
      targets: ["none", "policies", "above"],
    });
    expect(DraftText.safeParse({ ...at, lang: "en", "part-0": "none", "part-1": "above" }).success).toBe(
      false,
    );
    expect(DraftText.safeParse({ ...at, lang: "en", "part-0": "laws" }).success).toBe(false);
  });

  it("name the column with the title of a law", () => {
    expect(DraftLaws.parse({ ...at, sheet: "0", "column-0": "title", "column-1": "none" })).toMatchObject({
      sheet: 0,
      columns: ["title", "none"],
    });
    expect(DraftLaws.safeParse({ ...at, sheet: "0", "column-0": "number" }).success).toBe(false);
  });
});
