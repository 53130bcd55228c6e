import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { pool } from "@/db/client";
import { Browser } from "@/tests/support/browser";
import { emptyTables, listWrittenTables, useDatabase } from "@/tests/support/database";
import { knock, listDoors } from "./doors";
import { FORM_CASES, ROUTES } from "./form-cases";

/*
 * What someone without a session makes the server store: a stranger sends every form of the product as its
 * member would, and requests every address. Only the tables listed with limits in docs/security.md may change
 * ("What a visitor can make the server store or compute").
 */
useDatabase();
process.env.RATE_LIMITS = "on";

/** The contents of a table without rows. */
const EMPTY = "";

const DOCUMENTED = new Set(
  [
    ...(/### What a visitor can make[\s\S]*?(?=\n### )/
      .exec(readFileSync("docs/security.md", "utf8"))?.[0]
      .matchAll(/`([a-z_]+)`/g) ?? []),
  ].map(([, name]) => name),
);

/** Returns the contents of each table that was ever written to, as one text. */
async function contents(): Promise<Map<string, string>> {
  const each = (await listWrittenTables()).map(
    (name) =>
      `select '${name}' as name, md5(string_agg(t::text, ',' order by t::text)) as held from ${name} t`,
  );
  if (each.length === 0) return new Map();
  const { rows } = await pool().query<{ name: string; held: string | null }>(each.join(" union all "));
  return new Map(
    rows.map(({ name, held }) => [name.replace(/^public\.|^graphile_worker\._private_/, ""), held ?? EMPTY]),
  );
}

/** Returns the tables that an action changes. */
async function changedBy(act: () => Promise<unknown>): Promise<string[]> {
  const before = await contents();
  await act();
  const after = await contents();
  return [...after].flatMap(([name, held]) => ((before.get(name) ?? EMPTY) === held ? [] : [name])).sort();
}

const stranger = () => new Browser(ROUTES, "203.0.113.9");

describe("a stranger", () => {
  it("changes only what the table of limits lists, through any form of the product", async () => {
    const changes: Record<string, string[]> = {};
    for (const [name, one] of Object.entries(FORM_CASES)) {
      if (one.isHidden) continue;
      await emptyTables();
      const stand = await one.make();
      const { action, hidden } = await stand.browser.open(stand.at, name.split(" ").at(-1) ?? "");
      changes[name] = await changedBy(() => stranger().ask(action, { ...hidden, ...stand.fields }));
      if (stand.memberId !== null) {
        expect([
          name,
          changes[name].filter((table) => !["held_form", "rate_limit", "save_failure"].includes(table)),
        ]).toEqual([name, []]);
      }
    }
    const all = new Set(Object.values(changes).flat());
    expect([...all].filter((table) => !DOCUMENTED.has(table))).toEqual([]);
    expect(all.size).toBeGreaterThan(5);
    // Every form of the product, one after the other.
  }, 300_000);

  it("changes nothing more by reading any address, whether it exists or not", async () => {
    const wrong: [string, string[]][] = [];
    await FORM_CASES["app/[locale]/countries/[slug]/diff/route.tsx undo"]?.make();
    for (const door of await listDoors()) {
      if (door.method !== "GET") continue;
      const changed = await changedBy(() =>
        knock(door, { as: null, place: { slug: "senegal", section: "legislation", number: "1" } }),
      );
      const unlisted = changed.filter((table) => !DOCUMENTED.has(table));
      if (unlisted.length > 0) wrong.push([door.file, unlisted]);
    }
    expect(wrong).toEqual([]);
  });
});
