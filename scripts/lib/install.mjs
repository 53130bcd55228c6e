// @ts-check
import { createHash } from "node:crypto";
import { accessSync, constants, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { requireSpace } from "./disk.mjs";
import { SetupError } from "./failure.mjs";
import { readJson } from "./files.mjs";
import { withLock } from "./lock.mjs";
import { DIST, ROOT } from "./paths.mjs";
import { run, tail } from "./processes.mjs";

/**
 * Hashes what an installation depends on: the lock file and the kind of machine.
 * @param {string} root
 */
export function lockHash(root) {
  const hash = createHash("sha256").update(readFileSync(join(root, "package-lock.json")));
  return hash.update(`${process.platform}-${process.arch}-${process.versions.modules}`).digest("hex");
}

/** @param {string} root */
function markerPath(root) {
  return join(root, "node_modules", ".octopus-lock");
}

/**
 * Checks whether npm finished installing this lock file: its list in node_modules is written last.
 * @param {Record<string, any>} wanted packages of the lock file
 * @param {Record<string, any> | undefined} found packages of npm's list
 */
function listsAgree(wanted, found) {
  if (!found) return false;
  return Object.entries(wanted).every(([path, entry]) => {
    if (path === "" || entry.link) return true;
    const other = found[path];
    return other
      ? other.version === entry.version && other.integrity === entry.integrity
      : entry.optional === true;
  });
}

/**
 * Checks whether node_modules matches the lock file: the same lock was installed, and every package of npm's
 * list exists. An interrupted installation has no list.
 * @param {string} [root]
 */
export function isInstalled(root = ROOT) {
  const found = readJson(join(root, "node_modules", ".package-lock.json"))?.packages;
  const wanted = readJson(join(root, "package-lock.json"))?.packages;
  if (!found || !wanted) return false;
  const marker = existsSync(markerPath(root)) ? readFileSync(markerPath(root), "utf8") : undefined;
  if (marker !== undefined && marker !== lockHash(root)) return false;
  return (
    listsAgree(wanted, found) &&
    Object.keys(found).every((path) => existsSync(join(root, path, "package.json")))
  );
}

/** Finds npm's program: the one running us, else the one in the path. */
export function npm() {
  const path = process.env.npm_execpath;
  return path?.endsWith(".js") ? { command: process.execPath, args: [path] } : { command: "npm", args: [] };
}

/**
 * Returns a cache folder for npm if the user cannot write the usual one (such as a service's user without a
 * home), on which npm would fail; undefined otherwise.
 * @param {NodeJS.ProcessEnv} env
 * @returns {string | undefined}
 */
export function ownCache(env) {
  const usual = env.npm_config_cache || join(env.HOME || homedir(), ".npm");
  try {
    mkdirSync(usual, { recursive: true });
    accessSync(usual, constants.W_OK);
    return undefined;
  } catch {
    return join(DIST, "npm-cache");
  }
}

/** Installs the packages of the lock file unless they are installed. */
export async function install() {
  mkdirSync(DIST, { recursive: true });
  await withLock(
    join(DIST, "install.lock"),
    async (onStart) => {
      if (isInstalled()) return;
      requireSpace(ROOT, 1_500, "to install the packages");
      const { command, args } = npm();
      // The build needs development packages whatever NODE_ENV is.
      const flags = ["ci", "--include=dev", "--include=optional", "--no-audit", "--no-fund"];
      const cache = ownCache(process.env);
      const env = cache ? { ...process.env, npm_config_cache: cache } : process.env;
      const { code, output } = await run(command, [...args, ...flags], { cwd: ROOT, env, onStart });
      if (cache) rmSync(cache, { recursive: true, force: true });
      if (code !== 0) throw installError(code, output);
      writeFileSync(markerPath(ROOT), lockHash(ROOT));
    },
    {
      wait: 600_000,
      busy: "Another process has been installing the packages for ten minutes. End it, then try again.",
    },
  );
}

/** Errors of npm and the system when the registry cannot be reached or refuses. */
const UNREACHED =
  /\b(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|E40[0-9]|E50[0-9]|ENOTCACHED|EIDLETIMEOUT|CERT_[A-Z_]+|[A-Z_]*SELF_SIGNED[A-Z_]*)\b/;

/**
 * Explains a failed installation in one line. Unknown errors keep npm's last lines above it.
 * @param {number} code
 * @param {string} output
 */
export function installError(code, output) {
  const again = "then run the same command again.";
  if (code === 127)
    return new SetupError(`npm was not found. Install Node.js 20.19 or later together with npm, ${again}`);
  if (/ENOSPC/.test(output))
    return new SetupError(
      `No space left on the disk of ${ROOT} to install the packages. Free some, ${again}`,
    );
  const path = /^npm (?:error|ERR!) path (.+)$/m.exec(output)?.[1] ?? join(ROOT, "node_modules");
  if (/\b(EACCES|EPERM|EROFS)\b/.test(output))
    return new SetupError(`${path} cannot be written by this user. Give it the right to, ${again}`);
  const reason = UNREACHED.exec(output)?.[1];
  if (reason)
    return new SetupError(
      `The packages could not be fetched from npm's registry (${reason}). Check the network, the proxy and npm's settings, ${again}`,
    );
  process.stderr.write(`${tail(output)}\n`);
  return new SetupError(`npm ci failed (its last lines are above). Correct what it names, ${again}`);
}
