import { describe, expect, it } from "vitest";
import { DECISION_MS, dueAt } from "./times";

const at = (text: string) => new Date(`${text}:00.000Z`);
const due = (time: Parameters<typeof dueAt>[0], now: string) =>
  dueAt(time, at(now))?.toISOString().slice(0, 16);

describe("time of a notice's mail", () => {
  it("is within the hour for now, so that the changes of an hour are one mail", () => {
    expect(due("now", "2026-11-25T10:20")).toBe("2026-11-25T11:20");
    expect(dueAt("now", at("2026-11-25T10:20"), DECISION_MS)?.toISOString()).toBe("2026-11-25T10:30:00.000Z");
  });

  it("is five in the morning (UTC) for daily digests", () => {
    expect(due("daily", "2026-11-25T04:59")).toBe("2026-11-25T05:00");
    expect(due("daily", "2026-11-25T05:00")).toBe("2026-11-26T05:00");
    expect(due("daily", "2026-12-31T23:00")).toBe("2027-01-01T05:00");
  });

  it("is Monday for weekly digests", () => {
    expect(due("weekly", "2026-11-25T10:00")).toBe("2026-11-30T05:00");
    expect(due("weekly", "2026-11-30T04:00")).toBe("2026-11-30T05:00");
    expect(due("weekly", "2026-11-30T06:00")).toBe("2026-12-07T05:00");
    expect(due("weekly", "2026-11-29T06:00")).toBe("2026-11-30T05:00");
  });

  it("is never if no mail is wanted", () => {
    expect(dueAt("none", at("2026-11-25T10:00"))).toBeNull();
  });
});
