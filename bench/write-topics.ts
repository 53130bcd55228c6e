import { pool } from "@/db/client";

/** Topics by how many replies they have: their numbers are far from those that the site gives. */
const TOPICS = [
  { number: 900_010, replies: 10 },
  { number: 905_000, replies: 5_000 },
];

/** Text of a message: a paragraph as members write them. */
const TEXT =
  "In our courts the examiner of the laboratory testifies, with the log of the tool and the hash values of each copy.";

/** Writes the topics that `bench/lib/cases.mjs` reads, with all their replies. */
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
  for (const { number, replies } of TOPICS) {
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
}
