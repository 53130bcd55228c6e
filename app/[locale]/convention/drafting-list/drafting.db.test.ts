import { beforeEach, describe, expect, it } from "vitest";
import type { Actor } from "@/lib/core/actor";
import { hideRevision } from "@/lib/profiles";
import { transact } from "@/lib/transact";
import { unzipped } from "@/tests/support/archives";
import { useDatabase } from "@/tests/support/database";
import { by, makeActor } from "@/tests/support/members";
import { asker, type Route } from "@/tests/support/pages";
import { makeProfile } from "@/tests/support/profiles";
import { law, records, saveAccepted, source } from "@/tests/support/sections";
import * as entries from "./entries/route";
import * as docx from "./list.docx/route";
import * as list from "./route";

useDatabase();

const ask = asker([
  [/^\/convention\/drafting-list$/, list as Route],
  [/^\/convention\/drafting-list\/entries$/, entries as unknown as Route],
  [/^\/convention\/drafting-list\/list\.docx$/, docx as unknown as Route],
]);

let editor: Actor;
beforeEach(async () => {
  editor = await makeActor("trusted");
  await makeProfile({ slug: "senegal", iso2: "SN", nameEn: "Senegal" });
  await saveAccepted(editor, { section: "sources", content: records(source("gazette", "Journal officiel")) });
  await writeLaw("Quiconque aura intercepté", null);
});

const provision = (id: string, article: string, text: string) => ({
  id,
  locator: `art. ${id}`,
  articles: [article],
  text,
  lang: "fr",
  sources: ["gazette"],
  translations: [{ id: `${id}-en`, lang: "en", text: "Whoever intercepts", kind: "human", by: "A member" }],
  confidence: "likely",
});
const writeLaw = (text: string, base: number | null) =>
  saveAccepted(editor, {
    base,
    section: "laws",
    content: records(
      law("penal-code", {
        title: "Penal Code",
        provisions: [provision("sn-12", "185-3", text), provision("sn-13", "185-4", "Autre")],
      }),
    ),
  });

const KEYS = { first: "senegal/3@2/sn-12", second: "senegal/4@2/sn-13" };
const fetched = async (items: string[], locale = "") => {
  const answer = await ask(`${locale}/convention/drafting-list/entries`, { form: { "items[]": items } });
  return { ...answer, data: answer.status === 200 ? JSON.parse(answer.body) : null };
};

describe("a drafting list", () => {
  it("gets the texts of its entries in order, each as of its revision, with translation and citation", async () => {
    await writeLaw("Quiconque intercepte", 2);
    const { data, headers } = await fetched([KEYS.second, KEYS.first]);
    expect(headers.get("cache-control")).toBe("private, no-store");
    expect(data.entries.map((one: { key: string }) => one.key)).toEqual([KEYS.second, KEYS.first]);
    const [second, first] = data.entries;
    expect(first.plain).toContain("Quiconque aura intercepté");
    expect(first.plain).toContain("Whoever intercepts");
    expect(first.plain).toMatch(
      /\nLikely: art\. sn-12, Penal Code \(Senegal\), .+, revision 2, .+, http:\/\/localhost:3000\/law\/senegal\/3@2#provision-sn-12$/,
    );
    expect(first.data).toMatchObject({
      slug: "senegal",
      article: { id: "185-3" },
      text: "Quiconque aura intercepté",
      newer: "changed",
      sources: [{ title: "Journal officiel" }],
    });
    expect(second.data).toMatchObject({ newer: "same" });
    expect(data.html).toMatch(/It has changed since.*href="\/law\/senegal\/3@3"/s);
    expect(data.html.indexOf("Autre")).toBeLessThan(data.html.indexOf("Quiconque aura"));
    expect((await fetched([KEYS.first], "/fr")).data.html).toContain('href="/fr/law/senegal/3@2"');
  });

  it("says which entries are gone, and that an empty list is empty", async () => {
    await saveAccepted(editor, {
      base: 2,
      section: "laws",
      content: records(law("penal-code", { provisions: [provision("sn-13", "185-4", "Autre")] })),
    });
    const { data } = await fetched([
      KEYS.first,
      "senegal/3@2/no-such",
      "atlantis/3@1/sn-12",
      "x",
      "senegal/3/sn-12",
    ]);
    expect(data.entries.map((one: { data: object }) => one.data)).toMatchObject([
      { isFound: true, newer: "gone" },
      ...Array(4).fill({ isFound: false }),
    ]);
  });

  it("gives nothing of a text that is hidden", async () => {
    await writeLaw("Quiconque intercepte", 2);
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
    const { body, data } = await fetched([KEYS.first]);
    expect(data.entries[0].data).toEqual({ key: KEYS.first, isFound: false });
    expect(body).not.toMatch(/Quiconque|Whoever/);
  });

  it("is exported to Word with the reader's notes, which are not stored", async () => {
    const { status, headers, bytes } = await ask("/convention/drafting-list/list.docx", {
      form: { "items[]": [KEYS.first, "x"], "notes[]": ["Take this for our bill", ""] },
    });
    expect([status, headers.get("content-disposition")]).toEqual([
      200,
      'attachment; filename="drafting-list.docx"',
    ]);
    const text = String(await unzipped(bytes, "word/document.xml"));
    for (const words of [
      "Quiconque aura intercepté",
      "Whoever intercepts",
      "Take this for our bill",
      "/law/senegal/3@2#provision-sn-12",
      "no longer available",
    ])
      expect(text, words).toContain(words);
  });

  it("takes a hundred and no more, and says without scripts why it is empty", async () => {
    expect((await fetched(Array(100).fill(KEYS.first))).status).toBe(200);
    expect((await fetched(Array(101).fill(KEYS.first))).status).toBe(422);
    const { body } = await ask("/convention/drafting-list");
    expect(body).toMatch(/<noscript>.*needs JavaScript, which is turned off.*<\/noscript>/s);
    expect((await ask("/ar/convention/drafting-list")).body).toContain("قائمة الصياغة");
  });
});
