import { eq, sql } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import * as dataRoute from "@/app/[locale]/countries/[slug]/export.json/route";
import * as progressPage from "@/app/[locale]/countries/[slug]/exports/[id]/route";
import * as profilePage from "@/app/[locale]/countries/[slug]/route";
import { db } from "@/db/client";
import { exportRecord } from "@/db/schema/exports";
import { fileObject } from "@/db/schema/files";
import { revision } from "@/db/schema/revisions";
import type { Actor } from "@/lib/core/actor";
import { refreshFiles } from "@/lib/files/bytes";
import { runDueJobs } from "@/lib/jobs/worker";
import { applyRetention } from "@/lib/operation";
import { hideRevision, showRevision } from "@/lib/profiles";
import { storage } from "@/lib/storage/open";
import { SYSTEM, transact } from "@/lib/transact";
import { unzipped } from "@/tests/support/archives";
import { useDatabase } from "@/tests/support/database";
import { pagesOf } from "@/tests/support/documents";
import { sha256, useFileDoor } from "@/tests/support/file-door";
import { by, makeActor } from "@/tests/support/members";
import { asker } from "@/tests/support/pages";
import { makeProfile } from "@/tests/support/profiles";
import { law, prose, records, save } from "@/tests/support/sections";
import { listKnownExports } from "./index";
import { AT_ONCE_BYTES, makeQueuedExport } from "./make";

useDatabase();
process.env.RATE_LIMITS = "off";
const { ask } = useFileDoor();

const page = asker([
  [/^\/countries\/(?<slug>[^/]+)\/exports\/(?<id>[^/]+)$/, progressPage],
  [/^\/countries\/(?<slug>[^/]+)$/, profilePage],
  [/^\/countries\/(?<slug>[^/]+)\/export\.json$/, dataRoute],
]);

let member: Actor;

beforeEach(async () => {
  await makeProfile({
    slug: "senegal",
    iso2: "SN",
    nameEn: "Senegal",
    nameFr: "Sénégal",
    nameAr: "السنغال",
  });
  member = await makeActor("trusted");
  await save(member, {
    section: "sources",
    content: records({ id: "gazette", title: "Journal officiel no 6975" }),
  });
  await save(member, { content: prose({ block1: "Cybercrime is an offence of its own. [gazette]" }) });
  await save(member, {
    section: "laws",
    content: records({ ...law("law-1"), titleOriginal: "القانون 2016-29" }),
  });
});

const objects = () => db().$count(fileObject, eq(fileObject.kind, "export"));

describe("a profile as PDF", () => {
  it("names its subject on every page, cites sources at the foot, and is recognised by its hash", async () => {
    const { status, headers, bytes } = await ask("/countries/senegal/export.pdf");
    expect(status).toBe(200);
    expect(headers).toMatchObject({
      "content-type": "application/pdf",
      etag: `"${sha256(bytes)}"`,
      "content-length": String(bytes.length),
    });
    expect(headers["content-disposition"]).toContain("senegal-r3-full-en.pdf");
    const pages = await pagesOf(bytes);
    for (const page of pages) {
      expect(page).toContain("TLP:CLEAR");
      expect(page).toMatch(/revision 3/);
    }
    const text = pages.join(" ").replaceAll(/\s+/g, " ");
    expect(text).toContain("Journal officiel no 6975");
    expect(text).toContain("/countries/senegal/revisions/3");
    expect(text).toContain("This section has not been written yet.");
    const [known] = await listKnownExports(sha256(bytes));
    expect(known).toMatchObject({
      slug: "senegal",
      number: 3,
      format: "pdf",
      form: "full",
      language: "en",
      isFile: true,
    });
    // The printed hash is that of the data of the same revision.
    const [row] = await db().select({ contentHash: exportRecord.contentHash }).from(exportRecord);
    expect(text.replaceAll(" ", "")).toContain(row?.contentHash);
  });

  it("is the same bytes for the same revision, made once for all who ask at once", async () => {
    const answers = await Promise.all(
      Array.from({ length: 6 }, () => ask("/ar/countries/senegal/export.pdf?form=brief")),
    );
    expect(new Set(answers.map(({ status, bytes }) => `${status} ${sha256(bytes)}`)).size).toBe(1);
    expect(answers[0]?.status).toBe(200);
    expect(await objects()).toBe(1);
    expect(await pagesOf(answers[0]?.bytes ?? Buffer.alloc(0))).toHaveLength(1);
    const again = await ask("/ar/countries/senegal/export.pdf?form=brief", {
      headers: { "if-none-match": answers[0]?.headers.etag ?? "" },
    });
    expect(again.status).toBe(304);
  });

  it("is of the requested revision, and never of an unpublished one", async () => {
    const old = await ask("/countries/senegal/export.pdf?revision=2");
    expect((await pagesOf(old.bytes)).join(" ")).not.toContain("2016-29");
    expect((await ask("/countries/senegal/export.pdf?revision=9")).status).toBe(404);
    expect((await ask("/countries/atlantis/export.pdf")).status).toBe(404);
    expect(await ask("/countries/SN/export.pdf?form=brief")).toMatchObject({
      status: 308,
      headers: { location: "/countries/senegal/export.pdf?form=brief" },
    });
  });

  it("contains nothing of a hidden revision, from the next request on", async () => {
    const before = await ask("/countries/senegal/export.pdf?revision=3");
    expect(before.status).toBe(200);
    await db().execute(sql`alter table revision disable trigger user`);
    await db().update(revision).set({ state: "rejected" }).where(eq(revision.number, 3));
    await db().execute(sql`alter table revision enable trigger user`);
    expect((await ask("/countries/senegal/export.pdf?revision=3")).status).toBe(404);
    const [known] = await listKnownExports(sha256(before.bytes));
    expect(known).toMatchObject({ number: 3, isReadable: false });
  });
});

describe("a profile of which something is hidden", () => {
  const HIDDEN = "A moderator has hidden this text.";
  const hide = async (number: number) => {
    const moderator = await makeActor("moderator");
    const what = { text: true, summary: false, author: false, reason: "It names a victim" };
    await transact(by(moderator), (ctx) => hideRevision(ctx, { slug: "senegal", number, ...what }));
  };
  const linesOf = (xml: string) =>
    xml.split("</w:p>").map((one) => [...one.matchAll(/<w:t[^>]*>([^<]*)</g)].map((m) => m[1]).join(""));

  it("says so in the place of the text: in the data, in the PDF, in the Word file, on the one page", async () => {
    const before = (await page("/countries/senegal/export.json?revision=3")).body;
    await save(member, { base: 2, content: prose({ block1: "Otherwise." }) });
    await hide(2);
    const data = JSON.parse((await page("/countries/senegal/export.json?revision=3")).body);
    expect(data.hidden).toEqual(["legislation"]);
    expect(data.sections.map(({ key }: { key: string }) => key)).toEqual(["laws", "sources"]);
    const word = linesOf(
      await unzipped((await ask("/countries/senegal/export.docx?revision=3")).bytes, "word/document.xml"),
    );
    const at = word.indexOf(HIDDEN);
    expect(word[at - 1]).toMatch(/^\S+ Legislation/);
    expect(word.filter((line) => line === HIDDEN)).toHaveLength(1);
    for (const form of ["full", "brief"]) {
      const pdf = await pagesOf((await ask(`/countries/senegal/export.pdf?revision=3&form=${form}`)).bytes);
      expect(pdf.join(" ").replaceAll(/\s+/g, " ")).toContain(HIDDEN);
      expect(pdf.join(" ")).not.toContain("an offence of its own");
    }
    // The data of unhidden revisions are unchanged to the byte and do not mention it.
    const now = JSON.parse((await page("/countries/senegal/export.json")).body);
    expect(now).not.toHaveProperty("hidden");
    await transact(by(await makeActor("moderator")), (ctx) =>
      showRevision(ctx, { slug: "senegal", number: 2 }),
    );
    expect((await page("/countries/senegal/export.json?revision=3")).body).toBe(before);
  });

  it("states no treaty status that is hidden", async () => {
    const record = {
      id: "t185",
      treaty: "185",
      how: "ratification",
      sources: ["gazette"],
      confidence: "confirmed",
    };
    await save(member, { section: "treaty-status", content: records(record) });
    await save(member, {
      section: "treaty-status",
      base: 4,
      content: records({ ...record, asOf: "2024-10-09" }),
    });
    await hide(4);
    const { bytes } = await ask("/countries/senegal/export.docx?revision=4");
    const lines = linesOf(await unzipped(bytes, "word/document.xml"));
    expect(lines.filter((line) => line === HIDDEN)).toHaveLength(2);
    expect(lines.join(" ")).not.toContain("No treaty action");
  });
});

describe("a profile as Word file", () => {
  it("has footnotes of Word, tables and text from right to left, the same bytes each time", async () => {
    const { bytes, headers } = await ask("/ar/countries/senegal/export.docx");
    expect(headers["content-disposition"]).toContain("senegal-r3-full-ar.docx");
    const text = await unzipped(bytes, "word/document.xml");
    expect(text).toContain("<w:bidiVisual/>");
    expect(text).toContain("<w:rtl/>");
    expect(text).toContain('<w:footnoteReference w:id="1"/>');
    expect(text).toContain("القانون 2016-29");
    expect(await unzipped(bytes, "word/footnotes.xml")).toContain("Journal officiel no 6975");
    expect(await unzipped(bytes, "word/header1.xml")).toContain("TLP:CLEAR");
    // After a month without a request the bytes are deleted; they are redrawn unchanged.
    await db()
      .update(exportRecord)
      .set({ askedAt: new Date("2026-01-01T00:00:00Z") });
    await transact(SYSTEM, applyRetention);
    await refreshFiles();
    expect(await objects()).toBe(0);
    expect(await db().$count(exportRecord)).toBe(1);
    const again = await ask("/ar/countries/senegal/export.docx");
    expect(sha256(again.bytes)).toBe(sha256(bytes));
    expect(await db().$count(exportRecord)).toBe(1);
  });
});

describe("a document in a language", () => {
  const frenchText = async () => {
    const focal = await makeActor("focal-point");
    await save(focal, { section: "policies", content: prose({ aaaaaa: "One.", bbbbbb: "Two." }) });
    await save(focal, {
      section: "policies",
      lang: "fr",
      follows: 4,
      label: "courtesy",
      content: prose({ aaaaaa: "La première.", bbbbbb: "La seconde." }),
    });
    await save(focal, {
      section: "policies",
      base: 4,
      content: prose({ aaaaaa: "One.", bbbbbb: "Two, changed." }),
    });
  };
  const wordsOf = async (path: string) =>
    (await pagesOf((await ask(path)).bytes)).join(" ").replaceAll(/\s+/g, " ");

  it("contains the translation with its status and outdated passages, and says what is not translated", async () => {
    await frenchText();
    const text = await wordsOf("/fr/countries/senegal/export.pdf");
    expect(text).toContain("La seconde.");
    expect(text).not.toContain("Two, changed.");
    expect(text).toContain("Traduction de courtoisie · d’après la source en anglais, révision 4");
    expect(text).toContain("Modifié depuis dans la source");
    expect(text).toContain("Pas encore en français ; affiché en anglais.");
    const word = await unzipped((await ask("/fr/countries/senegal/export.docx")).bytes, "word/document.xml");
    for (const said of ["La seconde.", "Traduction de courtoisie", "Cybercrime is an offence"])
      expect(word).toContain(said);
    const brief = await wordsOf("/fr/countries/senegal/export.pdf?form=brief");
    expect(brief).toContain("La première.");
    expect(brief).toContain("Pas encore en français");
    // Headings in one language, texts in another: for readers whose language the interface does not have.
    expect(await wordsOf("/countries/senegal/export.pdf?lang=fr")).toMatch(
      /Courtesy translation.*La seconde\./,
    );
  });

  it("contains the official text below another translation", async () => {
    const focal = await makeActor("focal-point");
    await save(focal, {
      section: "policies",
      lang: "fr",
      label: "official",
      content: prose({ aaaaaa: "Le texte officiel." }),
    });
    await save(member, {
      section: "policies",
      lang: "en",
      follows: 4,
      content: prose({ aaaaaa: "The text of members." }),
    });
    const text = await wordsOf("/countries/senegal/export.pdf");
    expect(text).toContain("Where they differ, the official text in French prevails.");
    expect(text).toMatch(/The text of members\..*Official text \(French\).*Le texte officiel\./);
  });

  it("that is large is made by the worker in that language", async () => {
    const blocks = Object.fromEntries(
      Array.from({ length: 60 }, (_, n) => [`block${n}x`, `${n} ${"mot ".repeat(AT_ONCE_BYTES / 220)}`]),
    );
    await save(member, { section: "policies", content: prose({ aaaaaa: "Short." }) });
    await save(member, { section: "policies", lang: "sr", follows: 4, content: prose(blocks) });
    const first = await ask("/countries/senegal/export.docx?lang=sr");
    expect(first.headers.location).toMatch(/\/exports\/[0-9a-f-]{36}\?lang=sr$/);
    await runDueJobs();
    const made = await page(first.headers.location ?? "");
    expect(made.body).toContain('href="/countries/senegal/export.docx?form=full&amp;revision=5&amp;lang=sr"');
    const again = await ask("/countries/senegal/export.docx?form=full&revision=5&lang=sr");
    expect(again.status).toBe(200);
    expect(again.headers["content-disposition"]).toContain("senegal-r5-full-en-sr.docx");
  });
});

describe("sources and translations in a document", () => {
  it("cites the place in a source, also on the one page", async () => {
    await save(member, {
      section: "policies",
      content: {
        schemaVersion: 1,
        doc: {
          type: "doc",
          content: [
            {
              type: "paragraph",
              attrs: { id: "aaaaaa" },
              content: [
                { type: "text", text: "The strategy is of 2022." },
                { type: "citation", attrs: { source: "gazette", locator: "p. 417" } },
              ],
            },
          ],
        },
      },
    });
    for (const form of ["full", "brief"]) {
      const { bytes } = await ask(`/countries/senegal/export.pdf?form=${form}`);
      const text = (await pagesOf(bytes)).join(" ").replaceAll(/\s+/g, " ");
      expect(text).toMatch(/The strategy is of 2022\.\s?\[1, p\. 417\]/);
      expect(text).toContain("Journal officiel no 6975");
    }
    const { bytes } = await ask("/countries/senegal/export.docx");
    expect(await unzipped(bytes, "word/footnotes.xml")).toContain("[1, p. 417]");
  });

  it("show a provision's translations below its text, with translators, and without a column", async () => {
    const provision = {
      id: "prov-1",
      locator: "Art. 5",
      articles: ["185-2"],
      text: "المادة الخامسة",
      lang: "ar",
      translations: [
        { id: "prov-1-de", lang: "de", text: "Wer eindringt.", kind: "machine" },
        { id: "prov-1-en", lang: "en", text: "Whoever enters.", kind: "human", by: "Jane Roe" },
      ],
      confidence: "confirmed",
    };
    await save(member, {
      section: "laws",
      base: 3,
      content: records({ ...law("law-1"), titleOriginal: "القانون 2016-29", provisions: [provision] }),
    });
    const text = await unzipped((await ask("/countries/senegal/export.docx")).bytes, "word/document.xml");
    const lines = text
      .split("</w:p>")
      .map((one) => [...one.matchAll(/<w:t[^>]*>([^<]*)</g)].map((m) => m[1]).join(""));
    const at = lines.indexOf("المادة الخامسة");
    expect(lines.slice(at, at + 5)).toEqual([
      "المادة الخامسة",
      expect.stringContaining("Jane Roe"),
      "Whoever enters.",
      "Machine translation, German",
      "Wer eindringt.",
    ]);
    expect(text).not.toContain("Translations");
  });

  it("says on the one page which text prevails", async () => {
    const focal = await makeActor("focal-point");
    await save(focal, {
      section: "policies",
      lang: "fr",
      label: "official",
      content: prose({ aaaaaa: "Le texte officiel." }),
    });
    await save(member, {
      section: "policies",
      lang: "en",
      follows: 4,
      content: prose({ aaaaaa: "The text of members." }),
    });
    const { bytes } = await ask("/countries/senegal/export.pdf?form=brief");
    expect((await pagesOf(bytes)).join(" ").replaceAll(/\s+/g, " ")).toContain(
      "Where they differ, the official text in French prevails.",
    );
  });

  it("do not claim that there is none where a section is unwritten", async () => {
    await makeProfile({ slug: "togo", iso2: "TG", nameEn: "Togo", nameFr: "Togo", nameAr: "توغو" });
    const text = (await pagesOf((await ask("/countries/togo/export.pdf")).bytes)).join(" ");
    expect(text).toContain("No treaty action known");
    expect(text).toContain("Togo · not yet written");
    expect(text.replaceAll(/\s+/g, " ")).toContain("As of Before the first revision");
    expect((await page("/countries/togo")).body).toContain("No treaty action known");
  });
});

describe("a large profile", () => {
  it("is made by the worker, with a page that says how far it is", async () => {
    const blocks = Object.fromEntries(
      Array.from({ length: 60 }, (_, n) => [`block${n}x`, `${n} ${"word ".repeat(AT_ONCE_BYTES / 280)}`]),
    );
    await save(member, { section: "policies", content: prose(blocks) });
    const first = await ask("/countries/senegal/export.docx");
    expect(first.status).toBe(303);
    expect(first.headers.location).toMatch(/^\/countries\/senegal\/exports\/[0-9a-f-]{36}$/);
    const progress = await page(first.headers.location ?? "");
    expect(progress).toMatchObject({ status: 200 });
    expect(progress.headers.get("refresh")).toBe("5");
    expect(progress.body).toContain("Senegal: preparing the document");
    // A second request during this time leads to the same document.
    expect((await ask("/countries/senegal/export.docx")).headers.location).toBe(first.headers.location);
    await runDueJobs();
    const { status, bytes } = await ask("/countries/senegal/export.docx");
    expect(status).toBe(200);
    const done = await page(first.headers.location ?? "");
    expect(done.headers.get("refresh")).toBeNull();
    expect(done.body).toContain('href="/countries/senegal/export.docx?form=full&amp;revision=4"');
    // The profile page now shows its size.
    expect((await page("/countries/senegal")).body).toMatch(
      /Full profile \(Word\)<span class="dim"> [\d.]+ kB/,
    );
    const keys: string[] = [];
    for await (const { key } of (await storage()).list("export")) keys.push(key);
    expect(keys).toHaveLength(1);
    expect(await listKnownExports(sha256(bytes))).toHaveLength(1);
  });

  it("is made when the worker tries again after it could not be drawn", async () => {
    await save(member, { section: "policies", content: prose({ block1: "Short." }) });
    expect((await ask("/countries/senegal/export.docx?revision=4")).status).toBe(200);
    const ofIt = eq(exportRecord.number, 4);
    const [made] = await db().update(exportRecord).set({ state: "failed" }).where(ofIt).returning();
    await makeQueuedExport({ exportId: made?.id ?? "", lang: "en" });
    const [after] = await db().select().from(exportRecord).where(ofIt);
    expect(after).toMatchObject({ state: "ready", sha256: made?.sha256 });
  });
});
