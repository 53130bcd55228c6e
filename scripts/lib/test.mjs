// @ts-check
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildAll, buildAssets, bundle } from "./build.mjs";
import { findChromium, installChromium, NO_CHROMIUM } from "./chromium.mjs";
import { closingLine, one, playwrightCounts, sum, vitestCounts } from "./counts.mjs";
import { prepareDataDir } from "./data-dir.mjs";
import { explain } from "./failure.mjs";
import { commandFailures, playwrightFailures, vitestFailures } from "./failures.mjs";
import { readJson } from "./files.mjs";
import { install, isInstalled, npm } from "./install.mjs";
import { DIST, ROOT } from "./paths.mjs";
import { freePort } from "./port.mjs";
import { acquirePostgres, removeAbandoned } from "./postgres.mjs";
import { endRunning, run } from "./processes.mjs";
import { say, step } from "./progress.mjs";

/** @typedef {import("./counts.mjs").Counts} Counts */

const PARTS = /** @type {const} */ (["static", "unit", "e2e"]);
const REPORTS = join(DIST, "test-reports");
const MODULES = join(ROOT, "node_modules");

/** Structure tests ask git for the sources; it refuses a checkout by another user without this. */
const ANY_OWNER = { GIT_CONFIG_COUNT: "1", GIT_CONFIG_KEY_0: "safe.directory", GIT_CONFIG_VALUE_0: "*" };

/** Folders of test runs among the system's temporary files. */
const SCRATCH = /^octopus-(test|e2e|files|setup|runs)-/;

/** What must be undone when the run ends, however it ends. @type {(() => Promise<void>)[]} */
const undo = [];
let isInterrupted = false;
/** Lines about what failed, for the end. @type {string[]} */
const repeated = [];

/**
 * Runs all checks, or one part with `--only`. Prints the time of each, and ends with the line `N passed, N failed`.
 * @param {string[]} args
 */
export async function test(args) {
  const only = args[0] === "--only" ? args[1] : undefined;
  if (args.length > 0 && !PARTS.some((part) => part === only)) {
    process.stderr.write(`Usage: npm test [-- --only ${PARTS.join("|")}]\n`);
    process.exit(2);
  }
  endWithSignals();
  /** @type {Counts[]} */
  const results = [];
  try {
    if (!isInstalled()) await step("install", install);
    mkdirSync(REPORTS, { recursive: true });
    await removeAbandoned(tmpdir(), SCRATCH);
    const chosen = only === undefined ? stages() : stages().filter(({ part }) => part === only);
    for (const { name, check } of chosen) results.push(await stage(name, check));
  } catch (error) {
    say(explain(error));
    results.push(one(false));
  }
  await tidy();
  if (isInterrupted) return;
  const total = sum(results);
  if (repeated.length > 0) say(`\nWhat failed:\n${repeated.join("\n")}`);
  say(`\n${closingLine(total)}`);
  process.exit(total.failed === 0 ? 0 : 1);
}

/** @returns {{ part: typeof PARTS[number], name: string, check: () => Promise<Counts> }[]} */
function stages() {
  let isBuilt = false;
  return [
    { part: "static", name: "lint, types, dead code", check: runStatic },
    { part: "unit", name: "unit and database", check: runVitest },
    {
      part: "e2e",
      name: "build",
      check: async () => {
        await buildAll();
        isBuilt = true;
        return one(true);
      },
    },
    {
      part: "e2e",
      name: "end to end",
      check: () => (isBuilt ? runPlaywright() : failed("not run: the build failed")),
    },
  ];
}

/**
 * Runs one stage and shows its name, result and time. An exception counts as its failure.
 * @param {string} name
 * @param {() => Promise<Counts>} check
 * @returns {Promise<Counts>}
 */
async function stage(name, check) {
  if (isInterrupted) return sum([]);
  say(`\n── ${name}`);
  const from = performance.now();
  const counts = await check().catch((error) => failed(explain(error)));
  const mark = counts.failed > 0 ? "✗" : counts.passed > 0 ? "✓" : "–";
  say(`${mark} ${name}: ${closingLine(counts)} (${((performance.now() - from) / 1000).toFixed(1)} s)`);
  return counts;
}

/** @param {string} line @returns {Promise<Counts>} */
async function failed(line) {
  say(line);
  return one(false);
}

/**
 * Runs a check that is one command; its output is shown if it fails.
 * @param {string} program
 * @param {string[]} args
 * @param {string} [name] by which it is told what failed
 * @returns {Promise<Counts>}
 */
async function command(program, args, name = args.at(-1) ?? program) {
  const { code, output } = await run(program, args, { cwd: ROOT });
  if (code !== 0) {
    say(output.trimEnd());
    repeated.push(...commandFailures(name, output));
  }
  return one(code === 0);
}

/** @param {string} script of package.json @param {string[]} [more] arguments */
function npmRun(script, more = []) {
  const { command: program, args } = npm();
  return command(program, [...args, "run", "--silent", script, ...more], script);
}

/** The types take as long as all the rest, so on two cores they are checked beside it. */
async function runStatic() {
  const checkRest = async () => [await npmRun("lint"), await npmRun("dead-code")];
  const [types, rest] = await Promise.all([checkTypes(), checkRest()]);
  return sum([types, ...rest]);
}

/** The framework must generate the types of its pages before ours can be checked. */
async function checkTypes() {
  const generated = await command(process.execPath, [join(MODULES, "next/dist/bin/next"), "typegen"]);
  // More checkers than one find the same in less time, but each reads what the others read: a half more work.
  return generated.failed > 0 ? generated : npmRun("types", ["--", "--checkers", "1"]);
}

/** Runs unit and database tests together, on a temporary Postgres unless TEST_DATABASE_URL is set. */
async function runVitest() {
  await buildAssets();
  await bundle();
  const databaseUrl = process.env.TEST_DATABASE_URL || (await testDatabase());
  const report = join(REPORTS, "vitest.json");
  rmSync(report, { force: true });
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
  const command = [join(MODULES, "vitest/vitest.mjs"), "run", ...reporters];
  const { code, output } = await run(process.execPath, command, {
    cwd: ROOT,
    env: { ...process.env, ...ANY_OWNER, TEST_DATABASE_URL: databaseUrl },
    show: true,
  });
  const result = readJson(report);
  const failures = vitestFailures(result);
  const counts = vitestCounts(result, code);
  repeated.push(...failures);
  if (counts.failed > 0 && failures.length === 0)
    repeated.push(...commandFailures("outside any test", output));
  return counts;
}

async function testDatabase() {
  const dataDir = mkdtempSync(join(tmpdir(), "octopus-test-"));
  prepareDataDir(dataDir);
  const acquiring = acquirePostgres({ dataDir, profile: "fast" });
  undo.push(async () => {
    await (await acquiring).destroy();
    rmSync(dataDir, { recursive: true, force: true });
  });
  return (await acquiring).url;
}

/**
 * Runs the browser stories. If there is no browser and none can be installed, they are skipped with a message; with CI
 * set, that is a failure.
 */
async function runPlaywright() {
  const chromium = (await findChromium()) ?? (await installChromium());
  if (!chromium) {
    say(NO_CHROMIUM);
    return process.env.CI ? one(false) : { passed: 0, failed: 0, skipped: 1 };
  }
  const report = join(REPORTS, "playwright.json");
  rmSync(report, { force: true });
  const { code } = await run(process.execPath, [join(MODULES, "@playwright/test/cli.js"), "test"], {
    cwd: ROOT,
    env: {
      ...process.env,
      CHROMIUM_PATH: chromium,
      E2E_PORT: process.env.E2E_PORT || String(await freePort()),
      E2E_REPORT: report,
      NEXT_TELEMETRY_DISABLED: "1",
    },
    show: true,
  });
  const result = readJson(report);
  repeated.push(...playwrightFailures(result));
  return playwrightCounts(result, code);
}

function endWithSignals() {
  process.stdout.on("error", () => undefined);
  for (const [signal, code] of /** @type {const} */ ([
    ["SIGINT", 130],
    ["SIGTERM", 143],
    ["SIGHUP", 129],
  ])) {
    process.on(signal, async () => {
      if (isInterrupted) return;
      isInterrupted = true;
      await endRunning();
      await tidy();
      // Interrupted tests may have left a database.
      await removeAbandoned(tmpdir(), SCRATCH).catch(() => undefined);
      process.exit(code);
    });
  }
}

/** Stops the tests' database; can be called twice. */
async function tidy() {
  for (const work of undo.splice(0)) await work().catch((error) => say(explain(error)));
}
