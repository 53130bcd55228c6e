/*
 * Things that can be found, put together from a pool of titles and paragraphs whose terms the product's own code made:
 * $1 things, numbered from $2, in languages of which $3 has each as often as it comes. Each tenth is a long one: a row for the whole, and nine for its parts.
 * A tsvector of two is what one text of both would have given.
 */
with thing as materialized (
  select n, md5('bench:' || n)::uuid as thing, n % 10 = 0 as is_long,
    (array['law','law','profile','source','source','post','comment','comment','material','file'])[1 + floor(random() * 10)::int] as kind,
    ($3::text[])[1 + floor(random() * cardinality($3::text[]))::int] as lang,
    chr(65 + floor(random() * random() * 26)::int) || chr(65 + floor(random() * 26)::int) as country,
    (array['public','public','public','public','public','public','public','members','members','practitioners'])[1 + floor(random() * 10)::int] as audience,
    now() - make_interval(days => floor(random() * 2000)::int) as at,
    case when random() < 0.1 then current_date - floor(random() * 300)::int end as verified_on,
    (random() * 0.3)::real as prior, random() as r
  from generate_series($2::int, $2::int + $1::int - 1) n
), part as materialized (
  select thing.*, part, title.text as title,
    one.text || E'\n' || two.text as text,
    title.terms || format('''=k:%s'' ''=l:%s'' ''=c:%s''', kind, thing.lang, country)::tsvector as about,
    one.terms || two.terms as own
  from thing cross join lateral (
    select part, abs(hashint4(n * 16 + part)::bigint) as a, abs(hashint4(-n * 16 - part)::bigint) as b
    from generate_series(case when is_long then 1 else 0 end, case when is_long then 9 else 0 end) part
  ) parts
  join bench_count on bench_count.lang = thing.lang
  join bench_text title on title.lang = thing.lang and title.is_title and title.n = floor(thing.r * bench_count.titles)::int
  join bench_text one on one.lang = thing.lang and not one.is_title and one.n = a % bench_count.texts
  join bench_text two on two.lang = thing.lang and not two.is_title and two.n = b % bench_count.texts
), whole as (
  select thing, 0 as part, n, kind, lang, country, audience, at, verified_on, prior, title, '' as text, about,
    bench_join(strip(own)) as own
  from part where is_long group by thing, n, kind, lang, country, audience, at, verified_on, prior, title, about
)
insert into search_entry
  (thing, part, owner, key, kind, path, titles, language, countries, audience, at, verified_on, prior, text, anchors, terms, hash)
select thing, part, 'bench:' || n, 'bench:' || n, kind, '/bench/' || n, jsonb_build_object('', title), lang,
  array[country], audience, at, verified_on, prior, text, '[[0, "top"]]', about || own, 'bench'
from (
  select thing, part, n, kind, lang, country, audience, at, verified_on, prior, title, text, about, own from part
  union all select * from (select thing, part, n, kind, lang, country, audience, at, verified_on, prior, title, text, about, own from whole) w
) entry
