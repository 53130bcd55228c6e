import { type SQL, sql } from "drizzle-orm";
import type { Ctx } from "@/lib/core/ctx";
import { findMatches, matcherOf, readText, readWritten } from "@/lib/filters";
import { COMMENT_PLACE, type Script } from "@/lib/filters/model";
import { MOST_SAMPLES, MOST_TESTED, type Sample, TEST_DAYS, type Tested } from "./model";

/** Texts that are read at once. */
const CHUNK = 500;

interface Conditions {
  words: string[];
  hosts: string[];
  minLinks: number | null;
  writers: "anyone" | "new";
  script: string | null;
  places: string[];
}

interface Row {
  [column: string]: unknown;
  id: string;
  kind: string;
  slug: string;
  author_id: string;
  at: string;
  content: unknown;
  summary: string | null;
  before: unknown;
}

/**
 * Counts what a filter would have caught of the comments and revisions of the last days, the newest first, and names some
 * of it. Moderators' texts pass. Messages between members are never read, and what members write about themselves has no past.
 */
export async function readPast(ctx: Ctx, filter: Conditions): Promise<Tested> {
  const matcher = matcherOf({ ...filter, script: filter.script as Script | null });
  const since = new Date(ctx.now.getTime() - TEST_DAYS * 86_400_000);
  const passing = await listPassing(ctx, filter.writers);
  const tested: Tested = { read: 0, caught: 0, isCut: false, samples: [] };
  const kinds = filter.places.filter((place) => place !== COMMENT_PLACE);
  const sorts = [
    ...(filter.places.includes(COMMENT_PLACE) ? [{ isComment: true, chunk: commentsBefore }] : []),
    ...(kinds.length > 0 ? [{ isComment: false, chunk: revisionsBefore(kinds) }] : []),
  ];
  for (const { isComment, chunk } of sorts) {
    let last: Row | undefined;
    for (let read = 0; ; ) {
      const { rows } = await ctx.tx.execute<Row>(chunk(since, last));
      read += rows.length;
      for (const row of rows) {
        if (passing.has(row.author_id)) continue;
        tested.read += 1;
        const now = readText(readWritten(row.content, row.summary ?? ""));
        const before = row.before === null ? null : readText(readWritten(row.before));
        const matched = findMatches(matcher, now, before);
        if (!matched) continue;
        tested.caught += 1;
        if (tested.samples.length < MOST_SAMPLES) tested.samples.push(sampleOf(row, matched, isComment));
      }
      last = rows.at(-1);
      if (rows.length < CHUNK) break;
      if (read >= MOST_TESTED) {
        tested.isCut = true;
        break;
      }
    }
  }
  return tested;
}

function sampleOf({ id, kind, slug, author_id, at }: Row, matched: string[], isComment: boolean): Sample {
  return {
    ...(isComment ? { commentId: id } : {}),
    kind,
    slug,
    authorId: author_id,
    at: new Date(at).toISOString(),
    matched: matched.slice(0, 20),
  };
}

/** Lists members whose texts the filter lets pass: moderators, and for one about new members all who are known. */
async function listPassing({ tx }: Ctx, writers: "anyone" | "new"): Promise<ReadonlySet<string>> {
  const staff = ["moderator", "administrator"];
  const roles = writers === "new" ? [...staff, "trusted", "practitioner", "focal-point"] : staff;
  const { rows } = await tx.execute<{ member_id: string }>(
    sql`select distinct member_id from role_grant where role = any(${sql.param(roles)}::text[])`,
  );
  return new Set(rows.map((row) => row.member_id));
}

/** SQL: rows older than the last one that was read. */
const after = (last: Row | undefined, at: SQL, id: SQL) =>
  last ? sql`and (${at}, ${id}) < (${last.at}::timestamptz, ${last.id}::uuid)` : sql``;

const commentsBefore = (since: Date, last: Row | undefined) => sql`
  select c.id, p.kind, p.slug, c.author_id, c.created_at::text as at, c.content, null as summary, null as before
  from comment c join page p on p.id = c.post_id
  where c.created_at >= ${since.toISOString()}::timestamptz and c.state <> 'removed'
    ${after(last, sql`c.created_at`, sql`c.id`)}
  order by c.created_at desc, c.id desc limit ${CHUNK}`;

const revisionsBefore = (kinds: readonly string[]) => (since: Date, last: Row | undefined) =>
  sql`
  select r.id, p.kind, p.slug, r.author_id, r.created_at::text as at, r.content, r.summary, b.content as before
  from revision r join page p on p.id = r.page_id left join revision b on b.id = r.parent_id
  where r.created_at >= ${since.toISOString()}::timestamptz and r.author_id is not null and r.tag <> 'import'
    and p.kind = any(${sql.param([...kinds])}::text[])
    ${after(last, sql`r.created_at`, sql`r.id`)}
  order by r.created_at desc, r.id desc limit ${CHUNK}`;
