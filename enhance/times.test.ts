import { expect, test } from "vitest";
import { ago } from "./times";

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

test.each([
  [0, [0, "second"]],
  [59_000, [0, "second"]],
  [5 * MINUTE, [-5, "minute"]],
  [3 * 60 * MINUTE, [-3, "hour"]],
  [DAY, [-1, "day"]],
  [7 * DAY - 1, [-6, "day"]],
  [7 * DAY, null],
  [-30_000, [0, "second"]],
  [-DAY, null],
] as const)("an age of %i ms", (age, expected) => {
  expect(ago(age)).toEqual(expected);
});
