import { beforeAll, describe, expect, it } from "vitest";
import { pool } from "@/db/client";
import { findCommentVersions, findPageOf, listThreads } from "@/lib/comments";
import { useDatabase } from "@/tests/support/database";
import { makeActor, makeMember } from "@/tests/support/members";
import { plansOf } from "@/tests/support/plans";
import { listOwnPosts, postPages } from "../index";
import { findPostHead, findPostPage, listFacets, listPosts, listPostsOn, listRelated } from "./index";
import { listBlogQueue } from "./review-queries";

useDatabase({ keep: true });

/** Some hundred times the real blog: years of posts, and one discussion of thousands. */
const POSTS = 5_000;
const LONG = 3_000;

let ana: Awaited<ReturnType<typeof makeActor>>;
let moderator: Awaited<ReturnType<typeof makeActor>>;
const first = { id: "", comment: "" };

/** Many small rows, created inside the database. */
beforeAll(async () => {
  ana = await makeActor();
  moderator = await makeActor("moderator");
  const others = [await makeMember(), await makeMember(), await makeMember()].map(({ id }) => id);
  // On a busy machine this exceeds the product's statement timeout.
  const client = await pool().connect();
  await client.query("set statement_timeout = 0");
  const run = (text: string, values: unknown[] = []) => client.query(text, values);
  await run(
    `insert into page (id, kind, slug, last_revision, created_at)
      select gen_random_uuid(), 'post', 'post-' || n, 2, now() from generate_series(1, ${POSTS}) n`,
  );
  await run(`insert into section (id, page_id, key) select gen_random_uuid(), id, 'body' from page`);
  await run(
    `insert into revision (id, page_id, section_id, number, author_id, summary, tag, state, content, schema_version,
        hash, size, size_change, client_token, created_at)
      select gen_random_uuid(), s.page_id, s.id, n, null, 'Edit', 'edit', 'published',
        '{"schemaVersion":1,"doc":{"type":"doc","content":[]}}', 1, 'x', 0, 0, s.id || '-' || n, now()
      from section s, generate_series(1, 2) n`,
  );
  await run(
    `update section set current_revision_id = r.id from revision r where r.section_id = section.id and r.number = 2`,
  );
  await run(
    `insert into post (page_id, section_id, slug, state, title, summary, language, topics, countries, articles,
        created_by, created_at, updated_at, submitted_at, published_at)
      select p.id, s.id, p.slug, case when k % 50 = 0 then 'draft' else 'published' end, p.slug, 'A summary', 'en',
        array[(array['cloud','gender','statistics','legislation'])[1 + k % 4]], array[chr(65 + k % 26) || chr(65 + k % 20)],
        array['185:' || 1 + k % 35], $1, now(), now() - make_interval(hours => k), null,
        case when k % 50 = 0 then null else now() - make_interval(hours => k) end
      from (select *, substr(slug, 6)::int as k from page) p join section s on s.page_id = p.id`,
    [ana.id],
  );
  await run(
    `insert into post_author (post_id, member_id, position)
      select page_id, ($1::uuid[])[1 + substr(slug, 6)::int % 3], 0 from post`,
    [others],
  );
  await run(
    `insert into post_author (post_id, member_id, position) select page_id, $1, 1 from post where slug like 'post-12_'`,
    [ana.id],
  );
  await run(
    `insert into comment (id, post_id, author_id, state, content, client_token, created_at)
      select gen_random_uuid(), page_id, $1::uuid, 'shown', '{"schemaVersion":1,"doc":{"type":"doc","content":[]}}'::jsonb,
        page_id || '-' || n, now() - make_interval(mins => n)
      from post, generate_series(1, 2) n
      union all select gen_random_uuid(), page_id, $1::uuid, 'shown',
        '{"schemaVersion":1,"doc":{"type":"doc","content":[]}}'::jsonb, 'long-' || n, now() - make_interval(secs => n)
      from post, generate_series(1, ${LONG}) n where slug = 'post-121'`,
    [others[0]],
  );
  await run("analyze");
  const { rows } = await run(
    `select p.page_id as id, (select c.id from comment c where c.post_id = p.page_id order by c.created_at offset 1000
      limit 1) as comment from post p where p.slug = 'post-121'`,
  );
  Object.assign(first, rows[0]);
  client.release(true);
}, 120_000);

const ALL = /Seq Scan on (?:post|post_author|comment|revision|section|page)\b/;
/** Counting all posts reads them all, once. */
const BUT_POSTS = /Seq Scan on (?:post_author|comment|revision|section|page)\b/;

const QUERIES: [string, () => Promise<unknown>, RegExp][] = [
  ["a post", () => findPostPage("post-121"), ALL],
  ["its history", () => findPostHead("post-121", null), ALL],
  ["its comments", () => listThreads(first.id), ALL],
  ["the page of one of them", () => findPageOf(first.id, first.comment), ALL],
  ["later ones of a long discussion", () => listThreads(first.id, first.comment), ALL],
  [
    "what a comment said",
    () => findCommentVersions(postPages, null, { slug: "post-121", id: first.comment }),
    ALL,
  ],
  ["the posts on a country", () => listPostsOn("AB", 5), ALL],
  ["own posts", () => listOwnPosts(ana), ALL],
  ["the list", () => listPosts({}), BUT_POSTS],
  ["posts of an article", () => listPosts({ article: "185:18" }), BUT_POSTS],
  ["related posts", () => listRelated(first.id, 3), BUT_POSTS],
  ["what the list is narrowed by", () => listFacets(), BUT_POSTS],
  ["what waits for a moderator", () => listBlogQueue(moderator), BUT_POSTS],
];

describe(`with ${POSTS} posts`, () => {
  it.each(QUERIES)("%s: uses its indexes", async (_, query, whole) => {
    const plans = await plansOf(query);
    expect(plans.length).toBeGreaterThan(0);
    for (const { text, plan } of plans) if (whole.test(plan)) throw new Error(`${text}\n${plan}`);
  });
});
