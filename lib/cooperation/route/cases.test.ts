import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { seedFacts } from "@/tests/support/route-facts";
import type { CountryFacts, Question } from "./model";
import { NEEDS, URGENCIES } from "./model";
import { type Plan, planRoutes } from "./plan";

const FACTS = new Map(seedFacts().map((facts) => [facts.iso3, facts]));
const LINES = readFileSync(new URL("cases.txt", import.meta.url), "utf8")
  .trim()
  .split("\n");
const CASES = LINES.filter((line) => !line.startsWith("#")).map((line) => line.split(" | "));

const factsOf = (iso3: string): CountryFacts => {
  const facts = FACTS.get(iso3);
  if (!facts) throw new Error(`no facts of ${iso3}`);
  return facts;
};

/** Reads "SEN>USA content none stage=trial,on=2024-10-31". */
function planned(asked: string): Plan {
  const [pair = "", need, urgency, more = ""] = asked.split(" ");
  const [from = "", to = ""] = pair.split(">");
  const choices = new Map(more.split(",").map((one) => one.split("=") as [string, string]));
  return planRoutes(factsOf(from), factsOf(to), {
    need: need as Question["need"],
    urgency: urgency as Question["urgency"],
    stage: choices.get("stage") as Question["stage"],
    place: (choices.get("place") ?? "country") as Question["place"],
    day: choices.get("on") ?? "2026-12-02",
  });
}

/** Words of a list as the file has them. */
const words = (found: readonly string[]) => [...new Set(found)].join(" ") || "-";

function written({ first, routes, closed }: Plan): string[] {
  const whom = routes.find(({ theirs }) => theirs.length > 0)?.theirs ?? [];
  const whyClosed = ({ why }: Plan["closed"][number]) =>
    why.state === "later"
      ? `later${why.from}`
      : "sides" in why
        ? `${why.state}-${why.sides.join("+")}`
        : why.state;
  return [
    words(first.map((step) => (step.key === "preserve" ? `preserve:${step.by}` : step.key))),
    words(routes.map(({ key }) => key)),
    words(
      routes.flatMap(({ bites }) => bites.map(({ bite, side }) => (side === "from" ? `${bite}(own)` : bite))),
    ),
    words(whom.map(({ authority }) => authority.id)),
    words(
      closed.filter(({ why }) => why.state !== "not_in_force").map((one) => `${one.key}:${whyClosed(one)}`),
    ),
  ];
}

describe("planRoutes", () => {
  it.each(CASES)("answers %s", (asked = "", ...expected) => {
    expect(written(planned(asked))).toEqual(expected);
  });

  it.each([
    ["SEN>USA content none", "stored_data", ["own_procedure"]],
    ["GBR>FRA content none", "stored_data", ["procedure_of_other"]],
    ["GBR>FRA content none", "ets30", ["named_elsewhere"]],
    ["NLD>USA content none stage=before_proceedings", "stored_data", ["early", "procedure_of_other"]],
    ["SEN>USA subscriber none stage=before_proceedings", "voluntary", []],
  ])("notes for %s, by %s: %s", (asked, key, notes) => {
    expect(planned(asked).routes.find((route) => route.key === key)?.notes).toEqual(notes);
  });

  it("has at least 80 worked cases, 20 of them after published texts", () => {
    const published = LINES.filter((line, n) => LINES[n - 1]?.startsWith("# ") && !line.startsWith("#"));
    expect(CASES.length).toBeGreaterThanOrEqual(80);
    expect(published.length).toBeGreaterThanOrEqual(20);
    expect(new Set(CASES.map(([asked]) => asked)).size).toBe(CASES.length);
  });

  it("answers each pair of States, for each need and urgency, or says plainly what is closed and what is not recorded", () => {
    const all = [...FACTS.values()];
    let pairs = 0;
    for (const [row, from] of all.entries()) {
      for (const to of all) {
        if (from === to) continue;
        pairs += 1;
        // Every need and every urgency comes up for each State that is asked, without 48 plans for each pair.
        const need = NEEDS[pairs % NEEDS.length] ?? "other";
        const urgency = URGENCIES[row % URGENCIES.length] ?? "none";
        const plan = planRoutes(from, to, {
          need,
          urgency,
          stage: undefined,
          place: "country",
          day: "2026-12-02",
        });
        const name = `${from.iso3}>${to.iso3} ${need} ${urgency}`;
        expect(plan.routes.length, name).toBeGreaterThan(0);
        expect(
          plan.routes.every(({ needs }) => needs.includes(need)),
          name,
        ).toBe(true);
        expect(plan.first[0]?.key, name).toBe("own");
        for (const { named, theirs, bond, instrument } of plan.routes) {
          expect(bond === null, name).toBe(instrument === null);
          const isSaid = plan.gaps.some((gap) => gap.side === "to" && gap.article === named);
          if (named === "185-27" && theirs.length === 0) expect(isSaid, name).toBe(true);
        }
        const isBudapest = plan.routes.some(({ instrument }) => instrument === "185");
        const isClosed = plan.closed.some(({ instrument }) => instrument === "185");
        expect(isBudapest !== isClosed || need === "domain", name).toBe(true);
      }
    }
    expect(pairs).toBe(196 * 195);
  });
});
