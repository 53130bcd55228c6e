// @ts-check
import { randomBytes } from "node:crypto";
import {
  existsSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { SetupError } from "./failure.mjs";
import { limitLog } from "./files.mjs";
import { freePort, isFree } from "./port.mjs";
import { CLEAN_ENV } from "./postgres-binaries.mjs";
import { identify, run, startTime, tail } from "./processes.mjs";

/** @typedef {import("./postgres-place.mjs").Place} Place */

/** Role and database of the application. The role is not a superuser, which could run programs. */
const ROLE = "app";
export const DATABASE = "octopus";

/**
 * Settings of every cluster. Modest: all processes together stay under 200 MiB. Statements and error details
 * contain personal data and are not logged.
 */
const COMMON = {
  listen_addresses: "127.0.0.1",
  unix_socket_directories: "",
  timezone: "UTC",
  log_timezone: "UTC",
  log_error_verbosity: "terse",
  log_min_error_statement: "panic",
  shared_buffers: "64MB",
  work_mem: "8MB",
  maintenance_work_mem: "48MB",
  effective_cache_size: "512MB",
  random_page_cost: "1.1",
  jit: "off",
  max_worker_processes: "4",
  max_parallel_workers_per_gather: "0",
  max_logical_replication_workers: "0",
  autovacuum_max_workers: "2",
  max_wal_size: "512MB",
};

/** `durable` keeps every acknowledged commit through a crash; `fast` is for tests. */
export const PROFILES = {
  durable: {
    ...COMMON,
    max_connections: "60",
    fsync: "on",
    full_page_writes: "on",
    synchronous_commit: "on",
  },
  fast: {
    ...COMMON,
    max_connections: "120",
    fsync: "off",
    full_page_writes: "off",
    synchronous_commit: "off",
    wal_level: "minimal",
    max_wal_senders: "0",
    autovacuum: "off",
  },
};

/** Lets tests bypass triggers to empty tables; otherwise append-only rows cannot be deleted. */
const FOR_TESTS = [`grant set on parameter session_replication_role to ${ROLE}`];

/** @typedef {keyof typeof PROFILES} Profile */

/** @param {Place} place @param {string} program @param {string[]} args @param {string} [input] */
function postgresProgram(place, program, args, input) {
  return run(join(place.binaries, "bin", program), args, {
    ...place.as,
    cwd: "/",
    env: CLEAN_ENV,
    input,
    isShielded: true,
  });
}

/**
 * Runs statements in Postgres's single-user mode while no server runs. Needs no password or driver.
 * @param {Place} place
 * @param {string} cluster
 * @param {string[]} statements
 */
async function asSingleUser(place, cluster, statements) {
  const args = [
    "--single",
    "-D",
    cluster,
    "-j",
    "-c",
    "exit_on_error=on",
    "-c",
    "log_min_messages=error",
    "postgres",
  ];
  const { code, output } = await postgresProgram(
    place,
    "postgres",
    args,
    statements.map((line) => `${line};\n\n`).join(""),
  );
  if (code !== 0)
    throw new SetupError(`The embedded Postgres refused its first statements: ${reasonIn(output)}`);
}

/**
 * Extracts the reason from a log: the last error, else the last line.
 * @param {string} log
 */
function reasonIn(log) {
  const lines = tail(log).split("\n");
  return lines.findLast((line) => /FATAL|PANIC|ERROR|error:/.test(line)) ?? lines.at(-1) ?? "";
}

/**
 * Creates a cluster unless there is one. Created aside and renamed, so a crash leaves no incomplete one.
 * @param {Place} place
 * @param {string} password of the application's role: hexadecimal
 * @param {Profile} profile
 */
export async function createCluster(place, password, profile) {
  if (existsSync(place.cluster)) return requireVersion(place);
  const draft = `${place.cluster}.new`;
  rmSync(draft, { recursive: true, force: true });
  // The superuser's password is not kept: the cluster's owner can set another in single-user mode.
  const secret = join(place.home, "superuser");
  rmSync(secret, { force: true });
  writeFileSync(secret, randomBytes(24).toString("hex"), { mode: 0o644 });
  const result = await initialise(place, draft, secret, profile);
  rmSync(secret, { force: true });
  if (result.code !== 0) {
    if (NO_SPACE.test(result.output)) throw noSpace(place);
    throw new SetupError(
      `The embedded Postgres could not be made in ${place.home}: ${reasonIn(result.output)}`,
    );
  }
  await asSingleUser(place, draft, [
    `create role ${ROLE} login createdb password '${password}'`,
    `create database ${DATABASE} owner ${ROLE}`,
    ...(profile === "fast" ? FOR_TESTS : []),
  ]);
  renameSync(draft, place.cluster);
}

/** @param {Place} place @param {string} folder @param {string} secret @param {Profile} profile */
async function initialise(place, folder, secret, profile) {
  const initdb = (/** @type {string} */ locale) =>
    postgresProgram(place, "initdb", [
      "-D",
      folder,
      "-U",
      "postgres",
      `--pwfile=${secret}`,
      "-A",
      "scram-sha-256",
      "-E",
      "UTF8",
      `--locale=${locale}`,
      "--locale-provider=icu",
      "--icu-locale=und",
      "--data-checksums",
      ...(profile === "fast" ? ["--no-sync"] : []),
    ]);
  const result = await initdb("C.UTF-8");
  // Systems without C.UTF-8 have C; sorting and case use ICU in both.
  return /invalid locale/.test(result.output) ? initdb("C") : result;
}

/** @param {Place} place */
function requireVersion(place) {
  const [found, known] = [readFileSync(join(place.cluster, "PG_VERSION"), "utf8").trim(), "17"];
  if (found === known) return;
  throw new SetupError(
    `The database in ${place.home} was made by Postgres ${found}, this is ${known}. Back it up with the version that made it, then restore it here.`,
  );
}

/**
 * Sets a new password for the application's role, for a cluster whose record was lost.
 * @param {Place} place
 * @param {string} password
 */
export async function resetPassword(place, password) {
  await stopServer(place);
  await asSingleUser(place, place.cluster, [`alter role ${ROLE} password '${password}'`]);
}

/**
 * Reads Postgres's pid file; after a kill it names a process that no longer runs. Undefined if there is none.
 * @param {Place} place
 * @returns {{ pid: number, port: number, state: string } | undefined}
 */
function pidFile(place) {
  try {
    const lines = readFileSync(join(place.cluster, "postmaster.pid"), "utf8").split("\n");
    return { pid: Number(lines[0]), port: Number(lines[3]), state: (lines[7] ?? "").trim() };
  } catch {
    return undefined;
  }
}

/**
 * Checks whether a process works in the cluster's folder, as its server does; elsewhere than on Linux, whether it runs.
 * @param {number} pid
 * @param {Place} place
 */
function worksIn(pid, place) {
  if (process.platform !== "linux") return startTime(pid) !== undefined;
  try {
    return startTime(pid) !== undefined && readlinkSync(`/proc/${pid}/cwd`) === place.cluster;
  } catch {
    return false;
  }
}

/**
 * Finds the running server of a cluster, if any.
 * @param {Place} place
 * @returns {{ id: import("./processes.mjs").ProcessId, port: number, ready: boolean } | undefined}
 */
export function findServer(place) {
  const file = pidFile(place);
  if (file === undefined || !worksIn(file.pid, place)) return undefined;
  const id = identify(file.pid);
  return id && { id, port: file.port, ready: file.state === "ready" };
}

/**
 * Removes the pid file of a killed server if its number belongs to a zombie or another program: Postgres
 * would otherwise refuse to start. Only if we can see that no process works in the cluster.
 * @param {Place} place
 */
function clearStalePidFile(place) {
  if (process.platform !== "linux" || pidFile(place) === undefined || findServer(place)) return;
  const processes = readdirSync("/proc").filter((name) => /^\d+$/.test(name));
  if (processes.some((pid) => worksIn(Number(pid), place))) return;
  rmSync(join(place.cluster, "postmaster.pid"), { force: true });
}

/** @param {Place} place */
function logSize(place) {
  return statSync(place.log, { throwIfNoEntry: false })?.size ?? 0;
}

/**
 * Returns what the server wrote to its log after `size` bytes.
 * @param {Place} place
 * @param {number} size
 */
function logSince(place, size) {
  return logSize(place) > size ? readFileSync(place.log).subarray(size).toString("utf8") : "";
}

/**
 * Formats options for pg_ctl, which passes them to a shell.
 * @param {Profile} profile
 * @param {number} port
 */
function serverOptions(profile, port) {
  const options = Object.entries(PROFILES[profile]).map(([name, value]) => `-c ${name}='${value}'`);
  return [`-p ${port}`, ...options].join(" ");
}

const NO_SPACE = /No space left/;

/** @param {Place} place */
function noSpace(place) {
  return new SetupError(
    `No space left on the disk of ${place.home} for the database. Free some, then run the same command again.`,
  );
}

/** Errors that a retry does not fix. */
const LASTING =
  /Permission denied|incompatible|configuration file .* contains errors|invalid value for parameter/;

/**
 * Starts a server and waits until it accepts connections. Retries for ten seconds, since after a crash the
 * old process may linger, the port may be taken, or the new one may be killed too.
 * @param {Place} place
 * @param {{ port: number | undefined, isFixed: boolean, profile: Profile }} options `port`: the preferred one; `isFixed`: no other will do
 * @returns {Promise<{ id: import("./processes.mjs").ProcessId, port: number }>}
 */
export async function startServer(place, { port: preferred, isFixed, profile }) {
  const until = Date.now() + 10_000;
  limitLog(place.log);
  for (;;) {
    clearStalePidFile(place);
    const before = logSize(place);
    const keepsPort = preferred !== undefined && (isFixed || (await isFree(preferred, "127.0.0.1")));
    const options = serverOptions(profile, keepsPort ? preferred : await freePort());
    const start = ["start", "-D", place.cluster, "-w", "-t", "120", "-s", "-l", place.log, "-o", options];
    const { code, output } = await postgresProgram(place, "pg_ctl", start);
    const server = findServer(place);
    if (code === 0 && server) return { id: server.id, port: server.port };
    const said = logSince(place, before) || output;
    if (NO_SPACE.test(said)) throw noSpace(place);
    if (LASTING.test(said) || Date.now() > until) {
      throw new SetupError(`The embedded Postgres does not start: ${reasonIn(said)} (log: ${place.log})`);
    }
    await sleep(250);
  }
}

/**
 * Stops the server of a cluster, if running; connections are closed, commits are on disk.
 * @param {Place} place
 */
export async function stopServer(place) {
  const server = findServer(place);
  if (!server) return;
  for (const mode of ["fast", "immediate"]) {
    await postgresProgram(place, "pg_ctl", ["stop", "-D", place.cluster, "-m", mode, "-w", "-t", "20", "-s"]);
    if (!findServer(place)) return;
  }
  throw new SetupError(
    `The embedded Postgres (process ${server.id.pid}) does not stop. End it, then run the same command again.`,
  );
}
