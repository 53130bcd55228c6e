import { beforeEach, describe, expect, it } from "vitest";
import { db } from "@/db/client";
import { revision } from "@/db/schema/revisions";
import { browserOf } from "@/tests/proofs/form-cases";
import type { Browser } from "@/tests/support/browser";
import { useDatabase } from "@/tests/support/database";
import { danglingIds } from "@/tests/support/markup";
import { giveRole, makeMember } from "@/tests/support/members";
import { makeProfile, makeRevision } from "@/tests/support/profiles";
import { prose, standing } from "@/tests/support/sections";

useDatabase();
process.env.RATE_LIMITS = "off";

const AT = "/countries/senegal/edit/legislation";
const TEXT = "The first paragraph, with more.\n\nThe second paragraph.";

let browser: Browser;
beforeEach(async () => {
  const pageId = await makeProfile({ slug: "senegal", iso2: "SN" });
  await makeRevision({
    pageId,
    key: "legislation",
    content: prose({ aaaaaa: "The first paragraph.", bbbbbb: "The second paragraph." }),
  });
  const { id } = await makeMember();
  await giveRole(id, "trusted");
  ({ browser } = await browserOf(id));
});

const revisions = async () => (await db().select({ summary: revision.summary }).from(revision)).length;
const mainOf = (body: string) => body.slice(body.indexOf("<main"));

describe("editing without scripts", () => {
  it("shows the changes above the form, keeps the typed text, and saves nothing", async () => {
    const looked = await browser.submit(AT, "save", {
      form: "preview",
      text: TEXT,
      summary: "Mo",
      small: "Small",
    });
    expect(looked.status).toBe(200);
    const main = mainOf(looked.body);
    expect(main).toContain("What will change");
    expect(main).toMatch(/<ins\b[^>]*>(?:<span class="vh">[^<]*<\/span>)?[^<]*with more/);
    expect(main.indexOf("with more")).toBeLessThan(main.indexOf("<textarea"));
    expect(main).toContain(`${TEXT}</textarea>`);
    expect(main).toContain(">Mo</textarea>");
    expect(main).toMatch(/name="small" checked="" value="Small correction"/);
    expect(looked.body).not.toContain("errsum");
    expect(danglingIds(looked.body)).toEqual([]);
    expect(await revisions()).toBe(1);
  });

  it("says if there are no changes, and which language is shown", async () => {
    const text = "The first paragraph.\n\nThe second paragraph.";
    const same = await browser.submit(`/fr${AT}`, "save", { form: "preview", text });
    expect(mainOf(same.body)).toContain("Ce qui va changer");
    expect(mainOf(same.body)).not.toContain("<ins");
  });

  it("compares with the current text if the section changed", async () => {
    const { hidden } = await browser.open(AT, "save");
    const { hidden: other } = await browser.open(AT, "save");
    const theirs = "The first paragraph.\n\nThe second paragraph, by another.";
    await browser.ask(AT, { ...other, form: "save", text: theirs, summary: "By another" });
    const looked = await browser.ask(AT, { ...hidden, form: "preview", text: TEXT });
    expect(mainOf(looked.body)).toContain("1 revision has been published since");
    expect(mainOf(looked.body)).not.toMatch(/<del\b[^>]*>(?:<span class="vh">[^<]*<\/span>)?[^<]*by another/);
  });

  it("reports a reused token with another text instead of claiming that it was saved", async () => {
    const { hidden } = await browser.open(AT, "save");
    const fields = { ...hidden, form: "save", summary: "More words" };
    expect((await browser.ask(AT, { ...fields, text: TEXT })).status).toBe(303);
    expect((await browser.ask(AT, { ...fields, text: TEXT })).status).toBe(303);
    const text = `${TEXT}\n\nA third.`;
    const refused = await browser.ask(AT, { ...fields, text });
    expect(refused.status).toBe(422);
    expect(refused.body).toContain("Your new text is still here");
    expect(refused.body).toContain(`${text}</textarea>`);
    const clientToken = /name="clientToken" value="([^"]*)"/.exec(refused.body)?.[1] ?? "";
    expect(clientToken).not.toBe(hidden.clientToken);
    expect((await browser.ask(AT, { ...fields, clientToken, text })).status).toBe(303);
    expect(await revisions()).toBe(3);
  });

  it("takes a small correction for a summary, when none was written", async () => {
    const saved = await browser.submit(AT, "save", {
      form: "save",
      text: TEXT,
      summary: " ",
      small: "Small correction",
    });
    expect(saved.to).toBe("/countries/senegal?saved=published#legislation");
    expect((await standing()).revision?.summary).toBe("Small correction");
    const text = `${TEXT}\n\nA third.`;
    await browser.submit(AT, "save", {
      form: "save",
      text,
      summary: "A third paragraph",
      small: "Small correction",
    });
    expect((await standing()).revision?.summary).toBe("A third paragraph");
    for (const fields of [{}, { small: "x" }] as Record<string, string>[]) {
      const refused = await browser.submit(AT, "save", { form: "save", text: TEXT, summary: "", ...fields });
      expect([refused.status, refused.body.includes('href="#summary"')]).toEqual([422, true]);
    }
  });
});
