// @ts-check
/*
 * `npm run bench`: starts everything on this machine, measures, prints Markdown tables, and writes them to
 * bench/results.md, with all details in bench/results.json.
 */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { buildAll } from "../scripts/lib/build.mjs";
import { findChromium } from "../scripts/lib/chromium.mjs";
import { ROOT } from "../scripts/lib/paths.mjs";
import {
  areas,
  depthCases,
  FURTHER,
  growthCases,
  readCases,
  warm,
  wordPairs,
  writeCases,
} from "./lib/cases.mjs";
import { requestText } from "./lib/connection.mjs";
import { startFileServer } from "./lib/file-server.mjs";
import { firstVisits } from "./lib/first-visit.mjs";
import { hasWrk, read } from "./lib/load.mjs";
import { measure } from "./lib/measure.mjs";
import { openMediaWiki } from "./lib/mediawiki.mjs";
import { memory } from "./lib/processes.mjs";
import { startProduct } from "./lib/product.mjs";
import { asMarkdown, machine } from "./lib/report.mjs";
import { topicCases } from "./lib/topics.mjs";

const HELP = `Usage: npm run bench -- [options]
  --runs 3              runs of each measurement, of which the median counts
  --seconds 2           length of a run
  --profiles 200        profiles of 40 KB with 20 revisions each
  --large 2000          profiles of the second database, for growth; 0 leaves growth out
  --only REGEX          only cases whose name matches
  --quick               one run of one second, 20 profiles, no growth: whether the bench itself works
  --patient             waits before each run, 16 seconds at most, until others leave the machine alone
  --no-build            measures the build that is there
  --serve               starts the product with its data and waits for Ctrl-C, without measuring
  --mediawiki PORT      a MediaWiki beside it: accounts Editor1 to Editor8
  --mediawiki-password  of those accounts
  --mediawiki-processes php=PID,mariadb=PID,nginx=PID
`;

const { values } = parseArgs({
  options: {
    help: { type: "boolean", default: false },
    runs: { type: "string", default: "3" },
    seconds: { type: "string", default: "2" },
    profiles: { type: "string", default: "200" },
    large: { type: "string", default: "2000" },
    only: { type: "string", default: "" },
    quick: { type: "boolean", default: false },
    patient: { type: "boolean", default: false },
    "no-build": { type: "boolean", default: false },
    serve: { type: "boolean", default: false },
    mediawiki: { type: "string" },
    "mediawiki-password": { type: "string", default: "" },
    "mediawiki-processes": { type: "string", default: "" },
  },
});
const pages = values.quick ? 20 : Number(values.profiles);
const large = values.quick ? 0 : Number(values.large);
const options = {
  runs: values.quick ? 1 : Number(values.runs),
  seconds: values.quick ? 1 : Number(values.seconds),
  isPatient: values.patient,
};
const isWanted = (/** @type {string} */ name) => new RegExp(values.only).test(name);

/** @param {string} line */
const say = (line) => process.stderr.write(`${line}\n`);

/** Started services, stopped in reverse order. @type {(() => Promise<void>)[]} */
const started = [];

async function stopAll() {
  for (let stop = started.pop(); stop; stop = started.pop())
    await stop().catch((error) => say(String(error)));
}

for (const signal of /** @type {const} */ (["SIGINT", "SIGTERM"]))
  process.once(signal, () => void stopAll().then(() => process.exit(130)));

/** @param {string[]} load */
async function start(load) {
  const product = await startProduct({ load, say });
  started.push(product.stop);
  return product;
}

/** @type {import("./lib/report.mjs").Found} */
const found = {
  when: new Date().toISOString(),
  conditions: { ...machine(), load: hasWrk ? "wrk for reads, a Node client for saves" : "a Node client" },
  results: [],
  memory: {},
  visits: [],
};

/** Writes the results so far, in case the run is interrupted. */
function keep() {
  writeFileSync(join(ROOT, "bench", "results.json"), `${JSON.stringify(found, null, 1)}\n`);
  writeFileSync(join(ROOT, "bench", "results.md"), `${asMarkdown(found)}\n`);
}

/** @param {import("./lib/measure.mjs").Case[]} cases */
async function measureAll(cases) {
  for (const one of cases) {
    if (!isWanted(one.name)) continue;
    const results = await measure(one, options);
    found.results.push(...results);
    for (const { target, connections, rate, p50 } of results)
      say(`${one.name}, ${target}, ${connections}: ${Math.round(rate)}/s, p50 ${p50.toFixed(2)} ms`);
    keep();
  }
}

/**
 * The pages as files, compressed as the product compresses them.
 * @param {ReadonlyMap<string, import("./lib/connection.mjs").Answer>} warmed
 */
async function fileTarget(warmed) {
  const server = await startFileServer(new Map([...warmed].map(([path, { body }]) => [path, body])));
  if (!server) {
    say("nginx is not installed: nothing to compare with");
    return undefined;
  }
  started.push(server.stop);
  const { port, processes } = server;
  const requests = [...warmed.keys()].map((path) => requestText({ path: `${path}.html`, port }));
  return {
    name: "nginx",
    processes,
    /** @param {number} connections @param {number} seconds */
    load: (connections, seconds) => read({ port, requests, connections, seconds }),
  };
}

/**
 * Adds what the product is compared with to its cases.
 * @param {import("./lib/measure.mjs").Case[]} cases
 * @param {import("./lib/measure.mjs").Target | undefined} files
 * @param {readonly string[]} pairs of words to search for
 */
async function withPeers(cases, files, pairs) {
  const port = Number(values.mediawiki ?? 0);
  const processes = Object.fromEntries(
    values["mediawiki-processes"]
      .split(",")
      .filter(Boolean)
      .map((part) => [part.split("=")[0] ?? "", Number(part.split("=")[1])]),
  );
  const password = values["mediawiki-password"];
  const peer = port ? await openMediaWiki({ port, password, pages, pairs, processes }) : undefined;
  for (const one of cases) {
    if (one.name === "country page" && files) one.targets.push(files);
    const other = peer?.(one.name);
    if (other) one.targets.push(other);
  }
  return { cases, processes };
}

async function bench() {
  if (!values["no-build"]) await buildAll();
  const product = await start(["--profiles", String(pages), "--revisions", "20"]);
  const origin = `http://127.0.0.1:${product.port}`;
  if (values.serve) {
    say(`${origin}\n${JSON.stringify({ ...product, databaseUrl: product.databaseUrl })}\nCtrl-C ends it.`);
    await new Promise(() => setInterval(() => undefined, 1 << 30));
  }
  const paths = areas(pages);
  const warmed = await warm(product, paths);
  await warm(product, [
    ...paths.flatMap((path) => [`${path}/history`, `${path}/diff?from=19&to=20`]),
    "/",
    "/changes",
    ...Object.values(FURTHER),
  ]);
  const { cases, processes } = await withPeers(
    [...readCases(product, paths, warmed), ...writeCases(product), ...topicCases(product)],
    await fileTarget(warmed),
    wordPairs(warmed),
  );
  await measureAll(cases);
  found.memory = { product: memory(product.processes) };
  if (Object.keys(processes).length > 0) found.memory.MediaWiki = memory(processes);
  keep();
  await measureAll(depthCases(product));
  if (isWanted("first visit")) {
    const browser = await findChromium();
    const visited = ["/countries/senegal", "/countries/romania", "/", "/countries/area-1"];
    if (browser) found.visits = await firstVisits(browser, origin, visited);
    else say("no Chromium: first visits are left out");
  }
  if (large > 0 && isWanted("growth of profiles")) {
    const second = await start(["--profiles", String(large), "--revisions", "20", "--areas-only"]);
    await warm(second, paths);
    // Saves during the run made the pages stale.
    await warm(product, paths);
    await measureAll(growthCases(product, { product: second, pages: large }, pages));
  }
  keep();
  process.stdout.write(`${asMarkdown(found)}\n`);
}

if (values.help) process.stdout.write(HELP);
else {
  try {
    await bench();
  } catch (error) {
    say(error instanceof Error ? (error.stack ?? error.message) : String(error));
    process.exitCode = 1;
  }
  await stopAll();
  process.exit();
}
