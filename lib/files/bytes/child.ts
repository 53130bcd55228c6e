import { type ChildProcess, spawn } from "node:child_process";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Answer, Question } from "../exchange";
import { Refused } from "../exchange";

/** Limits of the process that inspects one file. */
const LIMITS = {
  seconds: 120,
  heapMegabytes: 512,
  residentMegabytes: 1_200,
  answerBytes: 1024 * 1024,
} as const;
const LOOK_EACH = 200;

/** The process failed or was killed: nothing is known about the file. */
export class ReaderFailed extends Error {
  override readonly name = "ReaderFailed";
}

/**
 * Answers a question about a file in a separate process. Throws `Refused` if the file is not accepted, and
 * `ReaderFailed` if the process failed or exceeded its limits.
 */
export async function askReader<T>(
  question: Question,
  limits: { seconds?: number; residentMegabytes?: number } = {},
): Promise<T> {
  const text = await runReader(question, { ...LIMITS, ...limits });
  const answer = JSON.parse(text) as Answer<T>;
  if ("refused" in answer) throw new Refused(answer.refused);
  return answer.done;
}

function runReader(
  question: Question,
  limits: { seconds: number; residentMegabytes: number },
): Promise<string> {
  const child = startReader(question);
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    let ended = "";
    const end = (why: string) => {
      ended ||= why;
      child.kill("SIGKILL");
    };
    const late = setTimeout(() => end("it took too long"), limits.seconds * 1000);
    const watch = setInterval(async () => {
      if ((await residentMegabytes(child)) > limits.residentMegabytes) end("it took too much memory");
    }, LOOK_EACH);
    child.stdout?.on("data", (chunk: Buffer) => {
      size += chunk.length;
      if (size > LIMITS.answerBytes) end("it said too much");
      else chunks.push(chunk);
    });
    child.once("error", (error) => end(error.message));
    child.once("close", (code) => {
      clearTimeout(late);
      clearInterval(watch);
      if (code === 0 && !ended) resolve(Buffer.concat(chunks).toString("utf8"));
      else reject(new ReaderFailed(ended || `it ended with ${code}`));
    });
  });
}

/**
 * Starts the built program in production, else its source. Passes no secrets: only PATH, NODE_ENV and the number of
 * threads.
 */
function startReader(question: Question): ChildProcess {
  const root = process.env.OCTOPUS_ROOT ?? process.cwd();
  const program =
    process.env.NODE_ENV === "production"
      ? [join(root, "dist/file-reader.mjs")]
      : ["--import", "tsx", join(root, "scripts/file-reader.ts")];
  return spawn(
    process.execPath,
    [`--max-old-space-size=${LIMITS.heapMegabytes}`, "--no-warnings", ...program, JSON.stringify(question)],
    {
      cwd: root,
      env: { PATH: process.env.PATH ?? "", NODE_ENV: process.env.NODE_ENV, UV_THREADPOOL_SIZE: "2" },
      stdio: ["ignore", "pipe", "ignore"],
    },
  );
}

/** Reads the resident memory of a process, with image buffers, which the heap limit does not cover; 0 if unknown. */
async function residentMegabytes(child: ChildProcess): Promise<number> {
  const text = await readFile(`/proc/${child.pid}/statm`, "utf8").catch(() => "");
  return (Number(text.split(" ")[1] ?? 0) * 4096) / 1024 ** 2;
}
