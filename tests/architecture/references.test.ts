import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { describe, expect, it } from "vitest";

const root = process.cwd();
const listed = (...patterns: string[]) =>
  execFileSync("git", ["ls-files", "-co", "--exclude-standard", ...patterns], { cwd: root })
    .toString()
    .split("\n")
    .filter((file) => file !== "" && existsSync(join(root, file)));

/** Written by the benchmark, and not part of the repository. */
const MADE = ["results.md"];
const documents = new Set([...listed("*.md").map((file) => basename(file)), ...MADE]);
const COMMENT = /\/\*[\s\S]*?\*\/|(?<!:)\/\/.*$/gm;
const DOCUMENT = /\b[\w-]+\.md\b/g;

/** Lists the documents that a source names in its comments and that the repository does not have. */
function missingIn(source: string): string[] {
  const comments = (source.match(COMMENT) ?? []).join("\n");
  return (comments.match(DOCUMENT) ?? []).filter((name) => !documents.has(name));
}

describe("comments", () => {
  it("name only documents that the repository has", () => {
    const sources = listed("*.ts", "*.tsx", "*.mjs").filter((file) => !file.endsWith("references.test.ts"));
    expect(sources.length).toBeGreaterThan(1_000);
    const missing = sources.flatMap((file) =>
      missingIn(readFileSync(join(root, file), "utf8")).map((name) => `${file}: ${name}`),
    );
    expect(missing).toEqual([]);
  });

  it("are found by the check, and texts are not", () => {
    expect(missingIn("/** As PLAN.md says. */\nconst a = 'OTHER.md'; // see docs/THIRD.md")).toEqual([
      "PLAN.md",
      "THIRD.md",
    ]);
    expect(missingIn("// README.md, docs/operations.md")).toEqual([]);
  });
});
