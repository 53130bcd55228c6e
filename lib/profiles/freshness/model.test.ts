import { describe, expect, it } from "vitest";
import { datesAfter, monthsAfter, reviewMonths, stateAt } from "./model";

const at = (day: string) => new Date(`${day}T12:00:00Z`);
const day = (date: Date) => date.toISOString().slice(0, 10);

describe("the time of a section", () => {
  it("is twelve months, six for sections with contacts", () => {
    expect(reviewMonths("legislation")).toBe(12);
    expect(reviewMonths("institutions")).toBe(6);
    expect(reviewMonths("reporting")).toBe(6);
  });

  it("ends on the same day of the month, or on its last", () => {
    expect(day(monthsAfter(at("2026-01-15"), 6))).toBe("2026-07-15");
    expect(day(monthsAfter(at("2026-08-31"), 6))).toBe("2027-02-28");
    expect(day(monthsAfter(at("2024-02-29"), 12))).toBe("2025-02-28");
  });

  it("has passed at its end, and twice at the end of as long again", () => {
    const dates = datesAfter("legislation", at("2025-03-01"));
    expect(stateAt(dates, at("2026-02-28"))).toBe("fresh");
    expect(stateAt(dates, at("2026-03-01"))).toBe("due");
    expect(stateAt(dates, at("2027-02-28"))).toBe("due");
    expect(stateAt(dates, at("2027-03-01"))).toBe("outdated");
  });
});
