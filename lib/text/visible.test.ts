import { describe, expect, it } from "vitest";
import { visibleName } from "./visible";

describe("visibleName", () => {
  it("removes invisible characters from a name of two-unit letters", () => {
    const letters = "𞤀".repeat(60);
    expect(visibleName(100).parse(`${letters}\u2062${letters.slice(0, 2)}`)).toBe(`${letters}𞤀`);
  });

  it("rejects a name that is too long", () => {
    expect(visibleName(100).safeParse("𞤀".repeat(101)).success).toBe(false);
  });
});
