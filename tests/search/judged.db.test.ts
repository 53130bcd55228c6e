import { beforeAll, describe, expect, it } from "vitest";
import { pool } from "@/db/client";
import { loadSeed } from "@/db/seed";
import { applySeed } from "@/db/seed/apply";
import { rebuildSearch, search, updateAllEntries } from "@/lib/search";
import { reindexAll } from "@/lib/searchables";
import { OPERATOR, SYSTEM, transact } from "@/lib/transact";
import { useDatabase } from "../support/database";
import { fixtureEntries } from "./fixtures";
import { type Judged, ndcg, readJudgements } from "./judgements";
import { readNames } from "./names";

useDatabase({ keep: true });

const LEAST = 0.8;
const judgements = readJudgements();
/** The name of each search result in the judgements. */
let names: ReadonlyMap<string, string> = new Map();

beforeAll(async () => {
  await transact(OPERATOR, (ctx) => applySeed(ctx, loadSeed()));
  await reindexAll(SYSTEM);
  await transact(SYSTEM, (ctx) =>
    rebuildSearch(ctx, { index: (tx) => updateAllEntries(tx, fixtureEntries()) }),
  );
  await pool().query("vacuum analyze search_entry");
  names = await readNames();
}, 120_000);

async function ask({ query, locale }: Judged): Promise<string[]> {
  const { hits } = await search(null, { q: query }, locale);
  return hits.map((hit) => names.get(hit.thing) ?? "?");
}

const mean = (values: readonly number[]) => values.reduce((sum, one) => sum + one, 0) / values.length;

describe("the judged queries", () => {
  it("are enough, and name things that exist", () => {
    expect(judgements.length).toBeGreaterThanOrEqual(120);
    const known = new Set(names.values());
    const unknown = judgements.flatMap(({ query, grades }) =>
      [...grades.keys()].filter((name) => !known.has(name)).map((name) => `${query}: ${name}`),
    );
    expect(unknown).toEqual([]);
  });

  it(`find the intended results: nDCG@10 of at least ${LEAST} in each language, identifiers first`, async () => {
    const scores = new Map<string, number[]>();
    const late: string[] = [];
    const report: string[] = [];
    for (const one of judgements) {
      const found = await ask(one);
      const score = ndcg(found, one.grades);
      scores.set(one.set, [...(scores.get(one.set) ?? []), score]);
      if (one.isIdentifier && one.grades.get(found[0] ?? "") !== 3) late.push(`${one.query}: ${found[0]}`);
      report.push(`${score.toFixed(2)} ${one.set} ${one.query}: ${found.slice(0, 8).join(" ")}`);
    }
    const all = [...scores.values()].flat();
    const said = [...scores].map(([set, own]) => `${set} ${mean(own).toFixed(3)} (${own.length})`).join(", ");
    // The score is the purpose of this test: it is in the log of every run.
    process.stdout.write(`search: nDCG@10 ${mean(all).toFixed(3)} over ${all.length} questions; ${said}\n`);
    if (process.env.SEARCH_REPORT) process.stdout.write(`${report.sort().join("\n")}\n`);
    expect(late).toEqual([]);
    for (const [set, own] of scores) expect(mean(own), set).toBeGreaterThanOrEqual(LEAST);
  }, 120_000);
});
