import type { PoolClient } from "pg";
import { beforeAll, describe, expect, it } from "vitest";
import { db, pool } from "@/db/client";
import type { Actor } from "@/lib/core/actor";
import type { Ctx } from "@/lib/core/ctx";
import { listAppeared } from "@/lib/notices/appeared";
import { listContributions } from "@/lib/open-data";
import { LISTS } from "@/lib/open-lists";
import { listOwnContributions } from "@/lib/page-kinds";
import { findNeighbours, findRevisionLine, listHistory, listRevisionsBetween } from "@/lib/pages";
import { countOwnPending, countPending, findSection } from "@/lib/profiles";
import { markDirectory } from "@/lib/profiles/directory-row";
import { historyOf } from "@/lib/profiles/model";
import {
  findProfileAfter,
  findProfilePage,
  listChanges,
  listRecordMoments,
  listSectionDiffs,
  listSourceTitlesAt,
} from "@/lib/profiles/reading";
import { findDraftOf } from "@/lib/revisions";
import {
  countChangedWatches,
  countUnseenNotices,
  findWatch,
  listLevels,
  listNotices,
  listWatches,
} from "@/lib/watching";
import { useDatabase } from "../support/database";
import { makeActor } from "../support/members";
import { plansOf } from "../support/plans";

useDatabase({ keep: true });

const PROFILES = 200;
/** A hundred times the 20 revisions of a profile in the benchmark. */
const REVISIONS = 2_000;
const WATCHERS = 10_000;

let ana: Actor;
const first = { pageId: "", sectionId: "" };
/** Returns the fact of a save, one day after the last. */
const saved = () => {
  const text = { number: 1, tag: "edit", summary: "", size: 10, content: null };
  const [before, after] = ["2026-01-01", "2026-01-02"].map((day) => ({
    id: day,
    ...text,
    createdAt: new Date(day),
  }));
  if (!before || !after) throw new Error("two texts were made");
  return { ...first, section: "legislation", current: { before, after } };
};

/** Many small rows, written by the database itself: 200 profiles with 4 sections and 2,000 revisions each. */
beforeAll(async () => {
  ana = await makeActor();
  const run = (text: string, values: unknown[] = []) => pool().query(text, values);
  await run("set statement_timeout = 0");
  await run(
    `insert into page (id, kind, slug, last_revision, created_at)
      select gen_random_uuid(), 'profile', 'place-' || n, ${REVISIONS}, now() from generate_series(1, ${PROFILES}) n`,
  );
  await run(
    `insert into profile (page_id, slug, iso2, iso3, name_en, name_fr, name_ar, region, is_un_member, is_coe_member, languages)
      select id, slug, upper(substr(md5(slug), 1, 2)) || row_number() over (), slug, slug, slug, slug,
        (array['Africa','Asia','Europe'])[1 + (row_number() over ())::int % 3], true, false, '{eng}' from page`,
  );
  await run(
    `insert into section (id, page_id, key) select gen_random_uuid(), p.id, k
      from page p, unnest(array['legislation','safeguards','laws','sources']) k`,
  );
  const client = await pool().connect();
  await client.query("set statement_timeout = 0");
  // The references are correct by construction; checking each would take most of the time.
  await client.query(
    `do $$ declare name text; begin
      for name in select conname from pg_constraint where conrelid = 'revision'::regclass and contype = 'f' loop
        execute format('alter table revision drop constraint %I', name);
      end loop; end $$`,
  );
  await client.query(
    `insert into revision (id, page_id, section_id, number, author_id, summary, tag, state, content, schema_version,
        hash, size, size_change, client_token, created_at)
      select gen_random_uuid(), s.page_id, s.id, n, case when n % 50 = 0 then $1::uuid end, 'Edit ' || n, 'edit',
        case when n % 500 = 0 then 'pending' else 'published' end,
        case when s.key in ('laws', 'sources') then '{"schemaVersion":1,"records":[]}'
          else '{"schemaVersion":1,"doc":{"type":"doc","content":[]}}' end::jsonb, 1, 'x', 0, 0, s.id || '-' || n, now() - make_interval(mins => ${REVISIONS} - n)
      from generate_series(1, ${REVISIONS}) n
      join (select id, page_id, key, row_number() over (partition by page_id order by key) - 1 as k from section) s on n % 4 = s.k`,
    [ana.id],
  );
  await client.query(
    `update section set current_revision_id = (select r.id from revision r where r.section_id = section.id
      and r.state = 'published' order by r.number desc limit 1)`,
  );
  await fillWatches(client);
  await fillEvents(client);
  await client.query("analyze");
  client.release(true);
  const { rows } = await run(
    `select p.id as page, s.id as section from page p join section s on s.page_id = p.id
      where p.slug = 'place-7' and s.key = 'legislation'`,
  );
  Object.assign(first, { pageId: rows[0]?.page, sectionId: rows[0]?.section });
}, 600_000);

/**
 * Ten thousand members who watch nine countries, one who watches all of them, and a hundred thousand
 * notifications: a busy year.
 */
async function fillWatches(client: PoolClient): Promise<void> {
  await client.query(
    `insert into member (id, state, handle, email, email_key, full_name, display_name, created_at)
      select gen_random_uuid(), 'active', 'watcher-' || n, 'w' || n || '@example.org', 'w' || n || '@example.org',
        'W', 'W', now() from generate_series(1, ${WATCHERS}) n`,
  );
  await client.query(
    `insert into watch (member_id, kind, key, page_id, level, reason, since, seen_number, seen_at, created_at)
      select m.id, 'profile', p.id::text, p.id, 'watching', 'chosen', now(), 0, now(), now()
      from member m, page p where m.handle like 'watcher-%' and p.slug like 'place-_'`,
  );
  await client.query(
    `insert into watch (member_id, kind, key, page_id, level, reason, since, seen_number, seen_at, created_at)
      select $1::uuid, 'profile', id::text, id, 'watching', 'chosen', now(), ${REVISIONS - 20}, now(), now() from page
      union all select $1::uuid, 'section', page_id || '/' || key, page_id, 'tracking', 'chosen', now(), ${REVISIONS - 20}, now(), now()
      from section where key = 'legislation'
      union all select $1::uuid, 'region', 'Africa', null::uuid, 'tracking', 'chosen', now(), 0, now() - interval '1 hour', now()`,
    [ana.id],
  );
  await client.query(
    `insert into notice (id, member_id, category, kind, key, page_id, watch_kind, watch_key, from_number, to_number,
        first_at, last_at, due_at, mail_id, seen_at)
      select gen_random_uuid(), m.id, 'profile', 'section', p.id || '/legislation', p.id, 'profile', p.id::text,
        ${REVISIONS - 10}, ${REVISIONS}, now(), now() - make_interval(mins => n), null, gen_random_uuid(), now()
      from (select id from member where handle like 'watcher-%' or id = $1::uuid) m,
        (select id from page where slug = 'place-7') p, generate_series(1, 10) n`,
    [ana.id],
  );
}

/** A watched post that has been corrected and commented on for years, and others that are not requested. */
async function fillEvents(client: PoolClient): Promise<void> {
  await client.query(
    `insert into page (id, kind, slug, created_at)
      select gen_random_uuid(), 'post', 'post-' || n, now() from generate_series(1, 50) n`,
  );
  await client.query(
    `insert into section (id, page_id, key) select gen_random_uuid(), id, 'body' from page where kind = 'post'`,
  );
  await client.query(
    `insert into post (page_id, section_id, slug, state, title, summary, language, created_by, created_at, updated_at,
        published_at)
      select p.id, s.id, p.slug, 'published', p.slug, 'A post.', 'en', $1::uuid, now(), now(), now()
      from page p join section s on s.page_id = p.id where p.kind = 'post'`,
    [ana.id],
  );
  await client.query(
    `insert into page_event (id, page_id, kind, subject_id, actor_id, at)
      select gen_random_uuid(), p.page_id, 'correction', gen_random_uuid(), null, now() - make_interval(hours => n)
      from post p, generate_series(1, 1000) n`,
  );
  await client.query(
    `insert into subject_event (id, kind, key, sort, page_id, subject_id, at)
      select gen_random_uuid(), 'topic', case n % 25 when 0 then 'cloud' else 'topic-' || n % 25 end, 'post', p.page_id, p.page_id, now() - make_interval(hours => n)
      from post p, generate_series(1, 1000) n`,
  );
  await client.query(
    `insert into watch (member_id, kind, key, level, reason, since, seen_number, seen_at, created_at)
      values ($1::uuid, 'topic', 'cloud', 'watching', 'chosen', now() - interval '1 year', 0,
        now() - interval '2 days', now())`,
    [ana.id],
  );
  await client.query(
    `insert into watch (member_id, kind, key, page_id, level, reason, since, seen_number, seen_at, created_at)
      select $1::uuid, 'post', page_id::text, page_id, 'watching', 'chosen', now() - interval '1 year', 0,
        now() - interval '2 days', now() from post limit 10`,
    [ana.id],
  );
  await client.query(
    `insert into notice (id, member_id, category, kind, key, page_id, watch_kind, watch_key, from_number, to_number,
        first_at, last_at)
      select gen_random_uuid(), $1::uuid, 'post', 'post', page_id::text, page_id, 'post', page_id::text, 0, 0,
        now() - interval '1 day', now() from post`,
    [ana.id],
  );
}

const slug = "place-7";
const CLOUD = { kind: "topic", key: "cloud" } as const;
const YEAR = { from: new Date("2026-01-01"), until: new Date("2027-01-01") };
const QUERIES: [string, () => Promise<unknown>][] = [
  ["a section", () => findSection(slug, "legislation")],
  ["a profile", () => findProfilePage(slug)],
  ["a profile after a revision", () => findProfileAfter(slug, 1_200)],
  ["a revision", () => findRevisionLine(historyOf(slug), 1_201)],
  ["its neighbours", () => findNeighbours(historyOf(slug), 1_201)],
  ["a diff", () => listSectionDiffs(first.pageId, 1_001, 1_021)],
  ["the titles of the sources of a diff", () => listSourceTitlesAt(first.pageId, [1_001, 1_021])],
  ["what a save changes of the directory", () => markDirectory({ tx: db() } as unknown as Ctx, saved())],
  ["revisions between two", () => listRevisionsBetween(historyOf(slug), 1_001, 1_021, 20)],
  ["a history", () => listHistory(historyOf(slug), {})],
  ["a later page of a history", () => listHistory(historyOf(slug), { before: 900 })],
  ["a history of one section", () => listHistory(historyOf(slug), { section: "laws" })],
  ["a record over time", () => listRecordMoments(slug, "laws", "law-one")],
  ["recent changes", () => listChanges({})],
  ["recent changes of a region", () => listChanges({ region: "Africa" })],
  ["recent changes of a week", () => listChanges({ days: "7" })],
  ["recent changes of a country", () => listChanges({ country: slug })],
  ["own revisions", () => listOwnContributions(ana, {})],
  ["waiting edits", () => countPending(slug)],
  ["a draft", () => findDraftOf(ana.id, first.sectionId)],
  ["a watchlist", () => listWatches(ana, {})],
  ["what is new on a watchlist", () => listWatches(ana, { show: "unseen" })],
  ["the posts on a watchlist", () => listWatches(ana, { kind: "posts" })],
  ["the topics on a watchlist", () => listWatches(ana, { kind: "subjects" })],
  ["what appeared under a topic", () => listAppeared(ana, CLOUD, YEAR)],
  ["the levels of a page", () => listLevels(ana, { kind: "profile", slug })],
  ["one watch", () => findWatch(ana, { kind: "section", slug, section: "legislation" })],
  ["how much is new on a watchlist", () => countChangedWatches(ana)],
  ["own edits that wait", () => countOwnPending(ana)],
  ["notices", () => listNotices(ana, {})],
  ["the number at the bell", () => countUnseenNotices(ana.id)],
];

describe("with 400,000 revisions", () => {
  it.each(QUERIES)("%s is found without reading the whole history", async (_, query) => {
    const plans = await plansOf(query);
    expect(plans.length).toBeGreaterThan(0);
    for (const { text, plan } of plans) {
      if (/Seq Scan on (?:revision|watch|notice|page_event|subject_event)\b/.test(plan))
        throw new Error(`${text}\n${plan}`);
    }
  });
});

describe("open data", () => {
  it.each(["countries", "sections", "changes", "members", "posts", "materials", "provisions"] as const)(
    "%s are read by their index, at the beginning and further on",
    async (name) => {
      const list = LISTS[name].list as (query: object) => Promise<{ next: string | null }>;
      const { next } = await list({ limit: 10 });
      for (const after of next === null ? [{}] : [{}, { after: next }])
        for (const { plan } of await plansOf(() => list({ limit: 10, ...after })))
          expect(plan).not.toMatch(/Seq Scan on (?:revision|section|member)\b/);
    },
  );

  it("finds what programs wrote, and a member's edits, without reading the others", async () => {
    for (const query of [
      () => LISTS.changes.list({ limit: 10, tag: "token" }),
      () => listContributions(ana, { limit: 10 }),
    ])
      for (const { plan } of await plansOf(query)) expect(plan).not.toMatch(/Seq Scan on revision\b/);
  });
});
