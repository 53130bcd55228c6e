import { describe, expect, it } from "vitest";
import { visibleName } from "./visible";

describe("visibleName", () => {
  it("removes unseen characters from a name of letters that take two units each", () => {
    const letters = "𞤀".repeat(60);
    expect(visibleName(100).parse(`${letters}\u2062${letters.slice(0, 2)}`)).toBe(`${letters}𞤀`);
  });

  it("refuses a name with more characters than it may have", () => {
    expect(visibleName(100).safeParse("𞤀".repeat(101)).success).toBe(false);
  });
});
