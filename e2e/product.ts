import { existsSync, readdirSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { type AddressObject, type ParsedMail, simpleParser } from "mailparser";
import { Client } from "pg";

interface Product {
  dataDir: string;
  databaseUrl: string;
}

function product(): Product {
  const port = process.env.E2E_PORT ?? "3917";
  return JSON.parse(readFileSync(join(tmpdir(), `octopus-e2e-${port}.json`), "utf8")) as Product;
}

/** Environment for programs of the product under test: database, files, secret. */
export function productEnv() {
  const { dataDir, databaseUrl } = product();
  return {
    ...process.env,
    DATA_DIR: dataDir,
    DATABASE_URL: databaseUrl,
    AUTH_SECRET: "a secret of the end-to-end tests, which signs nothing real",
    OCTOPUS_ROOT: process.cwd(),
    LOG_LEVEL: "error",
  };
}

export interface Mail {
  to: string;
  subject: string;
  text: string;
  html: string;
  /** Address for a mail program's unsubscribe request (RFC 8058); null if not offered. */
  oneClick: string | null;
}

/** Mails read so far, by file: a file with its final name never changes. */
const read = new Map<string, Promise<Mail>>();

async function readMail(file: string): Promise<Mail> {
  const mail = await simpleParser(readFileSync(file));
  return {
    to: (mail.to as AddressObject | undefined)?.text ?? "",
    subject: mail.subject ?? "",
    oneClick: oneClickOf(mail),
    text: mail.text ?? "",
    html: mail.html || "",
  };
}

/** Lists the mails to an address, oldest first: file names are numbers in order of arrival. */
export async function mailsTo(address: string): Promise<Mail[]> {
  const folder = join(product().dataDir, "mail");
  if (!existsSync(folder)) return [];
  const mails: Mail[] = [];
  for (const name of readdirSync(folder).sort()) {
    if (!name.endsWith(".eml")) continue;
    const file = join(folder, name);
    const mail = read.get(file) ?? readMail(file);
    read.set(file, mail);
    if ((await mail).to.includes(address)) mails.push(await mail);
  }
  return mails;
}

function oneClickOf(mail: ParsedMail): string | null {
  const line = (name: string) => mail.headerLines.find(({ key }) => key === name)?.line ?? "";
  if (!/:\s*List-Unsubscribe=One-Click\s*$/.test(line("list-unsubscribe-post"))) return null;
  return /<(https?:[^>]+)>/.exec(line("list-unsubscribe").replaceAll(/\r?\n\s+/g, ""))?.[1] ?? null;
}

/** Jobs that find out whom to notify: once none is due, everyone has their notice. */
const TELLING = ["tell-watchers", "tell-page-watchers", "tell-subject-watchers", "tend-freshness"];

async function untilAllAreTold(client: Client): Promise<void> {
  const due = `select count(*)::int as n from graphile_worker.jobs
    where task_identifier = any($1) and run_at <= now() and attempts < max_attempts`;
  for (const until = Date.now() + 60_000; Date.now() < until; await sleep(100)) {
    const { rows } = await client.query<{ n: number }>(due, [TELLING]);
    if (rows[0]?.n === 0) return;
  }
  throw new Error("the worker did not tell of what had happened within a minute");
}

/**
 * Moves the notices of one member an hour back in time, so that "at once" mails are due and the worker collects
 * them. The product's clock cannot be changed from outside, and no page depends on when a mail is due. Notices
 * of others stay as they are, for stories that run at the same time.
 */
export async function letAnHourPass({ email }: { email: string }): Promise<void> {
  await onDatabase(async (client) => {
    await untilAllAreTold(client);
    await client.query(
      `update notice set due_at = due_at - interval '61 minutes'
       where due_at is not null and member_id = (select id from member where email = $1)`,
      [email],
    );
    await client.query("select graphile_worker.add_job('gather-notices', '{}'::json)");
  });
}

/**
 * Moves the member's saved searches, and pages whose name contains `words`, two minutes back in time and queues the job
 * that runs saved searches: it ignores content written a moment ago.
 */
export async function letSearchesCome({ email }: { email: string }, words: string): Promise<void> {
  await onDatabase(async (client) => {
    await client.query(
      `update saved_search set told_at = told_at - interval '2 minutes', seen_at = seen_at - interval '2 minutes'
       where member_id = (select id from member where email = $1)`,
      [email],
    );
    await client.query(
      "update search_entry set added_at = added_at - interval '2 minutes' where titles::text like '%' || $1 || '%'",
      [words],
    );
    await client.query("select graphile_worker.add_job('tell-searchers', '{}'::json)");
  });
}

/**
 * Fills a post's discussion with this many comments and returns the one at a position. Writes rows directly:
 * commenting so often would exceed the rate limit.
 */
export async function startDiscussion(
  slug: string,
  count: number,
  place: number,
): Promise<{ id: string; words: string }> {
  return onDatabase(async (client) => {
    const { rows } = await client.query<{ id: string; n: number }>(
      `with made as (
        insert into comment (id, post_id, author_id, state, content, client_token, created_at)
        select gen_random_uuid(), p.page_id, p.created_by, 'shown', jsonb_build_object('schemaVersion', 1, 'doc',
          jsonb_build_object('type', 'doc', 'content', jsonb_build_array(jsonb_build_object('type', 'paragraph', 'attrs',
            jsonb_build_object('id', 'p' || lpad(n::text, 7, '0')), 'content', jsonb_build_array(jsonb_build_object('type',
              'text', 'text', 'Point ' || n || ' of a long discussion.')))))), gen_random_uuid()::text, timestamptz '2026-01-01' + n * interval '1 minute'
        from post p, generate_series(1, $2::int) n where p.slug = $1 returning id, created_at
      ) select id, row_number() over (order by created_at)::int as n from made`,
      [slug, count],
    );
    await client.query("update version set n = n + 1 where scope = $1", [`post:${slug}`]);
    const found = rows.find(({ n }) => n === place);
    if (!found) throw new Error(`no post ${slug}`);
    return { id: found.id, words: `Point ${place} of a long discussion.` };
  });
}

async function onDatabase<T>(work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: product().databaseUrl });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/**
 * Moves the member's last password confirmation eleven minutes back, so that sensitive actions ask for the
 * password again.
 */
export async function letConfirmationLapse({ email }: { email: string }): Promise<void> {
  await onDatabase((client) =>
    client.query(
      `update session set confirmed_at = confirmed_at - interval '11 minutes'
       where member_id = (select id from member where email = $1)`,
      [email],
    ),
  );
}

/** The first link of a mail that leads to `path`. */
export function linkIn(mail: Mail, path: string): string {
  const found = [...mail.text.matchAll(/https?:\/\/\S+/g)]
    .map((match) => match[0])
    .find((link) => new URL(link).pathname.endsWith(path));
  if (!found) throw new Error(`no link to ${path} in "${mail.subject}"`);
  return found;
}

/** Moves a section of a profile days back in time, after which the worker checks what is due. */
export async function letSectionAge(slug: string, section: string, days: number): Promise<void> {
  await onDatabase(async (client) => {
    await client.query(
      `update section_freshness f set checked_at = f.checked_at - $3 * interval '1 day',
         review_by = f.review_by - $3 * interval '1 day', outdated_at = f.outdated_at - $3 * interval '1 day'
       from section s join profile p on p.page_id = s.page_id
       where s.id = f.section_id and p.slug = $1 and s.key = $2`,
      [slug, section, days],
    );
    await client.query("select graphile_worker.add_job('tend-freshness', '{}'::json)");
  });
}

/**
 * Marks the address of a profile's first source as not responding for days, and its pages as stale: no outside
 * address is requested here. Returns the address.
 */
export async function letSourceFallSilent(slug: string): Promise<string> {
  const client = new Client({ connectionString: product().databaseUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{ url: string }>(
      `insert into link_check (url, next_at, asked_at, failures, failing_since, broken_since)
         select r.data ->> 'url', now() + interval '1 week', now(), 3, now() - interval '5 days', now() - interval '5 days'
         from profile_record r join profile p on p.page_id = r.page_id
         where p.slug = $1 and r.section = 'sources' and r.data ->> 'url' like 'http%' order by r.position limit 1
       on conflict (url) do update set broken_since = excluded.broken_since
       returning url`,
      [slug],
    );
    await client.query(
      `insert into version (scope, n) values ('countries', 1), ('profile:' || $1::text, 1)
         on conflict (scope) do update set n = version.n + 1`,
      [slug],
    );
    const url = rows[0]?.url;
    if (!url) throw new Error(`${slug} has no source with an address`);
    return url;
  } finally {
    await client.end();
  }
}
