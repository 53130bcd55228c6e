import { describe, expect, it } from "vitest";
import { guardsOf } from "./stage";

const { requireState, requireSeen } = guardsOf("material");
const updatedAt = new Date("2026-03-01T10:00:00.250Z");

describe("the guards of a sort of page", () => {
  it("let a page through that is in one of the states", () => {
    expect(() => requireState({ state: "draft" }, "draft", "submitted")).not.toThrow();
  });

  it("refuse a page in any other state, and say in which it is", () => {
    expect(() => requireState({ state: "retracted" }, "draft", "submitted")).toThrow(
      expect.objectContaining({
        code: "conflict",
        reason: "material_state",
        details: { state: "retracted" },
      }),
    );
  });

  it.each([
    ["milliseconds", updatedAt.getTime()],
    ["a moment", updatedAt.toISOString()],
    ["nothing", undefined],
  ])("let a decision through on a page as it was seen, sent as %s", (_, seen) => {
    expect(() => requireSeen({ updatedAt }, seen)).not.toThrow();
  });

  it.each([
    ["milliseconds", updatedAt.getTime() - 1],
    ["a moment", "2026-03-01T10:00:00Z"],
  ])("refuse a decision on a page that has changed since, sent as %s", (_, seen) => {
    expect(() => requireSeen({ updatedAt }, seen)).toThrow(
      expect.objectContaining({ code: "conflict", reason: "material_changed" }),
    );
  });
});
