-- A hundred times today's materials, each with two versions of two files and their downloads on thirty days.
insert into page (id, kind, slug, last_revision, created_at)
select md5('material-' || n)::uuid, 'material', 'material-' || n, 0, now() from generate_series(1, 6000) n;

insert into section (id, page_id, key)
select md5('description-' || n)::uuid, md5('material-' || n)::uuid, 'description' from generate_series(1, 6000) n;

insert into material (page_id, section_id, slug, state, title, abstract, language, kind, level, access, licence, tlp, audiences, topics,
  formats, articles, countries, is_neutral, languages, project, duration_minutes, created_at, updated_at, published_at, renewed_at, downloads)
select md5('material-' || n)::uuid, md5('description-' || n)::uuid, 'material-' || n, case when n % 20 = 0 then 'draft' else 'published' end,
  'Material ' || n, 'What material ' || n || ' teaches', 'en', (array['guide','module','checklist','slides'])[n % 4 + 1],
  (array['introductory','advanced'])[n % 2 + 1], (array['public','public','members','practitioners'])[n % 4 + 1], 'cc-by',
  (array['clear','clear','green','amber'])[n % 4 + 1], array[(array['judge','prosecutor','investigator'])[n % 3 + 1], 'trainer'],
  array[(array['electronic-evidence','cloud','ransomware','gender'])[n % 4 + 1]], array[(array['in-person','self-paced'])[n % 2 + 1]],
  array['185:' || n % 48 + 1], array[(array['RO','FR','SN','JP'])[n % 4 + 1]], false, array['en', (array['fr','ar'])[n % 2 + 1]],
  'Project ' || n % 12, n % 600 + 10, now() - n * interval '1 hour', now() - n * interval '1 hour', now() - n * interval '1 hour',
  now() - n * interval '1 hour', n * 7919 % 10000
from generate_series(1, 6000) n;

insert into material_version (id, material_id, number, label, created_at, published_at)
select md5('version-' || n || '-' || v)::uuid, md5('material-' || n)::uuid, v, v::text, now(), now()
from generate_series(1, 6000) n, generate_series(1, 2) v;

insert into file (id, state, name, type, size, received, sha256, reading, created_at, touched_at)
select md5('material-file-' || n || '-' || f)::uuid, 'clean', 'file-' || n || '-' || f, (array['pdf','docx','pptx','mp4'])[(n + f) % 4 + 1],
  100000, 100000, md5(n || '-' || f), 'read', now(), now()
from generate_series(1, 6000) n, generate_series(1, 4) f;

insert into material_file (version_id, file_id, material_id, language, origin, position)
select md5('version-' || n || '-' || (f + 1) / 2)::uuid, md5('material-file-' || n || '-' || f)::uuid, md5('material-' || n)::uuid,
  (array['en','fr'])[f % 2 + 1], 'original', f
from generate_series(1, 6000) n, generate_series(1, 4) f;

insert into file_download (file_id, day, country, count)
select md5('material-file-' || n || '-' || f)::uuid, current_date - d, (array['RO','SN',''])[d % 3 + 1], 3
from generate_series(1, 6000) n, generate_series(1, 4) f, generate_series(1, 30) d;
