import { expect, it } from "vitest";
import { changedUnder, newUnder, saidIn } from "./said-under";

type Provision = { id: string; articles: string[]; heading?: string };
const laws = (...records: { id: string; status?: string; provisions: Provision[] }[]) =>
  saidIn("laws", { records });

it("provisions that answer an article and did not before are new, by their law", () => {
  const was = laws({ id: "code", provisions: [{ id: "a", articles: ["185-16"] }] });
  const is = laws(
    {
      id: "code",
      provisions: [
        { id: "a", articles: ["185-16", "185-17"] },
        { id: "b", articles: ["185-16-2"] },
      ],
    },
    { id: "act", provisions: [{ id: "c", articles: [] }] },
  );
  expect(newUnder(was, is)).toEqual([{ recordId: "code", articles: ["185:16", "185:17"] }]);
  expect(newUnder(is, was)).toEqual([]);
  expect(newUnder(saidIn("laws", null), was)).toEqual([{ recordId: "code", articles: ["185:16"] }]);
  // The new part beside it is not a change.
  expect(changedUnder(was, is)).toEqual([]);
});

it("provisions that say something else, answer no more, or are of a repealed law are changed", () => {
  const was = laws({
    id: "code",
    status: "in_force",
    provisions: [
      { id: "a", articles: ["185-16"], heading: "Preservation" },
      { id: "b", articles: ["185-17", "185-18"] },
    ],
  });
  const is = laws({
    id: "code",
    status: "in_force",
    provisions: [
      { id: "a", articles: ["185-16"], heading: "Expedited preservation" },
      { id: "b", articles: ["185-17"] },
    ],
  });
  expect(changedUnder(was, is)).toEqual([{ recordId: "code", articles: ["185:16", "185:18"] }]);
  const repealed = laws({ id: "code", status: "repealed", provisions: [{ id: "a", articles: ["185-16"] }] });
  const stood = laws({ id: "code", status: "in_force", provisions: [{ id: "a", articles: ["185-16"] }] });
  expect(changedUnder(stood, repealed)).toEqual([{ recordId: "code", articles: ["185:16"] }]);
  expect(changedUnder(stood, stood)).toEqual([]);
});

it("findings and declarations are said under the articles that they name", () => {
  const finding = (coverage: string) =>
    saidIn("mappings", { records: [{ id: "m", articles: ["185-16"], coverage }] });
  expect(changedUnder(finding("partial"), finding("full"))).toEqual([
    { recordId: "m", articles: ["185:16"] },
  ]);
  const declared = (...declarations: object[]) =>
    saidIn("treaty-status", { records: [{ id: "t", treaty: "185", declarations }] });
  const one = { id: "d", articles: ["185-24(7)"], summary: "Who takes requests" };
  expect(newUnder(declared(), declared(one))).toEqual([{ recordId: "t", articles: ["185:24"] }]);
  expect(changedUnder(declared(one), declared())).toEqual([{ recordId: "t", articles: ["185:24"] }]);
});
