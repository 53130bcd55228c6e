import { describe, expect, it } from "vitest";
import { guardsOf } from "./stage";

const { requireState, requireSeen } = guardsOf("material");
const updatedAt = new Date("2026-03-01T10:00:00.250Z");

describe("guards of a kind of page", () => {
  it("accept a page that is in one of the states", () => {
    expect(() => requireState({ state: "draft" }, "draft", "submitted")).not.toThrow();
  });

  it("refuse a page in any other state and report its state", () => {
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
  ])("accept a decision on a page unchanged since it was seen, sent as %s", (_, seen) => {
    expect(() => requireSeen({ updatedAt }, seen)).not.toThrow();
  });

  it.each([
    ["milliseconds", updatedAt.getTime() - 1],
    ["a moment", "2026-03-01T10:00:00Z"],
  ])("refuse a decision on a page changed since it was seen, sent as %s", (_, seen) => {
    expect(() => requireSeen({ updatedAt }, seen)).toThrow(
      expect.objectContaining({ code: "conflict", reason: "material_changed" }),
    );
  });
});
