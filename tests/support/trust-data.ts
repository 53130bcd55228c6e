import type { ClientBase } from "pg";

/** The number of rows of each kind. */
export interface TrustSizes {
  profiles: number;
  /** Revisions of each of a profile's nine texts. */
  revisions: number;
  /** Pending edits, spread over all profiles. */
  waiting: number;
}

const TEXT = `'{"schemaVersion":1,"doc":{"type":"doc","content":[{"type":"paragraph","attrs":{"id":"aaaaaa"},
  "content":[{"type":"text","text":"What the law says."}]}]}}'::jsonb`;

/**
 * Creates data for reviews, translations, drafts, checks, exports and error reports, as many small rows
 * written by the database itself: profiles with nine texts each, a third of them with a translation, and
 * pending edits by five hundred members. The numbers of a profile alternate between its sections, as with
 * real saves.
 */
export async function fillTrust(
  client: ClientBase,
  { profiles, revisions, waiting }: TrustSizes,
): Promise<void> {
  const run = (text: string) => client.query(text);
  await run("set statement_timeout = 0");
  // The references are correct by construction; checking each would take most of the time. Only superusers
  // can skip that.
  const { rows } = await run("select rolsuper as may from pg_roles where rolname = current_user");
  if (rows[0]?.may) await run("set session_replication_role = replica");
  await run(`insert into member (id, state, handle, email, email_key, full_name, display_name, created_at)
    select md5('m' || n)::uuid, 'active', 'writer-' || n, 'writer-' || n || '@example.org',
      'writer-' || n || '@example.org', 'Writer ' || n, 'Writer ' || n, now() from generate_series(1, 500) n`);
  await run(`insert into page (id, kind, slug, last_revision, created_at)
    select md5('p' || n)::uuid, 'profile', 'place-' || n, ${revisions * 9 + 1000}, now()
      from generate_series(1, ${profiles}) n`);
  await run(`insert into profile (page_id, slug, iso2, iso3, name_en, name_fr, name_ar, region, is_un_member,
      is_coe_member, languages)
    select md5('p' || n)::uuid, 'place-' || n, 'X' || n, 'X' || n, 'Place ' || n, 'Lieu ' || n, 'مكان ' || n,
      (array['Africa','Asia','Europe'])[1 + n % 3], true, false, '{eng}' from generate_series(1, ${profiles}) n`);
  await run(`create temporary table text_key as select key, row_number() over () - 1 as n from unnest(array['policies',
    'legislation','state-of-play','substantive-law','procedural-law','safeguards','related-laws',
    'international-cooperation','public-private']) key`);
  await run(`insert into section (id, page_id, key)
    select md5('s' || p || key)::uuid, md5('p' || p)::uuid, key from generate_series(1, ${profiles}) p, text_key`);
  await run(`insert into section (id, page_id, key, language)
    select md5('s' || p || key || '@fr')::uuid, md5('p' || p)::uuid, key || '@fr', 'fr'
      from generate_series(1, ${profiles}) p, text_key where (p + text_key.n) % 3 = 0`);
  const columns = `id, page_id, section_id, number, author_id, summary, tag, state, content, schema_version, hash, size,
    size_change, client_token, created_at, base_id, follows_id`;
  await run(`insert into revision (${columns})
    select md5('r' || p || key || r)::uuid, md5('p' || p)::uuid, md5('s' || p || key)::uuid, r * 9 + n + 1,
      md5('m' || 1 + (p + r) % 500)::uuid, 'Edit ' || r, 'edit', 'published', ${TEXT}, 1, 'x', 18, 18,
      'r-' || p || key || r, now() - make_interval(hours => ${revisions} - r), null, null
      from generate_series(1, ${profiles}) p, text_key, generate_series(0, ${revisions - 1}) r`);
  await run(`insert into revision (${columns})
    select md5('t' || p || key)::uuid, md5('p' || p)::uuid, md5('s' || p || key || '@fr')::uuid,
      ${revisions * 9 + 1} + n, md5('m' || 1 + p % 500)::uuid, 'Translated', 'edit', 'published', ${TEXT}, 1, 'x', 18, 18,
      't-' || p || key, now(), null, md5('r' || p || key || ${revisions - 2})::uuid
      from generate_series(1, ${profiles}) p, text_key where (p + n) % 3 = 0`);
  await run(`insert into revision (${columns})
    select md5('w' || n)::uuid, md5('p' || 1 + n % ${profiles})::uuid, md5('s' || 1 + n % ${profiles} || 'legislation')::uuid,
      ${revisions * 9 + 100} + n / ${profiles}, md5('m' || 1 + n % 500)::uuid, 'A proposal, number ' || n, 'edit',
      'pending', ${TEXT}, 1, 'x', 18, 0, 'w-' || n, now() - make_interval(mins => ${waiting} - n),
      md5('r' || 1 + n % ${profiles} || 'legislation' || ${revisions - 1})::uuid, null
      from generate_series(0, ${waiting - 1}) n`);
  await run(`update section s set current_revision_id = (select r.id from revision r where r.section_id = s.id
    and r.state = 'published' order by r.number desc limit 1)`);
  await run(`insert into revision_claim (revision_id, member_id, claimed_at)
    select md5('w' || n)::uuid, md5('m' || 1 + n % 20)::uuid, now() - make_interval(hours => n % 30)
      from generate_series(0, ${waiting - 1}, 7) n`);
  await run(`insert into draft (id, member_id, section_id, content, summary, sequence, updated_at)
    select gen_random_uuid(), md5('m' || m)::uuid, md5('s' || 1 + (m * 7 + n) % ${profiles} || 'legislation')::uuid,
      ${TEXT}, '', 1, now() from generate_series(1, 500) m, generate_series(1, 20) n on conflict do nothing`);
  await run(`insert into section_freshness (section_id, page_id, checked_at, how, review_by, outdated_at, state)
    select md5('s' || p || key)::uuid, md5('p' || p)::uuid, now(), 'edit', now() + interval '1 year',
      now() + interval '2 years', 'fresh' from generate_series(1, ${profiles}) p, text_key`);
  await run(`insert into section_check (id, section_id, revision_id, member_id, kind, at)
    select gen_random_uuid(), md5('s' || p || key)::uuid, md5('r' || p || key || ${revisions - 1})::uuid,
      md5('m' || 1 + p % 500)::uuid, 'confirmed', now() - make_interval(days => k)
      from generate_series(1, ${profiles}) p, text_key, generate_series(1, 5) k`);
  await run(`insert into error_report (id, page_id, section, text, locale, hash, state, created_at, decided_at, answer)
    select gen_random_uuid(), md5('p' || 1 + n % ${profiles})::uuid, 'legislation', 'Something is wrong here.', 'en', 'h' || n,
      case when n % 20 = 0 then 'open' else 'corrected' end, now() - make_interval(mins => n),
      case when n % 20 = 0 then null else now() end, case when n % 20 = 0 then null else 'Put right.' end
      from generate_series(1, 20000) n`);
  await run(`insert into export_record (id, page_id, number, format, form, language, content_hash, maker, state,
      progress, sha256, size, created_at, ready_at, asked_at)
    select gen_random_uuid(), md5('p' || p)::uuid, n, f, 'full', l, md5(p || '-' || n || l), 2, 'ready', 100,
      md5(p || '-' || n || l || f), 1000, now(), now(), now()
      from generate_series(1, ${profiles}) p, generate_series(1, 10) n, unnest(array['pdf', 'docx']) f,
        unnest(array['en', 'fr', 'ar']) l`);
  await run("drop table text_key");
  if (rows[0]?.may) await run("set session_replication_role = default");
  await run("analyze");
}
