import { createHash } from "node:crypto";
import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import * as verify from "@/app/[locale]/cooperation/verify/route";
import * as cite from "@/app/[locale]/countries/[slug]/cite/[section]/route";
import * as exportJson from "@/app/[locale]/countries/[slug]/export.json/route";
import * as revision from "@/app/[locale]/countries/[slug]/revisions/[number]/route";
import * as profile from "@/app/[locale]/countries/[slug]/route";
import { db } from "@/db/client";
import { exportRecord } from "@/db/schema/exports";
import type { Actor } from "@/lib/core/actor";
import { ImportedProfile, importProfile } from "@/lib/profiles";
import { SYSTEM, transact } from "@/lib/transact";
import { useDatabase } from "@/tests/support/database";
import { makeActor } from "@/tests/support/members";
import { asker } from "@/tests/support/pages";
import { makeProfile, makeRevision } from "@/tests/support/profiles";
import { law, prose, records, save } from "@/tests/support/sections";
import { ProfileData } from "./model";

useDatabase();
process.env.RATE_LIMITS = "off";

const ask = asker([
  [/^\/cooperation\/verify$/, verify],
  [/^\/countries\/(?<slug>[^/]+)\/cite\/(?<section>[^/]+)$/, cite],
  [/^\/countries\/(?<slug>[^/]+)\/export\.json$/, exportJson],
  [/^\/countries\/(?<slug>[^/]+)\/revisions\/(?<number>[^/]+)$/, revision],
  [/^\/countries\/(?<slug>[^/]+)$/, profile],
]);
const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");

let member: Actor;
let pageId: string;

beforeEach(async () => {
  pageId = await makeProfile({
    slug: "senegal",
    iso2: "SN",
    nameEn: "Senegal",
    nameFr: "Sénégal",
    nameAr: "السنغال",
  });
  member = await makeActor("trusted");
  await save(member, { content: prose({ block1: "The first text." }) });
  await save(member, { section: "laws", content: records(law("law-1")) });
});

describe("a profile as data", () => {
  it("matches its schema, has the permanent address of its revision, and names no one", async () => {
    const { status, headers, body } = await ask("/countries/senegal/export.json");
    expect(status).toBe(200);
    expect(headers.get("content-type")).toBe("application/json; charset=utf-8");
    const data = ProfileData.parse(JSON.parse(body));
    expect(data).toMatchObject({
      revision: 2,
      address: "http://localhost:3000/countries/senegal/revisions/2",
      handling: "TLP:CLEAR",
      profile: { slug: "senegal", names: { fr: "Sénégal" } },
    });
    expect(data.sections.map(({ key, revision: { number } }) => [key, number])).toEqual([
      ["legislation", 1],
      ["laws", 2],
    ]);
    expect(body).not.toContain(member.handle);
    // Another site can import the exported data.
    expect(ImportedProfile.safeParse(JSON.parse(body)).success).toBe(true);
  });

  it("numbers its sources as the page does, and says who cites them", async () => {
    await save(member, {
      section: "sources",
      content: records(
        { id: "unused", title: "Nobody cites it", publisher: null },
        { id: "gazette", title: "Journal officiel", publisher: "République du Sénégal" },
      ),
    });
    await save(member, {
      base: 1,
      content: prose({ block1: "Cited. [gazette]" }),
    });
    const { sources } = ProfileData.parse(JSON.parse((await ask("/countries/senegal/export.json")).body));
    expect(sources.map(({ id, number, citedIn }) => [id, number, citedIn])).toEqual([
      ["gazette", 1, ["legislation"]],
      ["unused", null, []],
    ]);
  });

  it("has its revision as its tag, and is its own hash's text", async () => {
    const first = await ask("/countries/senegal/export.json");
    expect(first.headers.get("etag")).toBe(`W/"r2-${sha256(first.body).slice(0, 16)}"`);
    expect((await ask("/countries/senegal/export.json")).body).toBe(first.body);
    await save(member, { base: 1, content: prose({ block1: "The second text." }) });
    const second = await ask("/countries/senegal/export.json");
    expect(second.headers.get("etag")).toMatch(/^W\/"r3-/);
    // The earlier revision remains available, unchanged.
    expect((await ask("/countries/senegal/export.json?revision=2")).body).toBe(first.body);
  });

  it("has nothing that readers do not have", async () => {
    await makeRevision({
      pageId,
      key: "policies",
      content: prose({ block1: "Waits for review." }),
      state: "pending",
    });
    const { body } = await ask("/countries/senegal/export.json");
    expect(body).not.toContain("Waits for review.");
    expect((await ask("/countries/senegal/export.json?revision=3")).status).toBe(404);
    expect((await ask("/countries/atlantis/export.json")).status).toBe(404);
    expect(await ask("/fr/countries/SN/export.json")).toMatchObject({
      status: 308,
      to: "/fr/countries/senegal/export.json",
    });
  });

  it("is written down once", async () => {
    for (let n = 0; n < 3; n += 1) await ask("/countries/senegal/export.json");
    expect(await db().$count(exportRecord, eq(exportRecord.pageId, pageId))).toBe(1);
  });
});

describe("a profile as data in a language", () => {
  const dataAt = async (path: string) => ProfileData.parse(JSON.parse((await ask(path)).body));
  const sectionOf = (data: ProfileData, key: string) => data.sections.find((one) => one.key === key);
  const text = (...paragraphs: string[]) =>
    prose(Object.fromEntries(paragraphs.map((words, n) => [`block${n + 1}`, words])));

  it("has the translation of each section that has one, and its source else", async () => {
    await save(member, { section: "policies", content: text("A strategy.") });
    await save(member, { lang: "fr", follows: 1, content: text("Le premier texte.") });
    const french = await dataAt("/fr/countries/senegal/export.json");
    expect(french).toMatchObject({ language: "fr", revision: 4 });
    expect(sectionOf(french, "legislation")).toMatchObject({
      language: "fr",
      revision: { number: 4 },
      translation: { from: "en", follows: 1, source: 1, behind: 0, old: null },
      label: null,
      official: null,
    });
    expect(JSON.stringify(sectionOf(french, "legislation"))).toContain("Le premier texte.");
    expect(sectionOf(french, "policies")).toMatchObject({ language: "en", translation: null });
    const english = await dataAt("/countries/senegal/export.json");
    expect(english).toMatchObject({ language: "en", revision: 3 });
    expect(sectionOf(english, "legislation")).toMatchObject({ language: "en", translation: null });
    // The same texts at another address are the same data, and any language is possible.
    expect((await ask("/countries/senegal/export.json?lang=fr")).body).toBe(
      (await ask("/fr/countries/senegal/export.json")).body,
    );
    expect((await dataAt("/countries/senegal/export.json?lang=sr")).language).toBe("sr");
    expect((await ask("/countries/senegal/export.json?lang=tlh")).status).toBe(404);
  });

  it("stays the same at each revision, with a hash for each language", async () => {
    await save(member, { lang: "fr", follows: 1, content: text("Le premier texte.") });
    await save(member, { lang: "fr", base: 3, content: text("Le premier texte, corrigé.") });
    const older = await dataAt("/fr/countries/senegal/export.json?revision=3");
    expect(JSON.stringify(sectionOf(older, "legislation"))).toContain("Le premier texte.");
    const before = await dataAt("/fr/countries/senegal/export.json?revision=2");
    expect(sectionOf(before, "legislation")).toMatchObject({ language: "en", translation: null });
    const { body } = await ask("/fr/countries/senegal/export.json");
    expect((await ask("/fr/countries/senegal/export.json")).headers.get("etag")).toBe(
      `W/"r4-${sha256(body).slice(0, 16)}"`,
    );
    const { body: known } = await ask(`/cooperation/verify?sha256=${sha256(body)}`);
    expect(known).toContain("This file was produced by this site and");
    expect(known).toMatch(/<td data-l="Language">French<\/td>/);
  });

  it("says which passages are old, and by how much", async () => {
    await save(member, { section: "policies", content: text("One.", "Two.") });
    await save(member, { section: "policies", lang: "fr", follows: 3, content: text("Un.", "Deux.") });
    await save(member, { section: "policies", base: 3, content: text("One.", "Two, otherwise.", "Three.") });
    const french = await dataAt("/fr/countries/senegal/export.json");
    expect(sectionOf(french, "policies")?.translation).toEqual({
      from: "en",
      follows: 3,
      source: 5,
      behind: 1,
      old: { changed: ["block2"], removed: [], added: 1, unplaced: 0 },
    });
  });

  it("includes the official text of a translation, and numbers its sources after the page's", async () => {
    const focal = await makeActor("focal-point");
    await save(member, {
      section: "sources",
      content: records({ id: "gazette", title: "Journal officiel" }, { id: "note", title: "Note verbale" }),
    });
    await save(focal, {
      section: "policies",
      lang: "fr",
      label: "official",
      content: text("Officiel. [gazette]"),
    });
    await save(member, { section: "policies", lang: "en", follows: 4, content: text("Not so. [note]") });
    const english = await dataAt("/countries/senegal/export.json");
    expect(sectionOf(english, "policies")).toMatchObject({
      language: "en",
      label: null,
      translation: { from: "fr", follows: 4 },
      official: { language: "fr", revision: { number: 4 } },
    });
    expect(JSON.stringify(sectionOf(english, "policies")?.official?.content)).toContain("Officiel.");
    expect(english.sources.map(({ id, number, citedIn }) => [id, number, citedIn])).toEqual([
      ["note", 1, ["policies"]],
      ["gazette", 2, ["policies"]],
    ]);
    const french = await dataAt("/fr/countries/senegal/export.json");
    expect(sectionOf(french, "policies")).toMatchObject({
      label: "official",
      language: "fr",
      translation: null,
      official: null,
    });
  });

  it("is imported elsewhere without its translations: none becomes a source", async () => {
    await save(member, { lang: "fr", follows: 1, content: text("Le premier texte.") });
    const french = ImportedProfile.parse(JSON.parse((await ask("/fr/countries/senegal/export.json")).body));
    await makeProfile({ slug: "mali", iso2: "ML", nameEn: "Mali" });
    const outcomes = await transact(SYSTEM, (ctx) =>
      importProfile(ctx, { ...french, profile: { slug: "mali" } }),
    );
    expect(outcomes.map(({ section, is }) => [section, is])).toEqual([
      ["legislation", "refused"],
      ["laws", "added"],
    ]);
  });
});

describe("verifying", () => {
  it("recognises exports by their hash, however it is pasted, and names the revision", async () => {
    const { body: data } = await ask("/countries/senegal/export.json");
    const hash = sha256(data);
    const typed = encodeURIComponent(`SHA256: ${hash.toUpperCase().replaceAll(/(.{8})/g, "$1 ")}`);
    const { body, status } = await ask(`/fr/cooperation/verify?sha256=${typed}`);
    expect(status).toBe(200);
    expect(body).toContain("Ce fichier a été produit par ce site");
    expect(body).toContain(`<code class="sum">${hash}</code>`);
    expect(body).toContain('href="/fr/countries/senegal/revisions/2"');
    expect(body).toContain("C’est la dernière révision.");
    await save(member, { base: 1, content: prose({ block1: "Later." }) });
    expect((await ask(`/cooperation/verify?sha256=${hash}`)).body).toContain(
      "The profile has changed since.",
    );
  });

  it("distinguishes unknown hashes from text that is not a hash", async () => {
    const { body } = await ask(`/cooperation/verify?sha256=${"0".repeat(64)}`);
    expect(body).toContain("This file was not produced by this site");
    const wrong = await ask("/cooperation/verify?sha256=%3Cb%3Eno");
    expect(wrong.body).toContain("A SHA-256 has 64 characters");
    expect(wrong.body).toContain('value="&lt;b&gt;no"');
    expect(wrong.body).not.toContain("This file was not produced by this site");
  });

  it("says of a revision that readers do not have any more that it was handed out, and no more", async () => {
    const { body: data } = await ask("/countries/senegal/export.json");
    // Simulates a hidden revision: readers no longer have one of this number.
    await db().update(exportRecord).set({ number: 99 }).where(eq(exportRecord.pageId, pageId));
    const { body } = await ask(`/cooperation/verify?sha256=${sha256(data)}`);
    expect(body).toContain("This revision has since been hidden.");
    expect(body).not.toContain("/revisions/99");
  });
});

describe("citing", () => {
  it("gives the permanent address in three forms, without scripts, on the profile and on the revision", async () => {
    for (const address of ["/countries/senegal", "/countries/senegal/revisions/2"]) {
      const { body } = await ask(address);
      expect(body).toContain("(country profile, revision 2, ");
      expect(body).toContain("url = {http://localhost:3000/countries/senegal/revisions/2}");
      expect(body).toContain(
        "&quot;URL&quot;: &quot;http://localhost:3000/countries/senegal/revisions/2&quot;",
      );
      expect(body).toMatch(/export\.json(?:\?revision=2)?"/);
    }
  });

  it("links to the text that was read, in its language, and distinguishes languages", async () => {
    const text = (words: string) => prose({ block1: words });
    await save(member, { lang: "fr", follows: 1, content: text("Le premier texte.") });
    await save(member, { section: "policies", content: text("A strategy.") });
    const address = "http://localhost:3000/countries/senegal/revisions/4?lang=fr";
    for (const from of ["/fr/countries/senegal", "/fr/countries/senegal/revisions/4"]) {
      const { body } = await ask(from);
      expect(body).toContain("@misc{octopus-senegal-r4-fr,");
      expect(body).toContain(`url = {${address}}`);
      expect(body).toContain("langid = {fr}");
    }
    expect(JSON.parse((await ask("/fr/countries/senegal/export.json")).body)).toMatchObject({ address });
    // At that address, and on the page of a later change to another section, each text is in French.
    for (const at of ["/countries/senegal/revisions/4?lang=fr", "/fr/countries/senegal/revisions/4"]) {
      const { body } = await ask(at);
      expect(body).toContain("Le premier texte.");
      expect(body).not.toContain("The first text.");
    }
    const english = await ask("/countries/senegal/revisions/4");
    expect(english.body).toContain("The first text.");
    expect(english.body).toContain("@misc{octopus-senegal-r4,");
    expect((await ask("/countries/senegal/revisions/4?lang=xx")).status).toBe(404);
  });

  it("shows a changed text as it was changed, unless a language is asked for", async () => {
    await save(member, { lang: "fr", follows: 1, content: prose({ block1: "Le premier texte." }) });
    await save(member, { base: 1, content: prose({ block1: "The second text." }) });
    const changed = await ask("/fr/countries/senegal/revisions/4");
    expect(changed.body).toContain("The second text.");
    // The export is in the language of the page in any case.
    expect(changed.body).toContain("revisions/4?lang=fr");
    expect((await ask("/countries/senegal/revisions/4?lang=fr")).body).toContain("Le premier texte.");
  });

  it("names the language of the texts where none is in the one that was asked for", async () => {
    const { body } = await ask("/fr/countries/senegal");
    expect(body).toContain("langid = {en}");
    expect(body).toContain("url = {http://localhost:3000/countries/senegal/revisions/2}");
  });

  it("names even the default language where the revision changed the source of its translation", async () => {
    await save(member, { section: "policies", lang: "fr", content: prose({ block1: "Une politique." }) });
    await save(member, {
      section: "policies",
      lang: "en",
      follows: 3,
      content: prose({ block1: "A policy." }),
    });
    await save(member, {
      section: "policies",
      lang: "fr",
      base: 3,
      content: prose({ block1: "Une autre." }),
    });
    expect((await ask("/countries/senegal")).body).toContain("revisions/5?lang=en");
    expect((await ask("/countries/senegal/revisions/5")).body).toContain("Une autre.");
    expect((await ask("/countries/senegal/revisions/5?lang=en")).body).toContain("A policy.");
  });

  it("names a part by its section and position, and links to it, in each language", async () => {
    const section = await ask("/countries/senegal/cite/laws");
    expect(section.body).toContain("‘Senegal: 3.2 ");
    expect(section.body).toContain("/countries/senegal/revisions/2#laws}");
    expect(section.body).toMatch(/@misc\{octopus-senegal-r2-laws,/);
    expect(section.body).toContain('href="/countries/senegal/cite/laws?record=law-1"');
    const record = await ask("/fr/countries/senegal/cite/laws?record=law-1&revision=2");
    expect(record.body).toContain("/countries/senegal/revisions/2#laws-law-1&gt;");
    expect(record.body).toMatch(/&quot;locator&quot;: &quot;/);
    expect(record.body).toContain("[jour]");
    // Each written section links to it; an unwritten section cites nothing.
    const { body: page } = await ask("/countries/senegal/revisions/1");
    expect(page).toContain('href="/countries/senegal/cite/legislation?revision=1"');
    expect(page).not.toContain("/cite/laws");
    for (const none of ["policies", "laws?record=no", "laws?revision=1", "laws?revision=9"])
      expect((await ask(`/countries/senegal/cite/${none}`)).status).toBe(404);
    expect(await ask("/countries/SN/cite/laws?record=law-1")).toMatchObject({
      status: 308,
      to: "/countries/senegal/cite/laws?record=law-1",
    });
  });
});
