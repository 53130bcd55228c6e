import { expect, it } from "vitest";
import { FormDraftNumber } from "./input";

it("refuses a draft number that the database cannot store", () => {
  for (const given of ["2000000001", "99999999999", "-1", "1.5", "x"])
    expect(FormDraftNumber.safeParse(given).success, given).toBe(false);
});

it("reads the draft number of a form, or none", () => {
  expect(["7", "0", "", undefined].map((given) => FormDraftNumber.parse(given))).toEqual([
    7,
    0,
    null,
    undefined,
  ]);
});
