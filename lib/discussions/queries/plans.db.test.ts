import { beforeAll, describe, expect, it } from "vitest";
import { pool } from "@/db/client";
import { listWaitingComments } from "@/lib/comments";
import type { Actor } from "@/lib/core/actor";
import { useDatabase } from "@/tests/support/database";
import { makeActor } from "@/tests/support/members";
import { fillTables, plansOf } from "@/tests/support/plans";
import { madeCategory } from "@/tests/support/topics";
import {
  countOwnTopics,
  countTopics,
  countUnreadAt,
  findReading,
  findTopicPage,
  listDiscussionQueue,
  listNewestByCategory,
  listOwnTopics,
  listPinned,
  listReplies,
  listTopics,
  listTopicsOn,
  topicPages,
} from "../index";
import { OwnTopicsQuery } from "../reading/model";

useDatabase({ keep: true });

/** A hundred times the topics with which a site begins, and one discussion of thousands. */
const TOPICS = 3_500;
const LONG = 5_000;
/** Topics that one member follows; every tenth of them has replies that they have not read. */
const FOLLOWED = 2_000;
const EMPTY = `'{"schemaVersion":1,"doc":{"type":"doc","content":[]}}'::jsonb`;

let long = { id: "", slug: "" };
let reader: Actor;

/** Many small rows, created inside the database. */
beforeAll(async () => {
  const { id: author } = await makeActor();
  reader = await makeActor();
  for (const slug of ["one", "two", "three"]) await madeCategory({ slug });
  await fillTables(`
    insert into page (id, kind, slug, last_revision, created_at)
      select gen_random_uuid(), 'discussion', n::text, 1, now() from generate_series(1, ${TOPICS}) n;
    insert into section (id, page_id, key) select gen_random_uuid(), id, 'message' from page;
    insert into revision (id, page_id, section_id, number, author_id, summary, tag, state, content, schema_version,
        hash, size, size_change, client_token, created_at)
      select gen_random_uuid(), s.page_id, s.id, 1, null, 'Opened', 'edit', 'published', ${EMPTY}, 1, 'x', 0, 0,
        s.id::text, now() from section s;
    update section set current_revision_id = r.id from revision r where r.section_id = section.id;
    insert into topic (page_id, section_id, number, slug, category_id, state, title, language, is_question, topics,
        countries, articles, created_by, created_at, updated_at, active_at, is_pinned)
      select p.id, s.id, p.k, 'topic-' || p.k,
        (select c.id from category c order by c.position offset p.k % 3 limit 1),
        case when p.k % 500 = 0 then 'held' else 'shown' end, 'Topic ' || p.k, 'en', p.k % 2 = 0,
        array[(array['cloud','gender','statistics','legislation'])[1 + p.k % 4]],
        array[chr(65 + p.k % 26) || chr(65 + p.k % 20)], array['185:' || 1 + p.k % 35], '${author}',
        now() - make_interval(hours => p.k), now(), now() - make_interval(hours => p.k), p.k % 1000 = 1
      from (select *, slug::int as k from page) p join section s on s.page_id = p.id;
    insert into comment (id, post_id, number, author_id, state, content, client_token, created_at)
      select gen_random_uuid(), t.page_id, n, '${author}'::uuid, 'shown', ${EMPTY}, t.page_id || '-' || n, now()
        from topic t, generate_series(1, 4) n where t.number > 1
      union all
      select gen_random_uuid(), t.page_id, n, '${author}'::uuid, 'shown', ${EMPTY}, 'long-' || n, now()
        from topic t, generate_series(1, ${LONG}) n where t.number = 1;
    update topic set reply_count = 4;
    insert into topic_read (member_id, page_id, read_number, reason, opened_at, read_at)
      select '${reader.id}', t.page_id, case when t.number % 10 = 0 then 2 else 4 end, 'opened', now(), now()
        from topic t where t.number between 2 and ${FOLLOWED} + 1
      union all
      select m.id, t.page_id, 4, 'opened', now(), now() from topic t, (
        select id from member where id not in ('${reader.id}', '${author}')) m where t.number > 1;
    insert into watch (member_id, kind, key, page_id, level, reason, since, seen_at, created_at)
      select '${reader.id}', 'discussion', t.page_id::text, t.page_id, (array['watching','tracking','normal'])[1 + t.number % 3],
        'chosen', now(), now(), now() from topic t where t.number % 7 = 0`);
  const { rows } = await pool().query(
    "select page_id as id, number::text as slug from topic where number = 1",
  );
  long = rows[0];
}, 120_000);

const ALL = /Seq Scan on (?:topic|comment|revision|section|page)\b/;
/** Counting all topics reads them all, once. */
const BUT_TOPICS = /Seq Scan on (?:comment|revision|section|page|topic_read)\b/;

const listOwn = (list: string) => listOwnTopics(reader, OwnTopicsQuery.parse({ list }));
const LISTED = Array.from({ length: 25 }, (_, n) => ({ area: "discussions" as const, slug: String(n + 10) }));

const QUERIES: [string, () => Promise<unknown>, RegExp][] = [
  ["a topic", () => findTopicPage(long.slug), ALL],
  ["its first replies", () => listReplies(long.id, 1), ALL],
  ["the last of thousands", () => listReplies(long.id, LONG / 20), ALL],
  ["the pinned topics", () => listPinned(), ALL],
  ["the newest topic of each category", () => listNewestByCategory(), ALL],
  ["the topics about a country", () => listTopicsOn({ iso2: "AB", pageId: long.id }, 20), ALL],
  ["the list", () => listTopics({}), BUT_TOPICS],
  ["later topics", () => listTopics({ before: long.id }), BUT_TOPICS],
  ["topics on an article", () => listTopics({ article: "185:18" }), BUT_TOPICS],
  ["questions without an answer", () => listTopics({ list: "unanswered" }), BUT_TOPICS],
  ["how many topics a category has", () => countTopics(), BUT_TOPICS],
  ["the top of the month", () => listTopics({ list: "month" }), BUT_TOPICS],
  ["the unread topics of a member", () => listOwn("unread"), BUT_TOPICS],
  ["the new topics of a member", () => listOwn("new"), BUT_TOPICS],
  ["the topics that a member replied in", () => listOwn("replied"), BUT_TOPICS],
  ["the counts of both", () => countOwnTopics(reader), BUT_TOPICS],
  ["how far a member has read a topic", () => findReading(reader, { area: "discussions", slug: "30" }), ALL],
  ["what is unread in a list", () => countUnreadAt(reader, LISTED), BUT_TOPICS],
  ["what waits for a moderator", () => listDiscussionQueue(), ALL],
  ["replies that wait or were reported", () => listWaitingComments(topicPages), BUT_TOPICS],
];

/** Milliseconds within which the lists of a member who follows thousands of topics are there, also on a busy machine. */
const SOON = 1_000;

describe(`a member who follows ${FOLLOWED} topics`, () => {
  it("gets the unread ones and their number at once", async () => {
    const started = performance.now();
    const [{ rows, total }, counts] = await Promise.all([listOwn("unread"), countOwnTopics(reader)]);
    expect(performance.now() - started).toBeLessThan(SOON);
    expect([rows.length, total]).toEqual([25, counts.unread]);
    expect(total).toBeGreaterThan(100);
  });
});

describe(`with ${TOPICS} topics`, () => {
  it.each(QUERIES)("%s: uses its indexes", async (_, query, whole) => {
    const plans = await plansOf(query);
    expect(plans.length).toBeGreaterThan(0);
    for (const { text, plan } of plans) if (whole.test(plan)) throw new Error(`${text}\n${plan}`);
  });
});
