-- A hundred times today's data, as rows and not as text: what counts here is which index finds them. In the order of
-- their references. Everything follows from the number of the row, so that each run makes the same.
create function bench_id(kind int, n bigint) returns uuid immutable language sql as
  $$ select (lpad(to_hex(1700000000000 + n * 60000), 12, '0') || '7' || lpad(to_hex(kind), 3, '0') || '8000' || lpad(to_hex(n), 12, '0'))::uuid $$;

insert into member (id, state, handle, email, email_key, full_name, display_name, country, is_listed, visibility, created_at)
select bench_id(1, n), case when n % 50 = 0 then 'suspended' else 'active' end, 'member-' || n, 'm' || n || '@example.org',
  'm' || n || '@example.org', 'Member ' || n, 'Member ' || n, (array['RO','FR','SN','JP'])[n % 4 + 1], n % 3 = 0,
  '{"country": "public"}', now() - n * interval '1 hour'
from generate_series(1, 20000) n;

insert into role_grant (member_id, role, granted_at)
select bench_id(1, n), case when n % 2 = 0 then 'trusted' else 'moderator' end, now() from generate_series(1, 20000, 40) n;

insert into session (id, member_id, created_at, last_seen_at, confirmed_at, device)
select bench_id(2, n), bench_id(1, n % 20000 + 1), now() - interval '1 hour', now(), now(), 'bench' from generate_series(1, 60000) n;

insert into api_token (id, member_id, name, hash, hint, scopes, created_at, expires_at)
select bench_id(3, n), bench_id(1, n), 'bench', encode(sha256(('token-' || n)::bytea), 'hex'), 'abcd', '{profiles:write}', now(), now() + interval '30 days'
from generate_series(1, 10000) n;

insert into page (id, kind, slug, last_revision, created_at)
select bench_id(4, n), 'profile', 'area-' || n, 30, now() from generate_series(1, 20000) n;

insert into profile (page_id, slug, iso2, iso3, name_en, name_fr, name_ar, region, is_un_member, is_coe_member, languages)
select bench_id(4, n), 'area-' || n, 'B' || n, 'BB' || n, 'Area ' || n, 'Area ' || n, 'Area ' || n,
  (array['Africa','Americas','Asia','Europe','Oceania'])[n % 5 + 1], true, false, '{eng}'
from generate_series(1, 20000) n;

insert into profile_alias (alias, page_id) select 'alias-' || n, bench_id(4, n) from generate_series(1, 20000) n;

insert into section (id, page_id, key)
select bench_id(5, n * 20 + k), bench_id(4, n), keys.key
from generate_series(1, 20000) n,
  unnest(array['treaty-status','policies','strategies','legislation','state-of-play','laws','substantive-law','procedural-law','safeguards',
    'related-laws','bills','institutions','reporting','international-cooperation','public-private','case-law','statistics','sources'])
    with ordinality keys(key, k);

-- Twelve revisions of each page; one page has 3,000.
insert into revision (id, page_id, section_id, number, author_id, summary, tag, state, content, schema_version, hash, size, size_change, client_token, created_at)
select bench_id(6, p * 100000 + n), bench_id(4, p), bench_id(5, p * 20 + sections.place), n, bench_id(1, (p * 7 + n) % 20000 + 1), 'Edit ' || n,
  case when n % 9 = 0 then 'revert' else 'edit' end, case when (p + n) % 500 = 0 then 'pending' else 'published' end,
  case when sections.key in ('laws', 'sources') then '{"schemaVersion": 1, "records": []}'::jsonb else '{"schemaVersion": 1, "doc": {"type": "doc", "content": []}}'::jsonb end,
  1, 'hash', 4, 0, 'token-' || p || '-' || n, now() - (20000 - p) * interval '10 minutes' - (3000 - n) * interval '1 second'
from (select p, n from generate_series(1, 20000) p, generate_series(1, 12) n union all select 20000, n from generate_series(13, 3000) n) rows,
  lateral (select (array[2, 4, 5, 6, 18])[n % 5 + 1] as place, (array['policies','legislation','state-of-play','laws','sources'])[n % 5 + 1] as key) sections;

update section set current_revision_id = newest.id
from (select distinct on (section_id) section_id, id from revision where state = 'published' order by section_id, number desc) newest
where newest.section_id = section.id;

insert into draft (id, member_id, section_id, content, sequence, updated_at)
select bench_id(7, n), bench_id(1, n % 20000 + 1), bench_id(5, n * 20 + 4), '{}', 1, now() - n * interval '1 minute' from generate_series(1, 20000) n;

insert into presence (section_id, member_id, seen_at)
select bench_id(5, n * 20 + 4), bench_id(1, n), now() from generate_series(1, 5000) n;

insert into treaty_status (page_id, treaty, record_id, status, confidence)
select bench_id(4, n), treaty, 'treaty-' || treaty, 'party', 'likely' from generate_series(1, 20000) n, unnest(array[185, 189, 224]) treaty;

insert into profile_record (page_id, section, record_id, position, title, data)
select bench_id(4, n), 'sources', 'source-' || k, k, 'Source ' || k, '{}' from generate_series(1, 20000) n, generate_series(1, 5) k;

insert into project_participation (page_id, project, name, part, confidence, source)
select bench_id(4, n), 'glacy', 'GLACY', 'participating', 'likely', 'newsletter' from generate_series(1, 20000, 20) n;

insert into version (scope, n) select 'profile:area-' || n, n from generate_series(1, 20000) n;
insert into version (scope, n) select 'member:member-' || n, n from generate_series(1, 20000) n;
insert into version (scope, n) values ('site', 1), ('countries', 9), ('changes', 9), ('members', 9);

insert into audit_entry (id, at, actor_id, fact, subject, details, via, ip)
select bench_id(8, n), now() - (400000 - n) * interval '1 minute', bench_id(1, n % 20000 + 1),
  (array['revision.published','sign-in.succeeded','sign-in.refused','draft.discarded'])[n % 4 + 1], bench_id(4, n % 20000 + 1)::text, '{}', 'web', '192.0.2.' || n % 250
from generate_series(1, 400000) n;
