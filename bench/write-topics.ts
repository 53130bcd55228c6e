import { pool } from "@/db/client";

/** Topics by how many replies they have: their numbers are far from those that the site gives. */
const TOPICS = [
  { number: 900_010, replies: 10 },
  { number: 905_000, replies: 5_000 },
];
/** Topics of fifty replies each, 200,000 together, of which a member follows every second one. */
const MANY = { first: 910_001, topics: 4_000, replies: 50 };
/** Topics to which clients reply during the run: all to the first one, or each to one of its own. */
const WRITTEN = Array.from({ length: 17 }, (_topic, n) => ({ number: 901_000 + n, replies: 10 }));

/** Text of a message: a paragraph as members write them. */
const TEXT =
  "In our courts the examiner of the laboratory testifies, with the log of the tool and the hash values of each copy.";

/** Writes the topics that `bench/lib/topics.mjs` reads and writes in, with all their replies. */
export async function writeTopics(authorId: string): Promise<void> {
  const content = JSON.stringify({
    schemaVersion: 1,
    doc: {
      type: "doc",
      content: [{ type: "paragraph", attrs: { id: "bench001" }, content: [{ type: "text", text: TEXT }] }],
    },
  });
  const on = pool();
  await on.query(`insert into category (id, slug, position, icon, texts, created_at, updated_at) values
    (gen_random_uuid(), 'bench', 900, 'globe', '{"en":{"name":"Bench","description":"Bench"}}', now(), now())`);
  for (const { number, replies } of [...TOPICS, ...WRITTEN]) {
    const values = [number, authorId, content, replies];
    await on.query(
      `with p as (
        insert into page (id, kind, slug, last_revision, created_at)
          values (gen_random_uuid(), 'discussion', $1::int::text, 1, now()) returning id
      ), s as (
        insert into section (id, page_id, key) select gen_random_uuid(), id, 'message' from p returning id, page_id
      ), t as (
        insert into topic (page_id, section_id, number, slug, category_id, state, title, language, is_question,
          created_by, created_at, updated_at, active_at, reply_count)
          select s.page_id, s.id, $1, 'topic', c.id, 'shown', 'A topic of the bench', 'en', true, $2, now(), now(),
            now(), $4 from s, category c where c.slug = 'bench' returning page_id
      )
      insert into comment (id, post_id, number, author_id, state, content, client_token, created_at)
        select gen_random_uuid(), t.page_id, n, $2, 'shown', $3::jsonb, 'bench-' || $1 || '-' || n, now()
        from t, generate_series(1, $4::int) n`,
      values,
    );
  }
  await writeMany(authorId, content);
}

/** One statement for each table: two hundred thousand replies in a few seconds. */
async function writeMany(authorId: string, content: string): Promise<void> {
  const client = await pool().connect();
  const { first, topics, replies } = MANY;
  try {
    await client.query("set statement_timeout = 0");
    await client.query(
      `with p as (
        insert into page (id, kind, slug, last_revision, created_at)
          select gen_random_uuid(), 'discussion', n::text, 1, now()
          from generate_series($1::int, $1::int + $2::int - 1) n returning id, slug
      ), s as (
        insert into section (id, page_id, key) select gen_random_uuid(), id, 'message' from p returning id, page_id
      )
      insert into topic (page_id, section_id, number, slug, category_id, state, title, language, is_question,
        created_by, created_at, updated_at, active_at, reply_count)
        select p.id, s.id, p.slug::int, 'topic', c.id, 'shown', 'Topic ' || p.slug || ' of the bench', 'en', true, $3,
          at, at, at + interval '50 minutes', $4
        from p join s on s.page_id = p.id join category c on c.slug = 'bench',
          lateral (select now() - interval '1 hour' - (p.slug::int - $1) * interval '10 minutes' as at) w`,
      [first, topics, authorId, replies],
    );
    await client.query(
      `insert into comment (id, post_id, number, author_id, state, content, client_token, created_at)
        select gen_random_uuid(), t.page_id, n, $1, 'shown', $2::jsonb, 'bench-' || t.number || '-' || n,
          t.created_at + n * interval '1 minute'
        from topic t, generate_series(1, $3::int) n where t.number between $4 and $4 + $5 - 1`,
      [authorId, content, replies, first, topics],
    );
    // The second editor follows every second topic; every tenth of these has replies that they have not read.
    await client.query(
      `insert into topic_read (member_id, page_id, read_number, reason, opened_at, read_at)
        select m.id, t.page_id, case when t.number % 20 = 0 then $3::int - 5 else $3::int end, 'opened', now(), now()
        from topic t, member m where m.handle = 'bench-editor-2' and t.number % 2 = 0
          and t.number between $1 and $1 + $2 - 1`,
      [first, topics, replies],
    );
  } finally {
    client.release(true);
  }
}
