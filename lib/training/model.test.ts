import { describe, expect, it } from "vitest";
import { nextLabel } from "./model";

describe("the name of a version that mends another", () => {
  it.each([
    ["1", "1.1"],
    ["1.9", "1.10"],
    ["2.1.3", "2.1.4"],
    ["Spring", "Spring.1"],
    ["x".repeat(30), `${"x".repeat(28)}.1`],
  ])("of %s is %s", (label, next) => expect(nextLabel(label)).toBe(next));
});
