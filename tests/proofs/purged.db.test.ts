import { randomUUID } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { db, pool } from "@/db/client";
import { dataExport } from "@/db/schema/accounts";
import { auditEntry } from "@/db/schema/core";
import { inboundMail } from "@/db/schema/inbound-mail";
import { apiAnswer, heldForm } from "@/db/schema/sign-in";
import { acceptBody, postComments, purgePostRevision, saveBody, savePost } from "@/lib/blog";
import { findComment } from "@/lib/comments";
import type { Actor } from "@/lib/core/actor";
import { newId } from "@/lib/core/id";
import {
  listReplies,
  messagePast,
  proposeReply,
  topicCommands,
  topicPages,
  topicReplies,
} from "@/lib/discussions";
import { MergeTopic } from "@/lib/discussions/care/model";
import { ChangeTopic } from "@/lib/discussions/model";
import {
  findOverseen,
  hideRevision,
  purgeRevision,
  rejectRevision,
  saveDraft,
  showRevision,
} from "@/lib/profiles";
import { findToEdit, purgeStanding, saveStanding } from "@/lib/standing-pages";
import { slugOf } from "@/lib/standing-pages/model";
import { purgeDescription, saveDescription } from "@/lib/training";
import { transact } from "@/lib/transact";
import { useDatabase } from "@/tests/support/database";
import { publishedMaterial } from "@/tests/support/materials";
import { actorOf, by, makeActor } from "@/tests/support/members";
import { commented, publishedPost, savedPost } from "@/tests/support/posts";
import { makeProfile } from "@/tests/support/profiles";
import { prose, refusal, save, source } from "@/tests/support/sections";
import { writeCharter } from "@/tests/support/standing";
import { findColumnsWith, listTextColumns } from "@/tests/support/text-columns";
import { madeCategory, openedTopic, replied, topicFields, topicRow } from "@/tests/support/topics";
import { hoursPass, watches } from "@/tests/support/watching";
import { KNOWN_COLUMNS, PURGED_COLUMNS } from "./purge-columns";

/*
 * A name is written by every path that a moderator can purge. Afterwards no column of the database has it, which is
 * looked for in all of them. Addresses skip what is purged as what is hidden: `hidden-texts.db.test.ts`.
 */
useDatabase({ keep: true });
process.env.RATE_LIMITS = "off";
process.env.DATABASE_URL ??= "postgres://placeholder";

/** As its own stem, so that it is found in the index of the search too. */
const NAME = "Quillmox";
const TEXT = `The victim is Zephyrine ${NAME}.`;
const LONG = 300_000;
const WHY = { why: "personal-data" as const, words: "" };

let author: Actor;
let reader: Actor;
let quoter: Actor;
let mod: Actor;
let post: string;
let material: string;
let topic: string;
let reply: string;
let comment: string;
const numbers = { section: 0, current: 0, rejected: 0, body: 0, details: 0, description: 0, charter: 0 };

const prosed = (words: string) => ({ content: prose({ aaaaaa: words }), clientToken: randomUUID() });

async function writeSection(): Promise<void> {
  await makeProfile({ slug: "senegal", iso2: "SN" });
  const first = await save(author, { ...prosed(TEXT), summary: `About ${NAME}` });
  numbers.section = first.number ?? 0;
  // Somebody began from it, and was refused; somebody else has a draft that was begun from it.
  const made = await save(reader, { ...prosed(`${TEXT} More.`), base: numbers.section });
  numbers.rejected = made.number ?? 0;
  await transact(by(mod), (ctx) =>
    rejectRevision(ctx, { slug: "senegal", number: numbers.rejected, reason: `Names ${NAME}` }),
  );
  const at = { slug: "senegal", section: "legislation" as const, force: false, sequence: 1 };
  const newSources = [source("src-01", NAME)];
  const draft = { ...at, base: numbers.section, content: prose({ aaaaaa: TEXT }), summary: NAME, newSources };
  await transact(by(quoter), (ctx) => saveDraft(ctx, draft));
  const last = await save(author, { ...prosed("Searches need a warrant."), base: numbers.section });
  numbers.current = last.number ?? 0;
}

async function writePost(): Promise<void> {
  post = await publishedPost(author);
  const body = async (base: number, words: string, summary: string) => {
    const saved = await transact(by(author), (ctx) =>
      saveBody(ctx, { slug: post, base, summary, ...prosed(words) }),
    );
    const number = saved.number ?? 0;
    await transact(by(mod), (ctx) => acceptBody(ctx, { slug: post, number }));
    return number;
  };
  numbers.body = await body(1, TEXT, `About ${NAME}`);
  await body(numbers.body, "One.", "Names nobody");
  const titled = (title: string, note: string) =>
    transact(by(mod), (ctx) => savePost(ctx, savedPost({ slug: post, title, note })));
  await titled(`On ${NAME}`, `Says ${NAME}`);
  const { rows } = await pool().query(
    "select max(number) as number from revision where page_id in (select page_id from post)",
  );
  numbers.details = rows[0].number;
  await titled("Malabo and Budapest", "Names nobody");
}

async function writeMaterial(): Promise<void> {
  ({ slug: material } = await publishedMaterial(author));
  const describe_ = async (base: number | null, words: string) =>
    (
      await transact(by(author), (ctx) =>
        saveDescription(ctx, { slug: material, base, summary: `About ${words}`, ...prosed(words) }),
      )
    ).number ?? 0;
  numbers.description = await describe_(null, TEXT);
  await describe_(numbers.description, "One.");
}

async function writeTopic(): Promise<void> {
  await madeCategory();
  ({ slug: topic } = await openedTopic(author, { text: TEXT }));
  const typed = {
    ...topicFields(),
    slug: topic,
    base: "1",
    text: "Who explains hash values?",
    summary: "Clearer",
  };
  await transact(by(author), (ctx) => topicCommands.change(ctx, ChangeTopic.parse(typed)));
  reply = await replied(author, topic, `${TEXT} Once.`);
  await transact(by(author), (ctx) => topicReplies.edit(ctx, { slug: topic, id: reply, text: TEXT }));
  await replied(quoter, topic, `> #1\n> ${TEXT}\n\nPlease delete that.`);
  const country = { country: "senegal", section: "procedural-law" as const };
  await transact(by(quoter), (ctx) => proposeReply(ctx, { ...country, slug: topic, id: reply }));
  const draft = {
    slug: "senegal",
    section: "procedural-law" as const,
    force: false,
    sequence: 1,
    base: null,
  };
  await transact(by(quoter), (ctx) =>
    saveDraft(ctx, { ...draft, content: prose({ aaaaaa: TEXT }), summary: "From a reply" }),
  );
  const flagReason = `It names ${NAME}`;
  await transact(by(quoter), (ctx) => topicReplies.flag(ctx, { slug: topic, id: reply, flagReason }));
  comment = await commented(author, post, TEXT);
}

/** What is left of texts on their way: a form that waits, an answer of the API, a mail, a data export. */
async function writeCopies(): Promise<void> {
  // Reasons of moderators that repeat the text.
  const hiding = sql`insert into revision_hiding (revision_id, is_text_hidden, is_summary_hidden, reason, hidden_at)
    select id, true, false, ${TEXT}, now() from revision where number = ${numbers.rejected} and state = 'rejected'`;
  await db().execute(hiding);
  await transact(by(mod), (ctx) => postComments.hide(ctx, { slug: post, id: comment, reason: TEXT }));
  await db().execute(sql`insert into flag_case (id, kind, subject_id, author_ids, state, weight, created_at, decided_at,
      reason, appeal_text, appealed_at, appeal_reason, appeal_decided_at)
    values (${newId()}, 'comment', ${reply}, '{}', 'dismissed', 1, now(), now(), ${TEXT}, ${TEXT}, now(), ${TEXT}, now())`);
  const now = new Date();
  const later = new Date(now.getTime() + 3_600_000);
  const made = { id: newId(), createdAt: now };
  await db()
    .insert(heldForm)
    .values({
      ...made,
      path: `/en/discussions/t/${topic}/comment`,
      fields: { text: TEXT },
      browser: "x",
      bytes: 1,
      expiresAt: later,
    });
  await db()
    .insert(apiAnswer)
    .values({ ...made, id: "x", memberId: reader.id, fingerprint: "x", status: 409, body: { theirs: TEXT } });
  const { pageId } = await topicRow(topic);
  await db()
    .insert(inboundMail)
    .values({
      id: newId(),
      memberId: author.id,
      pageId,
      digest: "0".repeat(64),
      raw: Buffer.from(TEXT),
      receivedAt: now,
      refusal: "closed",
    });
  await db()
    .insert(dataExport)
    .values({
      id: newId(),
      memberId: reader.id,
      state: "ready",
      requestedAt: now,
      readyAt: now,
      expiresAt: later,
      content: Buffer.from(TEXT),
    });
}

beforeAll(async () => {
  [author, reader, quoter, mod] = [
    await makeActor("trusted"),
    await makeActor(),
    await makeActor("trusted"),
    await makeActor("moderator"),
  ];
  await writeSection();
  await watches(reader, "country:SN").catch(() => undefined);
  await writePost();
  await writeMaterial();
  await writeTopic();
  const administrator = await makeActor("administrator");
  const { content } = await findToEdit("charter", "en");
  await writeCharter(administrator, TEXT);
  numbers.charter = (await findToEdit("charter", "en")).number ?? 0;
  const again = { slug: slugOf("charter", "en"), base: numbers.charter, content, clientToken: randomUUID() };
  await transact(by(administrator), (ctx) => saveStanding(ctx, { ...again, summary: "As before" }));
  await writeCopies();
}, LONG);

const at = { senegal: { slug: "senegal" } };
const purgeSection = (number: number, as: Actor = mod, upTo?: number) =>
  transact(by(as), (ctx) => purgeRevision(ctx, { ...at.senegal, number, upTo, ...WHY }));
const purgeReply = (as: Actor = mod) =>
  transact(by(as), (ctx) => topicReplies.purge(ctx, { slug: topic, id: reply, ...WHY }));

describe("a purge", () => {
  it("knows of every column that can have words", async () => {
    expect((await listTextColumns()).map(({ name }) => name).sort()).toEqual(KNOWN_COLUMNS);
  });

  it("begins with the text in every column that says that it is purged", async () => {
    expect(await findColumnsWith(NAME)).toEqual(PURGED_COLUMNS);
  });

  it("is refused to all but moderators, without the password of just now, and of the current text", async () => {
    for (const as of [author, reader]) {
      expect(await refusal(purgeSection(numbers.section, as))).toMatchObject({ code: "forbidden" });
      expect(await refusal(purgeReply(as))).toMatchObject({ code: "forbidden" });
    }
    const before = await actorOf(mod.id, { confirmedAt: new Date(Date.now() - 3_600_000) });
    for (const run of [() => purgeSection(numbers.section, before), () => purgeReply(before)])
      expect(await refusal(run())).toMatchObject({ reason: "confirm_first" });
    const { current } = numbers;
    expect(await refusal(purgeSection(current))).toMatchObject({ reason: "still_stands" });
    expect(await refusal(purgeSection(numbers.section, mod, current))).toMatchObject({
      reason: "still_stands",
    });
  });

  it("leaves the text in no column, and gaps that say who, when and why", async () => {
    await purgeSection(numbers.section);
    await transact(by(mod), (ctx) => purgePostRevision(ctx, { slug: post, number: numbers.body, ...WHY }));
    await transact(by(mod), (ctx) => purgePostRevision(ctx, { slug: post, number: numbers.details, ...WHY }));
    await transact(by(mod), (ctx) =>
      purgeDescription(ctx, { slug: material, number: numbers.description, ...WHY }),
    );
    await transact(by(mod), (ctx) => messagePast.purge(ctx, { slug: topic, number: 1, ...WHY }));
    await transact(by(mod), (ctx) => postComments.purge(ctx, { slug: post, id: comment, ...WHY }));
    await purgeReply();
    await transact(by(mod), (ctx) =>
      purgeStanding(ctx, { slug: slugOf("charter", "en"), number: numbers.charter, ...WHY }),
    );
    expect(await findColumnsWith(NAME)).toEqual([]);
    await hoursPass(30);
    expect(await findColumnsWith(NAME)).toEqual([]);
    const { overseen } = await findOverseen(mod, { ...at.senegal, number: numbers.section });
    expect(overseen).toMatchObject({
      summary: "",
      hiding: { purgedFor: "personal-data", reason: "", byName: mod.displayName, at: expect.any(Date) },
    });
    const [entry] = await db()
      .select({ details: auditEntry.details, actorId: auditEntry.actorId })
      .from(auditEntry)
      .where(eq(auditEntry.fact, "comment.purged"));
    expect(entry).toMatchObject({ actorId: mod.id, details: { why: "personal-data" } });
    const { lines } = await listReplies((await topicRow(topic)).pageId, "all");
    expect(lines[0]).toMatchObject({
      number: 1,
      state: "removed",
      purgedFor: "personal-data",
      content: null,
    });
    expect((await findComment(topicPages, mod, { slug: topic, id: reply })).comment.purge).toMatchObject({
      why: "personal-data",
      byName: mod.displayName,
    });
  });

  it("takes edits that were made from the text and not accepted with it", async () => {
    const { overseen } = await findOverseen(mod, { ...at.senegal, number: numbers.rejected });
    expect(overseen.hiding?.purgedFor).toBe("personal-data");
  });

  it("cannot be undone, by no command and no statement", async () => {
    const entries = await db().$count(auditEntry);
    // Sent twice, it changes nothing.
    await purgeSection(numbers.section);
    await purgeReply();
    expect(await db().$count(auditEntry)).toBe(entries);
    const one = { ...at.senegal, number: numbers.section };
    await transact(by(mod), (ctx) => showRevision(ctx, one));
    const hiding = { text: false, summary: true, author: true, reason: "The author too" };
    await transact(by(mod), (ctx) => hideRevision(ctx, { ...one, ...hiding }));
    const { overseen } = await findOverseen(mod, one);
    expect(overseen.hiding).toMatchObject({
      purgedFor: "personal-data",
      isTextHidden: true,
      isAuthorHidden: true,
      reason: "",
    });
    for (const statement of [
      "update revision_hiding set purged_for = null where purged_for is not null",
      `update revision set content = '{"a": 1}' where state = 'published'`,
      "update revision set content = 'null', summary = '', hash = '', decision_reason = null where summary <> ''",
      "delete from revision",
    ])
      await expect(pool().query(statement)).rejects.toThrow(/append-only|cannot be undone/);
  });

  it("leaves nothing to begin from: no save, no draft, no way back", async () => {
    const text = { content: prose({ aaaaaa: `${TEXT} Again.` }), base: numbers.section };
    expect(await refusal(save(author, text))).toMatchObject({ reason: "base_purged" });
    const draft = { ...at.senegal, section: "legislation" as const, force: false, sequence: 9, summary: "x" };
    const drafted = transact(by(quoter), (ctx) => saveDraft(ctx, { ...draft, ...text }));
    expect(await refusal(drafted)).toMatchObject({ reason: "base_purged" });
    expect(await findColumnsWith(NAME)).toEqual([]);
  });

  it("takes the first message of a merged topic with the reply that it became", async () => {
    const other = await openedTopic(author, { text: TEXT, title: "Another topic about hash values" });
    const merge = MergeTopic.parse({ slug: other.slug, into: topic, count: "0" });
    await transact(by(mod), (ctx) => topicCommands.merge(ctx, merge));
    const { lines } = await listReplies((await topicRow(topic)).pageId, "all");
    const id = lines.at(-1)?.id ?? "";
    expect(await findColumnsWith(NAME)).toContain("revision.content");
    await transact(by(mod), (ctx) => topicReplies.purge(ctx, { slug: topic, id, ...WHY }));
    expect(await findColumnsWith(NAME)).toEqual([]);
  });

  it("leaves no draft that was saved at the same time", async () => {
    const section = "policies" as const;
    const first = await save(author, { ...prosed(TEXT), section });
    await save(author, { ...prosed("Nothing."), section, base: first.number });
    const writers = await Promise.all(Array.from({ length: 12 }, () => makeActor()));
    const number = first.number ?? 0;
    const autosave = (actor: Actor, sequence: number) =>
      transact(by(actor), (ctx) =>
        saveDraft(ctx, {
          ...at.senegal,
          section,
          base: number,
          content: prose({ aaaaaa: TEXT }),
          summary: "",
          force: false,
          sequence,
        }),
      );
    const done = await Promise.allSettled([
      ...writers.slice(0, 6).map((actor) => autosave(actor, 1)),
      purgeSection(number),
      ...writers.slice(6).map((actor) => autosave(actor, 1)),
      ...writers.map((actor) => autosave(actor, 2)),
    ]);
    const reasons = done.flatMap((one) => (one.status === "rejected" ? [one.reason.reason] : []));
    // A first autosave that comes after the second is refused as old.
    const allowed = ["base_purged", "draft_sequence"];
    expect(reasons.filter((reason) => !allowed.includes(reason))).toEqual([]);
    expect(await findColumnsWith(NAME)).toEqual([]);
  });
});
