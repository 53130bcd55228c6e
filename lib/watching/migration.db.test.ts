import { readFileSync } from "node:fs";
import { sql } from "drizzle-orm";
import { expect, it } from "vitest";
import { db, pool } from "@/db/client";
import { collectOwnData } from "@/lib/personal-data";
import { useDatabase } from "@/tests/support/database";
import { makeActor } from "@/tests/support/members";
import { madeCategory } from "@/tests/support/topics";
import { place, watches } from "@/tests/support/watching";
import { findWatch } from "./index";

useDatabase();

const statementsOf = (name: string) =>
  readFileSync(`db/migrations/${name}.sql`, "utf8").split("--> statement-breakpoint");

it("categories muted before the migration are muted after it, and other levels stay", async () => {
  const [ana, ben] = [await makeActor("trusted"), await makeActor("trusted")];
  const slugs = [await madeCategory(), await madeCategory({ slug: "capacity", name_en: "Capacity" })];
  await watches(ana, "country:GH", "watching");
  const before = statementsOf("0076_read-positions").filter((one) => one.includes('"category_mute"'));
  for (const statement of before) await pool().query(statement);
  await pool().query(
    `insert into category_mute (member_id, category_id, created_at)
     select m.id, c.id, '2026-03-01' from member m, category c
     where m.id = $1 or m.id = $2 and c.slug = 'capacity'`,
    [ana.id, ben.id],
  );

  await db().transaction(async (tx) => {
    for (const statement of statementsOf("0084_five-levels")) await tx.execute(sql.raw(statement));
  });

  const levels = (actor: typeof ana) =>
    Promise.all(
      ["country:GH", ...slugs.map((slug) => `category:${slug}`)].map(
        async (of) => (await findWatch(actor, place(of))).level,
      ),
    );
  expect(await levels(ana)).toEqual(["watching", "muted", "muted"]);
  expect(await levels(ben)).toEqual([null, null, "muted"]);
  const { rows } = await pool().query(
    "select distinct reason, page_id, since, seen_at, created_at from watch where level = 'muted'",
  );
  const at = new Date("2026-03-01");
  expect(rows).toEqual([{ reason: "chosen", page_id: null, since: at, seen_at: at, created_at: at }]);
  // They are with the member's other choices, also in the export.
  expect((await collectOwnData(db(), ben.id, new Date())).toString()).toContain("muted");
});
