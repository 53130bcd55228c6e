import { spawn } from "node:child_process";
import { join } from "node:path";

/** The exit code and output of an operator command. */
export interface Ended {
  code: number | null;
  stdout: string;
  stderr: string;
}

/** A running command. */
export interface Running {
  pid: number;
  kill(signal: NodeJS.Signals): void;
  ended: Promise<Ended>;
}

/**
 * Starts an operator command as a separate process, as its user does, with PATH, HOME, NODE_ENV=production and the
 * variables in `env` only. `limit`: the maximum size of any file that it writes, in blocks of 1,024 bytes, to simulate
 * a full disk.
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
