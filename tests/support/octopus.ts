import { spawn } from "node:child_process";
import { join } from "node:path";

/** How one of the operator's commands ended, and what it wrote. */
export interface Ended {
  code: number | null;
  stdout: string;
  stderr: string;
}

/** A command under way. */
export interface Running {
  pid: number;
  kill(signal: NodeJS.Signals): void;
  ended: Promise<Ended>;
}

/**
 * Starts one of the operator's commands as a process of its own, as its user does, with nothing set but `env`.
 * `limit`: of any file that it writes, in blocks of 1,024 bytes, as a disk that is full.
 */
export function startOctopus(
  args: string[],
  { env, input = "", limit }: { env: Record<string, string>; input?: string; limit?: number },
): Running {
  const call = [process.execPath, join("scripts", "octopus.mjs"), ...args];
  const [program = "", ...rest] = limit
    ? ["bash", "-c", `trap "" XFSZ; ulimit -f ${limit}; exec "$@"`, "bash", ...call]
    : call;
  const child = spawn(program, rest, {
    env: { PATH: process.env.PATH ?? "", HOME: process.env.HOME ?? "", NODE_ENV: "production", ...env },
  });
  let stdout = "";
  let stderr = "";
  child.stdout.on("data", (chunk) => (stdout += chunk));
  child.stderr.on("data", (chunk) => (stderr += chunk));
  child.stdin.on("error", () => undefined);
  child.stdin.end(input);
  const ended = new Promise<Ended>((resolve) => {
    child.on("close", (code) => resolve({ code, stdout, stderr }));
  });
  return { pid: child.pid ?? 0, kill: (signal) => child.kill(signal), ended };
}
