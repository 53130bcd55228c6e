import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { TIERS } from "@/lib/accounts/back-off";
import { LIMITS } from "@/lib/web/limits";
import { ROOT } from "@/scripts/lib/paths.mjs";
import { DOCUMENTS, FIELD_VALUES, HREFS, TEXTS } from "@/tests/support/hostile";

const text = readFileSync(join(ROOT, "docs", "security.md"), "utf8");

/** Returns the rows of one of the page's tables of limits, such as "`join` | … | 150 in 1 h", as name → text. */
function rowsAfter(words: string): Map<string, string> {
  const [, after = ""] = text.split(`\n**${words}`);
  const table = after.split("\n\n").find((part) => part.startsWith("|")) ?? "";
  const rows = [...table.matchAll(/^\| `([a-z-]+)` \|.*\| ([^|]*) \|$/gm)];
  return new Map(rows.map((match) => [match[1] ?? "", match[2] ?? ""]));
}

/** Returns a limit as text, such as "5 in 1 min". */
function said({ points, seconds }: { points: number; seconds: number }): string {
  const [length, unit] = seconds >= 86_400 ? [86_400, "day"] : seconds >= 3600 ? [3600, "h"] : [60, "min"];
  return `${points.toLocaleString("en")} in ${seconds / length} ${unit}`;
}

describe("the tables of limits in docs/security.md", () => {
  it("list every limit by network address with its value", () => {
    const byAddress = Object.entries(LIMITS).filter(([, limit]) => limit.by === "address");
    const expected = byAddress.map(([name, limit]) => [name, said(limit)]);
    expect(Object.fromEntries(rowsAfter("By network address"))).toEqual(Object.fromEntries(expected));
  });

  it("list every limit for guesses and mails, tier by tier", () => {
    const expected = Object.entries(TIERS).map(([name, tiers]) => [name, tiers.map(said).join(", ")]);
    expect(Object.fromEntries(rowsAfter("By account, mailbox and site"))).toEqual(
      Object.fromEntries(expected),
    );
  });
});

describe("the figures in docs/security.md", () => {
  it("give the actual number of hostile values", () => {
    const values = [DOCUMENTS, FIELD_VALUES, HREFS, TEXTS].map((list) => Object.keys(list).length);
    expect(text).toContain(`| ${values.reduce((sum, n) => sum + n)} values (`);
  });
});
