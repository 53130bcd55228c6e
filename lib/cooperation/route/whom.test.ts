import { describe, expect, it } from "vitest";
import type { AuthorityRecord } from "@/lib/profiles/kinds/authorities";
import type { Confidence } from "@/lib/revisions/records-fields";
import { placeOf } from "@/lib/vocabulary/paragraphs";
import { seedFacts } from "@/tests/support/route-facts";
import { namedUnder } from "./whom";

const pattern = seedFacts()
  .flatMap(({ authorities }) => authorities)
  .find(({ functions }) =>
    functions.some(({ articles }) => articles.some((at) => placeOf(at).article === "185-27")),
  );

/** An authority for requests under Article 27, as sure as given; with a stage it is for that stage alone. */
function authority(id: string, confidence: Confidence, stage: "trial" | null = null): AuthorityRecord {
  const task = pattern?.functions.find(({ articles }) =>
    articles.some((at) => placeOf(at).article === "185-27"),
  );
  if (!pattern || !task) throw new Error("the starting data name nobody under Article 27");
  const own = { ...task, confidence, stage, direction: "both", urgency: null, measures: [] } as const;
  return { ...pattern, id, confidence, functions: [{ ...own, measures: [] }] };
}

const named = (authorities: AuthorityRecord[]) =>
  namedUnder({ authorities }, "185-27", "receive", { need: "content", urgency: "none", stage: "trial" }).map(
    ({ authority: { id } }) => id,
  );

describe("namedUnder", () => {
  it("lists the surest first", () => {
    expect(
      named([authority("a", "unverified"), authority("b", "confirmed"), authority("c", "likely")]),
    ).toEqual(["b", "c", "a"]);
  });

  it("lists the least general first, among equally sure ones", () => {
    expect(named([authority("a", "confirmed"), authority("b", "confirmed", "trial")])).toEqual(["b", "a"]);
  });
});
