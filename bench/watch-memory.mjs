// @ts-check
/**
 * `node bench/watch-memory.mjs COMMAND …`: runs a command and reports the memory of its web process and worker: the
 * median of the first ten seconds, the most, and the last. Linux only.
 */
import { spawn } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";

const EACH = 200;
const PROGRAMS = ["serve.mjs", "worker.mjs"];

/** @param {number} pid @param {string} file */
function read(pid, file) {
  try {
    return readFileSync(`/proc/${pid}/${file}`, "utf8");
  } catch {
    return "";
  }
}

/** Every process below one. @param {number} root */
function descendants(root) {
  const pids = readdirSync("/proc").filter((name) => /^\d+$/.test(name));
  const parents = new Map(
    pids.map((pid) => [
      Number(pid),
      Number(read(Number(pid), "stat").replace(/^.*\)/, "").trim().split(" ")[1]),
    ]),
  );
  /** @param {number} pid */
  const isBelow = (pid) => {
    for (let at = parents.get(pid); at; at = parents.get(at)) if (at === root) return true;
    return false;
  };
  return [...parents.keys()].filter(isBelow);
}

/** Megabytes of a process that are its own, not a file's. @param {number} pid */
const anonymous = (pid) => Number(/RssAnon:\s+(\d+)/.exec(read(pid, "status"))?.[1] ?? 0) / 1024;

const [command = "", ...args] = process.argv.slice(2);
const child = spawn(command, args, { stdio: "inherit" });
/** @type {Map<string, number[]>} */
const seen = new Map();
const watch = setInterval(() => {
  for (const pid of descendants(child.pid ?? 0)) {
    const line = read(pid, "cmdline");
    const program = PROGRAMS.find((name) => line.includes(`dist/${name}`));
    const megabytes = program ? anonymous(pid) : 0;
    if (program && megabytes > 0) seen.set(program, [...(seen.get(program) ?? []), megabytes]);
  }
}, EACH);
child.once("close", (code) => {
  clearInterval(watch);
  for (const [program, list] of seen) {
    const begin = list.slice(0, 50);
    const round = (/** @type {number} */ value) => Math.round(value);
    const middle = [...begin].sort((a, b) => a - b)[Math.floor(begin.length / 2)] ?? 0;
    process.stdout.write(
      `${program}: ${round(middle)} MB in its first ten seconds, ${round(Math.max(...list))} MB at most, ${round(list.at(-1) ?? 0)} MB at the end; ${list.length} looks\n`,
    );
  }
  process.exitCode = code ?? 1;
});
