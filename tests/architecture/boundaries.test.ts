import { execFileSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";

interface Cruise {
  modules: { source: string; coreModule?: boolean }[];
  summary: { violations: { rule: { name: string }; from: string; to: string }[] };
}

const root = process.cwd();
const bin = join(root, "node_modules/dependency-cruiser/bin/dependency-cruise.mjs");
const config = join(root, ".dependency-cruiser.cjs");
const rules = createRequire(import.meta.url)(config) as { forbidden: { name: string }[] };
const FIXTURES = join(root, "tests/architecture/fixtures");
const FOLDERS = ["app", "components", "db", "enhance", "lib", "scripts"];

function cruise(cwd: string, folders: string[]): Cruise {
  const out = execFileSync(process.execPath, [bin, "--config", config, "--output-type", "json", ...folders], {
    cwd,
    maxBuffer: 256 * 1024 * 1024,
  });
  return JSON.parse(out.toString()) as Cruise;
}

// A cruise takes seconds, and minutes on a busy machine: the product is cruised once for all tests.
describe("boundaries", { timeout: 300_000 }, () => {
  let product: Cruise;
  beforeAll(() => {
    product = cruise(root, FOLDERS);
  }, 300_000);

  it("are kept by the product", () => {
    expect(product.summary.violations.map((v) => `${v.rule.name}: ${v.from} → ${v.to}`)).toEqual([]);
  });

  it("cover every source file: a check that parses nothing passes everything", () => {
    const seen = new Set(product.modules.map((module) => module.source));
    const files = execFileSync(
      "git",
      ["ls-files", "-co", "--exclude-standard", ...FOLDERS.map((f) => `${f}/`)],
      { cwd: root },
    )
      .toString()
      .split("\n")
      .filter((file) => /\.tsx?$/.test(file));
    expect(files.length).toBeGreaterThan(50);
    expect(files.filter((file) => !seen.has(file))).toEqual([]);
  });

  it("each have a fixture, and each fixture has a rule", () => {
    expect(readdirSync(FIXTURES).sort()).toEqual(rules.forbidden.map((rule) => rule.name).sort());
  });

  it.each(rules.forbidden.map((rule) => rule.name))("reports a violation of %s by name", (name) => {
    const folder = join(FIXTURES, name);
    const { summary } = cruise(
      folder,
      readdirSync(folder).filter((entry) => entry !== "node_modules"),
    );
    expect(summary.violations.map((violation) => violation.rule.name)).toContain(name);
  });

  it("reports each engine that knows a domain", () => {
    const name = "engines-know-no-domain";
    const folder = join(FIXTURES, name);
    const { summary } = cruise(folder, ["lib"]);
    const reported = summary.violations.filter(({ rule }) => rule.name === name);
    const engines = readdirSync(join(folder, "lib")).filter((one) => one !== "blog");
    expect(engines).toEqual(expect.arrayContaining(["notices", "pages", "publishing", "queues", "watching"]));
    expect(reported.map(({ from }) => from.split("/")[1]).sort()).toEqual(engines.sort());
  });
});
