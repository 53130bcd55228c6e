import { expect, it } from "vitest";
import { pageOf } from "@/tests/support/profile-page";
import { toCheckOf } from "./to-check";

const fact = { id: "r1", title: "Act", confidence: "unverified", provisions: [] };
const withLaws = (records: object[], isHidden = false) => {
  const page = pageOf("senegal");
  const laws = page.sections.laws;
  if (!laws) throw new Error("no laws in the seed");
  return { sections: { laws: { ...laws, isHidden, content: { records } } } };
};

it("counts unverified facts and records without a source, those of provisions included", () => {
  const provision = { id: "p1", locator: "s. 1", articles: [], confidence: "unverified" };
  const laws = [
    { ...fact, provisions: [provision, { ...provision, id: "p2", confidence: "confirmed" }] },
    { ...fact, id: "r2", confidence: "confirmed", sources: ["un"] },
  ];
  expect(toCheckOf(withLaws(laws))).toEqual([{ section: "laws", unverified: 2, unsourced: 1 }]);
});

it("does not ask again for a source that was sought in vain, nor about a hidden text", () => {
  const sought = [{ ...fact, sourceState: "none_found" }];
  expect(toCheckOf(withLaws(sought))).toEqual([{ section: "laws", unverified: 1, unsourced: 0 }]);
  expect(toCheckOf(withLaws(sought, true))).toEqual([]);
  expect(toCheckOf(withLaws([{ ...fact, confidence: "confirmed", sources: ["un"] }]))).toEqual([]);
});
