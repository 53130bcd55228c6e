// @ts-check
import { createHash } from "node:crypto";
import { chmodSync, chownSync, existsSync, mkdirSync, realpathSync, renameSync, statSync } from "node:fs";
import { dirname, isAbsolute, join } from "node:path";
import { isRoot } from "./data-dir.mjs";
import { errorCode, SetupError } from "./failure.mjs";
import { readJson, writeWhole } from "./files.mjs";
import {
  canEnter,
  canRun,
  copyBinaries,
  installedBinaries,
  NOBODY,
  requireRunnable,
} from "./postgres-binaries.mjs";
import { isAlive } from "./processes.mjs";

/**
 * What DATA_DIR/postgres.json says. `home` holds the cluster: "postgres" inside DATA_DIR, which can so be moved, or an
 * absolute path outside; `madeFor` is the DATA_DIR that wrote it.
 * @typedef {object} PostgresRecord
 * @property {string} home
 * @property {string} madeFor
 * @property {number} port
 * @property {string} password of the application's role
 * @property {import("./processes.mjs").ProcessId[]} users processes that use it now
 * @property {import("./processes.mjs").ProcessId} [keeper] the one that must stop it
 * @typedef {object} Place
 * @property {string} home the folder that holds the cluster and its log
 * @property {string} cluster
 * @property {string} log
 * @property {string} binaries
 * @property {import("./postgres-binaries.mjs").RunAs} as
 */

/** Where root stores what others must be able to reach. */
const SHARED = "/var/lib/octopus";

/** @param {string} dataDir */
function sharedFolder(dataDir) {
  return join(SHARED, createHash("sha256").update(dataDir).digest("hex").slice(0, 16));
}

/**
 * Creates the folder outside DATA_DIR that everyone may enter.
 * @param {string} dataDir
 */
function shareFolder(dataDir) {
  const folder = sharedFolder(dataDir);
  mkdirSync(folder, { recursive: true });
  for (const path of [SHARED, folder]) chmodSync(path, 0o755);
  return folder;
}

/** @param {string} dataDir @returns {string} */
export function recordPath(dataDir) {
  return join(dataDir, "postgres.json");
}

/**
 * Reads the record, without users that ended.
 * @param {string} dataDir
 * @returns {PostgresRecord | undefined}
 */
export function readRecord(dataDir) {
  const record = readJson(recordPath(dataDir));
  if (typeof record?.home !== "string" || typeof record.password !== "string") return undefined;
  return {
    ...record,
    users: (record.users ?? []).filter(isAlive),
    keeper: isAlive(record.keeper) ? record.keeper : undefined,
  };
}

/**
 * @param {string} dataDir
 * @param {PostgresRecord} record
 */
export function writeRecord(dataDir, record) {
  writeWhole(recordPath(dataDir), `${JSON.stringify(record, null, 2)}\n`, 0o600);
}

/**
 * Creates a folder owned by the user that runs Postgres.
 * @param {string} folder
 * @param {import("./postgres-binaries.mjs").RunAs} as
 */
function makeOwned(folder, { uid, gid }) {
  mkdirSync(folder, { recursive: true });
  chmodSync(folder, 0o700);
  if (uid !== undefined) chownSync(folder, uid, gid ?? uid);
}

/**
 * Chooses the user that runs Postgres: the current one; for root, which Postgres refuses, the owner of an
 * existing cluster or else the user `nobody`.
 * @param {string} home
 */
function runAs(home) {
  const owner = statSync(home, { throwIfNoEntry: false });
  if (isRoot())
    return owner && owner.uid !== 0 ? { uid: owner.uid, gid: owner.gid } : { uid: NOBODY, gid: NOBODY };
  if (owner && owner.uid !== process.getuid?.()) {
    throw new SetupError(
      `The database in ${home} belongs to another user (${owner.uid}), as it was made by that user or by root. Run as that user, or set another DATA_DIR.`,
    );
  }
  return {};
}

/**
 * Checks whether two paths lead to one folder, e.g. by a symbolic link.
 * @param {string} one
 * @param {string} other
 */
function isSameFolder(one, other) {
  return existsSync(one) && realpathSync(one) === realpathSync(other);
}

/**
 * Finds the home outside DATA_DIR. If the record was written for another path, the folder was either moved
 * here (then the home moves along) or copied (then the original keeps its database).
 * @param {string} dataDir
 * @param {PostgresRecord} record
 */
function adoptHome(dataDir, record) {
  if (isSameFolder(record.madeFor, dataDir)) return record.home;
  const own = sharedFolder(dataDir);
  const named = dirname(record.home);
  const moved =
    named !== own && existsSync(named) && !existsSync(own) && !existsSync(recordPath(record.madeFor));
  if (moved) renameSync(named, own);
  return join(own, "postgres");
}

/**
 * @param {string} dataDir
 * @param {PostgresRecord | undefined} record
 */
function findHome(dataDir, record) {
  if (record && isAbsolute(record.home)) return adoptHome(dataDir, record);
  const inside = join(dataDir, "postgres");
  if (!isRoot() || canEnter(dataDir, runAs(inside))) return inside;
  if (!existsSync(inside)) return join(sharedFolder(dataDir), "postgres");
  throw new SetupError(
    `The database in ${inside} cannot be reached by user ${NOBODY}, as which Postgres runs. Open the folders above it (chmod o+x), or run as an ordinary user.`,
  );
}

/**
 * Decides where the cluster is and which binaries run it, and creates the folders. Root uses /var/lib/octopus for what
 * the user of Postgres cannot reach: the cluster, if not in DATA_DIR, and the binaries, if not in the checkout.
 * @param {string} dataDir
 * @param {PostgresRecord | undefined} record
 * @returns {Place}
 */
export function findPlace(dataDir, record) {
  try {
    const home = findHome(dataDir, record);
    const as = runAs(home);
    const installed = installedBinaries();
    const copied = isRoot() && !canRun(installed, as);
    const binaries = copied ? copyBinaries(shareFolder(dataDir)) : installed;
    requireRunnable(binaries, as);
    if (!home.startsWith(dataDir)) shareFolder(dataDir);
    makeOwned(home, as);
    return { home, cluster: join(home, "cluster"), log: join(home, "log"), binaries, as };
  } catch (error) {
    const code = errorCode(error);
    if (code !== "EACCES" && code !== "EROFS") throw error;
    throw new SetupError(
      `No place for the embedded Postgres (${code} in ${dataDir} or ${SHARED}). Set DATABASE_URL, or another DATA_DIR.`,
    );
  }
}
