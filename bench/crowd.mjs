// @ts-check
/*
 * `npm run bench:crowd`: what many readers at once come to. A page that went stale under 64 readers, stored pages
 * beside searches, mixed reading with a save each second, and page views with all that a browser asks for. Prints a
 * table of Markdown.
 */
import { createRequire } from "node:module";
import { setTimeout as sleep } from "node:timers/promises";
import { parseArgs } from "node:util";
import { gunzipSync } from "node:zlib";
import { buildAll } from "../scripts/lib/build.mjs";
import { areas, warm, wordPairs } from "./lib/cases.mjs";
import { Connection, requestText } from "./lib/connection.mjs";
import { savers } from "./lib/editing.mjs";
import { median } from "./lib/measure.mjs";
import { cpuTime } from "./lib/processes.mjs";
import { startProduct } from "./lib/product.mjs";

const { Client } = createRequire(import.meta.url)("pg");
const { values } = parseArgs({
  options: {
    profiles: { type: "string", default: "50" },
    seconds: { type: "string", default: "5" },
    "no-build": { type: "boolean", default: false },
  },
});
const seconds = Number(values.seconds);
const READERS = 64;
const ROUNDS = 5;

/** @typedef {import("./lib/product.mjs").Product} Product */

/** @param {number[]} times @param {number} share */
function percentile(times, share) {
  const sorted = [...times].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
}

/**
 * Asks paths in turn on so many connections until told to stop; answers the times in milliseconds.
 * @param {number} port
 * @param {readonly string[]} paths
 * @param {number} connections
 * @param {{ isOver: boolean }} end
 */
async function ask(port, paths, connections, end) {
  /** @type {number[]} */
  const times = [];
  let next = 0;
  const client = async () => {
    const connection = new Connection(port);
    while (!end.isOver) {
      const path = paths[next++ % paths.length] ?? "/";
      const from = performance.now();
      const { status } = await connection.ask(requestText({ path, port }));
      if (status >= 500 && status !== 503) throw new Error(`${path}: ${status}`);
      times.push(performance.now() - from);
    }
    connection.close();
  };
  await Promise.all(Array.from({ length: connections }, client));
  return times;
}

/** @param {Promise<unknown>[]} running @param {{ isOver: boolean }} end */
async function during(running, end) {
  await sleep(seconds * 1000);
  end.isOver = true;
  await Promise.all(running);
}

/**
 * A page goes stale, then so many ask for it at once.
 * @param {Product} product
 * @param {string} path of a profile
 */
async function stampede(product, path) {
  const database = new Client({ connectionString: product.databaseUrl });
  await database.connect();
  const web = product.processes.web ?? 0;
  const scope = `profile:${path.split("/").at(-1)}`;
  const round = async (/** @type {number} */ readers) => {
    await database.query(
      "insert into version values ($1, 1) on conflict (scope) do update set n = version.n + 1",
      [scope],
    );
    const connections = Array.from({ length: readers }, () => new Connection(product.port));
    const cpu = cpuTime(web);
    const from = performance.now();
    await Promise.all(connections.map((one) => one.ask(requestText({ path, port: product.port }))));
    const last = performance.now() - from;
    const spent = cpuTime(web) - cpu;
    for (const one of connections) one.close();
    return { last, spent };
  };
  const rounds = async (/** @type {number} */ readers) => {
    const all = [];
    for (let n = 0; n < ROUNDS; n++) all.push(await round(readers));
    return { last: median(all.map((one) => one.last)), spent: median(all.map((one) => one.spent)) };
  };
  const [one, many] = [await rounds(1), await rounds(READERS)];
  await database.end();
  return [
    ["stale page, 1 reader", `${one.last.toFixed(0)} ms, processor ${one.spent.toFixed(0)} ms`],
    [
      `stale page, ${READERS} readers`,
      `last answer ${many.last.toFixed(0)} ms, processor ${many.spent.toFixed(0)} ms`,
    ],
  ];
}

/**
 * @param {Product} product
 * @param {readonly string[]} pages
 * @param {readonly string[]} searches
 */
async function besideSearches(product, pages, searches) {
  const end = { isOver: false };
  const stored = ask(product.port, pages, 4, end);
  const searching = ask(product.port, searches, 32, end);
  await during([stored, searching], end);
  const times = await stored;
  return [
    [
      "stored pages beside 32 searches",
      `p50 ${percentile(times, 0.5).toFixed(1)} ms, p99 ${percentile(times, 0.99).toFixed(1)} ms`,
    ],
  ];
}

/**
 * @param {Product} product
 * @param {readonly string[]} pages
 */
async function withWriter(product, pages) {
  const mixed = [
    "/",
    "/changes",
    "/countries",
    ...pages.flatMap((page) => [page, `${page}/history`, `${page}/revisions/2`, `${page}/diff?from=2&to=3`]),
  ];
  await warm(product, mixed);
  const rate = async (/** @type {boolean} */ isWriting) => {
    const end = { isOver: false };
    const reading = ask(product.port, mixed, 16, end);
    const write = async () => {
      const saver = savers(product, () => ({ slug: "area-1", section: "policies" }))(0);
      while (isWriting && !end.isOver) {
        await saver.turn();
        await sleep(1000);
      }
      saver.close();
    };
    await during([reading, write()], end);
    return (await reading).length / seconds;
  };
  const [alone, written] = [await rate(false), await rate(true)];
  return [
    ["mixed reading", `${Math.round(alone)}/s`],
    [
      "mixed reading, a save each second",
      `${Math.round(written)}/s, ${Math.round(100 - (100 * written) / alone)} % less`,
    ],
  ];
}

/**
 * @param {Product} product
 * @param {string} path
 */
async function pageViews(product, path) {
  const connection = new Connection(product.port);
  const { head, body } = await connection.ask(requestText({ path, port: product.port }));
  connection.close();
  const html = (/^content-encoding: gzip/im.test(head) ? gunzipSync(body) : body).toString();
  const files = [...new Set([...html.matchAll(/\/assets\/[^"')\s]+/g)].map(([address]) => address))];
  const end = { isOver: false };
  const view = [path, ...files];
  const asking = ask(product.port, view, 16, end);
  await during([asking], end);
  const views = (await asking).length / seconds / view.length;
  return [[`page views, ${view.length} requests each`, `${Math.round(views)}/s`]];
}

if (!values["no-build"]) await buildAll();
const product = await startProduct({
  load: ["--profiles", values.profiles, "--revisions", "5"],
  say: (line) => process.stderr.write(`${line}\n`),
});
try {
  const pages = areas(Number(values.profiles));
  const warmed = await warm(product, pages);
  const searches = wordPairs(warmed).map((pair) => `/search?q=${pair}`);
  const rows = [
    ...(await stampede(product, pages[0] ?? "/")),
    ...(await besideSearches(product, pages, searches)),
    ...(await withWriter(product, pages)),
    ...(await pageViews(product, pages[0] ?? "/")),
  ];
  process.stdout.write("| what | found |\n| --- | --- |\n");
  for (const [what, found] of rows) process.stdout.write(`| ${what} | ${found} |\n`);
} finally {
  await product.stop();
}
