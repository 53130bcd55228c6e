// @ts-check
import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync, readlinkSync } from "node:fs";
import { createServer } from "node:net";
import { basename } from "node:path";
import { errorCode, SetupError } from "./failure.mjs";

/**
 * Tries to listen on a port; returns the system's error code if that fails.
 * @param {number} port 0: any free one
 * @param {string} host
 * @returns {Promise<{ port: number, code?: undefined } | { code: string }>}
 */
function tryListen(port, host) {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", (error) => resolve({ code: errorCode(error) ?? "UNKNOWN" }));
    server.listen({ port, host, exclusive: true }, () => {
      const address = server.address();
      server.close(() => resolve({ port: typeof address === "object" && address ? address.port : port }));
    });
  });
}

/**
 * @param {number} port
 * @param {string} host
 */
export async function isFree(port, host) {
  return "port" in (await tryListen(port, host));
}

/**
 * Finds a free loopback port below the range for outgoing connections: a client retrying a closed port in
 * that range can connect to itself and so occupy it.
 * @returns {Promise<number>}
 */
export async function freePort() {
  for (let attempt = 0; attempt < 50; attempt++) {
    const port = 20_000 + Math.floor(Math.random() * 12_000);
    if (await isFree(port, "127.0.0.1")) return port;
  }
  throw new SetupError("No free port found between 20000 and 32000 on 127.0.0.1.");
}

/**
 * Finds the sockets listening on a port, in Linux's tables.
 * @param {number} port
 * @returns {Set<string>} their inodes
 */
function listeningInodes(port) {
  const wanted = `:${port.toString(16).toUpperCase().padStart(4, "0")}`;
  const inodes = new Set();
  for (const table of ["/proc/net/tcp", "/proc/net/tcp6"]) {
    try {
      for (const line of readFileSync(table, "utf8").split("\n").slice(1)) {
        const [, local, , state, , , , , , inode] = line.trim().split(/\s+/);
        if (local?.endsWith(wanted) && state === "0A" && inode) inodes.add(`socket:[${inode}]`);
      }
    } catch {
      // Another system, or no IPv6.
    }
  }
  return inodes;
}

/**
 * Returns a command and its program without folders; other arguments may be secrets.
 * @param {number} pid
 */
function commandOf(pid) {
  try {
    const [command = "", ...args] = readFileSync(`/proc/${pid}/cmdline`, "utf8").split("\0");
    const script = args.find((arg) => !arg.startsWith("-")) ?? "";
    return [command, /\.[cm]?[jt]s$|\.(py|rb|php|pl|jar|sh)$/.test(script) ? script : ""]
      .filter(Boolean)
      .map((word) => basename(word))
      .join(" ");
  } catch {
    return "";
  }
}

/** @param {number} port */
function holderByProc(port) {
  const inodes = listeningInodes(port);
  if (inodes.size === 0) return undefined;
  for (const pid of readdirSync("/proc").filter((name) => /^\d+$/.test(name))) {
    try {
      const sockets = readdirSync(`/proc/${pid}/fd`).map((fd) => readlinkSync(`/proc/${pid}/fd/${fd}`));
      if (sockets.some((socket) => inodes.has(socket))) return Number(pid);
    } catch {
      // Ended meanwhile, or another user's.
    }
  }
  return undefined;
}

/**
 * Finds the process listening on a port, as far as this user may know.
 * @param {number} port
 * @returns {{ pid: number, command: string } | undefined}
 */
export function portHolder(port) {
  if (process.platform === "linux") {
    const pid = holderByProc(port);
    return pid === undefined ? undefined : { pid, command: commandOf(pid) };
  }
  const lsof = spawnSync("lsof", ["-nP", `-iTCP:${port}`, "-sTCP:LISTEN", "-Fpc"], { encoding: "utf8" });
  const pid = /^p(\d+)/m.exec(lsof.stdout ?? "")?.[1];
  return pid === undefined
    ? undefined
    : { pid: Number(pid), command: /^c(.+)/m.exec(lsof.stdout)?.[1] ?? "" };
}

/**
 * Throws one line unless the site can listen on `port`: in use (and by what, if known), not allowed, or no
 * such address.
 * @param {number} port
 * @param {string | undefined} host unset: both loopback addresses, since browsers try either for `localhost`
 */
export async function requirePort(port, host) {
  for (const address of host === undefined ? ["127.0.0.1", "::1"] : [host]) {
    const { code } = await tryListen(port, address);
    if (code === undefined) continue;
    if (code === "EADDRINUSE") {
      const holder = portHolder(port);
      const by = holder
        ? `process ${holder.pid}${holder.command ? ` (${holder.command})` : ""}`
        : "another program";
      const other = port < 65_535 ? port + 1 : 3000;
      throw new SetupError(
        `PORT ${port} is in use by ${by}. End it, or choose another: PORT=${other} npm run up`,
      );
    }
    if (code === "EACCES")
      throw new SetupError(
        `PORT ${port} may not be used by this user. Choose one above 1023: PORT=3000 npm run up`,
      );
    // A machine without IPv6 has no ::1, so there is nothing to check.
    if (host !== undefined)
      throw new SetupError(
        `HOST is no address of this machine (${code}). Allowed: one of its addresses, 0.0.0.0 or unset for the loopback.`,
      );
  }
}
