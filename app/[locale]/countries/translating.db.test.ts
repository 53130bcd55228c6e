import { beforeEach, describe, expect, it } from "vitest";
import { findSection } from "@/lib/profiles";
import { browserOf } from "@/tests/proofs/form-cases";
import type { Browser } from "@/tests/support/browser";
import { useDatabase } from "@/tests/support/database";
import { danglingIds } from "@/tests/support/markup";
import { giveRole, makeActor, makeMember } from "@/tests/support/members";
import { makeProfile, makeRevision } from "@/tests/support/profiles";
import { law, prose, records, save } from "@/tests/support/sections";

useDatabase();
process.env.RATE_LIMITS = "off";

const EDIT = "/fr/countries/senegal/edit/legislation?lang=fr";

let browser: Browser;
let pageId: string;
beforeEach(async () => {
  pageId = await makeProfile({ slug: "senegal", iso2: "SN" });
  await makeRevision({
    pageId,
    key: "legislation",
    content: prose({ aaaaaa: "The first paragraph.", bbbbbb: "The second paragraph." }),
  });
  const member = await makeMember();
  await giveRole(member.id, "trusted");
  ({ browser } = await browserOf(member.id));
});

const mainOf = (body: string) => body.slice(body.indexOf("<main"));
const translate = (text: string, given: Record<string, string> = {}) =>
  browser.submit(EDIT, "save", { form: "save", text, summary: "Traduction", ...given });

describe("translating a section without scripts", () => {
  it("begins with the source, has it beside, and is read in the language", async () => {
    const before = mainOf((await browser.get("/fr/countries/senegal")).body);
    expect(before).toMatch(/Pas encore en français\s; affiché en anglais\./);
    expect(before).toContain(`href="${EDIT}"`);

    const opened = mainOf((await browser.get(EDIT)).body);
    expect(opened).toContain("anglais, révision 1");
    expect(opened).toContain("The first paragraph.\n\nThe second paragraph.</textarea>");
    expect(danglingIds(opened)).toEqual([]);

    const saved = await translate("Le premier paragraphe.\n\nLe second paragraphe.");
    expect(saved.status).toBe(303);
    expect(saved.to).toBe("/fr/countries/senegal?saved=published#legislation");

    const read = mainOf((await browser.get("/fr/countries/senegal")).body);
    expect(read).toContain("Le premier paragraphe.");
    expect(read).toContain("Traduction de la communauté");
    expect(read).not.toContain("The first paragraph.");
    const english = mainOf((await browser.get("/countries/senegal")).body);
    expect(english).toContain("The first paragraph.");
    expect(english).toContain('href="/countries/senegal?lang=fr#legislation"');
    const chosen = mainOf((await browser.get("/countries/senegal?lang=fr")).body);
    expect(chosen).toMatch(/<div class="prose" lang="fr" dir="ltr"><p>Le premier paragraphe\./);
  });

  it("says of records in which language their words are, and leaves the reader's own alone", async () => {
    await save(await makeActor("trusted"), {
      section: "laws",
      content: records(law("law-1", { note: "It covers access.", summary: "Offences of its own." })),
    });
    const french = mainOf((await browser.get("/fr/countries/senegal")).body);
    expect(french).toContain("Les textes des membres sont en anglais");
    expect(french).toMatch(/<(?:p|span)[^>]* lang="en"[^>]*>(?:It covers access\.|Offences of its own\.)/);
    const english = mainOf((await browser.get("/countries/senegal")).body);
    expect(english).not.toContain("Text by members is in");
    expect(english).not.toContain('lang="en"');
  });

  it("marks the passage that is old, shows its source's change, and is brought up to date by saving", async () => {
    await translate("Le premier paragraphe.\n\nLe second paragraphe.");
    await makeRevision({
      pageId,
      key: "legislation",
      content: prose({ aaaaaa: "The first paragraph.", bbbbbb: "The second paragraph of 2025." }),
    });
    const old = mainOf((await browser.get("/fr/countries/senegal")).body);
    expect(old).toMatch(/1\srévision de retard sur la source\./);
    expect(old.match(/class="old-passage"/g)).toHaveLength(1);
    expect(old).toMatch(/old-passage"><p[^>]*>[^<]*<\/p><p>Le second paragraphe\./);
    expect(old).toContain("Le premier paragraphe.");

    const opened = mainOf((await browser.get(EDIT)).body);
    expect(opened).toMatch(/<ins\b[^>]*>(?:<span class="vh">[^<]*<\/span>)?[^<]*of 2025/);
    expect(opened).toMatch(/type="checkbox"[^>]*name="follows"[^>]*checked=""[^>]*value="3"/);

    await translate("Le premier paragraphe.\n\nLe second paragraphe de 2025.", { follows: "3" });
    const now = mainOf((await browser.get("/fr/countries/senegal")).body);
    expect(now).not.toContain("old-passage");
    expect(now).toContain("de 2025");
  });

  it("leaves a small correction as old as it was", async () => {
    await translate("Le premier paragraphe.\n\nLe second paragraphe.");
    await makeRevision({ pageId, key: "legislation", content: prose({ aaaaaa: "Another." }) });
    await translate("Le tout premier paragraphe.\n\nLe second paragraphe.");
    const found = await findSection("senegal", "legislation", { lang: "fr" });
    expect(found?.source).toMatchObject({ follows: 1, behind: 1 });
  });

  it("starts an unwritten section in the language of its author", async () => {
    const at = "/fr/countries/senegal/edit/policies?lang=fr";
    expect(mainOf((await browser.get("/fr/countries/senegal")).body)).toContain(`href="${at}"`);
    const opened = mainOf((await browser.get(at)).body);
    expect(opened).toContain("Cette section n’a pas encore été rédigée.");
    expect(opened).toContain('href="/fr/countries/senegal/edit/policies?lang=en"');
    const saved = await browser.submit(at, "save", { form: "save", text: "La stratégie.", summary: "Début" });
    expect(saved.status).toBe(303);
    expect(await findSection("senegal", "policies")).toMatchObject({ lang: "fr", source: null });
    const english = mainOf((await browser.get("/countries/senegal")).body);
    expect(english).toContain("Not yet in English; shown in French.");
  });

  it("knows the languages of the list alone", async () => {
    expect((await browser.get("/countries/senegal?lang=tlh")).status).toBe(404);
    expect((await browser.get("/countries/senegal/edit/legislation?lang=tlh")).status).toBe(404);
    const same = await browser.get("/fr/countries/senegal?lang=fr");
    expect([same.status, same.to]).toEqual([308, "/fr/countries/senegal"]);
  });

  it("says in the head of a page which languages there are", async () => {
    await browser.submit("/countries/senegal/edit/legislation?lang=sw", "save", {
      form: "save",
      text: "Aya ya kwanza.\n\nAya ya pili.",
      summary: "Tafsiri",
    });
    const { body } = await browser.get("/countries/senegal");
    expect(body).toMatch(/<link rel="alternate" hrefLang="sw" href="[^"]*\/countries\/senegal\?lang=sw"/i);
    expect(body).toMatch(/<link rel="alternate" hrefLang="fr" href="[^"]*\/fr\/countries\/senegal"/i);
    const swahili = await browser.get("/countries/senegal?lang=sw");
    expect(swahili.body).not.toContain("noindex");
    expect(swahili.body).toMatch(/hrefLang="fr" href="[^"]*\/fr\/countries\/senegal"/i);
    expect((await browser.get("/fr/countries/senegal?lang=sw")).body).toContain("noindex");
  });
});
