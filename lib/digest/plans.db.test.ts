import { beforeAll, expect, it } from "vitest";
import { pool } from "@/db/client";
import type { Actor } from "@/lib/core/actor";
import { gatherNotices, mailReport, queueReport } from "@/lib/notices";
import { SYSTEM, transact } from "@/lib/transact";
import { listNewestNotices } from "@/lib/watching/queries/notice-queries";
import { useDatabase } from "@/tests/support/database";
import { makeActor } from "@/tests/support/members";
import { fillTables, sentBy } from "@/tests/support/plans";
import { readFollowed } from "./followed";
import { LEGAL_DIGEST } from "./index";
import { readWeek } from "./week";

useDatabase({ keep: true });

const PROFILES = 2_000;
const SECTIONS = 12;
const MEMBERS = 10_000;
/** Members who chose the digest: every tenth. */
const READERS = MEMBERS / 10;

const NOW = new Date();
const WEEK = { from: new Date(NOW.getTime() - 7 * 86_400_000), until: NOW };

let awa: Actor;

/** Many small rows, created inside the database. */
beforeAll(async () => {
  awa = await makeActor();
  await fillTables(`
    insert into page (id, kind, slug, last_revision, created_at)
    select md5('p ' || n)::uuid, 'profile', 'place-' || n, 1, now() from generate_series(1, ${PROFILES}) n;
    insert into profile (page_id, slug, iso2, iso3, name_en, name_fr, name_ar, region, is_un_member, is_coe_member, languages)
    select id, slug, slug, slug, slug, slug, slug, 'Africa', true, false, '{eng}' from page;
    insert into section (id, page_id, key)
    select md5(p.id || ' ' || k)::uuid, p.id, case k when 1 then 'laws' else 'key-' || k end
    from page p, generate_series(1, ${SECTIONS}) k;
    insert into revision (id, page_id, section_id, number, author_id, summary, tag, state, content, schema_version,
        hash, size, size_change, client_token, created_at)
    select md5(s.id || ' ' || n)::uuid, s.page_id, s.id, row_number() over (partition by s.page_id), null, 'Edit', 'edit',
      'published', '{"schemaVersion":1,"records":[]}'::jsonb, 1, 'x', 0, 0, s.id || '-' || n, now()
    from section s, generate_series(1, 5) n;
    insert into section_freshness (section_id, page_id, checked_at, how, review_by, outdated_at, state, verified_at, verified_by, verified_number)
    select id, page_id, now(), 'verified', now() + interval '1 year', now() + interval '2 years', 'fresh',
      now() - interval '1 year' * random(), 'focal-point', 1 from section;
    insert into subject_event (id, kind, key, sort, page_id, subject_id, record_id, at)
    select gen_random_uuid(), 'article', '185:' || n % 40, (array['provision','assessment','declaration'])[1 + n % 3], s.page_id,
      md5(s.id || ' ' || n)::uuid, 'law-' || n, now() - interval '1 year' * random()
    from section s, generate_series(1, 2) n;
    insert into member (id, state, handle, email, email_key, full_name, display_name, created_at)
    select md5('m ' || n)::uuid, 'active', 'many-' || n, n || '@example.net', n || '@example.net', 'M', 'M', now()
    from generate_series(1, ${MEMBERS}) n;
    insert into notice_setting (member_id, mails, daily_cap, own_edits, updated_at)
    select md5('m ' || n)::uuid, case when n % 10 = 0 then '{"legal":"weekly"}' else '{"profile":"daily"}' end::jsonb, 20,
      'normal', now() from generate_series(1, ${MEMBERS}) n;
    insert into watch (member_id, kind, key, level, reason, since, seen_number, seen_at, created_at)
    select m.id, 'article', '185:' || n, 'watching', 'chosen', now(), 0, now(), now() from member m, generate_series(1, 3) n;
    insert into notice (id, member_id, category, kind, key, from_number, to_number, first_at, last_at, seen_at)
    select gen_random_uuid(), m.id, 'profile', 'section', n::text, 0, 0, now(), now(), now()
    from member m, generate_series(1, 3) n;
    insert into notice_mail (id, member_id, made_at, state, sent_at)
    select gen_random_uuid(), m.id, now() - make_interval(days => n), 'sent', now() from member m, generate_series(1, 3) n`);
}, 120_000);

/** Plans of all statements that can have one. */
async function plansOf(work: () => Promise<unknown>): Promise<string[]> {
  const statements = (await sentBy(work)).filter(({ text }) => /^\s*(select|with|update|insert)/i.test(text));
  expect(statements.length).toBeGreaterThan(0);
  const plans: string[] = [];
  for (const { text, values } of statements) {
    const { rows } = await pool().query(`explain ${text}`, values);
    plans.push(`${text}\n${rows.map((row) => Object.values(row)[0]).join("\n")}`);
  }
  return plans;
}

const WHOLE =
  /Seq Scan on (?:member|notice_setting|notice_mail|notice|watch|subject_event|section_freshness|section|revision)\b/;

/** Makes the mail of one reader, without its job. */
async function sendOne(): Promise<void> {
  const { rows } = await pool().query<{ id: string }>(
    `insert into notice_mail (id, member_id, made_at, state)
     select gen_random_uuid(), md5('m 10')::uuid, now(), 'waiting' returning id`,
  );
  await mailReport(LEGAL_DIGEST, rows[0]?.id ?? "");
}

it.each<[string, () => Promise<unknown>]>([
  ["the news of a week", () => readWeek(WEEK)],
  ["what a member follows", () => readFollowed(awa.id)],
  ["the newest notices of a member", () => listNewestNotices(awa, 50)],
  ["the digest of one reader", sendOne],
  ["gathering mails, and giving some up", () => transact(SYSTEM, gatherNotices)],
])("%s: reads no whole table", async (_, query) => {
  for (const plan of await plansOf(query)) if (WHOLE.test(plan)) throw new Error(plan);
});

it(`queues a digest for ${READERS} readers at once`, async () => {
  const started = performance.now();
  expect(await queueReport(LEGAL_DIGEST, NOW)).toBe(READERS);
  expect(performance.now() - started).toBeLessThan(10_000);
  const { rows } = await pool().query(
    "select count(*)::int as n, count(distinct queue_name)::int as queues from graphile_worker.jobs where task_identifier = 'mail-weekly-report'",
  );
  expect(rows).toEqual([{ n: READERS, queues: 1 }]);
});
