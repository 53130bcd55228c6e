import { expect, it } from "vitest";
import { newProvisions, provisionsOf } from "./provisions";

const laws = (...records: { id: string; provisions: { id: string; articles: string[] }[] }[]) =>
  provisionsOf({ records });

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
  expect(newProvisions(was, is)).toEqual([{ recordId: "code", articles: ["185:16", "185:17"] }]);
  expect(newProvisions(is, was)).toEqual([]);
  expect(newProvisions(provisionsOf(null), was)).toEqual([{ recordId: "code", articles: ["185:16"] }]);
});
