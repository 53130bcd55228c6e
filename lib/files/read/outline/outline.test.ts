import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { Outline, type OutlinePart, type OutlineSheet, type TextOutline } from "@/lib/files/outline/model";
import { parseContent } from "@/lib/text/content";
import { contentText } from "@/lib/text/plain";
import { pdfOf } from "@/tests/support/sample-files";
import { scanOf } from "@/tests/support/scans";
import { makeOutline } from ".";

const FOLDER = "tests/fixtures/outlines";

const read = async (name: string) => {
  const path = join(FOLDER, name);
  return Outline.parse(await makeOutline(path, name.split(".").pop() ?? ""));
};

async function readText(name: string): Promise<TextOutline> {
  const outline = await read(name);
  if (outline.kind !== "text") throw new Error("no text");
  return outline;
}

async function readSheets(name: string): Promise<OutlineSheet[]> {
  const outline = await read(name);
  if (outline.kind !== "sheets") throw new Error("no sheets");
  return outline.sheets;
}

const headings = ({ parts }: TextOutline) => parts.map(({ level, title }) => `${level} ${title}`);
const partOf = ({ parts }: TextOutline, title: string): OutlinePart => {
  const part = parts.find((one) => one.title === title);
  if (!part) throw new Error(`no heading ${title}`);
  return part;
};
const contentOf = (part: OutlinePart) =>
  parseContent({ schemaVersion: 1, doc: { type: "doc", content: part.blocks } });
const typesOf = (part: OutlinePart) => part.blocks.map(({ type }) => type);
const notesOf = (part: OutlinePart) =>
  [...JSON.stringify(part.blocks).matchAll(/"footnote","attrs":\{"text":"([^"]*)"/g)].map(([, text]) => text);

it.each(readdirSync(FOLDER).filter((name) => !/\.(?:json|md)$/.test(name)))(
  "the outline of %s is the one beside it",
  async (name) => {
    expect(await read(name)).toEqual(JSON.parse(readFileSync(join(FOLDER, `${name}.json`), "utf8")));
  },
);

describe("the outline of a Word document", () => {
  it("has the headings of each maker, and text that sections can have", async () => {
    const found = await Promise.all(
      ["albania-libreoffice", "fiji-word", "kiribati-abiword", "tunisie-pandoc", "jordan-docxjs"].map(
        (name) => readText(`${name}.docx`),
      ),
    );
    expect(found.map(headings)).toEqual([
      [
        "1 Albania",
        "2 Cybercrime policies and strategies",
        "2 State of cybercrime legislation",
        "2 Safeguards",
      ],
      [
        "1 Fiji: answers to the questionnaire on cybercrime law",
        "1 1. Cybercrime policies and strategies",
        "1 2. Legislation",
        "2 2.1 Substantive law",
        "2 2.2 Procedural law",
        "1 3. International cooperation",
        "1 Annex: persons who answered",
      ],
      [
        "2 KIRIBATI: CYBERCRIME LAW",
        "2 Policies",
        "2 Substantive criminal law",
        "2 Public-private cooperation",
      ],
      [
        "1 Tunisie",
        "1 Politiques et stratégies",
        "1 Législation",
        "2 Droit pénal matériel",
        "2 Droit procédural",
        "2 Textes connexes",
        "1 Coopération internationale",
      ],
      ["1 الأردن", "1 السياسات", "1 التشريعات", "2 القانون الموضوعي", "2 القانون الإجرائي", "3 العقوبات"],
    ]);
    for (const { parts } of found) for (const part of parts) expect(() => contentOf(part)).not.toThrow();
  });

  it("keeps tables, lists, quotations, emphasis and links", async () => {
    const fiji = await readText("fiji-word.docx");
    expect(typesOf(partOf(fiji, "2.1 Substantive law"))).toEqual(["paragraph", "table"]);
    expect(typesOf(partOf(fiji, "2.2 Procedural law"))).toEqual(["paragraph", "orderedList", "bulletList"]);
    expect(typesOf(partOf(fiji, "3. International cooperation"))).toEqual(["blockquote"]);
    const [policies] = partOf(fiji, "1. Cybercrime policies and strategies").blocks;
    expect(JSON.stringify(policies)).toContain(
      '"text":"National Cybersecurity Strategy","marks":[{"type":"italic"}]',
    );
    const jordan = await readText("jordan-docxjs.docx");
    expect(JSON.stringify(partOf(jordan, "العقوبات"))).toContain(
      '"href":"https://www.coe.int/en/web/cybercrime"',
    );
  });

  it("keeps merged cells, and takes the first row for the names of the columns", async () => {
    const jordan = await readText("jordan-docxjs.docx");
    const table = partOf(jordan, "القانون الموضوعي").blocks.find(({ type }) => type === "table");
    const rows = table?.type === "table" ? table.content : [];
    expect(
      rows.map(({ content }) => content.map(({ type, attrs }) => [type, attrs?.colspan, attrs?.rowspan])),
    ).toEqual([
      [
        ["tableHeader", 1, 1],
        ["tableHeader", 1, 1],
        ["tableHeader", 1, 1],
      ],
      [
        ["tableCell", 1, 1],
        ["tableCell", 2, 1],
      ],
      [
        ["tableCell", 1, 2],
        ["tableCell", 1, 1],
        ["tableCell", 1, 1],
      ],
      [
        ["tableCell", 1, 1],
        ["tableCell", 1, 1],
      ],
    ]);
  });

  it("has footnotes where they are cited, with their addresses", async () => {
    const albania = await readText("albania-libreoffice.docx");
    expect(notesOf(partOf(albania, "State of cybercrime legislation"))).toEqual([
      "ICLG Cybersecurity: Albania (Mondaq), http://webiis06.mondaq.com/Article/644032",
    ]);
    const tunisia = await readText("tunisie-pandoc.docx");
    expect(notesOf(partOf(tunisia, "Droit procédural"))).toEqual(["Même texte, article 6."]);
    // The list of notes at the end of the document is not part of the text.
    expect(contentText(contentOf(partOf(tunisia, "Coopération internationale")))).toBe("À compléter.");
  });

  it("takes inserted text, leaves out deleted text and comments, and counts pictures", async () => {
    const jordan = await readText("jordan-docxjs.docx");
    const text = jordan.parts.map((part) => contentText(contentOf(part))).join("\n");
    expect(text).toContain("بشأن الجرائم الإلكترونية");
    expect(text).not.toContain("القديم");
    expect(text).not.toContain("تعليق");
    expect(jordan.leftOut).toEqual({ pictures: 1, isCut: false });
  });
});

describe("the outline of a PDF", () => {
  it("has the headings of each maker, and text that sections can have", async () => {
    const found = await Promise.all(
      ["mauritius-groff", "senegal-chromium", "jordan-chromium"].map((name) => readText(`${name}.pdf`)),
    );
    expect(found.map(headings)).toEqual([
      [
        "1 Mauritius: the law on cybercrime and electronic evidence",
        "2 1. Cybercrime policies and strategies",
        "2 2. Legislation",
        "3 2.1. State of cybercrime legislation",
        "3 2.2. Substantive criminal law",
        "3 2.3. Procedural powers",
        "2 3. Conditions and safeguards",
        "2 4. International cooperation",
      ],
      [
        "1 Sénégal : la législation sur la cybercriminalité",
        "2 Politiques et stratégies",
        "2 Législation",
        "3 État de la législation",
        "3 Droit pénal matériel",
        "3 Droit procédural",
        "2 Sauvegardes",
        "2 Coopération internationale",
      ],
      [
        "1 الأردن: قانون الجرائم الإلكترونية",
        "2 السياسات والاستراتيجيات",
        "2 التشريعات",
        "3 القانون الموضوعي",
        "3 القانون الإجرائي",
        "2 الضمانات",
        "2 التعاون الدولي",
      ],
    ]);
    for (const { parts } of found) for (const part of parts) expect(() => contentOf(part)).not.toThrow();
  });

  it("keeps tables, lists, emphasis and links", async () => {
    const mauritius = await readText("mauritius-groff.pdf");
    expect(typesOf(partOf(mauritius, "2.1. State of cybercrime legislation"))).toEqual([
      "paragraph",
      "paragraph",
      "table",
    ]);
    expect(typesOf(partOf(mauritius, "2.2. Substantive criminal law"))).toEqual([
      "paragraph",
      "bulletList",
      "paragraph",
    ]);
    const senegal = await readText("senegal-chromium.pdf");
    expect(typesOf(partOf(senegal, "Droit pénal matériel"))).toEqual(["paragraph", "table", "paragraph"]);
    expect(typesOf(partOf(senegal, "Droit procédural"))).toEqual(["paragraph", "orderedList"]);
    const state = JSON.stringify(partOf(senegal, "État de la législation"));
    expect(state).toContain('"text":"16 décembre 2016","marks":[{"type":"bold"}]');
    expect(state).toContain('"href":"https://www.coe.int/fr/web/cybercrime"');
    expect(typesOf(partOf(await readText("jordan-chromium.pdf"), "القانون الموضوعي"))).toContain("table");
  });

  it("has footnotes where they are cited, also those that two pages share", async () => {
    const mauritius = await readText("mauritius-groff.pdf");
    expect(notesOf(partOf(mauritius, "1. Cybercrime policies and strategies"))).toEqual([
      "Global Action on Cybercrime, quarterly newsletter, last quarter of 2016.",
      "Venture Law, summary of the Cybersecurity and Cybercrime Act 2021, https://www.venturelaw.mu",
    ]);
    const [shared] = notesOf(partOf(mauritius, "3. Conditions and safeguards"));
    expect(shared).toMatch(/^The text of the Act .* which does not give the numbers .* are cited\.$/);
    expect(notesOf(partOf(await readText("jordan-chromium.pdf"), "القانون الموضوعي"))).toEqual([
      "قانون الجرائم الإلكترونية رقم 17 لسنة 2023.",
    ]);
  });

  it("leaves out running heads and page numbers, joins cut words, and reads one column after the other", async () => {
    const outlines = ["mauritius-groff.pdf", "senegal-chromium.pdf", "jordan-chromium.pdf"].map(readText);
    const [mauritius = "", senegal = "", jordan = ""] = (await Promise.all(outlines)).map(({ parts }) =>
      parts.map((part) => contentText(contentOf(part))).join("\n"),
    );
    expect(mauritius).not.toMatch(/As of December 2025|– \d –|\p{L}-\s/u);
    expect(mauritius).toContain("The representative of Mauritius signed");
    expect(mauritius).toMatch(/practitioners who ask for them\.\s+For the first quarter of 2017 the project/);
    expect(senegal).not.toMatch(/note de décembre|\d \/ \d/);
    expect(jordan).not.toMatch(/ملاحظة|\d \/ \d/);
    expect(jordan).toContain("من الاتفاقية (Budapest Convention on Cybercrime)، ويلزم الرجوع");
  });
});

describe("a PDF without text that can be read", () => {
  const folder = mkdtempSync(join(tmpdir(), "octopus-outline-"));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const outlineOf = (name: string, bytes: Buffer) => {
    writeFileSync(join(folder, name), bytes);
    return makeOutline(join(folder, name), "pdf");
  };

  it("has no parts if it is a scan", async () => {
    const scan = await scanOf([["Cybercrime Act"], ["Section 7"]]);
    expect(await outlineOf("scan.pdf", scan)).toMatchObject({ kind: "text", parts: [] });
  });

  it("has no outline if it is protected or damaged", async () => {
    const secret = await pdfOf(["secret"], { password: "open" });
    await expect(outlineOf("secret.pdf", secret)).rejects.toThrow();
    await expect(outlineOf("damaged.pdf", Buffer.from("%PDF-1.7 nothing"))).rejects.toThrow();
  });
});

describe("the outline of a spreadsheet", () => {
  it("has every sheet with its rows, and days as days", async () => {
    const [albania] = await readSheets("albania-laws-calc.xlsx");
    expect(albania?.rows[1]).toEqual([
      "Kodi Penal i Republikës së Shqipërisë",
      "Criminal Code of the Republic of Albania",
      "7895",
      "Code",
      "1995-01-27",
      "",
      "Art. 192/b",
      "2",
      "Unauthorised computer access",
      "http://webiis06.mondaq.com/Article/644032",
    ]);
    const fiji = await readSheets("fiji-laws-openpyxl.xlsx");
    expect(fiji.map(({ name, rows }) => [name, rows.length])).toEqual([
      ["Laws", 7],
      ["Notes", 1],
    ]);
  });

  it("reads CSV files with semicolons in Windows-1252", async () => {
    const [laws] = await readSheets("tunisie-lois.csv");
    expect(laws?.rows[0]).toEqual(["Intitulé", "Numéro", "Nature", "Date d'adoption", "État"]);
    expect(laws?.rows[1]?.slice(1)).toEqual(["2022-54", "Décret-loi", "13/09/2022", "en vigueur"]);
  });

  it("has no control characters and no direction marks", async () => {
    const folder = mkdtempSync(join(tmpdir(), "octopus-outline-"));
    try {
      const path = join(folder, "hidden.csv");
      writeFileSync(path, "Title\u202e,Num\u0007ber\nAct\u2066 1,7\n");
      const outline = Outline.parse(await makeOutline(path, "csv"));
      expect(outline.kind === "sheets" && outline.sheets[0]?.rows).toEqual([
        ["Title", "Number"],
        ["Act 1", "7"],
      ]);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  it("is cut at the limits, and says so", async () => {
    const folder = mkdtempSync(join(tmpdir(), "octopus-outline-"));
    try {
      const path = join(folder, "long.csv");
      writeFileSync(path, `Title\n${"A law\n".repeat(1_500)}`);
      const outline = Outline.parse(await makeOutline(path, "csv"));
      expect(
        outline.kind === "sheets" && outline.sheets.map(({ rows, isCut }) => [rows.length, isCut]),
      ).toEqual([[1_000, true]]);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
