import { describe, expect, it } from "vitest";
import { db } from "@/db/client";
import { auditEntry } from "@/db/schema/core";
import { fileGrant } from "@/db/schema/files";
import { newId } from "@/lib/core/id";
import { findWrongDownloads } from "@/lib/files";
import { runCommand } from "@/scripts/octopus/run";
import { useDatabase } from "@/tests/support/database";
import { keep, place, useFileDoor } from "@/tests/support/file-door";
import { makeActor } from "@/tests/support/members";

useDatabase();
useFileDoor();

const THEN = new Date("2026-10-01T12:00:00Z");
const LATER = new Date("2026-11-01T12:00:00Z");

async function log(fact: string, actorId: string | null, details: object, at: Date): Promise<void> {
  await db()
    .insert(auditEntry)
    .values({ id: newId(at.getTime()), at, actorId, fact, subject: "", details, via: "web" });
}

describe("finding unauthorized downloads", () => {
  it("lists downloads that the member's roles at the time did not allow", async () => {
    const uploader = await makeActor("practitioner");
    const restricted = await keep(uploader, "restricted.txt", "for practitioners");
    const deleted = newId();
    const ownerId = await place([restricted], { access: "practitioners" });
    const [member, practitioner, former, newcomer, granted] = [
      await makeActor(),
      await makeActor("practitioner"),
      await makeActor(),
      await makeActor("practitioner"),
      await makeActor(),
    ] as const;
    const role = { role: "practitioner", country: "" };
    await log("role.changed", null, { ...role, memberId: former.id, isGiven: false }, LATER);
    await log("role.changed", null, { ...role, memberId: newcomer.id, isGiven: true }, LATER);
    await db()
      .insert(fileGrant)
      .values({ ownerKind: "material", ownerId, memberId: granted.id, grantedAt: THEN });

    // Ids of entries of one moment have no order, so each download gets its own minute.
    const atMinute = (minutes: number) => new Date(THEN.getTime() + minutes * 60_000);
    for (const [index, one] of [uploader, member, practitioner, former, newcomer, granted].entries())
      await log("file.downloaded", one.id, { fileId: restricted, from: 0 }, atMinute(index));
    await log("file.downloaded", member.id, { fileId: deleted, from: 0 }, THEN);

    const { looked, wrong, unknown } = await findWrongDownloads(db());
    expect([looked, unknown]).toEqual([7, 1]);
    const told = {
      fileId: restricted,
      name: "restricted.txt",
      places: ["/training/evidence-guide"],
    };
    expect(wrong).toEqual([
      { ...told, at: atMinute(1), memberId: member.id, handle: member.handle },
      { ...told, at: atMinute(4), memberId: newcomer.id, handle: newcomer.handle },
    ]);
    expect(await runCommand(["files:wrong-downloads"])).toBe(1);
  });

  it("finds none on a site without downloads", async () => {
    expect(await findWrongDownloads(db())).toEqual({ looked: 0, wrong: [], unknown: 0 });
    expect(await runCommand(["files:wrong-downloads"])).toBe(0);
  });
});
