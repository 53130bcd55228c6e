// @ts-check
import { randomBytes } from "node:crypto";
import { existsSync, readdirSync, realpathSync, rmSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { withLock } from "./lock.mjs";
import {
  createCluster,
  DATABASE,
  findServer,
  resetPassword,
  startServer,
  stopServer,
} from "./postgres-cluster.mjs";
import { findPlace, readRecord, recordPath, writeRecord } from "./postgres-place.mjs";
import { isAlive, ourselves } from "./processes.mjs";

/**
 * A hold on the embedded Postgres of a DATA_DIR.
 * @typedef {object} EmbeddedPostgres
 * @property {string} url of the application's database, with its password
 * @property {number} port
 * @property {number} pid of the server
 * @property {boolean} started whether this call started it
 * @property {string} log the server's own log file
 * @property {() => boolean} isRunning
 * @property {() => Promise<void>} ensure starts it again if it died, on the same port: `url` stays true
 * @property {() => Promise<void>} release gives it back; stops it if that falls to us
 * @property {() => Promise<void>} destroy stops it and removes the cluster, for tests
 */

/**
 * Acquires the embedded Postgres in `dataDir` (prepared, absolute): creates the cluster on first use and starts the
 * server if needed. Several processes can use it. The one that started it stops it; if others still use it then, that
 * duty passes to one of them.
 * @param {{ dataDir: string, profile?: import("./postgres-cluster.mjs").Profile, adopt?: boolean }} options `adopt`: takes the duty over from a dead process
 * @returns {Promise<EmbeddedPostgres>}
 */
export async function acquirePostgres({ dataDir: given, profile = "durable", adopt = false }) {
  // One server per folder, by whichever path: the record has the real one.
  const dataDir = realpathSync(given);
  const locked = (/** @type {() => Promise<any>} */ work) =>
    withLock(join(dataDir, "postgres.lock"), work, {
      busy: `Another process is starting or stopping the database in ${dataDir}. Wait for it, then try again.`,
    });
  const me = ourselves();
  const isMe = (/** @type {import("./processes.mjs").ProcessId} */ user) => user.pid === me.pid;

  const open = async (isFixed = false) => {
    const known = readRecord(dataDir);
    const place = findPlace(dataDir, known);
    const record = known ?? newRecord(dataDir, place.home);
    record.home = place.home === join(dataDir, "postgres") ? "postgres" : place.home;
    record.madeFor = dataDir;
    if (existsSync(place.cluster) && !known) await resetPassword(place, record.password);
    // Written before the cluster exists, so that its password is never lost.
    writeRecord(dataDir, record);
    await createCluster(place, record.password, profile);
    const running = await settled(place);
    const server =
      running ?? (await startServer(place, { port: record.port || undefined, isFixed, profile }));
    record.port = server.port;
    record.users = [...record.users.filter((user) => !isMe(user)), me];
    if (!running || (adopt && !record.keeper)) record.keeper = me;
    writeRecord(dataDir, record);
    return { place, server, started: !running, password: record.password };
  };

  const release = async () => {
    const record = readRecord(dataDir);
    if (!record) return;
    const ours = record.keeper !== undefined && isMe(record.keeper);
    record.users = record.users.filter((user) => !isMe(user));
    if (ours) record.keeper = record.users[0];
    if (ours && !record.keeper) await stopServer(held.place);
    writeRecord(dataDir, record);
  };

  let held = await locked(() => open());
  return {
    get url() {
      return `postgres://app:${held.password}@127.0.0.1:${held.server.port}/${DATABASE}`;
    },
    get port() {
      return held.server.port;
    },
    get pid() {
      return held.server.id.pid;
    },
    started: held.started,
    log: held.place.log,
    isRunning: () => isAlive(held.server.id),
    ensure: async () => {
      held = await locked(() => open(true));
    },
    release: () => locked(release),
    destroy: async () => {
      await locked(() => stopServer(held.place));
      removeHome(dataDir, held.place);
      rmSync(recordPath(dataDir), { force: true });
    },
  };
}

/**
 * Stops and deletes databases that killed test runs left in a folder of temporary files. Leaves those used by a living
 * process or owned by another user, and folders without a record that changed within the last hour.
 * @param {string} folder
 * @param {RegExp} pattern of the names of their data folders
 */
export async function removeAbandoned(folder, pattern) {
  for (const name of readdirSync(folder).filter((entry) => pattern.test(entry))) {
    const dataDir = join(folder, name);
    if (statSync(dataDir, { throwIfNoEntry: false })?.uid !== process.getuid?.()) continue;
    const record = readRecord(dataDir);
    const isYoung = Date.now() - statSync(dataDir).mtimeMs < 3_600_000;
    if (record ? record.users.length > 0 : isYoung) continue;
    if (record) {
      const place = findPlace(dataDir, record);
      await stopServer(place);
      removeHome(dataDir, place);
    }
    rmSync(dataDir, { recursive: true, force: true });
  }
}

/**
 * Deletes a cluster; outside its DATA_DIR the copied binaries too.
 * @param {string} dataDir
 * @param {import("./postgres-place.mjs").Place} place
 */
function removeHome(dataDir, place) {
  const isInside = place.home.startsWith(dataDir);
  rmSync(isInside ? place.home : dirname(place.home), { recursive: true, force: true });
}

/**
 * Waits until the server is neither starting nor stopping; undefined if none runs.
 * @param {import("./postgres-place.mjs").Place} place
 */
async function settled(place) {
  const until = Date.now() + 60_000;
  for (;;) {
    const server = findServer(place);
    if (!server || server.ready || Date.now() > until) return server;
    await sleep(50);
  }
}

/**
 * @param {string} dataDir
 * @param {string} home
 * @returns {import("./postgres-place.mjs").PostgresRecord}
 */
function newRecord(dataDir, home) {
  return { home, madeFor: dataDir, port: 0, password: randomBytes(24).toString("hex"), users: [] };
}
