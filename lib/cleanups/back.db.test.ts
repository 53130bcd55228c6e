import { asc, eq, sql } from "drizzle-orm";
import { beforeEach, expect, it } from "vitest";
import { db } from "@/db/client";
import { cleanup } from "@/db/schema/cleanups";
import { auditEntry } from "@/db/schema/core";
import { file, fileWithholding } from "@/db/schema/files";
import { revision } from "@/db/schema/revisions";
import type { Actor } from "@/lib/core/actor";
import { blockFile, releaseFile, removeFile } from "@/lib/files";
import { listHistory } from "@/lib/pages/history";
import { acceptRevision, rejectRevision } from "@/lib/profiles";
import { transact } from "@/lib/transact";
import { useDatabase } from "@/tests/support/database";
import { keep, place, useFileDoor } from "@/tests/support/file-door";
import { by, makeActor } from "@/tests/support/members";
import { makeProfile } from "@/tests/support/profiles";
import { prose, refusal, save, source } from "@/tests/support/sections";
import { listCleanups, previewCleanup, runCleanup, startCleanup, undoCleanup } from ".";
import { StartCleanup } from "./model";

useDatabase();
const { ask } = useFileDoor();

interface Cast {
  mod: Actor;
  other: Actor;
  bad: Actor;
  good: Actor;
}
let cast: Cast;

beforeEach(async () => {
  cast = {
    mod: await makeActor("moderator"),
    other: await makeActor("moderator"),
    bad: await makeActor(),
    good: await makeActor("trusted"),
  };
  await makeProfile({ slug: "senegal", iso2: "SN" });
});

const as = <T>(actor: Actor, command: (ctx: Parameters<Parameters<typeof transact>[1]>[0]) => Promise<T>) =>
  transact(by(actor), command);

async function cleanUp(): Promise<string> {
  const input = { handle: cast.bad.handle, cleanupDays: "all", cleanupReason: "Spam" };
  await as(cast.mod, (ctx) => startCleanup(ctx, StartCleanup.parse(input)));
  const [row] = await db().select({ id: cleanup.id }).from(cleanup).orderBy(sql`started_at desc`);
  await runCleanup({ cleanupId: row?.id ?? "" });
  return row?.id ?? "";
}
async function undo(cleanupId: string, actor = cast.mod): Promise<void> {
  await as(actor, (ctx) => undoCleanup(ctx, { handle: cast.bad.handle, cleanupId }));
  await Promise.all([runCleanup({ cleanupId }), runCleanup({ cleanupId })]);
}
const left = async () =>
  (await listCleanups(cast.mod, { memberId: cast.bad.id, isOfficer: false }, new Date()))[0];

const revisions = () =>
  db()
    .select({
      id: revision.id,
      number: revision.number,
      state: revision.state,
      tag: revision.tag,
      authorId: revision.authorId,
      hash: revision.hash,
      summary: revision.summary,
      baseId: revision.baseId,
      sourceId: revision.sourceId,
      companionId: revision.companionId,
      decidedBy: revision.decidedBy,
    })
    .from(revision)
    .where(eq(revision.authorId, cast.bad.id))
    .orderBy(asc(revision.number));

it("sends a withdrawn edit again for its author, with its sources, and the history says so", async () => {
  await save(cast.good, { content: prose({ aaaaaa: "The act." }) });
  await save(cast.bad, {
    content: prose({ aaaaaa: "The act.", bbbbbb: "In force. [gazette]" }),
    newSources: [source("gazette")],
    summary: "Adds the date",
  });
  const [sources, text] = await revisions();
  const id = await cleanUp();
  await undo(id, cast.other);
  expect((await revisions()).slice(0, 2)).toEqual([
    { ...sources, state: "withdrawn", decidedBy: cast.mod.id },
    { ...text, state: "withdrawn", decidedBy: cast.mod.id },
  ]);
  const [again, more, ...rest] = (await revisions()).slice(2);
  expect(rest).toEqual([]);
  expect(again).toMatchObject({ hash: sources?.hash, state: "pending", companionId: more?.id });
  expect(more).toMatchObject({
    authorId: cast.bad.id,
    hash: text?.hash,
    summary: "Adds the date",
    baseId: text?.baseId,
    state: "pending",
    tag: "edit",
    sourceId: text?.id,
    decidedBy: null,
  });
  // The log names who asked for it.
  const [entry] = await db()
    .select({ actorId: auditEntry.actorId })
    .from(auditEntry)
    .where(sql`fact = 'revision.pending' and details->>'revisionId' = ${more?.id}`);
  expect(entry?.actorId).toBe(cast.other.id);
  // It is reviewed like any other, also after the section has changed.
  await save(cast.good, { content: prose({ cccccc: "Preamble.", aaaaaa: "The act." }), base: 1 });
  await as(cast.good, (ctx) => acceptRevision(ctx, { slug: "senegal", number: more?.number ?? 0 }));
  const { rows } = await listHistory({ kind: "profile", slug: "senegal", first: 1 }, {});
  const line = rows.find(({ number }) => number === more?.number);
  expect(line?.author).toMatchObject({ handle: cast.bad.handle });
  expect(line?.takenBack?.source.number).toBe(text?.number);
  expect(await left()).toMatchObject({ state: "undone", left: [] });
});

it("sends nothing again that its author has sent again, and what was decided before stays decided", async () => {
  const content = prose({ aaaaaa: "Waits." });
  const rejected = await save(cast.bad, { content, section: "policies" });
  await as(cast.good, (ctx) =>
    rejectRevision(ctx, { slug: "senegal", number: rejected.number ?? 0, reason: "Not a policy" }),
  );
  await save(cast.bad, { content });
  const id = await cleanUp();
  await save(cast.bad, { content });
  await undo(id);
  expect((await revisions()).map(({ state }) => state)).toEqual(["rejected", "withdrawn", "pending"]);
  expect((await left())?.left).toEqual([
    { kind: "pending", why: "decided_since", path: "/countries/senegal" },
  ]);
  // A second clean-up finds it, and its undoing sends it again.
  await undo(await cleanUp());
  expect((await revisions()).map(({ state }) => state)).toEqual([
    "rejected",
    "withdrawn",
    "withdrawn",
    "pending",
  ]);
});

/** The row of a file, with everything that could differ after it was withheld. */
const rowOf = async (id: string) => (await db().select().from(file).where(eq(file.id, id)))[0];
const status = async (id: string, reader: Actor | null, at = "/training/evidence-guide") =>
  (await ask(`${at}/files/${id}`, { as: reader })).status;
const released = (actor: Actor, fileId: string) => as(actor, (ctx) => releaseFile(ctx, { fileId }));

it("withholds a file on both pages that use it, and gives it back exactly as it was", async () => {
  const { bad, good, mod } = cast;
  const id = await keep(bad, "spam.txt", "Buy one");
  await place([id]);
  await place([id], { at: "/training/other-guide", access: "members" });
  const [draft, unused] = [await keep(bad, "draft.txt", "A draft"), await keep(bad, "unused.txt", "Unused")];
  await place([draft], { at: "/training/draft", isOpen: false, isInReview: false });
  const theirs = await keep(good, "useful.txt", "Useful");
  await place([theirs], { at: "/training/useful" });
  const before = await rowOf(id);
  const all = await previewCleanup(mod, { memberId: bad.id, isOfficer: false }, new Date());
  expect(all?.all.file).toBe(1);
  const cleaned = await cleanUp();
  expect((await rowOf(id))?.state).toBe("withheld");
  // Its uploader and moderators have it, as they have what is hidden.
  expect([
    await status(id, null),
    await status(id, good),
    await status(id, bad),
    await status(id, mod),
  ]).toEqual([404, 404, 200, 200]);
  expect(await status(id, good, "/training/other-guide")).toBe(404);
  expect((await ask("/training/evidence-guide/files.zip", { as: mod })).status).toBe(404);
  expect([(await rowOf(draft))?.state, (await rowOf(unused))?.state]).toEqual(["clean", "clean"]);
  expect(await status(theirs, null, "/training/useful")).toBe(200);
  // Nobody can use it in another place meanwhile.
  expect(await refusal(place([id], { at: "/training/third-guide" }))).toMatchObject({
    reason: "file_unknown",
  });
  await undo(cleaned);
  expect(await rowOf(id)).toEqual(before);
  expect(await db().$count(fileWithholding)).toBe(0);
  expect([await status(id, null), await status(id, good, "/training/other-guide")]).toEqual([200, 200]);
});

it("releases a file once, by hand after the 7 days as well, and leaves what others decided", async () => {
  const { bad, mod, other } = cast;
  const [one, two, three, four] = [
    await keep(bad, "one.txt", "One"),
    await keep(bad, "two.txt", "Two"),
    await keep(bad, "three.txt", "Three"),
    await keep(bad, "four.txt", "Four"),
  ];
  const owner = await place([one, two, three, four]);
  const id = await cleanUp();
  // One is released by another moderator and withheld no more; one is blocked; one was removed by its uploader.
  await Promise.all([released(other, one), released(mod, one)]);
  await as(other, (ctx) => blockFile(ctx, { fileId: two, reason: "It names a victim" }));
  await place([one, two, four], { id: owner });
  await as(bad, (ctx) => removeFile(ctx, { fileId: three }));
  expect(await refusal(released(cast.good, four))).toMatchObject({ reason: "file_block" });
  await undo(id, other);
  expect([(await rowOf(one))?.state, (await rowOf(two))?.state, (await rowOf(four))?.state]).toEqual([
    "clean",
    "refused",
    "clean",
  ]);
  expect((await left())?.left.map(({ kind, why }) => `${kind} ${why}`)).toEqual([
    "file decided_since",
    "file decided_since",
    "file decided_since",
  ]);
  const facts = await db()
    .select({ actorId: auditEntry.actorId })
    .from(auditEntry)
    .where(eq(auditEntry.fact, "file.released"));
  expect(facts).toHaveLength(2);

  const late = await cleanUp();
  await db()
    .update(cleanup)
    .set({ startedAt: new Date(Date.now() - 8 * 86_400_000) });
  expect(await refusal(undo(late))).toMatchObject({ reason: "cleanup_late" });
  expect((await rowOf(four))?.state).toBe("withheld");
  await released(other, four);
  expect((await rowOf(four))?.state).toBe("clean");
});

it("withholds a file that is still being checked, and queues the check again when it is released", async () => {
  const id = await keep(cast.bad, "new.txt", "New");
  await place([id]);
  await db().update(file).set({ state: "quarantined" }).where(eq(file.id, id));
  const cleaned = await cleanUp();
  expect((await rowOf(id))?.state).toBe("withheld");
  expect(await status(id, null)).toBe(404);
  await undo(cleaned);
  expect((await rowOf(id))?.state).toBe("quarantined");
  const { rows } = await db().execute(
    sql`select key from graphile_worker.jobs where key = ${`check-file:${id}`}`,
  );
  expect(rows).toHaveLength(1);
});
