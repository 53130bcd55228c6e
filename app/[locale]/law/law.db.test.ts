import { beforeEach, describe, expect, it } from "vitest";
import type { Actor } from "@/lib/core/actor";
import { findAnswerAt } from "@/lib/legal";
import { hideRevision } from "@/lib/profiles";
import { transact } from "@/lib/transact";
import { useDatabase } from "@/tests/support/database";
import { by, makeActor } from "@/tests/support/members";
import { asker, type Route } from "@/tests/support/pages";
import { makeProfile } from "@/tests/support/profiles";
import { law, records, save, saveAccepted, source } from "@/tests/support/sections";
import * as answer from "./[slug]/[answer]/route";

useDatabase();

const ask = asker([[/^\/law\/(?<slug>[^/]+)\/(?<answer>[^/]+)$/, answer as Route]]);

let editor: Actor;
beforeEach(async () => {
  editor = await makeActor("trusted");
  await makeProfile({ slug: "senegal", iso2: "SN", nameEn: "Senegal" });
});

const provision = (text: string, given: object = {}) => ({
  id: "sn-cc-12",
  locator: "art. 431-12",
  articles: ["185-3"],
  text,
  lang: "fr",
  translations: [
    { id: "sn-cc-12-en", lang: "en", text: "Whoever intercepts", kind: "human", by: "A member" },
  ],
  sources: ["gazette"],
  confidence: "likely",
  ...given,
});
const writeLaw = (text: string, given: object = {}, base: number | null = null) =>
  saveAccepted(editor, {
    base,
    section: "laws",
    content: records(
      law("penal-code", { title: "Penal Code", lang: ["fr"], provisions: [provision(text, given)] }),
    ),
  });

/** Writes Senegal's revisions: 1 a source, 2 its law, 3 a finding, 4 the law reworded. */
async function write() {
  await saveAccepted(editor, { section: "sources", content: records(source("gazette", "Journal officiel")) });
  await writeLaw("Quiconque aura intercepté");
  await saveAccepted(editor, {
    section: "mappings",
    content: records({
      id: "map-3",
      articles: ["185-3"],
      coverage: "partial",
      comment: "Non-public data only",
      penaltyMaxMonths: 60,
      sourceState: "none_found",
      confidence: "likely",
      elements: [{ id: "el-1", element: "3-technical-means", answer: "no" }],
    }),
  });
  await writeLaw("Quiconque intercepte", {}, 2);
}

describe("a country's answer to an article at a revision", () => {
  it("stays unchanged, with texts, penalties, elements, comment and sources, and links to the newer one", async () => {
    await write();
    const then = await ask("/law/senegal/3@3");
    expect(then.status).toBe(200);
    for (const words of [
      "Quiconque aura intercepté",
      "Whoever intercepts",
      "A member",
      "Partly covered",
      "up to 60 months",
      "Non-public data only",
      "Journal officiel",
      "As of revision 3",
      'href="/law/senegal/3@4"',
      "/countries/senegal/diff?from=3&amp;to=4",
    ])
      expect(then.body, words).toContain(words);
    expect(then.body).toContain("http://localhost:3000/law/senegal/3@3");
    expect(then.body).not.toContain("Quiconque intercepte");
    const now = await ask("/law/senegal/3@4");
    expect(now.body).toContain("Quiconque intercepte");
    expect(now.body).toContain("This answer has not changed since");
    // Before there was a finding.
    const before = (await ask("/law/senegal/3@2")).body;
    expect(before).toMatch(/Provision found<\/span><\/span>.*?aria-label="Source 1".*?>Likely</s);
    expect(before).not.toContain("Not assessed yet");
  });

  it("is not changed by edits about other articles", async () => {
    await write();
    await saveAccepted(editor, {
      base: 4,
      section: "laws",
      content: records(
        law("penal-code", {
          title: "Penal Code",
          lang: ["fr"],
          provisions: [
            provision("Quiconque intercepte"),
            provision("Autre", { id: "sn-cc-13", articles: ["185-4"], translations: [] }),
          ],
        }),
      ),
    });
    expect(await findAnswerAt({ slug: "senegal", article: "185-3", revision: 4 })).toMatchObject({
      isChanged: false,
      newest: 5,
    });
  });

  it("states what was in force on its own day, so that later days do not change it", async () => {
    await saveAccepted(editor, { section: "sources", content: records(source("gazette", "JO")) });
    await writeLaw("Ancien", { inForceTo: "2099-01-01" });
    const found = await findAnswerAt({ slug: "senegal", article: "185-3", revision: 2 });
    expect(found?.row.provisions[0]?.force.state).toBe("current");
  });

  it("is found by one way of writing; others lead to it, and without a revision to the newest", async () => {
    expect(await ask("/law/senegal/3")).toMatchObject({
      status: 307,
      to: "/countries/senegal/legal#a-185-3",
    });
    await write();
    expect(await ask("/fr/law/senegal/3")).toMatchObject({ status: 307, to: "/fr/law/senegal/3@4" });
    for (const other of ["SN/3@3", "senegal/185-3@3", "senegal/Art.%203@3", "senegal/3%403"])
      expect([other, await ask(`/law/${other}`)]).toMatchObject([
        other,
        other.endsWith("%403") ? { status: 200 } : { status: 308, to: "/law/senegal/3@3" },
      ]);
    expect((await ask("/law/senegal/18(1)(b)@3")).to).toBe("/law/senegal/18@3");
    expect(await ask("/law/senegal/189-3@3")).toMatchObject({ status: 200 });
    expect((await ask("/ar/law/senegal/3@3")).body).toContain('dir="rtl"');
  });

  it("does not exist for unknown articles or unpublished revisions", async () => {
    await write();
    const newcomer = await makeActor();
    const waits = await save(newcomer, {
      base: null,
      content: {
        schemaVersion: 1,
        doc: {
          type: "doc",
          content: [{ type: "paragraph", attrs: { id: "aaaaaa" }, content: [{ type: "text", text: "x" }] }],
        },
      },
    });
    expect(waits).toMatchObject({ state: "pending", number: 5 });
    for (const path of [
      "atlantis/3@1",
      "senegal/99@1",
      "senegal/un-25@1",
      "senegal/3@5",
      "senegal/3@900",
      "senegal/3@0",
      "senegal/x@1",
    ])
      expect([path, (await ask(`/law/${path}`)).status]).toEqual([path, 404]);
  });

  it("says that a hidden text is hidden, without revealing it", async () => {
    await write();
    const moderator = await makeActor("moderator");
    await transact(by(moderator), (ctx) =>
      hideRevision(ctx, {
        slug: "senegal",
        number: 2,
        text: true,
        summary: false,
        author: false,
        reason: "It names a victim",
      }),
    );
    const { status, body } = await ask("/law/senegal/3@3");
    expect(status).toBe(200);
    expect(body).toContain("A moderator has hidden this text");
    expect(body).not.toMatch(/Quiconque|Whoever intercepts/);
    expect(body).toContain("Non-public data only");
  });
});
