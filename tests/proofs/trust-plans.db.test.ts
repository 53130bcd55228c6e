import { beforeAll, describe, expect, it } from "vitest";
import { pool } from "@/db/client";
import type { Actor } from "@/lib/core/actor";
import { findExport, findProfileData, keyOf, listExportSizes, listKnownExports } from "@/lib/exports";
import { findOwnWork } from "@/lib/own-work";
import {
  countEditQueue,
  countPending,
  findPendingEdit,
  listDrafts,
  listEditQueue,
  listOwnPending,
  listPending,
} from "@/lib/profiles";
import { findDueSection, listChecks, listFreshness } from "@/lib/profiles/freshness";
import { countReports, listReports } from "@/lib/profiles/reports";
import { listTranslations } from "@/lib/profiles/translations";
import { useDatabase } from "../support/database";
import { actorOf, giveRole, makeActor, makeMember } from "../support/members";
import { plansOf } from "../support/plans";
import { fillTrust } from "../support/trust-data";

useDatabase({ keep: true });

/** A hundred times the current number of texts, with ten thousand pending edits. */
const SIZES = { profiles: 1_000, revisions: 20, waiting: 10_000 };
const WAITING = SIZES.revisions * 9 + 103;

const who = {} as { reviewer: Actor; focal: Actor; writer: Actor };
const slug = "place-7";
let pageId: string;
let sectionId: string;

beforeAll(async () => {
  const client = await pool().connect();
  try {
    await fillTrust(client, SIZES);
    const { rows } = await client.query(
      `select s.id, s.page_id, m.id as writer from section s, member m
        where s.key = 'legislation' and s.page_id = md5('p7')::uuid and m.handle = 'writer-9'`,
    );
    ({ id: sectionId, page_id: pageId } = rows[0]);
    who.writer = await actorOf(rows[0].writer);
  } finally {
    client.release(true);
  }
  who.reviewer = await makeActor("trusted");
  const member = await makeMember();
  await giveRole(member.id, "focal-point", "X7");
  who.focal = await actorOf(member.id);
}, 300_000);

const found = async () => {
  const data = await findProfileData(slug, { language: "fr" });
  if (!data) throw new Error("no such profile");
  return data;
};
/** The tables that are large here and must not be read completely. */
const WHOLE =
  /Seq Scan on (?:revision|draft|section_freshness|section_check|error_report|export_record|revision_claim)\b/;

const QUERIES: [string, () => Promise<unknown>][] = [
  ["the queue", () => listEditQueue(who.reviewer, {})],
  ["its next page", async () => listEditQueue(who.reviewer, { after: await keyOfPage("next") })],
  ["its page before", async () => listEditQueue(who.reviewer, { before: await keyOfPage("next") })],
  ["a focal point's queue", () => listEditQueue(who.focal, {})],
  ["how many wait", () => countEditQueue(who.reviewer)],
  ["how many wait for a focal point", () => countEditQueue(who.focal)],
  ["what waits on a profile", () => listPending(who.reviewer, slug)],
  ["how many wait on a profile", () => countPending(slug)],
  ["which own ones do", () => listOwnPending(who.writer, slug)],
  ["one that waits", () => findPendingEdit(who.reviewer, slug, WAITING)],
  ["own drafts", () => listDrafts(who.writer)],
  ["a profile as data in a language", found],
  ["a document", async () => findExport(await keyOfFound())],
  ["the sizes of documents", async () => listExportSizes(await found(), "fr")],
  ["what has a hash", () => listKnownExports(HASH)],
  ["error reports", () => listReports(who.reviewer)],
  ["a focal point's error reports", () => listReports(who.focal)],
  ["how many error reports wait", () => countReports(who.reviewer)],
  ["how fresh a profile is", () => listFreshness(pageId)],
  ["the checks of a section", () => listChecks(pageId, "legislation")],
  ["what waits for a reviewer", () => findOwnWork(who.reviewer)],
  ["what waits for a focal point", () => findOwnWork(who.focal)],
  ["what waits for a writer", () => findOwnWork(who.writer)],
  ["a section that is due", () => findDueSection(who.reviewer.id, sectionId)],
];

const HASH = "0".repeat(64);
const keyOfPage = async (end: "next") => (await listEditQueue(who.reviewer, {}))[end] ?? undefined;
const keyOfFound = async () => keyOf(await found(), { format: "pdf", form: "full", language: "fr" });

describe("trust at a hundred times the current size", () => {
  it.each(QUERIES)("%s is found by an index", async (_, query) => {
    const plans = await plansOf(query);
    expect(plans.length).toBeGreaterThan(0);
    for (const { text, plan } of plans) if (WHOLE.test(plan)) throw new Error(`${text}\n${plan}`);
  });

  it("lists texts to translate without reading their earlier versions", async () => {
    const lines = await listTranslations("fr");
    expect(lines).toHaveLength(SIZES.profiles * 9);
    expect(new Set(lines.map(({ state }) => state))).toEqual(new Set(["missing", "behind"]));
    const plans = await plansOf(() => listTranslations("fr"));
    for (const { plan } of plans) expect(plan).not.toMatch(/Seq Scan on revision r\b/);
  });

  it("returns the queue in pages, oldest first, without gaps", async () => {
    const first = await listEditQueue(who.reviewer, {});
    const second = await listEditQueue(who.reviewer, { after: first.next ?? "" });
    const times = [...first.rows, ...second.rows].map(({ createdAt }) => createdAt.getTime());
    expect(times).toEqual([...times].sort((a, b) => a - b));
    expect(new Set([...first.rows, ...second.rows].map(({ id }) => id)).size).toBe(times.length);
    expect((await countEditQueue(who.reviewer)).count).toBe(SIZES.waiting);
    expect((await countEditQueue(who.focal)).count).toBe(SIZES.waiting / SIZES.profiles);
  });
});
