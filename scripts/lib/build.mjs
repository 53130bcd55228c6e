// @ts-check
import { existsSync, mkdirSync, readdirSync, rmSync, statSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { requireSpace } from "./disk.mjs";
import { explain, SetupError } from "./failure.mjs";
import { readJson, writeWhole } from "./files.mjs";
import { withLock } from "./lock.mjs";
import { DIST, program, ROOT } from "./paths.mjs";
import { run, tail } from "./processes.mjs";
import { shareChunks } from "./shared-chunks.mjs";
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

/** Whether the whole product is built from the sources as they are now. */
export function isBuilt() {
  return (
    readJson(BUILD)?.id === sourceId() && existsSync(join(ROOT, ".next", "BUILD_ID")) && bundlesAreFresh()
  );
}

/**
 * Bundles our own programs. Packages stay outside; chunks that only some commands need are files of their own, so a
 * command loads no more than it uses.
 */
async function writeBundles() {
  const id = sourceId();
  const { build, stop } = await import("esbuild");
  const entries = ["serve.ts", "worker.ts", "octopus.ts", "file-reader.ts"].filter((name) =>
    existsSync(join(ROOT, "scripts", name)),
  );
  const { outputFiles } = await build({
    entryPoints: entries.map((name) => join(ROOT, "scripts", name)),
    absWorkingDir: ROOT,
    outdir: DIST,
    bundle: true,
    splitting: true,
    write: false,
    format: "esm",
    platform: "node",
    target: "node20.19",
    packages: "external",
    alias: { "@": ROOT },
    jsx: "automatic",
    define: { "process.env.NODE_ENV": '"production"' },
    outExtension: { ".js": ".mjs" },
    chunkNames: "chunks/[name]-[hash]",
    sourcemap: "linked",
    logLevel: "silent",
  }).finally(stop);
  mkdirSync(join(DIST, "chunks"), { recursive: true });
  // Chunks first: a program never names one that is not there.
  const isChunk = (/** @type {{ path: string }} */ file) => dirname(file.path).endsWith("chunks");
  for (const file of [...outputFiles.filter(isChunk), ...outputFiles.filter((file) => !isChunk(file))]) {
    writeWhole(file.path, file.contents);
  }
  removeStaleChunks(new Set(outputFiles.map((file) => basename(file.path))));
  writeWhole(BUNDLES, JSON.stringify({ id }));
}

/**
 * Removes chunks of earlier bundles, once nothing that runs is likely to load them any more.
 * @param {Set<string>} kept
 */
function removeStaleChunks(kept) {
  for (const name of readdirSync(join(DIST, "chunks"))) {
    const path = join(DIST, "chunks", name);
    if (!kept.has(name) && Date.now() - statSync(path).mtimeMs > 24 * 3_600_000) rmSync(path);
  }
}

/** @param {unknown} error */
function bundleError(error) {
  const [first] =
    error instanceof Error && "errors" in error && Array.isArray(error.errors) ? error.errors : [];
  if (!first) return error;
  const place = first.location ? `${first.location.file}:${first.location.line}: ` : "";
  return new SetupError(`Bundling failed: ${place}${first.text}`);
}

async function refreshBundles() {
  if (bundlesAreFresh()) return;
  try {
    await writeBundles();
  } catch (error) {
    throw bundleError(error);
  }
}

/** Bundles our own programs when their sources have changed. */
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

/** Builds style sheet, scripts and fonts of documents, which tests of drawn pages read. */
export function buildAssets() {
  return alone((onStart) => buildStep("Building the assets", ["scripts/assets.mjs"], { onStart }));
}

/**
 * Builds the whole product: assets, our programs, pages. The mark of being built is taken away first and set last,
 * so a build that was killed is made again. Does nothing when nothing changed.
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
    await buildStep("Building the assets", ["scripts/assets.mjs"], { env, onStart });
    await refreshBundles();
    await buildStep("next build", ["node_modules/next/dist/bin/next", "build"], { env, onStart });
    shareChunks(join(ROOT, ".next", "server", "chunks"));
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
