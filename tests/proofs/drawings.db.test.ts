import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { db } from "@/db/client";
import { type LimitName, spend } from "@/lib/web/limits";
import { setEnvironment } from "../support/accounts";
import { useDatabase } from "../support/database";
import { slugFor } from "../support/slugs";
import { fieldNames, knock, listDoors } from "./doors";

useDatabase();

/** The address that `knock` uses. */
const IP = "192.0.2.7";
const ID = "0198c7a0-0000-7000-8000-000000000001";
/** The limits that count a reader's drawings. */
const COUNTED: LimitName[] = ["variant", "search", "diff", "verify", "document-export", "public-api"];
/** Values of which every parameter accepts one: a word, a number, a date, a time, an id, a key, an option of a list. */
const VALUES = [
  "zz",
  "7",
  "2020-01-01",
  "2020-01-01T00:00:00Z",
  ID,
  `1700000000000.${ID}`,
  "a".repeat(64),
  "fr",
  "RO",
  "Africa",
  "title",
  "senegal",
  "legislation",
  "guide",
];

/** Returns the options of a parameter with a list of choices. */
function choicesOf(schema: unknown): string[] {
  const seen = schema as
    | { options?: unknown[]; value?: unknown; _zod?: { def: { innerType?: unknown } } }
    | undefined;
  if (!seen) return [];
  const own = seen.options ?? ("value" in seen ? [seen.value] : []);
  const choices = own.filter((one) => typeof one === "string").slice(0, 2);
  return choices.length > 0 ? choices : choicesOf(seen._zod?.def.innerType);
}

describe("drawings that visitors request", () => {
  it("are counted by address, for every document, whichever of its parameters is given", async () => {
    setEnvironment({ RATE_LIMITS: "on" });
    for (const name of COUNTED) await spend(name, { ip: IP });
    await db().execute(sql`update rate_limit set points = 100000, expire = expire + 3600000`);
    const doors = (await listDoors()).filter(({ kind, method }) => kind === "document" && method === "GET");
    expect(doors.length).toBeGreaterThan(60);
    const drawn: string[] = [];
    const uncounted: string[] = [];
    const usual = {
      slug: "senegal",
      section: "legislation",
      handle: "ana",
      number: "1",
      id: ID,
      instrument: "185",
      article: "18",
      category: "training",
      title: "a-title",
    };
    for (const door of doors) {
      const place = { ...usual, slug: slugFor(door.file, usual.slug) };
      for (const name of fieldNames(door.handler.octopus?.view?.query)) {
        const statuses = new Set<number>();
        for (const value of [...VALUES, ...choicesOf(door.handler.octopus?.view?.query?.shape[name])]) {
          const { status } = await knock(door, { place, search: `?${name}=${value}` });
          statuses.add(status);
          // Invalid values have no page; anything else would be drawn for this address alone.
          if (status !== 429 && status !== 404) drawn.push(`${door.file}?${name}=${value}: ${status}`);
        }
        if (!statuses.has(429)) uncounted.push(`${door.file}?${name}`);
      }
    }
    expect(drawn).toEqual([]);
    expect(uncounted).toEqual([]);
  }, 240_000);
});
