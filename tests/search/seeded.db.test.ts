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

/** Names and acronyms of the field that the product does not begin with; each may be offered another, none replaced. */
const NAMES =
  "Théo Theo Jean Ivan Olivier Smith Kofi Chen Nora Þór Lucy José Maria Ahmed Fatima Pedro Europol GCHQ CCIPS ANSSI Tracfin phishing sextortion swatting deepfake smishing Will".split(
    " ",
  );

describe("a name, on what the product begins with", () => {
  it.each(LOCALES)("is replaced by nothing, whoever asks (%s)", async (locale) => {
    const replaced: string[] = [];
    for (const name of NAMES) {
      const { corrections } = await search(null, { q: name }, locale);
      for (const { to } of corrections) replaced.push(`${name}: ${to}`);
    }
    expect(replaced).toEqual([]);
  });

  it("is not stretched to what another word comes down to", async () => {
    expect((await search(null, { q: "Lucy" }, "en")).total).toBe(0);
    expect((await search(null, { q: "José" }, "en")).total).toBe(0);
  });

  it.each([
    ["cybercime", "en", "cybercrime"],
    ["transborder acess", "en", "access"],
  ] as const)("but %s is mended (%s): %s", async (q, locale, meant) => {
    const { corrections, total } = await search(null, { q }, locale);
    expect([corrections.map(({ to }) => to), total > 0]).toEqual([[meant], true]);
  });

  it.each([
    ["التنصت", "ar"],
    ["contrefaçon", "fr"],
    ["٤٣١-٨", "ar"],
    ["٣٢٣-١", "ar"],
    ["18(1)(b)", "en"],
    ["24/7 point of contact", "en"],
  ] as const)("and %s is found (%s)", async (q, locale) => {
    const { total, isPartial } = await search(null, { q }, locale);
    expect(total).toBeGreaterThan(0);
    expect(isPartial).toBe(false);
  });
});

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
