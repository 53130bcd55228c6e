import { beforeEach, describe, expect, it } from "vitest";
import { logViolation, readViolations } from "./policy-reports";

beforeEach(() => {
  process.env.DATABASE_URL ??= "postgres://placeholder";
});

const PAGE = "http://localhost:3000/fr/members/awa-diop?q=secret+words";

const inNewForm = (body: Record<string, unknown>) =>
  JSON.stringify([
    { type: "csp-violation", age: 3, url: PAGE, user_agent: "x", body },
    { type: "deprecation", body: { id: "x" } },
  ]);

describe("reports from browsers", () => {
  it("are read in both formats, without anything that identifies someone", () => {
    const legacy = readViolations(
      JSON.stringify({
        "csp-report": {
          "document-uri": PAGE,
          referrer: PAGE,
          "violated-directive": "script-src-elem 'self'",
          "original-policy": "default-src 'none'",
          "blocked-uri": "https://evil.example/awa-diop?token=x",
          "source-file": "http://localhost:3000/assets/b1/app.js",
          "line-number": 7,
          "script-sample": "awa",
        },
      }),
    );
    expect(legacy).toEqual([
      {
        directive: "script-src-elem",
        blocked: "https://evil.example",
        part: "/members",
        source: "/assets/b1/app.js",
        line: 7,
      },
    ]);
    const modern = readViolations(
      inNewForm({
        documentURL: PAGE,
        effectiveDirective: "style-src-attr",
        blockedURL: "inline",
        sourceFile: "chrome-extension://abcdef/page.js",
        lineNumber: 1,
        sample: "awa",
      }),
    );
    expect(modern).toEqual([
      {
        directive: "style-src-attr",
        blocked: "inline",
        part: "/members",
        source: "chrome-extension://abcdef",
        line: 1,
      },
    ]);
    expect(JSON.stringify([legacy, modern])).not.toMatch(/awa|secret|token/);
  });

  it("about other sites are ignored, and invalid ones are distinguished", () => {
    const elsewhere = { documentURL: "https://evil.example/", effectiveDirective: "script-src" };
    expect(readViolations(inNewForm(elsewhere))).toEqual([]);
    expect(readViolations("[]")).toEqual([]);
    for (const wrong of ["", "7", "{}", "[{}]", JSON.stringify({ "csp-report": { "document-uri": 7 } })])
      expect([wrong, readViolations(wrong)]).toEqual([wrong, null]);
    expect(readViolations(inNewForm({ documentURL: "x".repeat(5_000), effectiveDirective: "a" }))).toBeNull();
    expect(readViolations(JSON.stringify(Array(21).fill({ type: "x" })))).toBeNull();
  });

  it("are logged at once, then hourly with a count", () => {
    const violation = { directive: "img-src", blocked: "inline", part: "/", source: "", line: null };
    const start = Date.now();
    const told = [0, 1, 2, 3, 4].map((n) => logViolation(violation, start + n));
    expect(told).toEqual([1, null, null, null, null]);
    expect(logViolation({ ...violation, part: "/blog" }, start)).toBe(1);
    expect(logViolation(violation, start + 3_600_001)).toBe(5);
  });
});
