import { eq, max, sql } from "drizzle-orm";
import { expect, it } from "vitest";
import { db } from "@/db/client";
import { member } from "@/db/schema/accounts";
import { revisionPatrol } from "@/db/schema/patrol";
import { revision } from "@/db/schema/revisions";
import type { Actor } from "@/lib/core/actor";
import { can } from "@/lib/core/policy";
import { transact } from "@/lib/transact";
import { useDatabase } from "@/tests/support/database";
import { actorOf, by, giveRole, makeActor, makeMember } from "@/tests/support/members";
import { plansOf } from "@/tests/support/plans";
import { makeProfile } from "@/tests/support/profiles";
import { prose, refusal, save } from "@/tests/support/sections";
import {
  findPatrolled,
  findToPatrol,
  listNotPatrolled,
  listToPatrol,
  patrolRevision,
  undoInPatrol,
} from "./index";
import { AskedChanges } from "./model";
import { skipsPatrol } from "./queries";

useDatabase();
process.env.RATE_LIMITS = "off";

const DAY = 86_400_000;
const slug = "senegal";

/** Writes the section anew. */
async function wrote(actor: Actor, text: string): Promise<void> {
  const [last] = await db()
    .select({ number: max(revision.number) })
    .from(revision);
  await save(actor, { base: last?.number ?? null, content: prose({ aaaaaa: text }) });
}
const fine = (actor: Actor, number: number) =>
  transact(by(actor), (ctx) => patrolRevision(ctx, { slug, number, next: "" }));
const undone = (actor: Actor, number: number) =>
  transact(by(actor), (ctx) => undoInPatrol(ctx, { slug, number, next: "", summary: "Undone in patrol" }));
const numbers = async (actor: Actor, only?: Parameters<typeof listToPatrol>[1]["only"]) =>
  (await listToPatrol(actor, { only })).map(({ number }) => number);

it("lists what no second person saw, takes one mark, and undoes once", async () => {
  await makeProfile({ slug, iso2: "SN" });
  const [ana, ben, mod] = [
    await makeActor("trusted"),
    await makeActor("trusted"),
    await makeActor("moderator"),
  ];
  await wrote(ana, "One. ".repeat(300));
  await wrote(mod, `${"One. ".repeat(300)}Two.`);
  await wrote(ana, "Two.");
  // A moderator's change needs nobody; nobody looks at their own.
  expect(await numbers(ben)).toEqual([1, 3]);
  expect(await numbers(ana)).toEqual([]);
  expect(await numbers(ben, "removal")).toEqual([3]);
  expect(await numbers(ben, "newcomer")).toEqual([1, 3]);
  await db()
    .update(member)
    .set({ createdAt: new Date(Date.now() - 60 * DAY) })
    .where(eq(member.id, ana.id));
  expect(await numbers(ben, "newcomer")).toEqual([]);
  await refusal(listToPatrol(await makeActor(), {}));

  // Two patrollers at once: one mark, and the other learns whose it is.
  const both = await Promise.allSettled([fine(ben, 1), fine(mod, 1)]);
  expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  const [loser, winner] = both[0]?.status === "rejected" ? [ben, mod] : [mod, ben];
  expect(await refusal(fine(loser, 1))).toMatchObject({
    reason: "patrolled_by",
    details: { by: winner.displayName },
  });
  await fine(winner, 1);
  expect(await refusal(fine(ana, 3))).toMatchObject({ code: "forbidden" });
  const [three] = await listToPatrol(ben, {});
  const undos = await Promise.allSettled([undone(ben, 3), undone(mod, 3)]);
  expect(undos.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  expect(await db().select().from(revisionPatrol)).toHaveLength(2);
  expect((await findPatrolled(ben, three?.id ?? ""))?.how).toBe("undone");
  const [newest] = (await db().select().from(revision)).sort((a, b) => b.number - a.number);
  expect(newest).toMatchObject({ number: 4, tag: "undo" });
  // The edit that undoes is somebody's change too: if a trusted member made it, another looks at it.
  expect(await numbers(ana)).toEqual(newest?.authorId === ben.id ? [4] : []);
});

it("marks changes that remove a source, have no summary, or left the list", async () => {
  await makeProfile({ slug, iso2: "SN" });
  const [ana, ben] = [await makeActor("trusted"), await makeActor("trusted")];
  await wrote(ana, "One.");
  await wrote(ana, "Two.");
  const [first] = await db().select().from(revision).where(eq(revision.number, 1));
  // Revisions cannot change: the trigger is passed for the content of the earlier one.
  await db().transaction(async (tx) => {
    await tx.execute("set local session_replication_role = replica");
    await tx
      .update(revision)
      .set({ content: { ...(first?.content as object), blocks: [{ attrs: { source: "act-2008" } }] } })
      .where(eq(revision.number, 1));
    await tx.update(revision).set({ summary: "" }).where(eq(revision.number, 2));
  });
  expect(await numbers(ben, "source")).toEqual([2]);
  expect(await numbers(ben, "summary")).toEqual([2]);
  expect((await listToPatrol(ben, {})).map(({ marks }) => marks)).toEqual([
    ["newcomer"],
    ["newcomer", "summary", "source"],
  ]);
  expect(await listToPatrol(ben, {}, new Date(Date.now() + 91 * DAY))).toEqual([]);
});

it("tells patrollers which of some changes wait for them, and shows each by its address", async () => {
  await makeProfile({ slug, iso2: "SN" });
  const [ana, ben, mod] = [
    await makeActor("trusted"),
    await makeActor("trusted"),
    await makeActor("moderator"),
  ];
  await wrote(ana, "One.");
  await wrote(mod, "Two.");
  await wrote(ana, "Three.");
  const rows = await db().select({ id: revision.id }).from(revision).orderBy(revision.number);
  const [one = "", two = "", three = ""] = rows.map(({ id }) => id);
  const waiting = async (actor: Actor) => (await listNotPatrolled(actor, [one, two, three])).sort();
  expect(await waiting(ben)).toEqual([one, three].sort());
  expect(await waiting(ana)).toEqual([]);
  expect(await waiting(await makeActor())).toEqual([]);
  expect((await findToPatrol(ben, three))?.number).toBe(3);
  expect(await findToPatrol(ben, two)).toBeNull();
  await fine(mod, 1);
  expect(await waiting(ben)).toEqual([three]);
  expect(await findToPatrol(ben, one)).toBeNull();
  await refusal(findToPatrol(await makeActor(), three));
  expect(AskedChanges.safeParse(`${one},${three}`).data).toEqual([one, three]);
  expect(AskedChanges.safeParse("x").success).toBe(false);
  expect(AskedChanges.safeParse(Array.from({ length: 51 }, () => one).join()).success).toBe(false);
});

it("is for whom the policy says, in the query as well", async () => {
  await makeProfile({ slug, iso2: "SN" });
  await makeProfile({ slug: "ghana", iso2: "GH" });
  const mod = await makeActor("moderator");
  const { id } = await makeMember({ totpEnabledAt: new Date() });
  await giveRole(id, "focal-point", "GH");
  const focal = await actorOf(id);
  for (const author of [
    await makeActor("trusted"),
    await makeActor("practitioner"),
    await makeActor("moderator"),
    await makeActor("administrator"),
    focal,
  ]) {
    for (const country of ["SN", "GH"]) {
      const { rows } = await db().execute<{ skips: boolean }>(
        sql`select ${skipsPatrol(sql`${author.id}::uuid`, sql`${country}::text`)} as skips`,
      );
      expect(can(author, "patrol.skip", { country })).toBe(rows[0]?.skips);
    }
  }
  expect(await listToPatrol(mod, {})).toEqual([]);
});

it("finds them by their index", async () => {
  await makeProfile({ slug, iso2: "SN" });
  const ana = await makeActor("trusted");
  await wrote(ana, "One.");
  await db().execute(`insert into revision (id, page_id, section_id, number, author_id, summary, tag, state, content,
      schema_version, hash, size, size_change, client_token, created_at, decided_by, decided_at)
    select md5('revision ' || n)::uuid, r.page_id, r.section_id, n + 1, r.author_id, 'x', 'edit', 'published', '{}', 1,
      'x', 1, 1, 'token ' || n, now() - n * interval '1 hour', case when n % 100 > 0 then r.author_id end, now()
    from generate_series(1, 20000) n, revision r where r.number = 1`);
  await db().execute("analyze revision");
  const ben = await makeActor("trusted");
  const plans = await plansOf(() => listToPatrol(ben, {}));
  expect(plans[0]?.plan).toContain("revision_to_patrol");
  for (const { plan } of plans) expect(plan).not.toMatch(/Seq Scan on revision\b/);
  // Those of a list are found by their ids, in one statement.
  const listed = await db().select({ id: revision.id }).from(revision).limit(25);
  const ids = listed.map(({ id }) => id);
  const [asked, ...others] = await plansOf(() => listNotPatrolled(ben, ids));
  expect(others).toEqual([]);
  expect(asked?.plan).toMatch(/revision_pkey|revision_to_patrol/);
  expect(asked?.plan).not.toMatch(/Seq Scan on revision\b/);
});
