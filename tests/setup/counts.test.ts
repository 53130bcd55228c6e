import { describe, expect, it } from "vitest";
import { closingLine, one, playwrightCounts, sum, vitestCounts } from "@/scripts/lib/counts.mjs";

const good = { numPassedTests: 5, numFailedTests: 0, numPendingTests: 0, numTodoTests: 0, testResults: [] };

describe("the counts of the test runners", () => {
  it("are added up into the closing line", () => {
    const total = sum([
      one(true),
      one(false),
      vitestCounts(good, 0),
      playwrightCounts({ stats: { expected: 2, flaky: 1 } }, 0),
    ]);
    expect(closingLine(total)).toBe("9 passed, 1 failed");
    expect(closingLine({ ...total, skipped: 2 })).toBe("9 passed, 1 failed, 2 skipped");
  });

  it("count a file that does not load as a failure", () => {
    const report = { ...good, testResults: [{ status: "failed", assertionResults: [] }] };
    expect(vitestCounts(report, 1)).toEqual({ passed: 5, failed: 1, skipped: 0 });
  });

  it("count a runner that failed without a failed test as a failure", () => {
    expect(vitestCounts(good, 1).failed).toBe(1);
    expect(playwrightCounts({ stats: { expected: 3, unexpected: 0, flaky: 0, skipped: 0 } }, 1).failed).toBe(
      1,
    );
  });

  it("count a runner that ran nothing or wrote no report as a failure", () => {
    expect(vitestCounts({ ...good, numPassedTests: 0 }, 0).failed).toBe(1);
    expect(vitestCounts(undefined, 0).failed).toBe(1);
    expect(playwrightCounts({ stats: { expected: 0, unexpected: 0, flaky: 0, skipped: 4 } }, 0).failed).toBe(
      1,
    );
    expect(playwrightCounts(undefined, 1).failed).toBe(1);
  });
});
