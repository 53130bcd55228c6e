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
 * Starts an operator command as a separate process, with PATH, HOME, NODE_ENV=production and the variables in `env`
 * only: from the bundle that the test run has just made, or with `launched` as its user does, by the script that first
 * compares all sources with those of the bundle (0.3 s). `limit`: the maximum size of any file that it writes, in
 * blocks of 1,024 bytes, to simulate a full disk.
 */
export function startOctopus(
  args: string[],
  {
    env,
    input = "",
    limit,
    launched = false,
  }: { env: Record<string, string>; input?: string; limit?: number; launched?: boolean },
): Running {
  const program = join(launched ? "scripts" : "dist", "octopus.mjs");
  const call = [process.execPath, program, ...args];
  const [first = "", ...rest] = limit
    ? ["bash", "-c", `trap "" XFSZ; ulimit -f ${limit}; exec "$@"`, "bash", ...call]
    : call;
  const child = spawn(first, rest, {
    env: {
      PATH: process.env.PATH ?? "",
      HOME: process.env.HOME ?? "",
      NODE_ENV: "production",
      ...(launched ? {} : { OCTOPUS_ROOT: process.cwd() }),
      ...env,
    },
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
