// @ts-check
/*
 * `node bench/sign-in.mjs`: whether a stranger can tell by the clock which addresses have an account (aim: the medians
 * of 200 refused sign-ins each differ by less than 5 ms, with the same answer). Known and unknown addresses are asked
 * in turn, over HTTP, as the form does; prints a table of Markdown.
 */
import { buildAll } from "../scripts/lib/build.mjs";
import { program, ROOT } from "../scripts/lib/paths.mjs";
import { run } from "../scripts/lib/processes.mjs";
import { startProduct } from "./lib/product.mjs";
import { machine } from "./lib/report.mjs";

const TRIES = 200;
const WARM_UP = 20;
const LIMIT = 5;
const KNOWN = "known@example.org";
const UNKNOWN = "unknown@example.org";

/**
 * Tries one sign-in that is refused: its duration, and the response without the typed address.
 * @param {string} origin @param {string} email
 */
async function tryOnce(origin, email) {
  const from = performance.now();
  const response = await fetch(`${origin}/signin`, {
    method: "POST",
    redirect: "manual",
    headers: { origin, "content-type": "application/x-www-form-urlencoded" },
    body: new URLSearchParams({ form: "password", email, password: "not the password of anyone" }),
  });
  const body = await response.text();
  const time = performance.now() - from;
  return { time, answer: `${response.status} ${body.replaceAll(email, "")}` };
}

/** @param {number[]} times @param {number} share */
const quantile = (times, share) =>
  [...times].sort((a, b) => a - b)[Math.floor(times.length * share)] ?? Number.NaN;

/** @param {string} origin */
async function measure(origin) {
  /** @type {Record<string, number[]>} */
  const times = { [KNOWN]: [], [UNKNOWN]: [] };
  const answers = new Set();
  for (let n = 0; n < WARM_UP + TRIES; n += 1) {
    // Alternates the order, since the second of a pair runs on a warmer machine.
    for (const email of n % 2 === 0 ? [KNOWN, UNKNOWN] : [UNKNOWN, KNOWN]) {
      const { time, answer } = await tryOnce(origin, email);
      answers.add(answer);
      if (n >= WARM_UP) times[email]?.push(time);
    }
  }
  return { times, answers: answers.size };
}

if (!process.argv.includes("--no-build")) await buildAll();
const product = await startProduct({
  load: ["--profiles", "1"],
  say: (line) => void process.stderr.write(`${line}\n`),
});
try {
  const made = await run(
    process.execPath,
    [
      program("octopus"),
      "user:create",
      "--email",
      KNOWN,
      "--name",
      "Known",
      "--role",
      "member",
      "--password-stdin",
    ],
    { cwd: ROOT, env: product.environment, input: "a quiet harbour in november" },
  );
  if (made.code !== 0) throw new Error(made.output);
  const { times, answers } = await measure(`http://localhost:${product.port}`);
  const medians = [KNOWN, UNKNOWN].map((email) => quantile(times[email] ?? [], 0.5));
  const difference = Math.abs((medians[0] ?? 0) - (medians[1] ?? 0));
  const lines = Object.entries(times).map(([email, list]) => {
    const [p50, p95] = [0.5, 0.95].map((share) => quantile(list, share).toFixed(1));
    return `| ${email} | ${list.length} | ${p50} | ${p95} |`;
  });
  const conditions = Object.entries(machine()).map(([name, value]) => `${name} ${value}`);
  process.stdout.write(`${new Date().toISOString()}; ${conditions.join(", ")}.
Different answers: ${answers} (1 is the same for both). The medians differ by ${difference.toFixed(2)} ms (less than ${LIMIT}: ${difference < LIMIT ? "met" : "**missed**"}).

| address | tries | p50 ms | p95 |
| --- | --: | --: | --: |
${lines.join("\n")}
`);
} finally {
  await product.stop();
}
