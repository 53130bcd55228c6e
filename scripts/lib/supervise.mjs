// @ts-check
import { spawn } from "node:child_process";
import { SetupError } from "./failure.mjs";
import { ROOT } from "./paths.mjs";
import { signalProcess } from "./processes.mjs";
import { say } from "./progress.mjs";

const FIRST_DELAY = 200;
const LONGEST_DELAY = 10_000;
/** Milliseconds after which a program counts as started, so that its next restart is quick. */
const STEADY = 30_000;
/**
 * Limits Node's heap unless the operator sets a limit: by default V8 lets it grow to gigabytes before
 * collecting. Live data stay below a quarter of this.
 */
const FLAGS = /--max-old-space-size/.test(process.env.NODE_OPTIONS ?? "") ? [] : ["--max-old-space-size=512"];
/** Failed first starts in a row after which it is given up. */
const GIVE_UP = 3;

/**
 * Keeps one of our programs running: starts it, restarts it with growing delays if it ends, and ends it on
 * request. It leads a process group of its own, so that Ctrl-C reaches it only through us, in order.
 * @param {{ name: string, file: string, env: NodeJS.ProcessEnv, onStart: (pid: number) => void }} options
 */
export function supervise({ name, file, env, onStart }) {
  /** @type {import("node:child_process").ChildProcess | undefined} */
  let child;
  /** @type {NodeJS.Timeout | undefined} */
  let timer;
  let isStopping = false;
  let wasReady = false;
  let failures = 0;
  const ready = withResolvers();

  const start = () => {
    const from = Date.now();
    child = spawn(process.execPath, [...FLAGS, file], {
      cwd: ROOT,
      env,
      detached: true,
      stdio: ["ignore", "inherit", "inherit", "ipc"],
    });
    if (child.pid !== undefined) onStart(child.pid);
    child.on("message", (message) => {
      if (message !== "ready") return;
      wasReady = true;
      ready.resolve();
    });
    child.on("error", (error) => ready.reject(error));
    child.on("exit", (code, signal) => {
      child = undefined;
      if (isStopping) return;
      failures = Date.now() - from > STEADY ? 1 : failures + 1;
      const how = signal ?? `exit code ${code}`;
      if (!wasReady && failures >= GIVE_UP) {
        ready.reject(
          new SetupError(
            `The ${name} ended ${GIVE_UP} times before it was ready (${how}); its log is above.`,
          ),
        );
        return;
      }
      const delay = Math.min(FIRST_DELAY * 2 ** (failures - 1), LONGEST_DELAY);
      say(`  The ${name} ended (${how}); starting it again.`);
      timer = setTimeout(start, delay);
    });
  };
  start();

  return {
    /** Fulfilled when it first reports ready; rejected if it fails before. */
    ready: ready.promise,
    /**
     * Ends it: SIGTERM, waits, then kills its group.
     * @param {number} grace milliseconds
     * @returns {Promise<void>}
     */
    async stop(grace) {
      isStopping = true;
      clearTimeout(timer);
      const { pid } = child ?? {};
      if (!child || pid === undefined) return;
      const ended = new Promise((done) => child?.once("exit", done));
      signalProcess(pid, "SIGTERM");
      const killer = setTimeout(() => signalProcess(-pid, "SIGKILL"), grace);
      await ended;
      clearTimeout(killer);
    },
    /** Kills it at once. */
    kill() {
      if (child?.pid !== undefined) signalProcess(-child.pid, "SIGKILL");
    },
  };
}

/**
 * `Promise.withResolvers`, which Node 20 lacks; an unhandled rejection is ignored.
 * @returns {{ promise: Promise<void>, resolve: () => void, reject: (reason: unknown) => void }}
 */
function withResolvers() {
  let resolve = () => {};
  let reject = (/** @type {unknown} */ _reason) => {};
  /** @type {Promise<void>} */
  const promise = new Promise((yes, no) => {
    resolve = yes;
    reject = no;
  });
  promise.catch(() => undefined);
  return { promise, resolve, reject };
}
