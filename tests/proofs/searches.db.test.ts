import { describe, expect, it } from "vitest";
import { GET } from "@/app/[locale]/search/route";
import { COUNTED } from "@/lib/search/find";
import { SEARCH_KINDS } from "@/lib/vocabulary/search-kinds";
import { TOPICS } from "@/lib/vocabulary/topics";
import { useDatabase } from "@/tests/support/database";
import { TEXTS } from "@/tests/support/hostile";
import { SHAPES } from "@/tests/support/hostile-shapes";
import { entry, put } from "@/tests/support/search";

useDatabase({ keep: true });

const WORDS =
  "provisions section preservation evidence Article 16 § 202c cybercrime Senegal France law data order الأدلة المادة preuve Код 漢字 431-8 2013/40/EU théo Budapest".split(
    " ",
  );
const COUNTRIES = ["SN", "FR", "RO", "JP", "TT"];
const SEARCHES = 2_000;

/** Returns a generator of the same numbers in each run. */
function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

describe("searches", () => {
  it("never answer 500: 2,000 different ones over more entries than are counted", {
    timeout: 600_000,
  }, async () => {
    const next = numbers(7);
    const one = <T>(of: readonly T[]) => of[Math.floor(next() * of.length)] as T;
    const some = (most: number) =>
      Array.from({ length: 1 + Math.floor(next() * most) }, () => one(WORDS)).join(" ");
    // More sources with one pair of words than are counted, so that the result is not among them.
    const sources = Array.from({ length: COUNTED + 600 }, (_, n) =>
      entry(`Source ${n}`, "provisions section", {
        kind: "source",
        key: `s${n}`,
        countries: [one(COUNTRIES)],
      }),
    );
    const others = Array.from({ length: 400 }, (_, n) =>
      entry(some(4), some(20), {
        kind: one(SEARCH_KINDS.filter((kind) => kind !== "source")),
        key: `o${n}`,
        countries: next() < 0.5 ? [one(COUNTRIES)] : [],
        topics: next() < 0.3 ? [one(TOPICS)] : [],
        language: one(["en", "fr", "ar", "ru", "zh"]),
        at: new Date(Date.UTC(2026, 0, 1 + Math.floor(next() * 300))),
      }),
    );
    // Written last but ranked first: its row is beyond those that are counted.
    const named = entry("Provisions section", "provisions section", {
      kind: "source",
      key: "last",
      countries: ["SN"],
    });
    await put([...sources, ...others, named]);
    const hostile = [...Object.values(TEXTS), ...Object.values(SHAPES).map((unit) => unit.repeat(12))];
    const asked = new Set<string>(["q=provisions+section", "q=provisions+section&lang=en"]);
    while (asked.size < SEARCHES) {
      const query = new URLSearchParams({ q: next() < 0.25 ? one(hostile) + some(2) : some(6) });
      if (next() < 0.2) query.set("type", one(SEARCH_KINDS));
      if (next() < 0.2) query.set("country", one(COUNTRIES));
      if (next() < 0.1) query.set("topic", one(TOPICS));
      if (next() < 0.1) query.set("sort", "new");
      if (next() < 0.1) query.set("exact", "1");
      if (next() < 0.2) query.set("page", String(1 + Math.floor(next() * 16)));
      asked.add(query.toString());
    }
    const failed: string[] = [];
    for (const query of asked) {
      const request = new Request(`https://octopus.example/search?${query}`);
      const answer = await GET(request, { params: Promise.resolve({ locale: one(["en", "fr", "ar"]) }) });
      if (answer.status >= 500) failed.push(`${answer.status} ${query}`);
    }
    expect(failed).toEqual([]);
  });
});
