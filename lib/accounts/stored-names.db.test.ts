import { readFileSync } from "node:fs";
import { sql } from "drizzle-orm";
import { expect, it } from "vitest";
import { db } from "@/db/client";
import { member } from "@/db/schema/accounts";
import { cleanLine } from "@/lib/text/clean";
import { visibleName } from "@/lib/text/visible";
import { useDatabase } from "@/tests/support/database";
import { TEXTS } from "@/tests/support/hostile";
import { makeMember } from "@/tests/support/members";

useDatabase();

it("removes from stored names what is removed from typed ones", async () => {
  const unseen = [
    "\u00ad",
    "\u2062",
    "\u3164",
    "\ufe0f",
    "\u{e0041}",
    "\u{1d173}",
    "\u200d",
    "\u200c",
    "\u2800",
  ];
  const names = [
    ...unseen.map((one) => `Ana${one} ${one} Lima${one}`),
    "محمد\u200c رضا",
    "क्\u200dष",
    "👩\u200d👩",
    "\u200b\u2060",
    "Plain name",
    // None of these has anything left that a field would remove.
    ...Object.values(TEXTS).map(cleanLine),
  ];
  const ids = new Map<string, string>();
  for (const name of names) {
    const { id } = await makeMember();
    await db()
      .update(member)
      .set({ fullName: name, displayName: name, institution: name })
      .where(sql`${member.id} = ${id}`);
    ids.set(id, name);
  }
  const script = readFileSync("db/migrations/0051_names-without-unseen-characters.sql", "utf8");
  await db().transaction(async (tx) => {
    for (const statement of script.split("--> statement-breakpoint")) await tx.execute(sql.raw(statement));
  });
  const typed = visibleName(1_000);
  for (const { id, ...stored } of await db().select().from(member)) {
    const name = ids.get(id);
    if (name === undefined) continue;
    const wanted = typed.parse(name);
    expect([stored.fullName, stored.displayName]).toEqual(
      Array(2).fill(wanted === "" ? stored.handle : wanted),
    );
    expect(stored.institution).toBe(wanted === "" ? null : wanted);
  }
});
