// @ts-check
import { existsSync, mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { bundlePrograms, bundleWeb } from "./bundles.mjs";
import { requireSpace } from "./disk.mjs";
import { explain, SetupError } from "./failure.mjs";
import { readJson, writeWhole } from "./files.mjs";
import { withLock } from "./lock.mjs";
import { DIST, program, ROOT } from "./paths.mjs";
import { run, tail } from "./processes.mjs";
import { sourceId } from "./sources.mjs";

const BUNDLES = join(DIST, "bundles.json");
const BUILD = join(DIST, "build.json");

/** @template T @param {(onStart: (pid: number) => void) => Promise<T>} work */
function alone(work) {
  mkdirSync(DIST, { recursive: true });
  const busy = "Another process has been building for ten minutes. End it, then try again.";
  return withLock(join(DIST, "build.lock"), work, { wait: 600_000, busy });
}

function bundlesAreFresh() {
  return readJson(BUNDLES)?.id === sourceId() && existsSync(program("octopus"));
}

/** Checks whether the product was built from the current sources. */
export function isBuilt() {
  return (
    readJson(BUILD)?.id === sourceId() && existsSync(join(ROOT, ".next", "BUILD_ID")) && bundlesAreFresh()
  );
}

async function refreshBundles() {
  if (bundlesAreFresh()) return;
  const id = sourceId();
  await bundlePrograms();
  writeWhole(BUNDLES, JSON.stringify({ id }));
}

/** Bundles the worker, the commands and the reader of files if their sources changed. */
export async function bundle() {
  if (!bundlesAreFresh()) await alone(refreshBundles);
}

/**
 * @param {string} what
 * @param {string[]} args of node
 * @param {{ env?: NodeJS.ProcessEnv, onStart: (pid: number) => void }} options
 */
async function buildStep(what, args, options) {
  const { code, output } = await run(process.execPath, args, { cwd: ROOT, ...options });
  if (code === 0) return;
  if (/ENOSPC|No space left/.test(output))
    throw new SetupError(
      `No space left on the disk of ${ROOT} to build. Free some, then run the same command again.`,
    );
  process.stderr.write(`${tail(output, 60)}\n`);
  throw new SetupError(`${what} failed (its last lines are above).`);
}

/** Builds style sheet, scripts and fonts of documents, which tests of pages read. */
export function buildAssets() {
  return alone((onStart) => buildStep("Building the assets", ["scripts/assets.mjs"], { onStart }));
}

/**
 * Builds the whole product: assets, programs, pages. The marker of a finished build is removed first and
 * written last, so an interrupted build is repeated. Does nothing if nothing changed.
 */
export async function buildAll() {
  if (isBuilt()) return;
  await alone(async (onStart) => {
    if (isBuilt()) return;
    requireSpace(ROOT, 300, "to build");
    rmSync(BUILD, { force: true });
    const id = sourceId();
    const env = {
      ...process.env,
      NODE_ENV: /** @type {const} */ ("production"),
      NEXT_TELEMETRY_DISABLED: "1",
      BUILD_ID: id,
    };
    // The steps are independent. All are waited for, even if one fails, since the lock is held until then.
    const steps = await Promise.allSettled([
      buildStep("Building the assets", ["scripts/assets.mjs"], { env, onStart }),
      buildStep("next build", ["node_modules/next/dist/bin/next", "build"], { env, onStart }),
      refreshBundles().then(bundleWeb),
    ]);
    const failed = steps.find((one) => one.status === "rejected");
    if (failed) throw failed.reason;
    writeWhole(BUILD, JSON.stringify({ id }));
  });
}

/**
 * The command line of scripts/build.mjs.
 * @param {string[]} args
 */
export async function buildFromCommandLine(args) {
  try {
    await (args.includes("--bundles") ? bundle() : buildAll());
  } catch (error) {
    process.stderr.write(`${explain(error)}\n`);
    process.exitCode = 1;
  }
}
