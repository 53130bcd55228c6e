import { readFileSync } from "node:fs";
import { asc, sql } from "drizzle-orm";
import { expect, it } from "vitest";
import { db } from "@/db/client";
import { commentFlag } from "@/db/schema/comments";
import { flag, flagCase } from "@/db/schema/flags";
import { newId } from "@/lib/core/id";
import { useDatabase } from "@/tests/support/database";
import { makeActor } from "@/tests/support/members";
import { commented, publishedPost } from "@/tests/support/posts";

useDatabase();

it("reports of comments from before the migration are cases, one for each comment and decision", async () => {
  const [writer, ana, ben] = [await makeActor("trusted"), await makeActor(), await makeActor()];
  const slug = await publishedPost(writer);
  const [first, second] = [await commented(writer, slug), await commented(writer, slug, "Another.")];
  const now = new Date();
  const report = (commentId: string, memberId: string, state: "open" | "upheld") => ({
    id: newId(),
    commentId,
    memberId,
    reason: "Advertising",
    state,
    createdAt: now,
    decidedAt: state === "open" ? null : now,
  });
  const rows = [
    report(first, ana.id, "open"),
    report(first, ben.id, "open"),
    report(second, ana.id, "upheld"),
  ];
  await db().insert(commentFlag).values(rows);
  const script = readFileSync("db/migrations/0088_flags.sql", "utf8");
  const moving = script.slice(script.indexOf("-- Reports of comments")).split("--> statement-breakpoint");
  await db().transaction(async (tx) => {
    for (const statement of moving) await tx.execute(sql.raw(statement));
  });
  expect(await db().$count(commentFlag)).toBe(0);
  expect(await db().select().from(flagCase).orderBy(asc(flagCase.state))).toMatchObject([
    { kind: "comment", subjectId: first, state: "open", weight: 2, authorIds: [writer.id] },
    { kind: "comment", subjectId: second, state: "upheld", weight: 1, decidedAt: now },
  ]);
  expect((await db().select().from(flag)).map(({ words }) => words)).toEqual(Array(3).fill("Advertising"));
});
