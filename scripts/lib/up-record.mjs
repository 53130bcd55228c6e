// @ts-check
import { rmSync } from "node:fs";
import { join } from "node:path";
import { SetupError } from "./failure.mjs";
import { readJson, writeWhole } from "./files.mjs";
import { withLock } from "./lock.mjs";
import { portHolder, requirePort } from "./port.mjs";
import { commandsAbove, endProcess, identify, isAlive, ourselves, waitForEnd } from "./processes.mjs";

/**
 * What DATA_DIR/up.json says: which `up` runs, and what it started, so that a later one can end what was left behind.
 * @typedef {import("./processes.mjs").ProcessId} ProcessId
 * @typedef {object} UpRecord
 * @property {ProcessId} up
 * @property {ProcessId[]} launchers the npm above it, by which its user ends it, and a shell between
 * @property {boolean} isStopping
 * @property {(ProcessId & { name: string })[]} children
 */

/** Milliseconds an `up` may take to end: its children drain for 25 seconds, then the database stops. */
const UP_ENDS = 45_000;

/** @param {string} dataDir */
const recordPath = (dataDir) => join(dataDir, "up.json");

/** Finds npm and the shell between when it runs us. If one of them ends, signals to npm no longer reach us. */
export function launchers() {
  return process.env.npm_lifecycle_event === "up" ? commandsAbove() : [];
}

/**
 * Creates the error for an `up` refused because another one uses this DATA_DIR.
 * @param {UpRecord} record
 * @param {import("./settings.mjs").Settings} settings
 */
function inUse({ up, children }, { port, dataDir }) {
  const other = `another \`npm run up\` (process ${up.pid})`;
  const holder = portHolder(port);
  return new SetupError(
    holder && children?.some(({ pid }) => pid === holder.pid)
      ? `PORT ${port} is in use by ${other}, which serves this DATA_DIR already. End it (Ctrl-C where it runs, or: kill ${up.pid}), then run the same command again.`
      : `DATA_DIR ${dataDir} is in use by ${other}. End it, or set another DATA_DIR.`,
  );
}

/**
 * Ends processes that an earlier `up` recorded and left running, and nothing else: its children, and the `up` itself if
 * its npm or shell has ended. Waits for one that is stopping; throws while another one runs.
 * @param {UpRecord | undefined} record
 * @param {import("./settings.mjs").Settings} settings
 */
async function endOrphans(record, settings) {
  if (!record) return;
  if (isAlive(record.up)) {
    const isLeft = !(record.launchers ?? []).every(isAlive);
    if (isLeft) await endProcess(record.up, UP_ENDS);
    else if (!record.isStopping || !(await waitForEnd(record.up, UP_ENDS))) {
      throw inUse(record, settings);
    }
  }
  await Promise.all((record.children ?? []).map((child) => endProcess(child, 5_000)));
}

/**
 * Makes this process the one `up` of a DATA_DIR, after ending an earlier one's orphans.
 * @param {import("./settings.mjs").Settings} settings
 */
export async function claim(settings) {
  const path = recordPath(settings.dataDir);
  /** @type {UpRecord} */
  const record = { up: ourselves(), launchers: launchers(), isStopping: false, children: [] };
  await withLock(join(settings.dataDir, "up.lock"), async () => {
    await endOrphans(readJson(path), settings);
    await requirePort(settings.port, settings.host);
    writeWhole(path, JSON.stringify(record), 0o600);
  });
  const save = () => writeWhole(path, JSON.stringify(record), 0o600);
  return {
    /** @param {string} name @param {number} pid */
    started(name, pid) {
      const id = identify(pid);
      record.children = record.children.filter((child) => child.name !== name);
      if (id) record.children.push({ name, ...id });
      save();
    },
    stopping() {
      record.isStopping = true;
      save();
    },
    ended: () => rmSync(path, { force: true }),
  };
}
