import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { db, pool } from "@/db/client";
import { dataExport } from "@/db/schema/accounts";
import { inboundMail } from "@/db/schema/inbound-mail";
import { apiAnswer, heldForm } from "@/db/schema/sign-in";
import { acceptBody, postComments, saveBody, savePost } from "@/lib/blog";
import type { Actor } from "@/lib/core/actor";
import { newId } from "@/lib/core/id";
import { proposeReply, topicCommands, topicReplies } from "@/lib/discussions";
import { ChangeTopic } from "@/lib/discussions/model";
import { rejectRevision, saveDraft } from "@/lib/profiles";
import { findToEdit, saveStanding } from "@/lib/standing-pages";
import { slugOf } from "@/lib/standing-pages/model";
import { saveDescription } from "@/lib/training";
import { transact } from "@/lib/transact";
import { publishedMaterial } from "@/tests/support/materials";
import { by, makeActor } from "@/tests/support/members";
import { commented, publishedPost, savedPost } from "@/tests/support/posts";
import { makeProfile } from "@/tests/support/profiles";
import { prose, save, source } from "@/tests/support/sections";
import { writeCharter } from "@/tests/support/standing";
import { madeCategory, openedTopic, replied, topicFields, topicRow } from "@/tests/support/topics";
import { watches } from "@/tests/support/watching";

/** As its own stem, so that it is found in the index of the search too. */
export const NAME = "Quillmox";
export const TEXT = `The victim is Zephyrine ${NAME}.`;
export const WHY = { why: "personal-data" as const, words: "" };

let author: Actor;
let reader: Actor;
let quoter: Actor;
let mod: Actor;
let administrator: Actor;
let post: string;
let material: string;
let topic: string;
let reply: string;
let comment: string;
/** A decided case about the reply, whose words repeat it. */
const caseId = newId();
const numbers = { section: 0, current: 0, rejected: 0, body: 0, details: 0, description: 0, charter: 0 };

export const prosed = (words: string) => ({ content: prose({ aaaaaa: words }), clientToken: randomUUID() });

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
      reason, law, appeal_text, appealed_at, appeal_reason, appeal_decided_at)
    values (${caseId}, 'comment', ${reply}, '{}', 'dismissed', 1, now(), now(), ${TEXT}, ${TEXT}, ${TEXT}, now(),
      ${TEXT}, now())`);
  await db().execute(sql`insert into public_report (id, case_id, path, ground, words, locale, hash, token_hash, created_at,
      confirmed_at, complaint, complained_at)
    values (${newId()}, ${caseId}, '/', 'other', ${TEXT}, 'en', 'x', 'x', now(), now(), ${TEXT}, now())`);
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

/** Writes a name by every path that a moderator can purge. */
export async function writeTexts() {
  [author, reader, quoter, mod, administrator] = [
    await makeActor("trusted"),
    await makeActor(),
    await makeActor("trusted"),
    await makeActor("moderator"),
    await makeActor("administrator"),
  ];
  await writeSection();
  await watches(reader, "country:SN").catch(() => undefined);
  await writePost();
  await writeMaterial();
  await writeTopic();
  const { content } = await findToEdit("charter", "en");
  await writeCharter(administrator, TEXT);
  numbers.charter = (await findToEdit("charter", "en")).number ?? 0;
  const again = { slug: slugOf("charter", "en"), base: numbers.charter, content, clientToken: randomUUID() };
  await transact(by(administrator), (ctx) => saveStanding(ctx, { ...again, summary: "As before" }));
  await writeCopies();
  /** The words in the address of the topic. */
  const titled = (await topicRow(topic)).slug;
  return {
    titled,
    author,
    reader,
    quoter,
    mod,
    administrator,
    post,
    material,
    topic,
    reply,
    comment,
    caseId,
    numbers,
  };
}

export type Written = Awaited<ReturnType<typeof writeTexts>>;
