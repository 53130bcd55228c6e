import { randomUUID } from "node:crypto";
import { Client } from "pg";
import { afterAll, expect, it } from "vitest";
import { saveBody } from "@/lib/blog";
import type { Actor } from "@/lib/core/actor";
import { saveDraft, saveSection } from "@/lib/profiles";
import type { SectionKey } from "@/lib/profiles/model";
import type { Saved } from "@/lib/revisions";
import { saveDescription } from "@/lib/training";
import { transact } from "@/lib/transact";
import { useDatabase } from "@/tests/support/database";
import { publishedMaterial } from "@/tests/support/materials";
import { by, makeActor } from "@/tests/support/members";
import { publishedPost, startedPost } from "@/tests/support/posts";
import { makeProfile } from "@/tests/support/profiles";
import { law, prose, records } from "@/tests/support/sections";
import { madeCategory, openedTopic, replied } from "@/tests/support/topics";

/*
 * The database statements of a save as its author: the second save of a text, based on the first, which
 * changes a paragraph (for laws: adds one). The earlier figures are in docs/performance.md. A step that reads
 * again what a save already knows shows up here.
 */
useDatabase();

let sent: string[] | null = null;
const query = Client.prototype.query;
Client.prototype.query = function (this: Client, ...given: unknown[]) {
  const [first] = given as [string | { text: string }];
  sent?.push((typeof first === "string" ? first : first.text).trim().toLowerCase());
  return Reflect.apply(query, this, given);
} as typeof query;
afterAll(() => {
  Client.prototype.query = query;
});

/** Returns how many statements an action sends, how many of them read, and how many queue a job. */
async function count(run: () => Promise<unknown>) {
  sent = [];
  await run();
  const all = sent;
  sent = null;
  const jobs = all.filter((one) => one.includes("graphile_worker.add_job")).length;
  return { all: all.length, reads: all.filter((one) => /^(select|with)\b/.test(one)).length - jobs, jobs };
}

type Save = (base: number | null, content: object) => Promise<Saved>;

function savesOfSection(actor: Actor, section: SectionKey): Save {
  return (base, content) =>
    transact(by(actor), (ctx) => saveSection(ctx, { slug: "senegal", section, ...given(base, content) }));
}
function savesOfPost(actor: Actor, slug: string): Save {
  return (base, content) => transact(by(actor), (ctx) => saveBody(ctx, { slug, ...given(base, content) }));
}
const given = (base: number | null, content: object) => ({
  base,
  content,
  summary: "An edit",
  clientToken: randomUUID(),
});
/** Returns a word that no process has seen: known words need fewer statements. */
const newWord = () =>
  [...randomUUID().replaceAll("-", "").slice(0, 12)]
    .map((sign) => String.fromCharCode(97 + Number.parseInt(sign, 16)))
    .join("");
const text = () => prose({ aaaaaa: `A law on ${newWord()}.`, bbbbbb: "It has two parts." });
const laws = (...ids: string[]) => records(...ids.map((id) => law(id, { title: `Law on ${newWord()}` })));

async function countSecond(save: Save, [first, second]: [object, object], begun?: number) {
  const { number } = await save(begun ?? null, first);
  return count(() => save(number, second));
}

it("counts the statements for saving a profile's section", async () => {
  await makeProfile({ slug: "senegal", iso2: "SN" });
  const save = savesOfSection(await makeActor("trusted"), "legislation");
  expect(await countSecond(save, [text(), text()])).toEqual({ all: 24, reads: 12, jobs: 1 });
});

it("counts the statements for saving a profile's records", async () => {
  await makeProfile({ slug: "senegal", iso2: "SN" });
  const save = savesOfSection(await makeActor("trusted"), "laws");
  expect(await countSecond(save, [laws("law-one"), laws("law-one", "law-two")])).toEqual({
    all: 29,
    reads: 15,
    jobs: 1,
  });
});

it("counts the statements for saving a draft post's text", async () => {
  const author = await makeActor();
  const save = savesOfPost(author, await startedPost(author));
  expect(await countSecond(save, [text(), text()], 1)).toEqual({ all: 18, reads: 10, jobs: 0 });
});

it("counts the statements for saving a published post's text", async () => {
  const save = savesOfPost(await makeActor("moderator"), await publishedPost(await makeActor()));
  expect(await countSecond(save, [text(), text()], 1)).toEqual({ all: 25, reads: 12, jobs: 1 });
});

it("counts the statements for saving the description of training material", async () => {
  const moderator = await makeActor("moderator");
  const { slug } = await publishedMaterial(moderator);
  const save: Save = (base, content) =>
    transact(by(moderator), (ctx) => saveDescription(ctx, { slug, ...given(base, content) }));
  expect(await countSecond(save, [text(), text()])).toEqual({ all: 19, reads: 9, jobs: 0 });
});

it("counts the statements for a reply to a topic", async () => {
  const author = await makeActor("trusted");
  const { slug } = await openedTopic(author, { category: await madeCategory() });
  const reply = () => replied(author, slug, `The log names the tool ${newWord()}.`);
  await reply();
  expect(await count(reply)).toEqual({ all: 20, reads: 9, jobs: 1 });
});

it("counts the statements for an autosave, which is the most frequent write", async () => {
  await makeProfile({ slug: "senegal", iso2: "SN" });
  const actor = await makeActor("trusted");
  const { number } = await savesOfSection(actor, "legislation")(null, text());
  const at = { slug: "senegal", section: "legislation" as const, base: number, summary: "", force: false };
  const autosave = (sequence: number) =>
    transact(by(actor), (ctx) => saveDraft(ctx, { ...at, sequence, content: text() }));
  await autosave(1);
  expect(await count(() => autosave(2))).toEqual({ all: 9, reads: 6, jobs: 0 });
});
