import { execFileSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { cruise, type ICruiseResult, type IForbiddenRuleType } from "dependency-cruiser";
import extractOptions from "dependency-cruiser/config-utl/extract-depcruise-options";
import extractTSConfig from "dependency-cruiser/config-utl/extract-ts-config";
import { beforeAll, describe, expect, it } from "vitest";
import { findReached, type ReachingRule } from "./reach";

const root = process.cwd();
const FIXTURES = join(root, "tests/architecture/fixtures");
const FOLDERS = ["app", "bench", "components", "db", "e2e", "enhance", "lib", "scripts", "tests"];

const { ruleSet, ...options } = await extractOptions(join(root, ".dependency-cruiser.cjs"));
const tsConfig = extractTSConfig(join(root, "tsconfig.json"));
const rules = (ruleSet?.forbidden ?? []) as (IForbiddenRuleType & { name: string })[];
/** What is reached over several imports is found here: the library takes two thirds of its time for it. */
const isReaching = (rule: object): rule is ReachingRule => "reachable" in (rule as { to: object }).to;
const reaching = rules.filter(isReaching);
const direct = rules.filter((rule) => !isReaching(rule));

interface Cruise {
  files: string[];
  violations: { rule: string; from: string; to: string }[];
}

async function check(baseDir: string, folders: string[]): Promise<Cruise> {
  const asked = { ...options, baseDir, ruleSet: { forbidden: direct }, validate: true };
  const { output } = await cruise(folders, asked, {}, { tsConfig });
  const { modules, summary } = output as ICruiseResult;
  const found = summary.violations.map(({ rule, from, to }) => ({ rule: rule.name, from, to }));
  return {
    files: modules.map(({ source }) => source),
    violations: [...found, ...findReached(modules, reaching)],
  };
}

// The product is read once for all tests; on a busy machine that takes minutes.
describe("boundaries", { timeout: 300_000 }, () => {
  let product: Cruise;
  beforeAll(async () => {
    product = await check(root, FOLDERS);
  }, 300_000);

  it("are kept by the product", () => {
    expect(product.violations.map(({ rule, from, to }) => `${rule}: ${from} → ${to}`)).toEqual([]);
  });

  it("cover every source file: a check that parses nothing passes everything", () => {
    const seen = new Set(product.files);
    const files = execFileSync(
      "git",
      ["ls-files", "-co", "--exclude-standard", ...FOLDERS.map((f) => `${f}/`)],
      { cwd: root },
    )
      .toString()
      .split("\n")
      .filter((file) => /\.tsx?$/.test(file) && !file.startsWith("tests/architecture/fixtures/"));
    expect(files.length).toBeGreaterThan(50);
    expect(files.filter((file) => !seen.has(file))).toEqual([]);
  });

  it("each have a fixture, and each fixture has a rule", () => {
    expect(readdirSync(FIXTURES).sort()).toEqual(rules.map(({ name }) => name).sort());
  });

  it.each(rules.map(({ name }) => name))("reports a violation of %s by name", async (name) => {
    const folder = join(FIXTURES, name);
    const { violations } = await check(
      folder,
      readdirSync(folder).filter((entry) => entry !== "node_modules"),
    );
    expect(violations.map(({ rule }) => rule)).toContain(name);
  });

  it("reports each engine that knows a domain", async () => {
    const name = "engines-know-no-domain";
    const folder = join(FIXTURES, name);
    const { violations } = await check(folder, ["lib"]);
    const reported = violations.filter(({ rule }) => rule === name);
    const engines = readdirSync(join(folder, "lib")).filter((one) => one !== "blog");
    expect(engines).toEqual(expect.arrayContaining(["notices", "pages", "publishing", "queues", "watching"]));
    expect(reported.map(({ from }) => from.split("/")[1]).sort()).toEqual(engines.sort());
  });
});
