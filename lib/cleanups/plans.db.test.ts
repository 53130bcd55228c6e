import { beforeAll, expect, it } from "vitest";
import { db, pool } from "@/db/client";
import type { Actor } from "@/lib/core/actor";
import { useDatabase } from "@/tests/support/database";
import { makeActor } from "@/tests/support/members";
import { fillTables, plansOf } from "@/tests/support/plans";
import { madeCategory } from "@/tests/support/topics";
import { KINDS } from "./kinds";
import { CLEANED } from "./model";
import { listCleanups, previewCleanup } from "./queries";
import { findNext } from "./run";

useDatabase({ keep: true });

/** A hundred times the pages with which a site begins, and members who write in them. */
const PAGES = 4_000;
const MEMBERS = 2_000;
/** Steps of one clean-up, of which half were taken. */
const STEPS = 4_000;
const EMPTY = `'{"schemaVersion":1,"doc":{"type":"doc","content":[]}}'::jsonb`;
const RUNNING = "00000000-0000-4000-8000-000000000001";
const UNDOING = "00000000-0000-4000-8000-000000000002";

let mod: Actor;
let someone = "";

/** Many small rows, created inside the database. Every member wrote a little of everything. */
beforeAll(async () => {
  mod = await makeActor("moderator");
  await madeCategory({ slug: "one" });
  const writer = (n: string) => `md5('m ' || (${n}) % ${MEMBERS})::uuid`;
  await fillTables(`
    insert into member (id, state, handle, email, email_key, full_name, display_name, created_at)
      select md5('m ' || n)::uuid, 'active', 'many-' || n, n || '@example.net', n || '@example.net', 'M', 'M', now()
      from generate_series(0, ${MEMBERS} - 1) n;
    insert into page (id, kind, slug, last_revision, created_at)
      select md5(k || n)::uuid, k, k || '-' || n, 1, now()
      from generate_series(1, ${PAGES}) n, unnest(array['profile', 'discussion', 'post', 'material']) k;
    insert into section (id, page_id, key) select md5(id::text)::uuid, id, 'text' from page;
    insert into revision (id, page_id, section_id, number, author_id, summary, tag, state, content, schema_version,
        hash, size, size_change, client_token, created_at)
      select md5(s.id || ' ' || n)::uuid, s.page_id, s.id, n, ${writer("row_number() over ()")}, 'Edit', 'edit',
        case when n = 8 then 'pending' else 'published' end, ${EMPTY}, 1, 'x', 0, 0, s.id || '-' || n, now()
      from section s, generate_series(1, 8) n;
    insert into revision (id, page_id, section_id, number, author_id, summary, tag, state, content, schema_version,
        hash, size, size_change, client_token, created_at, source_id)
      select gen_random_uuid(), r.page_id, r.section_id, 100, r.author_id, 'Undo', 'undo', 'published', ${EMPTY}, 1, 'x', 0, 0,
        'undo-' || r.id, now(), r.id from revision r where r.number = 7;
    insert into topic (page_id, section_id, number, slug, category_id, state, title, language, is_question, created_by,
        created_at, updated_at, active_at)
      select p.id, md5(p.id::text)::uuid, row_number() over (), p.slug, (select id from category limit 1), 'shown', 'T', 'en',
        false, ${writer("row_number() over ()")}, now(), now(), now() from page p where p.kind = 'discussion';
    insert into comment (id, post_id, number, author_id, state, content, client_token, created_at)
      select gen_random_uuid(), t.page_id, n, ${writer("t.number + n")}, 'shown', ${EMPTY}, t.page_id || '-' || n, now()
      from topic t, generate_series(1, 20) n;
    insert into post (page_id, section_id, slug, state, title, summary, language, created_by, created_at, updated_at,
        published_at)
      select p.id, md5(p.id::text)::uuid, p.slug, 'published', 'T', 'S', 'en', ${writer("row_number() over ()")}, now(), now(),
        now() from page p where p.kind = 'post';
    insert into post_author (post_id, member_id, position, state) select page_id, created_by, 0, 'agreed' from post;
    insert into material (page_id, section_id, slug, state, title, abstract, language, kind, level, access, licence, tlp,
        owner_id, created_at, updated_at)
      select p.id, md5(p.id::text)::uuid, p.slug, 'published', 'T', 'A', 'en', 'exercise', 'basic', 'public', 'cc-by', 'clear',
        ${writer("row_number() over ()")}, now(), now() from page p where p.kind = 'material';
    insert into file (id, uploader_id, state, name, type, size, received, sha256, created_at, touched_at)
      select md5('f ' || n)::uuid, ${writer("n")}, 'clean', 'form.pdf', 'pdf', 1, 1, 'x', now(), now()
      from generate_series(1, ${PAGES} * 4) n;
    insert into file_use (file_id, owner_kind, owner_id, place, scope, access, is_open)
      select f.id, 'post', f.id, '/blog/' || f.id, '', 'public', true from file f;
    insert into cleanup (id, member_id, by_id, reason, is_suspended, state, started_at, undone_by)
      select gen_random_uuid(), m.id, '${mod.id}'::uuid, 'Spam', false, 'done', now() - interval '1 day' * (1 + random() * 100), null::uuid
        from member m
      union all
      select '${RUNNING}'::uuid, md5('m 1')::uuid, '${mod.id}'::uuid, 'Spam', false, 'running', now(), null::uuid
      union all
      select '${UNDOING}'::uuid, md5('m 2')::uuid, '${mod.id}'::uuid, 'Spam', false, 'undoing', now(), '${mod.id}'::uuid;
    insert into cleanup_step (id, cleanup_id, position, kind, subject_id, state, before)
      select gen_random_uuid(), c.id, n, 'comment', gen_random_uuid(),
        case when n > ${STEPS} / 2 then 'planned' when n % 10 = 0 then 'skipped' else 'done' end, 'shown'
      from cleanup c, generate_series(1, ${STEPS}) n where c.state <> 'done' or n <= 20`);
  const { rows } = await pool().query<{ id: string }>("select md5('m 1')::uuid as id");
  someone = rows[0]?.id ?? "";
}, 240_000);

const WHOLE =
  /Seq Scan on (?:member|page|revision|comment|topic|post|post_author|material|file|file_use|cleanup|cleanup_step)\b/;

async function readsNoWholeTable(query: () => Promise<unknown>): Promise<string[]> {
  const plans = await plansOf(query);
  expect(plans.length).toBeGreaterThan(0);
  for (const { text, plan } of plans) if (WHOLE.test(plan)) throw new Error(`${text}\n${plan}`);
  return plans.map(({ plan }) => plan);
}

it.each(CLEANED)("what a member has of the sort %s is found without reading a whole table", async (kind) => {
  const { rows } = await db().execute(KINDS[kind].subjects(someone));
  expect(rows.length).toBeGreaterThan(0);
  await readsNoWholeTable(() => db().execute(KINDS[kind].subjects(someone)));
});

it("the page of a member counts and lists without reading a whole table", async () => {
  await readsNoWholeTable(() => previewCleanup(mod, { memberId: someone, isOfficer: false }, new Date()));
  await readsNoWholeTable(() => listCleanups(mod, { memberId: someone, isOfficer: false }, new Date()));
});

it.each([
  ["taken", RUNNING, "cleanup_step_planned"],
  ["undone", UNDOING, "cleanup_step_done"],
])("the next step to be %s is one row of an index, however many there are", async (_, id, index) => {
  expect(await findNext(id)).not.toBeNull();
  const [, next] = await readsNoWholeTable(() => findNext(id));
  expect(next).toContain(index);
  expect(next).not.toContain("Sort");
});
