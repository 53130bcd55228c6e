// @ts-check
/*
 * `npm run bench:crowd`: load of many simultaneous readers. A page that goes stale under 64 readers, the processor time
 * of a search, stored pages beside searches, mixed reading with a save each second, and page views with all requests of
 * a browser. Prints a Markdown table; uses wrk if installed.
 */
import { createRequire } from "node:module";
import { setTimeout as sleep } from "node:timers/promises";
import { parseArgs } from "node:util";
import { gunzipSync } from "node:zlib";
import { buildAll } from "../scripts/lib/build.mjs";
import { areas, warm, wordPairs } from "./lib/cases.mjs";
import { Connection, requestText } from "./lib/connection.mjs";
import { savers } from "./lib/editing.mjs";
import { read } from "./lib/load.mjs";
import { median, quiet } from "./lib/measure.mjs";
import { cpuTime, cpuTimes } from "./lib/processes.mjs";
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
const SEARCHERS = 32;
const ROUNDS = 5;

/** @typedef {import("./lib/product.mjs").Product} Product */

/**
 * @param {Product} product
 * @param {readonly string[]} paths asked for in turn
 * @param {number} connections
 * @param {Record<string, string>} [headers]
 */
async function load(product, paths, connections, headers) {
  const { port } = product;
  const requests = paths.map((path) => requestText({ path, port, headers }));
  const found = await read({ port, requests, connections, seconds });
  return { ...found, rate: found.requests / found.seconds };
}

/**
 * Measures processor time of the product in milliseconds. First waits for the product to finish the jobs that
 * loading its data caused, which use the same processes.
 * @param {Product} product @param {() => Promise<any>} run
 */
async function withCpu(product, run) {
  await quiet();
  const roots = { web: product.processes.web ?? 0, postgres: product.processes.postgres ?? 0 };
  const before = cpuTimes(roots);
  const found = await run();
  const after = cpuTimes(roots);
  return { found, web: after.web - before.web, postgres: after.postgres - before.postgres };
}

/**
 * Makes a page stale, then requests it many times at once.
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
  await warm(product, pages);
  const alone = await load(product, pages, 4);
  const [stored, searching] = await Promise.all([
    load(product, pages, 4),
    load(product, searches, SEARCHERS),
  ]);
  const times = (/** @type {{ p50: number, p99: number }} */ { p50, p99 }) =>
    `p50 ${p50.toFixed(1)} ms, p99 ${p99.toFixed(1)} ms`;
  return [
    ["stored pages, 4 readers", times(alone)],
    [`stored pages, 4 readers beside ${SEARCHERS} who search`, times(stored)],
    ["searches meanwhile", `${searching.rate.toFixed(0)}/s, ${searching.errors} refused`],
  ];
}

/**
 * @param {Product} product
 * @param {readonly string[]} searches
 */
async function searchCosts(product, searches) {
  const port = product.port;
  const asked = searches.slice(0, 200);
  await load(product, searches.slice(200, 400), 1);
  const connection = new Connection(port);
  const { found, web, postgres } = await withCpu(product, async () => {
    const sizes = [];
    for (const path of asked)
      sizes.push(
        (await connection.ask(requestText({ path, port, headers: { "accept-encoding": "identity" } }))).body
          .length,
      );
    return sizes;
  });
  connection.close();
  const each = (/** @type {number} */ spent) => (spent / asked.length).toFixed(1);
  return [
    ["a search, processor", `web ${each(web)} ms, postgres ${each(postgres)} ms`],
    [
      "its page, not compressed",
      `${(median(found) / 1000).toFixed(1)} KB, at most ${(Math.max(...found) / 1000).toFixed(1)} KB`,
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
    ...pages.flatMap((page) => [
      page,
      `${page}/history`,
      `${page}/links`,
      `${page}/revisions/2`,
      `${page}/diff?from=2&to=3`,
    ]),
  ];
  await warm(product, mixed);
  const rate = async (/** @type {boolean} */ isWriting) => {
    const end = { isOver: false };
    const write = async () => {
      const saver = savers(product, () => ({ slug: "area-1", section: "policies" }))(0);
      const outcomes = [];
      while (isWriting && !end.isOver) {
        outcomes.push((await saver.turn()).outcome);
        await sleep(1000);
      }
      saver.close();
      return outcomes;
    };
    const writing = write();
    const reading = await load(product, mixed, 16);
    end.isOver = true;
    return { rate: reading.rate, outcomes: await writing };
  };
  /** @type {number[]} */
  const losses = [];
  let saved = 0;
  let best = { rate: 0 };
  for (let n = 0; n < ROUNDS; n++) {
    const [alone, written] = [await rate(false), await rate(true)];
    saved += written.outcomes.filter((outcome) => outcome === "saved").length;
    losses.push(100 - (100 * written.rate) / alone.rate);
    if (alone.rate > best.rate) best = alone;
  }
  return [
    ["mixed reading", `${Math.round(best.rate)}/s`],
    [
      "mixed reading, a save each second",
      `${median(losses).toFixed(0)} % less (median of ${ROUNDS}, ${saved} saved)`,
    ],
  ];
}

/**
 * Measures page views: the first of a visitor, every further one, and those of a member, which also request `/api/me`.
 */
async function pageViews(product, pages) {
  const [path = "/"] = pages;
  const connection = new Connection(product.port);
  const { head, body } = await connection.ask(requestText({ path, port: product.port }));
  connection.close();
  const html = (/^content-encoding: gzip/im.test(head) ? gunzipSync(body) : body).toString();
  const files = [...new Set([...html.matchAll(/\/assets\/[^"')\s]+/g)].map(([address]) => address))];
  const first = [path, ...files];
  const cookie = `${product.editors[0]?.cookie ?? ""}; octopus-in=1`;
  const views = async (
    /** @type {readonly string[]} */ view,
    /** @type {Record<string, string>} */ headers = {},
  ) => Math.round((await load(product, view, 16, headers)).rate / view.length);
  return [
    [`first page of a visitor, ${first.length} requests`, `${await views(first)}/s`],
    ["every further page, 1 request: its files never change", `${(await views(pages)) * pages.length}/s`],
    ["every page of a member, 2 requests", `${await views([path, "/api/me"], { cookie })}/s`],
  ];
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
    ...(await searchCosts(product, searches)),
    ...(await besideSearches(product, pages, searches.slice(400))),
    ...(await withWriter(product, pages)),
    ...(await pageViews(product, pages)),
  ];
  process.stdout.write("| what | found |\n| --- | --- |\n");
  for (const [what, found] of rows) process.stdout.write(`| ${what} | ${found} |\n`);
} finally {
  await product.stop();
}
