import { describe, expect, it } from "vitest";
import type { Actor, Role } from "@/lib/core/actor";
import { HIDES_AT, weightOf } from "./limits";

const NOW = new Date("2026-06-01T12:00:00Z");
const OLD = new Date("2026-01-01T12:00:00Z");
const actor = (...roles: Role[]) => ({ roles: ["member", ...roles] }) as unknown as Actor;
const weight = (roles: Role[], given: Partial<Parameters<typeof weightOf>[1]> = {}) =>
  weightOf(actor(...roles), { createdAt: OLD, upheld: 0, dismissed: 0, ...given }, NOW);

describe("the weight of a flag", () => {
  it("counts standing and office", () => {
    expect(weight([], { createdAt: NOW })).toBe(1);
    expect(weight([])).toBe(2);
    expect(weight(["trusted"])).toBe(3);
    expect(weight(["practitioner"])).toBe(3);
    expect(weight(["trusted", "focal-point"])).toBe(4);
    expect(weight(["moderator"])).toBe(6);
    expect(weight(["administrator", "trusted", "practitioner"])).toBe(6);
  });

  it("is enough to hide with five members, or three trusted ones, and with no fewer", () => {
    expect(5 * weight([])).toBeGreaterThanOrEqual(HIDES_AT);
    expect(4 * weight([])).toBeLessThan(HIDES_AT);
    expect(3 * weight(["trusted"])).toBeGreaterThanOrEqual(HIDES_AT);
    expect(8 * weight([], { createdAt: NOW })).toBeLessThan(HIDES_AT);
  });

  it("rises with accuracy after five decisions, and falls to nothing at worst", () => {
    expect(weight([], { upheld: 5 })).toBe(2);
    expect(weight([], { upheld: 16 })).toBe(12);
    expect(weight([], { upheld: 7, dismissed: 3 })).toBe(2);
    expect(weight([], { upheld: 3, dismissed: 7 })).toBe(0);
    expect(weight([], { dismissed: 1_000 })).toBe(0);
  });
});
