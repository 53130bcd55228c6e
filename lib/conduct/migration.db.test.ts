import { readFileSync } from "node:fs";
import { eq } from "drizzle-orm";
import { expect, it } from "vitest";
import { db, pool } from "@/db/client";
import { member } from "@/db/schema/accounts";
import { suspension } from "@/db/schema/conduct";
import { signIn } from "@/lib/accounts";
import { findCase } from "@/lib/flag-kinds";
import { appealSuspension, reinstateMember } from "@/lib/members";
import { transact } from "@/lib/transact";
import { useDatabase } from "@/tests/support/database";
import { by, giveRole, makeActor, makeMember } from "@/tests/support/members";

useDatabase();

/** Suspends as the version before did: in the row of the member alone. */
async function suspendedBefore(reason: string | null) {
  const { id, handle } = await makeMember();
  const set = { state: "suspended" as const, suspendedAt: new Date("2026-11-30"), suspensionReason: reason };
  await db().update(member).set(set).where(eq(member.id, id));
  return { id, handle };
}

it("members who were suspended before the migration stay so, and can appeal after it", async () => {
  const target = await suspendedBefore("Advertising");
  const officer = await suspendedBefore(null);
  await giveRole(officer.id, "moderator");
  const active = await makeMember();
  const rows = readFileSync("db/migrations/0091_conduct.sql", "utf8")
    .split("--> statement-breakpoint")
    .filter((one) => one.includes("INSERT INTO"));
  expect(rows).toHaveLength(2);
  for (const statement of rows) await pool().query(statement);

  const found = await db().select().from(suspension);
  expect(found.map(({ memberId }) => memberId).sort()).toEqual([target.id, officer.id].sort());
  expect(found.some(({ memberId }) => memberId === active.id)).toBe(false);
  expect(found.find(({ memberId }) => memberId === target.id)).toMatchObject({
    reason: "Advertising",
    startedAt: new Date("2026-11-30"),
    until: null,
    byId: null,
    ended: null,
  });

  const outcome = await transact(by(null), (ctx) =>
    signIn(ctx, {
      ...{ memberId: target.id, isRight: true, passwordHash: null, newHash: null },
      browser: { network: "198.51.100.7", deviceToken: null },
    }),
  );
  if (outcome.is !== "suspended") throw new Error(`not suspended: ${outcome.is}`);
  await transact(by(null), (ctx) =>
    appealSuspension(ctx, { token: outcome.link, appealText: "It was a law." }),
  );
  const moderator = await makeActor("moderator");
  const { rows: cases } = await pool().query<{ id: string; of: string; for_administrators: boolean }>(
    `select c.id, s.member_id as of, c.for_administrators from flag_case c join suspension s on s.id = c.subject_id`,
  );
  const caseOf = (one: { id: string }) => cases.find(({ of }) => of === one.id);
  expect((await findCase(moderator, caseOf(target)?.id ?? "")).line.canDecide).toBe(true);
  expect(caseOf(officer)?.for_administrators).toBe(true);

  await transact(by(moderator), (ctx) => reinstateMember(ctx, { handle: target.handle }));
  const [after] = await db().select().from(suspension).where(eq(suspension.memberId, target.id));
  expect(after?.ended).toBe("lifted");
});
