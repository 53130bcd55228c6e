import { beforeEach, describe, expect, it } from "vitest";
import { db } from "@/db/client";
import { revision } from "@/db/schema/revisions";
import type { Actor } from "@/lib/core/actor";
import { browserOf } from "@/tests/proofs/form-cases";
import type { Browser, Page } from "@/tests/support/browser";
import { useDatabase } from "@/tests/support/database";
import { controlsOf } from "@/tests/support/form-controls";
import { danglingIds } from "@/tests/support/markup";
import { giveRole, makeActor, makeMember } from "@/tests/support/members";
import { makeProfile } from "@/tests/support/profiles";
import { law, records, save, source, standing } from "@/tests/support/sections";

useDatabase();
process.env.RATE_LIMITS = "off";

const AT = "/countries/senegal/edit/laws";

let browser: Browser;
let other: Actor;
beforeEach(async () => {
  await makeProfile({ slug: "senegal", iso2: "SN" });
  other = await makeActor("trusted");
  const { id } = await makeMember();
  await giveRole(id, "trusted");
  ({ browser } = await browserOf(id));
});

const seeded = () =>
  save(other, {
    section: "laws",
    content: records(
      law("law-one", { provisions: [{ id: "prov-1", locator: "s. 1", confidence: "likely" }] }),
      law("law-two"),
    ),
  });
const count = async () => (await db().select({ id: revision.id }).from(revision)).length;
const lawsNow = async () =>
  ((await standing("laws")).content as { records: Record<string, unknown>[] }).records;

/** Presses a button of a page's form, with typed values replacing its own. */
async function press(page: Page, button: string, typed: Record<string, string | string[]> = {}) {
  return browser.ask(AT, { ...controlsOf(page.body, "records"), ...typed, form: button });
}

describe("records without scripts", () => {
  it("are opened, changed, put in order, added and removed, and saved as one revision", async () => {
    await seeded();
    let page = await browser.get(AT);
    expect(danglingIds(page.body)).toEqual([]);
    page = await press(page, "step:open:law-one");
    expect(page.status).toBe(200);
    expect(danglingIds(page.body)).toEqual([]);
    // Other laws are chosen by title; an unrecorded one is entered as text.
    expect(page.body).toMatch(
      /<select[^>]*name="in:law-one\/amendedBy"[^>]*>.*?<option value="Law law-two">/s,
    );
    expect(page.body).toMatch(/<input[^>]*id="in:law-one\/amendedBy-other"[^>]*name="in:law-one\/amendedBy"/);
    page = await press(page, "step:open:law-one/provisions/prov-1", { "in:law-one/number": "2008-11" });
    expect(page.body).toContain('value="2008-11"');
    page = await press(page, "step:add:", {
      "in:law-one/provisions/prov-1/articles": ["", "Art. 2"],
      "in:law-one/lang": ["", "fr"],
      "in:law-one/amendedBy": ["", "Law law-two", "An act of 2019"],
    });
    const fresh = /id="in:([^/"]+)\/title"/.exec(page.body)?.[1] ?? "";
    page = await press(page, `step:up:${fresh}`, { [`in:${fresh}/title`]: "A third law" });
    page = await press(page, "step:remove:law-two");
    const refused = await press(page, "records", { summary: "Laws put in order" });
    // A legal record must cite sources.
    expect(refused.status).toBe(422);
    expect(refused.body).toContain('class="errsum');
    expect(refused.body).toContain(`href="#in:${fresh}/sources"`);
    expect(danglingIds(refused.body)).toEqual([]);
    const saved = await press(refused, "records", { [`in:${fresh}/sourceState`]: "none_found" });
    expect([saved.status, saved.to]).toEqual([303, "/countries/senegal?saved=published#laws"]);
    const last = (await db().select().from(revision)).find(({ summary }) => summary === "Laws put in order");
    const { records: list } = (last?.content ?? { records: [] }) as { records: Record<string, unknown>[] };
    expect(list.map(({ title }) => title)).toEqual(["Law law-one", "A third law"]);
    expect(list[0]).toMatchObject({
      number: "2008-11",
      lang: ["fr"],
      amendedBy: ["Law law-two", "An act of 2019"],
      provisions: [{ id: "prov-1", articles: ["185-2"] }],
    });
    expect(await count()).toBe(2);
    // A second submission is the same save.
    expect((await press(refused, "records", { [`in:${fresh}/sourceState`]: "none_found" })).status).toBe(303);
    expect(await count()).toBe(2);
  });

  it("take a new source along in the same save, as a second revision", async () => {
    let page = await press(await browser.get(AT), "step:add:");
    const id = /id="in:([^/"]+)\/title"/.exec(page.body)?.[1] ?? "";
    page = await press(page, `step:source:${id}`, { [`in:${id}/title`]: "Cybercrime Act" });
    const made = /id="new:([^/"]+)\/title"/.exec(page.body)?.[1] ?? "";
    const looked = await press(page, "look", { [`new:${made}/title`]: "Gazette of 2013" });
    expect(looked.body).toMatch(/What will change[\s\S]*>Gazette of 2013</);
    expect(looked.body).not.toContain(`>${made}<`);
    const wrong = await press(page, "records", {
      summary: "First law",
      [`new:${made}/url`]: "javascript:alert(1)",
    });
    expect(wrong.status).toBe(422);
    expect(wrong.body).toContain(`href="#new:${made}/url"`);
    expect(wrong.body).toContain('value="javascript:alert(1)"');
    const saved = await press(wrong, "records", {
      [`new:${made}/url`]: "https://example.org/act",
      [`new:${made}/title`]: "Official Journal",
    });
    expect(saved.status).toBe(303);
    const all = await db().select().from(revision);
    expect(all).toHaveLength(2);
    expect(JSON.stringify(all.map(({ content }) => content))).toContain("Official Journal");
  });

  it("show changes without saving, and missing fields beside the typed values", async () => {
    await seeded();
    const page = await press(await browser.get(AT), "step:open:law-two");
    const looked = await press(page, "look", { "in:law-two/title": "Law number two" });
    expect(looked.body).toContain("What will change");
    expect(looked.body).toContain('value="Law number two"');
    const unsaid = await press(looked, "records", { summary: "x" });
    expect(unsaid.status).toBe(422);
    expect(unsaid.body).toContain('value="Law number two"');
    expect(await count()).toBe(1);
  });

  it("show both versions of a conflict, and save the chosen one", async () => {
    await save(other, { section: "sources", content: records(source("gazette"), source("report")) });
    const at = "/countries/senegal/edit/sources";
    const sent = async (page: Page, button: string, typed: Record<string, string>) =>
      browser.ask(at, { ...controlsOf(page.body, "records"), ...typed, form: button });
    let page = await browser.get(at);
    page = await sent(page, "step:open:gazette", {});
    const theirs = { ...source("gazette"), title: "Theirs" };
    await save(other, { section: "sources", base: 1, content: records(theirs, source("report")) });
    const refused = await sent(page, "records", { "in:gazette/title": "Mine", summary: "A better title" });
    expect(refused.status).toBe(409);
    expect(refused.body).toContain("Theirs");
    const choice = /name="(choice:[^"]*)"/.exec(refused.body)?.[1] ?? "";
    const saved = await sent(refused, "records", { [choice]: "mine" });
    expect(saved.to).toContain("saved=");
    const { content } = await standing("sources");
    expect((content as { records: { title: string }[] }).records[0]?.title).toBe("Mine");
  });

  it("open the provision of an article that the link names", async () => {
    await save(other, { section: "laws", content: records(law("law-one")) });
    const page = await browser.get(`${AT}?article=185-2`);
    expect(page.body).toMatch(/name="in:law-one\/provisions\/[^"/]+\/articles" checked="" value="185-2"/);
    expect(danglingIds(page.body)).toEqual([]);
  });

  it("answer a form that this site did not make with the page, and save nothing", async () => {
    await seeded();
    for (const form of ["records", "look", "step:add:", "step:up:"]) {
      const answer = await browser.ask(AT, {
        form,
        state: "[",
        base: "1",
        summary: "An attack",
        clientToken: "x".repeat(24),
      });
      expect(answer.status).toBe(422);
    }
    expect((await lawsNow()).length).toBe(2);
  });
});
