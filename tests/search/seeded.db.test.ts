import { beforeAll, describe, expect, it } from "vitest";
import { pool } from "@/db/client";
import { loadSeed } from "@/db/seed";
import { applySeed } from "@/db/seed/apply";
import { applyMaterials } from "@/db/seed/apply-materials";
import { LOCALES } from "@/lib/i18n/locales";
import { suggestWithLaw } from "@/lib/legal";
import { search } from "@/lib/search";
import { reindexAll } from "@/lib/searchables";
import { OPERATOR, SYSTEM, transact } from "@/lib/transact";
import { useDatabase } from "../support/database";
import { readSeededJudgements } from "./judgements";
import { readNames } from "./names";

useDatabase({ keep: true });

let names: ReadonlyMap<string, string> = new Map();

/** The state after `npm run up` on the first day: the seed, and the worker's search index of it. */
beforeAll(async () => {
  await transact(OPERATOR, (ctx) => applySeed(ctx, loadSeed()));
  await applyMaterials(OPERATOR);
  await reindexAll(SYSTEM);
  await pool().query("vacuum analyze search_entry");
  names = await readNames();
}, 300_000);

/**
 * Names and acronyms of the field that are not in the starting data; the search may suggest a correction, but
 * must not replace them.
 */
const NAMES =
  "Théo Theo Jean Ivan Olivier Smith Kofi Chen Nora Þór Lucy José Maria Ahmed Fatima Pedro Europol GCHQ CCIPS ANSSI Tracfin phishing sextortion swatting deepfake smishing Will".split(
    " ",
  );

describe("suggestions, with the starting data", () => {
  const ask = async (q: string, lang: "en" | "fr" | "ar") =>
    (await suggestWithLaw(null, { q, lang })).map(({ label, href }) => [
      label.replaceAll("\u00a0", " "),
      href,
    ]);

  it.each([
    ["illegal access gh", "en", "Ghana: Illegal access", "/countries/ghana/legal#a-185-2", "Ghana"],
    ["accès illégal sén", "fr", "Sénégal : Accès illégal", "/fr/countries/senegal/legal#a-185-2", "Sénégal"],
  ] as const)(
    "for %s (%s) are the law, its provisions and the country",
    async (q, lang, label, href, country) => {
      const found = await ask(q, lang);
      expect(found[0]).toEqual([label, href]);
      expect(found.length).toBeGreaterThan(2);
      expect(found.at(-1)?.[0]).toBe(country);
    },
  );

  it.each([
    ["ghna", "en", "Ghana"],
    ["senagal", "en", "Senegal"],
    ["roumnie", "fr", "Roumanie"],
    ["غاناا", "ar", "غانا"],
  ] as const)("for %s (%s) begin with the country, once", async (q, lang, country) => {
    const labels = (await ask(q, lang)).map(([label]) => label);
    expect(labels[0]).toBe(country);
    expect(labels.filter((label) => label === country)).toHaveLength(1);
    expect(labels.length).toBeGreaterThan(3);
  });
});

describe("a name, with the starting data", () => {
  it.each(LOCALES)("is never replaced, for any reader (%s)", async (locale) => {
    const replaced: string[] = [];
    for (const name of NAMES) {
      const { corrections } = await search(null, { q: name }, locale);
      for (const { to } of corrections) replaced.push(`${name}: ${to}`);
    }
    expect(replaced).toEqual([]);
  });

  it("is not matched with another word of the same stem", async () => {
    expect((await search(null, { q: "Lucy" }, "en")).total).toBe(0);
    expect((await search(null, { q: "José" }, "en")).total).toBe(0);
  });

  it.each([
    ["cybercime", "en", "cybercrime"],
    ["transborder acess", "en", "access"],
  ] as const)("but %s is corrected (%s): %s", async (q, locale, meant) => {
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

describe("an identifier, with the starting data", () => {
  const judged = readSeededJudgements();

  it("belongs to something that exists", () => {
    const known = new Set(names.values());
    expect(judged.flatMap(({ grades }) => [...grades.keys()].filter((name) => !known.has(name)))).toEqual([]);
    expect(judged.filter(({ isIdentifier }) => isIdentifier).length).toBeGreaterThanOrEqual(30);
  });

  it.each(LOCALES)("has its own thing as the first result, for any reader (%s)", async (locale) => {
    const found = await Promise.all(
      judged.map(async ({ query, grades }) => {
        const { hits } = await search(null, { q: query }, locale);
        return { query, first: names.get(hits[0]?.thing ?? ""), meant: [...grades.keys()] };
      }),
    );
    expect(found.filter(({ first, meant }) => !meant.includes(first ?? ""))).toEqual([]);
  });
});
