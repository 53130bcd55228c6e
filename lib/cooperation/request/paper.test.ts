import mammoth from "mammoth";
import { describe, expect, it } from "vitest";
import { writeDocx } from "@/lib/exports/docx/write";
import { writable } from "@/lib/exports/pdf/faces";
import { writePdf } from "@/lib/exports/pdf/write";
import { drawBlankForm } from "./blank-forms";
import { type Draft, emptyDraft, PAPER_LANGUAGES } from "./draft";
import { GROUPS, groupOf, OPTIONS } from "./fields";
import { FORM_IDS, groupsOf } from "./forms";
import { documentOf, paperOf } from "./paper";
import { hasPhrase, PHRASES } from "./phrases";

/** Every key of the phrase tables that the forms use. */
const used = new Set([
  ...FORM_IDS.flatMap((form) =>
    [`form.${form}`, `basis.${form}`].filter((key) => key[0] === "f" || hasPhrase(key)),
  ),
  ...Object.keys(GROUPS).map((group) => `group.${group}`),
  ...Object.values(GROUPS).flatMap(({ fields }) => fields.map(({ id }) => `field.${id}`)),
  ...Object.values(OPTIONS).flatMap((options) => options.map((option) => `option.${option}`)),
  "text.advice",
  "text.unreviewed",
  "text.unwritable",
]);

const sample: Draft = {
  ...emptyDraft("preservation", ["en", "ar"]),
  values: {
    "head.date": "2026-11-03",
    "identifiers.0.identifierKind": "ip",
    "identifiers.0.identifier": "203.0.113.9",
    "identifiers.1.identifierKind": "phone-number",
    "identifiers.1.identifier": "+221330000000",
    "identifiers.1.port": "443",
    "categories.category": "subscriber traffic",
    "facts.summary": "First line\nSecond line <with> signs & بيانات",
    "requested.country": "hungary",
  },
  rows: { identifiers: 2 },
};

describe("phrase tables", () => {
  it.each(PAPER_LANGUAGES)("has every phrase that the forms use, and no other: %s", (language) => {
    const { phrases, language: named } = PHRASES[language];
    expect(named).toBe(language);
    expect(Object.keys(phrases).sort()).toEqual([...used].sort());
    expect(Object.entries(phrases).filter(([, text]) => text.trim() !== text || text === "")).toEqual([]);
  });

  it.each(PAPER_LANGUAGES)("has only letters that the fonts of PDFs have: %s", (language) => {
    const texts = Object.values(PHRASES[language].phrases);
    expect(texts.filter((text) => !writable(text).isWhole)).toEqual([]);
  });

  it("has its own words in each language", () => {
    const titles = PAPER_LANGUAGES.map((language) => PHRASES[language].phrases["form.preservation"]);
    expect(new Set(titles).size).toBe(PAPER_LANGUAGES.length);
  });
});

describe("forms", () => {
  it.each(FORM_IDS)("names who asks, and each group once: %s", (form) => {
    const groups = groupsOf(form).map(({ id }) => id);
    expect(new Set(groups).size).toBe(groups.length);
    expect(groups).toEqual(expect.arrayContaining(["head", "requesting", "signature"]));
  });

  it("asks every group in some form", () => {
    const asked = new Set(FORM_IDS.flatMap((form) => groupsOf(form).map(({ id }) => id)));
    expect(Object.keys(GROUPS).filter((group) => !asked.has(group))).toEqual([]);
  });

  it("has each field of a group once", () => {
    for (const group of Object.keys(GROUPS) as (keyof typeof GROUPS)[]) {
      const ids = groupOf(group).fields.map(({ id }) => id);
      expect(new Set(ids).size).toBe(ids.length);
    }
  });
});

describe("the document of a request", () => {
  it("shows what was filled in, gaps where something is required, and nothing else", () => {
    const paper = paperOf(sample, { countryName: (slug, language) => `${slug} in ${language}` });
    const rows = paper.groups.flatMap((group) => group.rows);
    const read = (label: string) =>
      rows.find((row) => row.label[0]?.text === label)?.value.map(({ text }) => text);
    expect(paper.title.map(({ language }) => language)).toEqual(["en", "ar"]);
    expect(read("Date")).toEqual(["2026-11-03"]);
    expect(read("Country or area")).toEqual(["hungary in en / hungary in ar"]);
    expect(read("Summary of the facts")).toEqual(["First line", "Second line <with> signs & بيانات"]);
    expect(read("Categories of data")).toEqual([
      "Subscriber information / معلومات المشتركين",
      "Traffic data / بيانات الحركة",
    ]);
    expect(read("Reference or case number")).toEqual([]);
    expect(read("Fax")).toBeUndefined();
    // A port belongs to an IP address.
    expect(read("Source port")).toBeUndefined();
    expect(paper.groups.filter(({ id }) => id === "identifiers")).toHaveLength(2);
    expect(paper.notes[0]?.text).toContain("not legal advice");
    expect(paper.notes.filter(({ text }) => text.includes("not reviewed"))).toHaveLength(1);
  });

  it("is the same in a Word file, read by another library", async () => {
    const bytes = await writeDocx(documentOf(paperOf(sample), "2026-11-03", "example.org"));
    const { value } = await mammoth.extractRawText({ buffer: bytes });
    for (const text of [
      "203.0.113.9",
      "Second line <with> signs & بيانات",
      "طلب الحفظ العاجل",
      "not legal advice",
    ])
      expect(value).toContain(text);
  });

  it("is drawn as PDF in each language", async () => {
    for (const language of PAPER_LANGUAGES) {
      const draft: Draft = { ...sample, languages: language === "en" ? ["en"] : ["en", language] };
      const document = { ...documentOf(paperOf(draft), "2026-11-03", "example.org") };
      const { bytes, pages } = await writePdf(document);
      expect(bytes.subarray(0, 5).toString()).toBe("%PDF-");
      expect(pages).toBeGreaterThan(0);
    }
  });
});

describe("blank forms", () => {
  it.each(FORM_IDS)("lists every field and choice: %s", async (form) => {
    const bytes = await drawBlankForm(`${form}-en-fr.docx`, "example.org");
    const { value } = await mammoth.extractRawText({ buffer: bytes ?? Buffer.alloc(0) });
    for (const { fields } of groupsOf(form))
      for (const { id } of fields) expect(value).toContain(PHRASES.fr.phrases[`field.${id}`]);
    expect(value).toContain("not legal advice");
  });

  it("exist by their names only", async () => {
    expect(await drawBlankForm("preservation-en-de.docx", "example.org")).toBeNull();
  });
});
