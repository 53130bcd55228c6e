// @ts-check
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { requireSpace } from "./disk.mjs";
import { SetupError } from "./failure.mjs";
import { readJson } from "./files.mjs";
import { withLock } from "./lock.mjs";
import { DIST, ROOT } from "./paths.mjs";
import { run, tail } from "./processes.mjs";

/**
 * What an installation depends on: the lock file and the kind of machine.
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
 * Whether npm itself finished installing this very lock: its own list in node_modules is written last.
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
 * Whether node_modules holds what the lock file says: the lock is the one that was installed, and every package of
 * npm's list is there. An interrupted installation has no such list.
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

/** npm's own program: the one that runs us, else the one of the path. */
export function npm() {
  const path = process.env.npm_execpath;
  return path?.endsWith(".js") ? { command: process.execPath, args: [path] } : { command: "npm", args: [] };
}

/** Installs the packages of the lock file; does nothing when they are there. */
export async function install() {
  mkdirSync(DIST, { recursive: true });
  await withLock(
    join(DIST, "install.lock"),
    async (onStart) => {
      if (isInstalled()) return;
      requireSpace(ROOT, 1_500, "to install the packages");
      const { command, args } = npm();
      // The build needs the development packages too, whatever NODE_ENV the user has set.
      const flags = ["ci", "--include=dev", "--include=optional", "--no-audit", "--no-fund"];
      const { code, output } = await run(command, [...args, ...flags], { cwd: ROOT, onStart });
      if (code !== 0) throw installError(code, output);
      writeFileSync(markerPath(ROOT), lockHash(ROOT));
    },
    {
      wait: 600_000,
      busy: "Another process has been installing the packages for ten minutes. End it, then try again.",
    },
  );
}

/** @param {number} code @param {string} output */
function installError(code, output) {
  if (/ENOSPC/.test(output))
    return new SetupError(
      `No space left on the disk of ${ROOT} to install the packages. Free some, then run the same command again.`,
    );
  if (/EACCES|EPERM/.test(output))
    return new SetupError(
      `${join(ROOT, "node_modules")} cannot be written by this user. Give it the right to, or remove the folder.`,
    );
  process.stderr.write(`${tail(output)}\n`);
  if (code === 127)
    return new SetupError("npm was not found. Install Node.js 20.19 or later together with npm.");
  return new SetupError(
    "npm ci failed (its last lines are above). Check the network and the registry, then run the same command again.",
  );
}
