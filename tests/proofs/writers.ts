import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { db } from "@/db/client";
import { page, revision } from "@/db/schema/revisions";
import type { Actor } from "@/lib/core/actor";
import { findDraft, findSection, saveRefusedText, saveSection } from "@/lib/profiles";
import type { SaveSection } from "@/lib/profiles/editing/model";
import type { SectionKey } from "@/lib/profiles/model";
import type { Saved } from "@/lib/revisions";
import { isEditConflict } from "@/lib/revisions/engine/save";
import type { Content } from "@/lib/text/nodes";
import { transact } from "@/lib/transact";
import { unavailabilityOf } from "@/lib/web/unavailable";
import { by, makeActor } from "../support/members";
import { makeProfile } from "../support/profiles";
import { prose, textsOf } from "../support/sections";

/** The result of simultaneous saves by several writers. */
export interface Race {
  /** Attempted saves, each with a unique text. */
  tried: number;
  saved: number;
  merged: number;
  /** Refused with both texts, and the member's text stored as a draft. */
  conflicts: number;
  /** Texts that were neither saved nor returned. */
  lost: string[];
  /** Texts that the history contains more than once as new. */
  doubled: string[];
  seconds: number;
  /** The median and the 95th percentile of a save's duration in milliseconds. */
  p50: number;
  p95: number;
}

let stages = 0;

/** Creates a new profile with a first text, and members who write in it. */
export async function setStage(writers: number, blocks: Record<string, string>, keys: readonly SectionKey[]) {
  stages += 1;
  const slug = `proof-${stages}-${Date.now().toString(36)}`;
  // No country code contains a digit, so this cannot clash with the starting data.
  await makeProfile({ slug, iso2: `${stages % 10}${String.fromCharCode(65 + Math.floor(stages / 10))}` });
  const actors = await Promise.all(Array.from({ length: writers }, () => makeActor("trusted")));
  for (const key of keys) {
    await transact(by(actors[0] ?? null), (ctx) =>
      saveSection(ctx, {
        slug,
        section: key,
        base: null,
        summary: "The first text",
        clientToken: randomUUID(),
        content: prose(blocks),
      }),
    );
  }
  return { slug, actors };
}

/** One save by a writer, and its result. */
interface Attempt {
  text: string;
  milliseconds: number;
  saved: Saved | null;
  isGivenBack: boolean;
}

/** Returns the text with one block replaced. */
export function withBlock(content: unknown, id: string, text: string): Content {
  const { schemaVersion, doc } = content as Content;
  const said = prose({ [id]: text }).doc.content[0];
  const isThere = doc.content.some((block) => block.attrs.id === id);
  const blocks = doc.content.map((block) => (block.attrs.id === id && said ? said : block));
  return { schemaVersion, doc: { type: "doc", content: isThere || !said ? blocks : [...blocks, said] } };
}

/** Sends a save again while the server is busy, with the same token, as the editor does. */
async function againWhileBusy<T>(send: () => Promise<T>): Promise<T> {
  for (let left = 5; ; left -= 1) {
    try {
      return await send();
    } catch (error) {
      if (left === 0 || unavailabilityOf(error) !== "busy") throw error;
    }
  }
}

async function attempt(
  actor: Actor,
  slug: string,
  key: SectionKey,
  block: string,
  text: string,
): Promise<Attempt> {
  const now = await findSection(slug, key);
  const kept = await findDraft(actor, slug, key);
  const input: SaveSection = {
    slug,
    section: key,
    base: now?.revision?.number ?? null,
    summary: `Says ${text}`,
    clientToken: randomUUID(),
    content: withBlock(now?.content, block, text),
    ...(kept ? { draft: kept.sequence } : {}),
  };
  const started = performance.now();
  try {
    const saved = await againWhileBusy(() => transact(by(actor), (ctx) => saveSection(ctx, input)));
    return { text, milliseconds: performance.now() - started, saved, isGivenBack: false };
  } catch (error) {
    if (!isEditConflict(error)) throw error;
    await transact(by(actor), (ctx) => saveRefusedText(ctx, input, error));
    const draft = await findDraft(actor, slug, key);
    const given = textsOf((error.details as { mine: unknown }).mine)[block];
    const isGivenBack = given === text && textsOf(draft?.content)[block] === text;
    return { text, milliseconds: performance.now() - started, saved: null, isGivenBack };
  }
}

/** Returns the block and the section in which a writer writes. */
export type Place = (writer: number) => { key: SectionKey; block: string };

/**
 * Runs `writers` members who save `rounds` times each, all at once, each time based on what they have just
 * read. Each text is one word, so that two in the same block cannot be merged.
 */
export async function race(writers: number, rounds: number, place: Place): Promise<Race & { slug: string }> {
  const places = Array.from({ length: writers }, (_, n) => place(n));
  const blocks = Object.fromEntries(places.map(({ block }) => [block, `First text of ${block}.`]));
  const { slug, actors } = await setStage(writers, blocks, [...new Set(places.map(({ key }) => key))]);
  const started = performance.now();
  const attempts = await Promise.all(
    actors.map(async (actor, writer) => {
      const { key, block } = place(writer);
      const own: Attempt[] = [];
      for (let round = 0; round < rounds; round += 1)
        own.push(await attempt(actor, slug, key, block, `w${writer}r${round}`));
      return own;
    }),
  );
  const seconds = (performance.now() - started) / 1000;
  return { slug, seconds, ...(await judge(slug, attempts.flat())) };
}

/** Compares the responses to the writers with the history. */
async function judge(slug: string, attempts: readonly Attempt[]): Promise<Omit<Race, "seconds">> {
  const history = await newTexts(slug);
  const times = attempts.map((one) => one.milliseconds).sort((a, b) => a - b);
  const at = (share: number) => Math.round((times[Math.floor(times.length * share)] ?? 0) * 10) / 10;
  return {
    tried: attempts.length,
    saved: attempts.filter((one) => one.saved).length,
    merged: attempts.filter((one) => one.saved?.merged).length,
    conflicts: attempts.filter((one) => !one.saved).length,
    lost: attempts
      .filter((one) => (one.saved ? history.get(one.text)?.[0] !== one.saved.number : !one.isGivenBack))
      .map((one) => one.text),
    doubled: attempts.filter((one) => (history.get(one.text)?.length ?? 0) > 1).map((one) => one.text),
    p50: at(0.5),
    p95: at(0.95),
  };
}

/** Returns each text that is new in some revision of its section, with the numbers of those revisions. */
async function newTexts(slug: string): Promise<Map<string, number[]>> {
  const rows = await db()
    .select({ number: revision.number, sectionId: revision.sectionId, content: revision.content })
    .from(revision)
    .innerJoin(page, eq(page.id, revision.pageId))
    .where(eq(page.slug, slug))
    .orderBy(revision.number);
  const before = new Map<string, Set<string>>();
  const found = new Map<string, number[]>();
  for (const row of rows) {
    const texts = new Set(Object.values(textsOf(row.content)));
    for (const text of texts) {
      if (before.get(row.sectionId)?.has(text)) continue;
      found.set(text, [...(found.get(text) ?? []), row.number]);
    }
    before.set(row.sectionId, texts);
  }
  return found;
}

/**
 * Sends a save `copies` times at once, and does so for `times` saves. Returns the numbers of requests, of revisions,
 * and of different answers.
 */
export async function sendTwice(
  times: number,
  copies: number,
): Promise<{ sent: number; revisions: number; answers: number }> {
  const { slug, actors } = await setStage(1, { aaaaaa: "First text." }, ["legislation"]);
  const answers = new Set<number | null>();
  for (let time = 0; time < times; time += 1) {
    const now = await findSection(slug, "legislation");
    const input: SaveSection = {
      slug,
      section: "legislation",
      base: now?.revision?.number ?? null,
      summary: "Sent more than once",
      clientToken: randomUUID(),
      content: withBlock(now?.content, "aaaaaa", `Time ${time}.`),
    };
    const all = await Promise.all(
      Array.from({ length: copies }, () => transact(by(actors[0] ?? null), (ctx) => saveSection(ctx, input))),
    );
    for (const saved of all) answers.add(saved.number);
  }
  const [own] = await db().select({ last: page.lastRevision }).from(page).where(eq(page.slug, slug));
  return { sent: times * copies, revisions: (own?.last ?? 0) - 1, answers: answers.size };
}
