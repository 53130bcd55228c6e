import { describe, expect, it } from "vitest";
import { commandFailures, playwrightFailures, vitestFailures } from "@/scripts/lib/failures.mjs";

describe("the summary of failures", () => {
  it("names each failed test of a file, one that passed in the end, and a file that does not load", () => {
    const report = {
      testResults: [
        {
          name: "a.test.ts",
          status: "failed",
          assertionResults: [
            { status: "passed", fullName: "holds", failureMessages: [] },
            {
              status: "failed",
              fullName: "breaks",
              failureMessages: ["\u001B[31mexpected 1\u001B[39m\n\nto be 2"],
            },
          ],
        },
        { name: "b.test.ts", status: "failed", message: "Cannot find module", assertionResults: [] },
        {
          name: "c.test.ts",
          status: "passed",
          assertionResults: [{ status: "passed", fullName: "wavers", failureMessages: ["too late"] }],
        },
      ],
    };
    expect(vitestFailures(report)).toEqual([
      "✗ a.test.ts › breaks",
      "    expected 1",
      "    to be 2",
      "✗ b.test.ts",
      "    Cannot find module",
      "✗ c.test.ts › wavers (passed when it was repeated)",
      "    too late",
    ]);
    expect(vitestFailures(undefined)).toEqual([]);
  });

  it("shows a failed command's output from its first error on, or else its exit", () => {
    const noise = Array.from({ length: 30 }, (_, n) => `line ${n + 1}`).join("\n");
    expect(commandFailures("types", `${noise}\nUnhandled Rejection\nreset by peer\n`)).toEqual([
      "✗ types",
      "    Unhandled Rejection",
      "    reset by peer",
    ]);
    const silent = commandFailures("lint", noise);
    expect([silent.length, silent[1], silent.at(-1)]).toEqual([15, "    line 17", "    line 30"]);
  });

  it("names each browser test with the message of every attempt, even if it passed in the end", () => {
    const failed = { errors: [{ message: "too late\n    at wait (/x/node_modules/y.js:1:1)" }] };
    const story = (title: string, ok: boolean, results: object[]) => ({ title, ok, tests: [{ results }] });
    const report = {
      errors: [{ message: "the server did not start" }],
      suites: [
        {
          title: "x.spec.ts",
          specs: [story("breaks", false, [failed, failed]), story("holds", true, [{ errors: [] }])],
          suites: [{ title: "inside", specs: [story("wavers", true, [failed, { errors: [] }])] }],
        },
      ],
    };
    expect(playwrightFailures(report)).toEqual([
      "✗ outside any story",
      "    the server did not start",
      "✗ x.spec.ts › breaks",
      "    too late",
      "    too late",
      "✗ x.spec.ts › inside › wavers (passed when it was repeated)",
      "    too late",
    ]);
    expect(playwrightFailures(undefined)).toEqual([]);
  });
});
