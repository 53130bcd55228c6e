import { expect, it } from "vitest";
import { FormDraftNumber } from "./input";

it("rejects draft numbers that the database cannot store", () => {
  for (const given of ["2000000001", "99999999999", "-1", "1.5", "x"])
    expect(FormDraftNumber.safeParse(given).success, given).toBe(false);
});

it("reads a form's draft number, or none", () => {
  expect(["7", "0", "", undefined].map((given) => FormDraftNumber.parse(given))).toEqual([
    7,
    0,
    null,
    undefined,
  ]);
});
