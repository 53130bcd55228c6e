import { describe, expect, it } from "vitest";
import { DomainError } from "@/lib/core/errors";
import { HEALTH_DEFAULTS, parseHealthLimits } from "@/lib/core/health-limits";
import { causeOf } from "./save-failures";
import { nextAlert } from "./watch-health";

const at = (hours: number) => new Date(Date.UTC(2026, 10, 29) + hours * 3_600_000);

describe("health limits", () => {
  it("are those given, with defaults for the rest", () => {
    expect(parseHealthLimits("search-lag=5, disk-gb=20")).toEqual({
      ...HEALTH_DEFAULTS,
      "search-lag": 5,
      "disk-gb": 20,
    });
  });

  it.each(["search=5", "disk-gb=-1", "disk-gb", "__proto__=1", "failed-jobs=999999", "a=1,,"])(
    "reject %s",
    (text) => expect(parseHealthLimits(text)).toBeNull(),
  );
});

describe("alerts", () => {
  /** Simulates times with good and bad states; returns which mails were sent when. */
  function run(course: readonly (readonly [hours: number, isBad: boolean])[]): string[] {
    let row: Parameters<typeof nextAlert>[0];
    const mailed: string[] = [];
    for (const [hours, isBad] of course) {
      const next = nextAlert(row, isBad, at(hours));
      if (!next) continue;
      row = { cause: "disk", ...next.set };
      if (next.mails) mailed.push(`${next.mails} at ${hours}`);
    }
    return mailed;
  }

  it("come once a day while a problem lasts, and at its end", () => {
    expect(
      run([
        [0, false],
        [1, true],
        [2, true],
        [24, true],
        [25, true],
        [30, true],
        [31, false],
        [32, false],
      ]),
    ).toEqual(["alert at 1", "alert at 25", "over at 31"]);
  });

  it("come at most once a day for a recurring problem", () => {
    expect(
      run([
        [1, true],
        [2, false],
        [3, true],
        [4, false],
        [5, true],
        [6, false],
        [26, true],
        [27, false],
      ]),
    ).toEqual(["alert at 1", "over at 2", "alert at 26", "over at 27"]);
  });

  it("report what returned within a day once the day is over", () => {
    expect(
      run([
        [1, true],
        [2, false],
        [3, true],
        [24, true],
        [25, true],
        [26, false],
      ]),
    ).toEqual(["alert at 1", "over at 2", "alert at 25", "over at 26"]);
  });
});

describe("cause of a failed save", () => {
  it.each([
    [new DomainError("conflict", "merge"), "conflict"],
    [new DomainError("invalid", "fields"), "invalid"],
    [new DomainError("unavailable", "busy"), "busy"],
    [new DomainError("unavailable", "starting"), "away"],
    [new DomainError("unavailable", "read_only"), "read-only"],
    [new DomainError("forbidden", "section_edit"), "refused"],
    [new DomainError("rate_limited"), "refused"],
    [null, "internal"],
  ])("%s: is %s", (error, cause) => expect(causeOf(error)).toBe(cause));
});
