/*
 * Rows of the search, put together from a pool of titles and paragraphs whose terms the product's own code made:
 * $1 rows. A tsvector of two is what one text of both would have given.
 */
insert into search_entry
  (thing, part, owner, key, kind, path, titles, language, countries, audience, at, verified_on, prior, text, anchors, terms, hash)
select
  gen_random_uuid(), 0, 'bench:' || n, 'bench', made.kind, '/bench/' || n, jsonb_build_object('', title.text), made.lang,
  array[made.country], made.audience, now() - make_interval(days => (random() * 2000)::int),
  case when random() < 0.1 then current_date - (random() * 300)::int end, made.prior,
  one.text || E'\n' || two.text, '[[0, "top"]]',
  title.terms || format('''=k:%s'' ''=l:%s'' ''=c:%s''', made.kind, made.lang, made.country)::tsvector
    || one.terms || two.terms,
  'bench'
from (
  select n,
    (array['law','law','profile','source','source','post','comment','comment','material','file'])[1 + (random() * 9.99)::int % 10] as kind,
    (array['en','en','en','en','en','en','fr','fr','ar','es'])[1 + (random() * 9.99)::int % 10] as lang,
    chr(65 + (random() * random() * 25.99)::int) || chr(65 + (random() * 25.99)::int) as country,
    (array['public','public','public','public','public','public','public','members','members','practitioners'])[1 + (random() * 9.99)::int % 10] as audience,
    (random() * 0.3)::real as prior,
    1 + (random() * (select count(*) - 1 from bench_title))::int as t,
    1 + (random() * (select count(*) - 1 from bench_text))::int as a,
    1 + (random() * (select count(*) - 1 from bench_text))::int as b
  from generate_series(1, $1::int) n
) made
join bench_title title on title.id = made.t
join bench_text one on one.id = made.a
join bench_text two on two.id = made.b
