import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import { eq } from "drizzle-orm";
import { db } from "@/db/client";
import { page, revision, section } from "@/db/schema/revisions";
import type { SectionKey } from "@/lib/profiles/model";
import { textsOf } from "../support/sections";
import { type KillingGround, signedIn } from "./stage";
import { setStage, withBlock } from "./writers";

const WRITERS = 8;
/** Four write in one section, each in their own block; four in separate sections. All in one profile. */
const SECTIONS: readonly SectionKey[] = [
  "legislation",
  "legislation",
  "legislation",
  "legislation",
  "safeguards",
  "policies",
  "state-of-play",
  "related-laws",
];
const blockOf = (writer: number) => `block${writer}`.padEnd(8, "x");

/** A save that the server confirmed. */
interface Acknowledged {
  writer: number;
  text: string;
  clientToken: string;
  number: number;
}

export interface Kills {
  server: number;
  database: number;
  acknowledged: number;
  /** Confirmed saves that are not in the history with their number and text. */
  missing: string[];
  /** Tokens that made more than one revision. */
  doubled: string[];
  /** Saves refused although nobody else wrote in that block. */
  refused: string[];
  /** Responses that reported the outage as an internal error (500) instead of unavailability (503). */
  wrongAnswers: string[];
  /**
   * Errors in the data: gaps in numbers, a wrong count of the page, current revisions that are not the newest, missing
   * audit entries.
   */
  faults: string[];
  /** The seconds from each kill to the next confirmed save. */
  serverSeconds: number[];
  databaseSeconds: number[];
}

interface Run {
  ground: KillingGround;
  slug: string;
  isOver: boolean;
  acknowledged: Acknowledged[];
  refused: string[];
  wrongAnswers: string[];
}

/**
 * Runs eight writers that save continuously through HTTP while the server and the database are killed
 * (SIGKILL) in turn, until both counts are reached and at least `atLeast` saves are confirmed; then compares
 * the history with the confirmations. A save whose response was lost is sent again with its token, as a
 * browser does.
 */
export async function killUnderSavers(
  ground: KillingGround,
  kills: { server: number; database: number; atLeast: number },
): Promise<Kills> {
  const blocks = Object.fromEntries(SECTIONS.map((_, writer) => [blockOf(writer), "First"]));
  const { slug, actors } = await setStage(WRITERS, blocks, [...new Set(SECTIONS)]);
  const sessions = await Promise.all(actors.map((actor) => signedIn(actor.id, ground)));
  const run: Run = { ground, slug, isOver: false, acknowledged: [], refused: [], wrongAnswers: [] };
  const savers = sessions.map((session, writer) => saveWithoutPause(run, writer, session));
  const seconds = { server: [] as number[], database: [] as number[] };
  try {
    await until(() => run.acknowledged.length >= WRITERS);
    while (seconds.server.length < kills.server || seconds.database.length < kills.database) {
      if (seconds.server.length < kills.server) seconds.server.push(await killOnce(run, killServer));
      if (seconds.database.length < kills.database) seconds.database.push(await killOnce(run, killDatabase));
    }
    await until(() => run.acknowledged.length >= kills.atLeast, 600_000);
  } finally {
    run.isOver = true;
  }
  await Promise.all(savers);
  return {
    server: seconds.server.length,
    database: seconds.database.length,
    acknowledged: run.acknowledged.length,
    refused: run.refused,
    wrongAnswers: run.wrongAnswers,
    ...(await compare(run)),
    serverSeconds: seconds.server,
    databaseSeconds: seconds.database,
  };
}

async function until(isSo: () => boolean, milliseconds = 60_000): Promise<void> {
  const end = Date.now() + milliseconds;
  while (!isSo()) {
    if (Date.now() > end) throw new Error("nothing was saved any more");
    await sleep(5);
  }
}

/** Lets the writers save for a moment, kills, and waits for the next successful save. */
async function killOnce(run: Run, kill: (run: Run) => Promise<void>): Promise<number> {
  const before = run.acknowledged.length;
  await until(() => run.acknowledged.length >= before + 50);
  await sleep(Math.random() * 100);
  const at = performance.now();
  await kill(run);
  const known = run.acknowledged.length;
  await until(() => run.acknowledged.length > known);
  return Math.round(performance.now() - at) / 1000;
}

async function killServer({ ground }: Run): Promise<void> {
  ground.server.kill();
  await sleep(20);
  ground.server.start();
}

async function killDatabase({ ground }: Run): Promise<void> {
  process.kill(ground.postgres.pid, "SIGKILL");
  await sleep(20);
  await ground.postgres.ensure();
}

async function saveWithoutPause(run: Run, writer: number, session: Record<string, string>): Promise<void> {
  const address = `${run.ground.server.url}/api/v1/countries/${run.slug}/sections/${SECTIONS[writer]}`;
  const headers = { ...session, "content-type": "application/json" };
  for (let n = 0; !run.isOver; n += 1) {
    const now = await askUntilAnswered(run, address, { headers });
    if (!now) return;
    const text = `w${writer}n${n}`;
    const clientToken = randomUUID();
    const body = JSON.stringify({
      base: (now.json.revision as { number: number } | null)?.number ?? null,
      clientToken,
      summary: `Says ${text}`,
      content: withBlock(now.json.content, blockOf(writer), text),
    });
    const saved = await askUntilAnswered(run, address, { method: "PUT", headers, body });
    if (!saved) return;
    if (saved.status === 200)
      run.acknowledged.push({ writer, text, clientToken, number: Number(saved.json.number) });
    else run.refused.push(`${text}: ${saved.status} ${saved.json.reason}`);
  }
}

/** Repeats a request until the response is not a server error, like a browser that keeps trying. */
async function askUntilAnswered(run: Run, address: string, init: RequestInit) {
  for (;;) {
    const answer = await fetch(address, { ...init, signal: AbortSignal.timeout(15_000) })
      .then(async (response) => ({
        status: response.status,
        json: (await response.json()) as Record<string, unknown>,
      }))
      .catch(() => null);
    if (answer && answer.status < 500) return answer;
    if (answer && answer.status !== 503) run.wrongAnswers.push(`${init.method ?? "GET"}: ${answer.status}`);
    if (run.isOver) return null;
    await sleep(20);
  }
}

/** Compares the history with the confirmations. */
async function compare({ slug, acknowledged }: Run): Promise<Pick<Kills, "missing" | "doubled" | "faults">> {
  const rows = await db()
    .select({
      id: revision.id,
      number: revision.number,
      clientToken: revision.clientToken,
      content: revision.content,
      sectionId: revision.sectionId,
      current: section.currentRevisionId,
      last: page.lastRevision,
    })
    .from(revision)
    .innerJoin(page, eq(page.id, revision.pageId))
    .innerJoin(section, eq(section.id, revision.sectionId))
    .where(eq(page.slug, slug))
    .orderBy(revision.number);
  const byToken = new Map<string, typeof rows>();
  for (const row of rows) byToken.set(row.clientToken, [...(byToken.get(row.clientToken) ?? []), row]);
  const missing = acknowledged.filter(({ clientToken, number, text, writer }) => {
    const row = byToken.get(clientToken)?.[0];
    return row?.number !== number || textsOf(row.content)[blockOf(writer)] !== text;
  });
  const newest = new Map(rows.map((row) => [row.sectionId, row.id]));
  const faults = [
    ...rows.filter((row, index) => row.number !== index + 1).map((row) => `number ${row.number} after a gap`),
    ...(rows.at(-1)?.last === rows.length ? [] : ["the page counts otherwise than its history"]),
    ...rows
      .filter((row) => newest.get(row.sectionId) === row.id && row.current !== row.id)
      .map((row) => `${row.number} is not current`),
  ];
  return {
    missing: missing.map(({ text }) => text),
    doubled: [...byToken].filter(([, own]) => own.length > 1).map(([token]) => token),
    faults: [...faults, ...(await auditFaults(slug, rows.length))],
  };
}

/** Checks that each revision has its audit entry: one transaction is saved completely or not at all. */
async function auditFaults(slug: string, revisions: number): Promise<string[]> {
  const { rows } = await db().execute<{ n: number }>(
    `select count(*)::int as n from audit_entry where fact = 'revision.published' and details->>'slug' = '${slug}'`,
  );
  return rows[0]?.n === revisions ? [] : [`${rows[0]?.n} audit entries for ${revisions} revisions`];
}
