import { beforeAll, describe, expect, it } from "vitest";
import { pool } from "@/db/client";
import { loadSeed } from "@/db/seed";
import { applySeed } from "@/db/seed/apply";
import { applyMaterials } from "@/db/seed/apply-materials";
import { LOCALES } from "@/lib/i18n/locales";
import { search } from "@/lib/search";
import { reindexAll } from "@/lib/searchables";
import { OPERATOR, SYSTEM, transact } from "@/lib/transact";
import { useDatabase } from "../support/database";
import { readSeededJudgements } from "./judgements";
import { readNames } from "./names";

useDatabase({ keep: true });

let names: ReadonlyMap<string, string> = new Map();

/** What `npm run up` does on the first day: the seed, and what the worker writes of it for the search. */
beforeAll(async () => {
  await transact(OPERATOR, (ctx) => applySeed(ctx, loadSeed()));
  await applyMaterials(OPERATOR);
  await reindexAll(SYSTEM);
  await pool().query("vacuum analyze search_entry");
  names = await readNames();
}, 300_000);

describe("an identifier, on what the product begins with", () => {
  const judged = readSeededJudgements();

  it("is of something that is there", () => {
    const known = new Set(names.values());
    expect(judged.flatMap(({ grades }) => [...grades.keys()].filter((name) => !known.has(name)))).toEqual([]);
    expect(judged.filter(({ isIdentifier }) => isIdentifier).length).toBeGreaterThanOrEqual(30);
  });

  it.each(LOCALES)("finds its own thing first, whoever asks (%s)", async (locale) => {
    const found = await Promise.all(
      judged.map(async ({ query, grades }) => {
        const { hits } = await search(null, { q: query }, locale);
        return { query, first: names.get(hits[0]?.thing ?? ""), meant: [...grades.keys()] };
      }),
    );
    expect(found.filter(({ first, meant }) => !meant.includes(first ?? ""))).toEqual([]);
  });
});
