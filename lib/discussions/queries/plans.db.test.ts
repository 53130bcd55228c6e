import { beforeAll, describe, expect, it } from "vitest";
import { db, pool } from "@/db/client";
import { listCommentFiles, listHeldComments, listQuotes, listReactors } from "@/lib/comments";
import type { Actor } from "@/lib/core/actor";
import type { Ctx } from "@/lib/core/ctx";
import { findDownload } from "@/lib/files";
import { listOwnReactions } from "@/lib/page-kinds";
import { transact } from "@/lib/transact";
import { useDatabase } from "@/tests/support/database";
import { actorOf, by, makeActor } from "@/tests/support/members";
import { fillTables, plansOf, plansOfCommand } from "@/tests/support/plans";
import { madeCategory, replied } from "@/tests/support/topics";
import {
  countOwnTopics,
  countTopics,
  countUnreadAt,
  findMergedTopic,
  findMovedReply,
  findReading,
  findTopicPage,
  listDiscussionQueue,
  listDuePolls,
  listDueTimers,
  listFlow,
  listHotQuestions,
  listImported,
  listImportedOn,
  listNewestByCategory,
  listOwnTopics,
  listOwnVotes,
  listPinned,
  listPolls,
  listReplies,
  listTopics,
  listTopicsOn,
  listVotedPolls,
  topicPages,
  topicReplies,
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
let reactor: Actor;
/** The replies on the first page of the long discussion. */
let first: string[] = [];
let reader: Actor;
let importRunId = "";

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
    insert into comment_move (page_id, number, comment_id, moved_at)
      select t.page_id, 10000 + row_number() over (), c.id, now() from topic t
        join comment c on c.post_id <> t.page_id and c.number = 1 where t.number = 1;
    update topic set state = 'merged', merged_into_id = (select o.page_id from topic o where o.number = 1)
      where number between 3 and 40;
    insert into topic_note (id, page_id, after, kind, role, created_at)
      select gen_random_uuid(), t.page_id, n, 'closed', 'moderator', now() from topic t, generate_series(1, 4) n;
    insert into topic_timer (page_id, kind, at, zone)
      select t.page_id, 'close', now() + make_interval(hours => t.number), 'UTC' from topic t;
    insert into comment_reaction (comment_id, member_id, reaction, created_at)
      select c.id, '${author}'::uuid, r.reaction, now() from comment c, unnest(array['thanks', 'useful']) r (reaction);
    insert into comment_version (comment_id, number, content, until)
      select id, 1, ${EMPTY}, now() + interval '1 hour' from comment where number % 5 = 0;
    update comment c set parent_id = o.id from comment o where o.post_id = c.post_id and o.number = c.number - 1;
    insert into comment_quote (id, comment_id, place, quoted_id, quoted_version, excerpt)
      select gen_random_uuid(), c.id, 0, c.parent_id, 1, ${EMPTY} from comment c where c.parent_id is not null;
    insert into topic_read (member_id, page_id, read_number, reason, opened_at, read_at)
      select '${reader.id}', t.page_id, case when t.number % 10 = 0 then 2 else 4 end, 'opened', now(), now()
        from topic t where t.number between 2 and ${FOLLOWED} + 1
      union all
      select m.id, t.page_id, 4, 'opened', now(), now() from topic t, (
        select id from member where id not in ('${reader.id}', '${author}')) m where t.number > 1;
    insert into watch (member_id, kind, key, page_id, level, reason, since, seen_at, created_at)
      select '${reader.id}', 'discussion', t.page_id::text, t.page_id, (array['watching','tracking','normal'])[1 + t.number % 3],
        'chosen', now(), now(), now() from topic t where t.number % 7 = 0;
    insert into file (id, uploader_id, state, name, type, size, received, sha256, created_at, touched_at)
      select c.id, '${author}', 'clean', 'form.pdf', 'pdf', 1, 1, 'x', now(), now() from comment c;
    insert into file_object (key, file_id, kind, state, size, created_at)
      select 'original/' || f.id, f.id, 'original', 'kept', 1, now() from file f;
    insert into file_use (file_id, owner_kind, owner_id, place, scope, access, is_open)
      select c.id, 'comment', c.id, '/discussions/t/' || t.number, 'topic:' || t.number, 'public', false
        from comment c join topic t on t.page_id = c.post_id;
    insert into poll (id, page_id, question, most, results, closes_at, zone, created_by, created_at)
      select t.page_id, t.page_id, 'Which day?', 1, 'at-once', now() + make_interval(hours => t.number), 'UTC',
        '${author}', now() from topic t;
    insert into poll_option (poll_id, position, text)
      select p.id, n, 'Day ' || n from poll p, generate_series(1, 5) n;
    insert into poll_vote (poll_id, position, member_id)
      select p.id, 1 + row_number() over () % 5, m.id from poll p, member m;
    insert into import_run (id, source, category_id, hash, created_at)
      select gen_random_uuid(), 'List ' || n, (select id from category limit 1), 'x', now() from generate_series(1, 50) n;
    insert into imported_message (source, external_id, run_id, page_id, comment_id, author_name)
      select 'List', t.page_id::text, r.id, t.page_id, null, 'Awa Diop'
        from topic t join (select id, row_number() over () as n from import_run) r on r.n = 1 + t.number % 50
        where t.number % 2 = 0
      union all
      select 'List', c.id::text, r.id, t.page_id, c.id, 'Awa Diop'
        from comment c join topic t on t.page_id = c.post_id
        join (select id, row_number() over () as n from import_run) r on r.n = 1 + t.number % 50
        where t.number % 2 = 0`);
  reactor = await actorOf(author);
  const { rows: replies } = await pool().query(
    "select c.id from comment c join topic t on t.page_id = c.post_id where t.number = 1 order by c.number limit 20",
  );
  first = replies.map(({ id }) => id);
  const { rows: runs } = await pool().query("select id from import_run limit 1");
  importRunId = runs[0].id;
  const { rows } = await pool().query(
    "select page_id as id, number::text as slug from topic where number = 1",
  );
  long = rows[0];
}, 120_000);

const ALL =
  /Seq Scan on (?:topic|file|file_use|file_object|comment|comment_move|comment_reaction|comment_quote|comment_version|topic_note|topic_timer|poll|poll_option|poll_vote|imported_message|revision|section|page)\b/;
/** Counting all topics reads them all, once. */
const BUT_TOPICS = /Seq Scan on (?:comment|revision|section|page|topic_read|imported_message)\b/;

const listOwn = (list: string) => listOwnTopics(reader, OwnTopicsQuery.parse({ list }));
const LISTED = Array.from({ length: 25 }, (_, n) => ({
  area: "discussions" as const,
  slug: String(n + 110),
}));

const flowOf = async (page: number) =>
  listFlow(long.id, { replies: await listReplies(long.id, page), isWhole: false, reader: "everyone" });

const QUERIES: [string, () => Promise<unknown>, RegExp][] = [
  ["a topic", () => findTopicPage(long.slug), ALL],
  ["its first replies", () => listReplies(long.id, 1), ALL],
  ["the last of thousands", () => listReplies(long.id, LONG / 20), ALL],
  ["what else is in its flow", async () => flowOf(1), ALL],
  ["the flow of the last of thousands", async () => flowOf(LONG / 20), ALL],
  ["a merged topic", () => findMergedTopic("discussions", "3", "everyone"), ALL],
  ["where a reply was moved", () => findMovedReply(long.id, "everyone"), ALL],
  ["timers that are due", () => listDueTimers(new Date()), ALL],
  ["the archive", () => listTopics({ list: "archived" }), BUT_TOPICS],
  ["what they quote", () => listQuotes(topicPages, null, first), ALL],
  ["what files they have", () => listCommentFiles(first), ALL],
  [
    "who may have a file of one",
    () => findDownload(db(), { fileId: first[0] ?? "", place: null, reader: reactor }),
    ALL,
  ],
  [
    "who reacted to one",
    () => listReactors(topicPages, null, { slug: long.slug, id: first[0] ?? "", page: 1 }),
    ALL,
  ],
  ["a member's reactions", () => listOwnReactions(reactor, { kind: "discussion", slug: long.slug }), ALL],
  ["the pinned topics", () => listPinned(), ALL],
  ["the newest topic of each category", () => listNewestByCategory(), ALL],
  ["the topics about a country", () => listTopicsOn({ iso2: "AB", pageId: long.id }, 20), ALL],
  ["the list", () => listTopics({}), BUT_TOPICS],
  ["later topics", () => listTopics({ before: long.id }), BUT_TOPICS],
  ["topics on an article", () => listTopics({ article: "185:18" }), BUT_TOPICS],
  ["questions without an answer", () => listTopics({ list: "unanswered" }), BUT_TOPICS],
  ["how many topics a category has", () => countTopics(), BUT_TOPICS],
  ["the top of the month", () => listTopics({ list: "month" }), BUT_TOPICS],
  [
    "the questions of the week",
    () => listHotQuestions(new Date(Date.now() - 7 * 86_400_000), 100),
    BUT_TOPICS,
  ],
  ["the unread topics of a member", () => listOwn("unread"), BUT_TOPICS],
  ["the new topics of a member", () => listOwn("new"), BUT_TOPICS],
  ["the topics that a member replied in", () => listOwn("replied"), BUT_TOPICS],
  ["the counts of both", () => countOwnTopics(reader), BUT_TOPICS],
  ["how far a member has read a topic", () => findReading(reader, { area: "discussions", slug: "130" }), ALL],
  ["what is unread in a list", () => countUnreadAt(reader, LISTED), BUT_TOPICS],
  ["what waits for a moderator", () => listDiscussionQueue(), ALL],
  ["its polls, with a member's votes", () => listPolls(long.id, reader.id), ALL],
  ["which of them have votes", () => listVotedPolls(long.id), ALL],
  ["a member's votes in it", () => listOwnVotes(reader, { kind: "discussion", slug: long.slug }), ALL],
  ["polls whose last day is over", () => listDuePolls(new Date()), ALL],
  ["which messages were imported", () => listImportedOn(long.id, first), ALL],
  ["the topics of an import", () => listImported(importRunId), ALL],
  ["replies that wait", () => listHeldComments(topicPages), BUT_TOPICS],
];

describe(`a member who follows ${FOLLOWED} topics`, () => {
  it("gets the unread ones and their number", async () => {
    const [{ rows, total }, counts] = await Promise.all([listOwn("unread"), countOwnTopics(reader)]);
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

  it("commands on a reply read nothing whole", async () => {
    const [author, other, moderator] = [
      await makeActor("trusted"),
      await makeActor("trusted"),
      await makeActor("moderator"),
    ];
    const at = { slug: long.slug };
    let id = "";
    const as = (actor: Actor, run: (ctx: Ctx) => Promise<unknown>) => () => transact(by(actor), run);
    const commands: [string, () => Promise<unknown>][] = [
      ["reply", async () => (id = await replied(author, long.slug, "The log was signed."))],
      ["answer it", () => replied(other, long.slug, `By whom, @${author.handle}?`, id)],
      ["change it", as(author, (ctx) => topicReplies.edit(ctx, { ...at, id, text: "The log is signed." }))],
      ["thank for it", as(other, (ctx) => topicReplies.react(ctx, { ...at, id, give: "thanks" }))],
      ["flag it", as(other, (ctx) => topicReplies.flag(ctx, { ...at, id, flagReason: "It is not signed." }))],
      ["hide it", as(moderator, (ctx) => topicReplies.hide(ctx, { ...at, id, reason: "Checking" }))],
      ["show it", as(moderator, (ctx) => topicReplies.show(ctx, { ...at, id }))],
      ["delete it", as(author, (ctx) => topicReplies.remove(ctx, { ...at, id }))],
    ];
    const whole: string[] = [];
    for (const [name, command] of commands)
      for (const { text, plan } of await plansOfCommand(command))
        if (ALL.test(plan)) whole.push(`${name}: ${text}\n${plan}`);
    expect(whole).toEqual([]);
  });
});
