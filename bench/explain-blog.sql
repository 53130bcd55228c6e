-- A thousand times today's posts, each with two comments; one with a discussion of 3,000.
insert into page (id, kind, slug, last_revision, created_at)
select md5('post-' || n)::uuid, 'post', 'post-' || n, 2, now() from generate_series(1, 10000) n;

insert into section (id, page_id, key)
select md5('body-' || n)::uuid, md5('post-' || n)::uuid, 'body' from generate_series(1, 10000) n;

insert into revision (id, page_id, section_id, number, author_id, summary, tag, state, content, schema_version, hash, size, size_change,
  client_token, created_at)
select md5('post-revision-' || n || '-' || v)::uuid, md5('post-' || n)::uuid, md5('body-' || n)::uuid, v, bench_id(1, n % 900 + 1), 'Edit',
  'edit', 'published', '{"schemaVersion":1,"doc":{"type":"doc","content":[]}}', 1, 'x', 0, 0, 'post-' || n || '-' || v,
  now() - n * interval '4 hours'
from generate_series(1, 10000) n, generate_series(1, 2) v;

update section set current_revision_id = md5('post-revision-' || n || '-2')::uuid
from generate_series(1, 10000) n where section.id = md5('body-' || n)::uuid;

insert into series (id, slug, title, created_at) select md5('series-' || n)::uuid, 'series-' || n, 'Series ' || n, now()
from generate_series(1, 40) n;

insert into post (page_id, section_id, slug, state, title, summary, language, topics, countries, articles, series_id, translation_id,
  created_by, created_at, updated_at, published_at)
select md5('post-' || n)::uuid, md5('body-' || n)::uuid, 'post-' || n, case when n % 50 = 0 then 'draft' else 'published' end,
  'Post ' || n, 'What post ' || n || ' says', (array['en','en','fr','ar'])[n % 4 + 1],
  array[(array['cloud','gender','statistics','legislation','ransomware','forensics'])[n % 6 + 1], 'electronic-evidence'],
  array['B' || n % 150 + 1], array['185:' || n % 48 + 1], case when n % 5 = 0 then md5('series-' || n % 40 + 1)::uuid end,
  case when n % 9 = 0 then md5('translation-' || n / 2)::uuid end, bench_id(1, n % 900 + 1), now() - n * interval '4 hours',
  now() - n * interval '4 hours', case when n % 50 = 0 then null else now() - n * interval '4 hours' end
from generate_series(1, 10000) n;

insert into post_author (post_id, member_id, position)
select md5('post-' || n)::uuid, bench_id(1, (n + k * 7) % 900 + 1), k from generate_series(1, 10000) n, generate_series(0, 1) k;

insert into comment (id, post_id, author_id, state, content, client_token, created_at)
select md5('comment-' || n || '-' || k)::uuid, md5('post-' || n)::uuid, bench_id(1, (n + k) % 900 + 1), 'shown',
  '{"schemaVersion":1,"doc":{"type":"doc","content":[]}}'::jsonb, 'comment-' || n || '-' || k, now() - k * interval '1 hour'
from generate_series(1, 10000) n, generate_series(1, 2) k
union all
select md5('long-' || k)::uuid, md5('post-77')::uuid, bench_id(1, k % 900 + 1), case when k % 40 = 0 then 'hidden' else 'shown' end,
  '{"schemaVersion":1,"doc":{"type":"doc","content":[]}}'::jsonb, 'long-' || k, now() - k * interval '1 minute'
from generate_series(1, 3000) k;

insert into subject_event (id, kind, key, sort, page_id, subject_id, at)
select md5('event-' || n)::uuid, 'topic', (array['cloud','gender','statistics','legislation','ransomware','forensics'])[n % 6 + 1], 'post',
  md5('post-' || n)::uuid, md5('post-' || n)::uuid, now() - n * interval '4 hours'
from generate_series(1, 10000) n;
