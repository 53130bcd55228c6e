// @ts-check
import { createRequire } from "node:module";
import { gunzipSync } from "node:zlib";
import { Connection, requestText } from "./connection.mjs";
import { savers } from "./editing.mjs";
import { read, repeat } from "./load.mjs";

/** @typedef {import("./product.mjs").Product} Product */
/** @typedef {import("./measure.mjs").Target} Target */
/** @typedef {import("./measure.mjs").Case} Case */

const { Client } = createRequire(import.meta.url)("pg");
const MANY = [1, 16, 64];
/** Searches in one run. */
const FRESH = 3_000;

let fresh = Date.now() % 1_000_000;

/**
 * @param {Product} product
 * @param {string} name
 * @param {() => string[]} requests finished ones, made anew for each run
 * @returns {Target}
 */
function reader(product, name, requests) {
  return {
    name,
    processes: { web: product.processes.web ?? 0, postgres: product.processes.postgres ?? 0 },
    load: (connections, seconds) => read({ port: product.port, requests: requests(), connections, seconds }),
  };
}

/** @param {Product} product @param {string} name @param {(n: number) => import("./editing.mjs").Place} placeOf */
function writer(product, name, placeOf) {
  const client = savers(product, placeOf);
  return {
    name,
    processes: { web: product.processes.web ?? 0, postgres: product.processes.postgres ?? 0 },
    load: (/** @type {number} */ connections, /** @type {number} */ seconds) =>
      repeat({ connections, seconds, client }),
  };
}

/** @param {Product} product @param {string} path @param {Record<string, string>} [headers] */
function get(product, path, headers) {
  return requestText({ path, port: product.port, headers });
}

/** @param {number} count */
export function areas(count) {
  return Array.from({ length: count }, (_area, n) => `/countries/area-${n + 1}`);
}

/**
 * Requests each address three times, so that it is cached: the first drawing finds the page's dependencies, the second
 * one is stored. Returns the last responses, by path.
 * @param {Product} product
 * @param {readonly string[]} paths
 */
export async function warm(product, paths) {
  const connection = new Connection(product.port);
  /** @type {Map<string, import("./connection.mjs").Answer>} */
  const answers = new Map();
  for (const path of paths) {
    for (let time = 0; time < 3; time += 1) answers.set(path, await connection.ask(get(product, path)));
    const { status } = answers.get(path) ?? {};
    if (status !== 200) throw new Error(`${path} answered ${status}`);
  }
  connection.close();
  return answers;
}

/** Pages of the blog and of the training library, from the starting data. */
export const FURTHER = {
  blog: "/blog",
  post: "/blog/preserve-first-ask-later",
  "training library": "/training",
  material: "/training/preservation-request-checklist",
  "topic of 10 replies": "/discussions/t/900010/topic",
  "topic of 5,000 replies": "/discussions/t/905000/topic",
  "latest topics over 200,000 replies": "/discussions/bench",
};

/** Plans of routes as of today, which are never stored: each request draws one. */
const ROUTES = [
  ["senegal", "united-states-of-america", "subscriber"],
  ["romania", "hungary", "traffic"],
  ["france", "germany", "content"],
  ["japan", "philippines", "preservation"],
].map(([from, to, data]) => `/cooperation/route?from=${from}&to=${to}&data=${data}&urgency=ongoing`);

/**
 * Pairs of words from the pages, each used once.
 * @param {ReadonlyMap<string, import("./connection.mjs").Answer>} warmed answers of the pages
 */
export function wordPairs(warmed) {
  const [first] = warmed.values();
  if (!first) return [];
  const html = (
    /^content-encoding: gzip/im.test(first.head) ? gunzipSync(first.body) : first.body
  ).toString();
  const text = html.slice(html.indexOf("<main")).replaceAll(/<[^>]+>/g, " ");
  const words = [...new Set(text.toLowerCase().match(/\b[a-z]{6,12}\b/g) ?? [])].slice(0, 60);
  return words.flatMap((one, n) => words.slice(n + 1).map((other) => `${one}+${other}`));
}

/** Number of searches that are repeated often, as popular ones are. */
const ASKED_BY_MANY = 10;

/**
 * Picks ten of the pairs, spread over the list.
 * @param {readonly string[]} pairs
 */
export const someOf = (pairs) =>
  pairs.filter((_, n) => n % Math.ceil(pairs.length / ASKED_BY_MANY) === 0).slice(0, ASKED_BY_MANY);

/** @param {readonly string[]} pages */
export const histories = (pages) => pages.map((page) => `${page}/history`);
/** @param {readonly string[]} pages */
const diffs = (pages) => pages.map((page) => `${page}/diff?from=19&to=20`);

/**
 * The cases in which pages are read.
 * @param {Product} product
 * @param {readonly string[]} pages
 * @param {ReadonlyMap<string, import("./connection.mjs").Answer>} warmed answers of the pages
 * @returns {Case[]}
 */
export function readCases(product, pages, warmed) {
  const requests = (/** @type {readonly string[]} */ paths) => () => paths.map((path) => get(product, path));
  const unchanged = () =>
    pages.map((path) => {
      const etag = /^etag: *(.+)$/im.exec(warmed.get(path)?.head ?? "")?.[1]?.trim() ?? "";
      return get(product, path, { "if-none-match": etag });
    });
  const cookie = product.editors[0]?.cookie ?? "";
  const stored = (/** @type {string} */ name, /** @type {() => string[]} */ make, connections = MANY) => ({
    name,
    connections,
    targets: [reader(product, "product", make)],
  });
  const drawn = (/** @type {string} */ name, /** @type {readonly string[]} */ paths) => ({
    name,
    connections: [1],
    targets: [bumped(product, "product", paths)],
  });
  return [
    stored("country page", requests(pages)),
    drawn("country page, drawn", pages),
    stored("country page, unchanged (304)", unchanged),
    stored("signed-in part", () => [get(product, "/api/me", { cookie })]),
    stored("history", requests(histories(pages))),
    drawn("history, drawn", histories(pages)),
    stored("diff", requests(diffs(pages))),
    drawn("diff, drawn", diffs(pages)),
    stored("recent changes", requests(["/changes"])),
    drawn("recent changes, drawn", ["/changes"]),
    stored("home", requests(["/"])),
    drawn("home, drawn", ["/"]),
    {
      name: "search, two words",
      connections: [1, 16],
      targets: [reader(product, "product", searches(product, wordPairs(warmed)))],
    },
    stored(
      "search, ten that many ask for",
      requests(someOf(wordPairs(warmed)).map((pair) => `/search?q=${pair}`)),
    ),
    stored("plan of a route", requests(ROUTES), [1, 16]),
    ...Object.entries(FURTHER).flatMap(([name, path]) => [
      stored(name, requests([path]), [16]),
      drawn(`${name}, drawn`, [path]),
    ]),
  ];
}

/**
 * Searches of two words, in either order: none is cached, so each is as expensive as the first.
 * @param {Product} product
 * @param {readonly string[]} pairs
 */
function searches(product, pairs) {
  return () =>
    Array.from({ length: FRESH }, () => {
      fresh += 1;
      const pair = pairs[fresh % pairs.length] ?? "";
      const isTurned = Math.floor(fresh / pairs.length) % 2 === 1;
      return get(product, `/search?q=${isTurned ? pair.split("+").reverse().join("+") : pair}`);
    });
}

/**
 * Pages that are drawn each time: raises a version that all pages depend on before each request.
 * @param {Product} product
 * @param {string} name
 * @param {readonly string[]} paths asked for in turn
 * @returns {Target}
 */
function bumped(product, name, paths) {
  const requests = paths.map((path) => get(product, path));
  return {
    name,
    processes: { web: product.processes.web ?? 0, postgres: product.processes.postgres ?? 0 },
    async load(connections, seconds) {
      const database = new Client({ connectionString: product.databaseUrl });
      await database.connect();
      const connection = new Connection(product.port);
      const client = () => ({
        close: () => connection.close(),
        async turn() {
          await database.query(
            "insert into version (scope, n) values ('site', 1) on conflict (scope) do update set n = version.n + 1",
          );
          const from = performance.now();
          fresh += 1;
          const { status, bytes } = await connection.ask(requests[fresh % requests.length] ?? "");
          return { milliseconds: performance.now() - from, bytes, isError: status !== 200 };
        },
      });
      try {
        return await repeat({ connections, seconds, client });
      } finally {
        await database.end();
      }
    },
  };
}

/** Sections of prose, each of which a client can have to itself. */
const SECTIONS = [
  "legislation",
  "policies",
  "state-of-play",
  "substantive-law",
  "procedural-law",
  "safeguards",
  "related-laws",
  "international-cooperation",
];

/**
 * The cases in which sections are saved, each acknowledged when it is safe on disk.
 * @param {Product} product
 * @returns {Case[]}
 */
export function writeCases(product) {
  const one = (
    /** @type {string} */ name,
    /** @type {number[]} */ connections,
    /** @type {(n: number) => import("./editing.mjs").Place} */ placeOf,
  ) => ({ name, connections, seconds: 4, targets: [writer(product, "product", placeOf)] });
  return [
    one("save, 7 KB", [1, 8], (n) => ({ slug: `area-${n + 1}`, section: "legislation" })),
    one("save, all of a page", [1, 8], (n) => ({ slug: `long-${n + 1}`, section: "legislation" })),
    one("save, sections of one page", [8], (n) => ({
      slug: "area-20",
      section: SECTIONS[n % SECTIONS.length] ?? "legislation",
    })),
    one("save, blocks of one section", [8], () => ({
      slug: "area-19",
      section: "legislation",
      isFresh: true,
    })),
    one("save, the same place", [8], () => ({
      slug: "area-18",
      section: "legislation",
      block: 0,
      isFresh: true,
    })),
  ];
}

/**
 * The same on few and on many profiles.
 * @param {Product} small
 * @param {{ product: Product, pages: number }} large
 * @param {number} pages
 * @returns {Case[]}
 */
export function growthCases(small, large, pages) {
  const both = [
    { name: `${pages} profiles`, product: small, count: pages },
    { name: `${large.pages} profiles`, product: large.product, count: large.pages },
  ];
  /** @param {string} name @param {(paths: readonly string[]) => readonly string[]} paths */
  const drawn = (name, paths) => ({
    name: `growth of profiles: ${name}`,
    connections: [1],
    targets: both.map((one) => bumped(one.product, one.name, paths(areas(one.count)))),
  });
  return [
    {
      name: "growth of profiles: country page",
      connections: [1],
      targets: both.map((one) =>
        reader(one.product, one.name, () => areas(pages).map((path) => get(one.product, path))),
      ),
    },
    drawn("country page, drawn", (paths) => paths),
    drawn("history, drawn", histories),
    drawn("recent changes, drawn", () => ["/changes"]),
    {
      name: "growth of profiles: save, 7 KB",
      connections: [1],
      seconds: 4,
      targets: both.map((one) =>
        writer(one.product, one.name, () => ({ slug: "area-9", section: "legislation" })),
      ),
    },
  ];
}

/**
 * @param {Product} product
 * @returns {Case[]}
 */
export function depthCases(product) {
  const both = [20, 500];
  const pages = (/** @type {number} */ depth) =>
    Array.from({ length: 8 }, (_page, n) => `/countries/deep-${depth}-${n + 1}`);
  const drawn = (
    /** @type {string} */ name,
    /** @type {(page: string, depth: number) => string} */ path,
  ) => ({
    name: `growth of revisions: ${name}`,
    connections: [1],
    targets: both.map((depth) =>
      bumped(
        product,
        `${depth} revisions`,
        pages(depth).map((page) => path(page, depth)),
      ),
    ),
  });
  return [
    drawn("country page, drawn", (page) => page),
    drawn("history, drawn (20 and 50 rows)", (page) => `${page}/history`),
    drawn("diff, drawn", (page, depth) => `${page}/diff?from=${depth - 1}&to=${depth}`),
    {
      name: "growth of revisions: save",
      connections: [1],
      seconds: 4,
      targets: both.map((depth) =>
        writer(product, `${depth} revisions`, () => ({ slug: `deep-${depth}-1`, section: "legislation" })),
      ),
    },
  ];
}
