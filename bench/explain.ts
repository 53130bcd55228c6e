/*
 * `node --import tsx bench/explain.ts`: runs the product's queries on a hundred times today's data and asks the
 * database for their plans. Prints a Markdown table; fails if a frequent query scans a large table in full or
 * takes long. `--plans` also prints the plans.
 */
import { createHash, randomBytes, randomUUID } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { closeDatabase, db } from "@/db/client";
import { migrateDatabase } from "@/db/migrate";
import { findActorBySession, findActorByToken } from "@/lib/accounts";
import {
  findPostHead,
  findPostPage,
  listFacets,
  listPosts,
  listPostsOn,
  listRelated,
  listTexts,
} from "@/lib/blog/queries";
import { findPageOf, listThreads } from "@/lib/comments";
import type { Actor } from "@/lib/core/actor";
import { readVersion } from "@/lib/core/versions";
import { findPublicMember, listDirectory, searchMembers } from "@/lib/members";
import { listAppeared } from "@/lib/notices";
import { listAudit } from "@/lib/operation";
import { listOwnContributions } from "@/lib/page-kinds";
import { findNeighbours, findRevisionLine, listHistory, listRevisionsBetween } from "@/lib/pages";
import {
  findDraft,
  findSection,
  findSectionForEdit,
  listDrafts,
  listPending,
  listPresent,
  saveSection,
} from "@/lib/profiles";
import { historyOf } from "@/lib/profiles/model";
import {
  findProfileAfter,
  findProfilePage,
  findSlugOf,
  listChanges,
  listSectionDiffs,
} from "@/lib/profiles/reading";
import { countFacets, findMaterial, listFeedEntries, listMaterials } from "@/lib/training";
import { LibraryQuery } from "@/lib/training/queries/model";
import { transact } from "@/lib/transact";
import { prepareDataDir } from "@/scripts/lib/data-dir.mjs";
import { acquirePostgres } from "@/scripts/lib/postgres.mjs";

/** Postgres scans smaller tables in full, whatever their indexes. */
const LARGE = 5_000;
/** Most milliseconds of one statement of a frequent query. */
const LONGEST = 25;

interface Case {
  name: string;
  run: () => Promise<unknown>;
  /** Reason why it may scan a large table in full, and take longer than `LONGEST`. */
  whole?: string;
}

const id = (kind: number, n: number) =>
  [(1_700_000_000_000 + n * 60_000).toString(16).padStart(12, "0"), `7${kind.toString(16).padStart(3, "0")}`]
    .concat("8000", n.toString(16).padStart(12, "0"))
    .join("")
    .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");

const member = (n: number, roles: Actor["roles"]): Actor => ({
  id: id(1, n),
  handle: `member-${n}`,
  displayName: `Member ${n}`,
  roles,
  dormantRoles: [],
  focalCountries: [],
  locale: "en",
  sessionId: id(2, n),
  confirmedAt: new Date(),
  scopes: null,
});
const reader = member(77, ["member", "trusted"]);
const administrator = member(78, ["member", "administrator"]);
/** Computes an id from a name, like the data of `explain-blog.sql`. */
const named = (name: string) =>
  createHash("md5")
    .update(name)
    .digest("hex")
    .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
const [slug, deep] = ["area-7000", "area-20000"];
const tokenHash = () => createHash("sha256").update("token-77").digest("hex");

const CASES: Case[] = [
  {
    name: "versions of a document",
    run: () => readVersion(["site", `profile:${slug}`, "member:member-9", "member:member-10"]),
  },
  { name: "who asks, by session", run: () => findActorBySession(id(2, 77)) },
  { name: "who asks, by token", run: () => findActorByToken(tokenHash()) },
  { name: "country page", run: () => findProfilePage(slug) },
  { name: "country page of 3,000 revisions", run: () => findProfilePage(deep) },
  { name: "another name of a country", run: () => findSlugOf("alias-7000") },
  { name: "section", run: () => findSection(slug, "legislation") },
  { name: "section in the editor", run: () => findSectionForEdit(reader, slug, "legislation") },
  { name: "who edits it", run: () => listPresent(reader, slug, "legislation") },
  { name: "history", run: () => listHistory(historyOf(slug), {}) },
  { name: "history of 3,000 revisions", run: () => listHistory(historyOf(deep), {}) },
  { name: "its older part", run: () => listHistory(historyOf(deep), { before: 1_500 }) },
  { name: "history of a section", run: () => listHistory(historyOf(deep), { section: "laws" }) },
  { name: "permanent revision", run: () => findProfileAfter(deep, 1_500) },
  { name: "its line", run: () => findRevisionLine(historyOf(deep), 1_500) },
  { name: "its neighbours", run: () => findNeighbours(historyOf(deep), 1_500) },
  { name: "diff", run: () => listSectionDiffs(id(4, 7_000), 10, 11) },
  { name: "diff among 3,000 revisions", run: () => listSectionDiffs(id(4, 20_000), 2_000, 2_001) },
  { name: "what lies between", run: () => listRevisionsBetween(historyOf(deep), 1_000, 2_000, 21) },
  { name: "recent changes", run: () => listChanges({}) },
  {
    name: "their second page",
    run: async () => listChanges({ before: (await listChanges({})).next ?? undefined }),
  },
  { name: "changes of a region", run: () => listChanges({ region: "Africa" }) },
  { name: "changes of a country", run: () => listChanges({ country: slug }) },
  { name: "changes by a member", run: () => listChanges({ member: "member-77" }) },
  { name: "changes of a week", run: () => listChanges({ days: "7" }) },
  {
    name: "drafts",
    run: () => listDrafts(reader),
    whole: "names of all profiles, of which there are some 200",
  },
  { name: "draft of a section", run: () => findDraft(reader, slug, "legislation") },
  { name: "waiting revisions of a country", run: () => listPending(reader, slug) },
  { name: "own contributions", run: () => listOwnContributions(reader, {}) },
  { name: "audit log", run: () => listAudit(administrator, {}), whole: "the total of all entries" },
  { name: "audit log of a member", run: () => listAudit(administrator, { who: "member-77" }) },
  { name: "audit log about a page", run: () => listAudit(administrator, { about: slug }) },
  { name: "directory of members", run: () => listDirectory({}) },
  { name: "page of a member", run: () => findPublicMember("member-77") },
  { name: "all members", run: () => searchMembers(administrator, {}), whole: "the total of all members" },
  {
    name: "library",
    run: () => listMaterials(LibraryQuery.parse({}), "en"),
    whole: "the total of all materials",
  },
  {
    name: "library by use",
    run: () => listMaterials(LibraryQuery.parse({ sort: "used" }), "en"),
    whole: "the total of all materials",
  },
  {
    name: "filters of the library",
    run: () => countFacets(LibraryQuery.parse({}), "en"),
    whole: "every value of every filter is counted, each table read once",
  },
  { name: "feed of the library", run: () => listFeedEntries(LibraryQuery.parse({}), 50) },
  { name: "material", run: () => findMaterial("material-77") },
  { name: "blog", run: () => listPosts({}), whole: "the total of all posts" },
  {
    name: "its second page",
    run: async () => listPosts({ before: (await listPosts({})).next ?? undefined }),
    whole: "the total of all posts",
  },
  { name: "posts of a topic", run: () => listPosts({ topic: "cloud" }) },
  { name: "posts by an author", run: () => listPosts({ author: "member-77" }) },
  { name: "posts on a country", run: () => listPosts({ country: "area-77" }) },
  { name: "posts of a year", run: () => listPosts({ year: new Date().getUTCFullYear() - 1 }) },
  { name: "posts of an article", run: () => listPosts({ article: "185:18" }) },
  { name: "posts of a series", run: () => listPosts({ series: "series-7" }) },
  { name: "newest posts on a country page", run: () => listPostsOn("B77", 5) },
  {
    name: "what the blog is narrowed by",
    run: () => listFacets(),
    whole: "every value of every filter is counted, posts read once",
  },
  { name: "feed of a topic", run: () => feed({ topic: "cloud" }) },
  { name: "feed of the blog", run: () => feed({}), whole: "the total of all posts" },
  { name: "post", run: () => findPostPage("post-77") },
  { name: "its history", run: () => findPostHead("post-77", null) },
  { name: "related posts", run: () => listRelated(named("post-77"), 3) },
  { name: "comments of 3,000", run: () => listThreads(named("post-77")) },
  { name: "a later page of them", run: () => listThreads(named("post-77"), named("long-1500")) },
  { name: "the page of one of them", run: () => findPageOf(named("post-77"), named("long-77")) },
  { name: "what appeared under a topic", run: () => listAppeared(reader, CLOUD, WEEK) },
  { name: "save", run: save },
];

const CLOUD = { kind: "topic", key: "cloud" } as const;
const WEEK = { from: new Date(Date.now() - 7 * 86_400_000), until: new Date() };

/** The query of a feed: the newest posts with full text. */
async function feed(query: Parameters<typeof listPosts>[0]) {
  const { rows } = await listPosts(query, 30);
  return listTexts(rows.map((post) => post.id));
}

async function save() {
  const standing = await findSection("area-9000", "legislation");
  await transact({ actor: reader, origin: { via: "web", ip: null, device: null } }, (ctx) =>
    saveSection(ctx, {
      slug: "area-9000",
      section: "legislation",
      base: standing?.revision?.number ?? null,
      clientToken: randomUUID(),
      summary: "Bench",
      content: {
        schemaVersion: 1,
        doc: {
          type: "doc",
          content: [{ type: "paragraph", content: [{ type: "text", text: randomUUID() }] }],
        },
      },
    }),
  );
}

interface Statement {
  text: string;
  values: unknown[];
}

/** Collects all statements that a function sends to the database. */
async function statementsOf(work: () => Promise<unknown>): Promise<Statement[]> {
  const found: Statement[] = [];
  const own = pg.Client.prototype.query as (...args: unknown[]) => unknown;
  pg.Client.prototype.query = function query(this: pg.Client, ...args: unknown[]) {
    const [first, second] = args;
    const config = first as { text?: string; values?: unknown[] } | string;
    const text = typeof config === "string" ? config : (config.text ?? "");
    const values = Array.isArray(second) ? second : typeof config === "string" ? [] : (config.values ?? []);
    if (/^\s*(select|with|insert|update|delete)/i.test(text)) found.push({ text, values });
    return own.apply(this, args);
  } as typeof pg.Client.prototype.query;
  try {
    await work();
  } finally {
    pg.Client.prototype.query = own as typeof pg.Client.prototype.query;
  }
  return found;
}

interface Plan {
  "Node Type": string;
  "Relation Name"?: string;
  "Index Name"?: string;
  "Actual Rows"?: number;
  "Actual Loops"?: number;
  "Rows Removed by Filter"?: number;
  Plans?: Plan[];
}

interface Explained {
  plan: Plan;
  milliseconds: number;
}

/** Returns the database's plan of a statement. A write, or a read that locks rows, is planned but not executed. */
async function explain(client: pg.Client, { text, values }: Statement): Promise<Explained> {
  const isRead = /^\s*(select|with)/i.test(text) && !/\bfor (no key )?(update|share)\b/i.test(text);
  const options = isRead ? "analyze, buffers, format json" : "format json";
  const { rows } = await client.query(`explain (${options}) ${text}`, values);
  const [found] = rows[0]["QUERY PLAN"] as [{ Plan: Plan; "Execution Time"?: number }];
  return { plan: found.Plan, milliseconds: found["Execution Time"] ?? 0 };
}

function nodesOf(plan: Plan): Plan[] {
  return [plan, ...(plan.Plans ?? []).flatMap(nodesOf)];
}

/** Counts the rows read, including those removed by a filter. */
function rowsRead(plan: Plan): number {
  return nodesOf(plan)
    .filter((node) => node["Relation Name"])
    .reduce(
      (sum, node) =>
        sum +
        ((node["Actual Rows"] ?? 0) + (node["Rows Removed by Filter"] ?? 0)) * (node["Actual Loops"] ?? 1),
      0,
    );
}

const withPlans = process.argv.includes("--plans");
const dataDir = mkdtempSync(join(tmpdir(), "octopus-explain-"));
prepareDataDir(dataDir);
const postgres = await acquirePostgres({ dataDir, profile: "fast" });
const problems: string[] = [];
const lines: string[] = [];

async function check(client: pg.Client, one: Case, sizes: ReadonlyMap<string, number>): Promise<void> {
  const explained: Explained[] = [];
  for (const statement of await statementsOf(one.run)) {
    const found = await explain(client, statement);
    explained.push(found);
    if (withPlans)
      process.stderr.write(`\n-- ${one.name}\n${statement.text}\n${JSON.stringify(found.plan, null, 1)}\n`);
  }
  const nodes = explained.flatMap(({ plan }) => nodesOf(plan));
  const scanned = nodes
    .filter(
      (node) => node["Node Type"] === "Seq Scan" && (sizes.get(node["Relation Name"] ?? "") ?? 0) > LARGE,
    )
    .map((node) => node["Relation Name"] ?? "");
  const slowest = Math.max(...explained.map(({ milliseconds }) => milliseconds));
  if (scanned.length > 0 && !one.whole) problems.push(`${one.name} reads all of ${scanned.join(", ")}`);
  if (slowest > LONGEST && !one.whole) problems.push(`${one.name} takes ${slowest.toFixed(1)} ms`);
  const indexes = [...new Set(nodes.flatMap((node) => node["Index Name"] ?? []))];
  const rows = explained.reduce((sum, { plan }) => sum + rowsRead(plan), 0);
  const time = explained.reduce((sum, { milliseconds }) => sum + milliseconds, 0);
  const verdict = one.whole
    ? `whole table: ${one.whole}`
    : scanned.length > 0
      ? `**reads all of ${scanned}**`
      : "";
  lines.push(
    `| ${one.name} | ${explained.length} | ${rows} | ${time.toFixed(2)} | ${indexes.join(", ")} | ${verdict} |`,
  );
}

try {
  process.env.DATABASE_URL = postgres.url;
  process.env.AUTH_SECRET ??= randomBytes(32).toString("hex");
  await migrateDatabase(postgres.url);
  const client = new pg.Client({ connectionString: postgres.url });
  await client.connect();
  for (const data of ["explain-data", "explain-training", "explain-blog"])
    await client.query(readFileSync(new URL(`./${data}.sql`, import.meta.url), "utf8"));
  await client.query("vacuum analyze");
  const { rows } = await client.query<{ name: string; size: number }>(
    "select relname as name, reltuples::int as size from pg_class where relkind = 'r'",
  );
  const sizes = new Map(rows.map((row) => [row.name, row.size]));
  await db().execute("select 1");
  for (const one of CASES) await check(client, one, sizes);
  await client.end();
  const large = [...sizes].filter(([, size]) => size > LARGE).sort(([, a], [, b]) => b - a);
  process.stdout.write(`Rows: ${large.map(([name, size]) => `${name} ${size.toLocaleString("en")}`).join(", ")}.

| query | statements | rows read | ms in the database | indexes | |
| --- | --: | --: | --: | --- | --- |
${lines.join("\n")}
`);
} finally {
  await closeDatabase();
  await postgres.destroy();
  rmSync(dataDir, { recursive: true, force: true });
}
if (problems.length > 0) {
  process.stderr.write(`${problems.join("\n")}\n`);
  process.exitCode = 1;
}
