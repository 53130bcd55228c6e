import { readFileSync } from "node:fs";
import { sql } from "drizzle-orm";
import { expect, it } from "vitest";
import { db, pool } from "@/db/client";
import { postComments } from "@/lib/blog";
import { reindexAll } from "@/lib/searchables";
import { SYSTEM, transact } from "@/lib/transact";
import { countUnseenNotices } from "@/lib/watching";
import { useDatabase } from "@/tests/support/database";
import { by, makeActor } from "@/tests/support/members";
import { commented, postRow, publishedPost } from "@/tests/support/posts";

useDatabase();

const BEFORE = [
  "alter table comment drop constraint comment_post_id_page_id_fk",
  `alter table comment add constraint comment_post_id_post_page_id_fk foreign key (post_id) references post (page_id)`,
];
const SCRIPTS = ["0062_comments-of-pages"];

it("comments from before the migration are on their posts' pages, complete", async () => {
  const [ana, ben] = [await makeActor("trusted"), await makeActor()];
  const mod = await makeActor("moderator");
  const slug = await publishedPost(ana);
  const id = await commented(ana, slug);
  await commented(ana, slug, "A reply.", id);
  await commented(ben, slug, "One that waits.");
  await transact(by(ben), (ctx) => postComments.flag(ctx, { slug, id, flagReason: "Advertising" }));
  const list = async () => ({
    rows: (await pool().query("select * from comment order by id")).rows.map(Object.values),
    flags: (await pool().query("select * from flag order by id")).rows,
    entries: (await pool().query("select * from search_entry order by owner, key, part")).rows,
    count: (await postRow(slug)).commentCount,
    unseen: await countUnseenNotices(mod.id),
  });
  await reindexAll(SYSTEM);
  const made = await list();
  expect(made).toMatchObject({ count: 2, unseen: 2 });

  const scripts = SCRIPTS.map((name) => readFileSync(`db/migrations/${name}.sql`, "utf8"));
  await db().transaction(async (tx) => {
    for (const statement of [...BEFORE, ...scripts.flatMap((one) => one.split("--> statement-breakpoint"))])
      await tx.execute(sql.raw(statement));
  });
  expect(await list()).toEqual(made);
  expect((await reindexAll(SYSTEM)).changed).toBe(0);
  await transact(by(ben), (ctx) => postComments.write(ctx, { slug, text: "One more.", parent: null }));
  expect((await list()).rows).toHaveLength(4);
  // Inserted as by the previous version, which may run at the same time or again.
  await pool().query(
    `insert into comment (id, post_id, author_id, state, content, client_token, created_at)
     select gen_random_uuid(), post_id, author_id, state, content, 'before', created_at from comment where id = $1`,
    [id],
  );
});
