// @ts-check
import { cpus, loadavg } from "node:os";

/** @typedef {import("./measure.mjs").Result} Result */
/** @typedef {import("./first-visit.mjs").Visit} Visit */

/**
 * All that one run of the bench found.
 * @typedef {object} Found
 * @property {string} when
 * @property {Record<string, string | number | boolean>} conditions
 * @property {Result[]} results
 * @property {Record<string, Record<string, number>>} memory MiB by target and process
 * @property {Visit[]} visits
 */

/** @param {number | undefined} value */
function shown(value) {
  if (value === undefined || !Number.isFinite(value)) return "–";
  if (value >= 100) return Math.round(value).toLocaleString("en");
  return value.toFixed(value >= 10 ? 1 : 2);
}

/** @param {string[]} cells */
const row = (cells) => `| ${cells.join(" | ")} |`;

/** @param {Result[]} results @param {Result} one @param {string} target */
function besides(results, one, target) {
  return results.find(
    (other) => other.name === one.name && other.connections === one.connections && other.target === target,
  );
}

/** @param {Result[]} results */
function loadTable(results) {
  const targets = new Set(results.map((result) => result.target));
  const peers = ["MediaWiki", "nginx"].filter((name) => targets.has(name));
  const head = [
    "what",
    "target",
    "clients",
    "requests/s (lowest–highest)",
    "p50 ms",
    "p95",
    "p99",
    "CPU ms/request",
  ];
  const lines = [row([...head, "KB", "outcome", ...peers.map((peer) => `× ${peer}`), "foreign cores"])];
  lines.push(
    row([...head.map((_cell, n) => (n < 2 ? "---" : "--:")), "--:", "---", ...peers.map(() => "--:"), "--:"]),
  );
  for (const one of results) {
    const cpu = Object.entries(one.cpu).map(([name, value]) => `${name} ${shown(value)}`);
    const ratios = peers.map((peer) => {
      const other = besides(results, one, peer);
      return other && other !== one ? shown(one.rate / other.rate) : "";
    });
    lines.push(
      row([
        one.name,
        one.target,
        String(one.connections),
        `${shown(one.rate)} (${shown(one.range[0])}–${shown(one.range[1])})`,
        shown(one.p50),
        shown(one.p95),
        shown(one.p99),
        cpu.join(", "),
        shown(one.bytes / 1024),
        outcome(one),
        ...ratios,
        shown(one.foreign),
      ]),
    );
  }
  return lines.join("\n");
}

/** @param {Result} one */
function outcome(one) {
  const parts = Object.entries(one.outcomes ?? {}).map(([name, count]) => `${count} ${name}`);
  if (one.errors > 0) parts.push(`${one.errors} errors`);
  return parts.join(", ");
}

/** @param {Result[]} results */
function growthTable(results) {
  const names = [...new Set(results.filter((one) => one.name.startsWith("growth")).map((one) => one.name))];
  if (names.length === 0) return "";
  const lines = [
    row(["what", "small", "large", "p50 ms", "p50 ms", "ratio"]),
    row(["---", "---", "---", "--:", "--:", "--:"]),
  ];
  for (const name of names) {
    const [small, large] = results.filter((one) => one.name === name);
    if (!small || !large) continue;
    const title = name.replace(/^growth of (\w+): /, "$1: ");
    lines.push(
      row([
        title,
        small.target,
        large.target,
        shown(small.p50),
        shown(large.p50),
        shown(large.p50 / small.p50),
      ]),
    );
  }
  return lines.join("\n");
}

/** @param {Visit[]} visits */
function visitTable(visits) {
  if (visits.length === 0) return "";
  const kilobytes = (/** @type {number} */ bytes) => (bytes / 1024).toFixed(1);
  const head = [
    "first visit",
    "requests",
    "KB",
    "HTML",
    "CSS",
    "scripts",
    "fonts",
    "other",
    "first paint ms",
  ];
  return [
    row(head),
    row(head.map((_cell, n) => (n === 0 ? "---" : "--:"))),
    ...visits.map((visit) =>
      row([
        visit.path,
        String(visit.requests),
        ...[visit.total, visit.html, visit.css, visit.scripts, visit.fonts, visit.other].map(kilobytes),
        String(visit.firstPaint),
      ]),
    ),
  ].join("\n");
}

/** @param {Record<string, Record<string, number>>} memory */
function memoryTable(memory) {
  return Object.entries(memory)
    .map(([target, parts]) => {
      const sum = Object.values(parts).reduce((a, b) => a + b, 0);
      const each = Object.entries(parts).map(([name, value]) => `${name} ${Math.round(value)}`);
      return `${target}: ${each.join(", ")}; together ${Math.round(sum)}`;
    })
    .join(". ");
}

/**
 * Compares the targets of the product with the measured values; targets that were not measured are left out.
 * @param {Found} found
 * @returns {{ what: string, asked: string, found: string, isMet: boolean }[]}
 */
export function targets({ results, memory, visits }) {
  /** @type {{ what: string, asked: string, found: string, isMet: boolean }[]} */
  const list = [];
  const of = (/** @type {string} */ name, /** @type {number} */ connections, target = "product") =>
    results.find((one) => one.name === name && one.connections === connections && one.target === target);
  /** @param {string} what @param {number | undefined} value @param {number} limit @param {"≥" | "≤"} sign @param {string} unit */
  const ask = (what, value, limit, sign, unit = "") => {
    if (value === undefined || !Number.isFinite(value)) return;
    const isMet = sign === "≥" ? value >= limit : value <= limit;
    list.push({ what, asked: `${sign} ${limit}${unit}`, found: `${shown(value)}${unit}`, isMet });
  };
  const times = (
    /** @type {string} */ name,
    /** @type {number} */ connections,
    /** @type {string} */ peer,
  ) => {
    const [own, other] = [of(name, connections), of(name, connections, peer)];
    return own && other ? own.rate / other.rate : undefined;
  };
  ask("country page, 16 clients, to nginx", times("country page", 16, "nginx"), 0.2, "≥", " ×");
  ask("country page, 16 clients, to MediaWiki", times("country page", 16, "MediaWiki"), 150, "≥", " ×");
  ask("country page, 1 client, p50", of("country page", 1)?.p50, 1, "≤", " ms");
  ask("country page drawn, CPU of the web process", of("country page, drawn", 1)?.cpu.web, 15, "≤", " ms");
  ask("signed-in part, to MediaWiki's page", times("signed-in part", 16, "MediaWiki"), 15, "≥", " ×");
  ask("signed-in part, CPU of the web process", of("signed-in part", 16)?.cpu.web, 1.5, "≤", " ms");
  ask("history, to MediaWiki", times("history", 16, "MediaWiki"), 9, "≥", " ×");
  ask("diff, to MediaWiki", times("diff", 16, "MediaWiki"), 6, "≥", " ×");
  ask("recent changes, to MediaWiki", times("recent changes", 16, "MediaWiki"), 10, "≥", " ×");
  ask("home, to MediaWiki", times("home", 16, "MediaWiki"), 100, "≥", " ×");
  const askedAgain = times("search, ten that many ask for", 16, "MediaWiki");
  ask("ten searches that many ask for, to MediaWiki", askedAgain, 8, "≥", " ×");
  ask("search of two words, to MediaWiki", times("search, two words", 16, "MediaWiki"), 8, "≥", " ×");
  ask("search of two words, 1 client, p50", of("search, two words", 1)?.p50, 10, "≤", " ms");
  const [own, peer] = [of("save, all of a page", 1), of("save, all of a page", 1, "MediaWiki")];
  // An edit is of a section here, and of a page there: both are what one person saves at a time.
  const section = of("save, 7 KB", 1);
  if (section && peer)
    ask("save of one section, p50 to MediaWiki's save of a page", section.p50 / peer.p50, 0.3, "≤", " ×");
  if (own && peer) ask("save of all of a page, p50 to MediaWiki", own.p50 / peer.p50, 0.3, "≤", " ×");
  ask("save of all of a page, 1 client, p50", own?.p50, 25, "≤", " ms");
  ask(
    "save of all of a page, 8 clients, to MediaWiki",
    times("save, all of a page", 8, "MediaWiki"),
    4,
    "≥",
    " ×",
  );
  for (const name of ["save, sections of one page", "save, blocks of one section"]) {
    const one = of(name, 8);
    if (one) ask(`${name}, saved`, ((one.outcomes?.saved ?? 0) / one.requests) * 100, 100, "≥", " %");
  }
  const collided = of("save, the same place", 8);
  if (collided) {
    const told = (collided.outcomes?.saved ?? 0) + (collided.outcomes?.["told of a conflict"] ?? 0);
    ask(
      "save, the same place: saved or told with both texts",
      (told / collided.requests) * 100,
      100,
      "≥",
      " %",
    );
  }
  for (const name of new Set(results.map((one) => one.name))) {
    if (!/^growth.*(country page|save)/.test(name)) continue;
    const [small, large] = results.filter((one) => one.name === name);
    if (small && large) ask(name, large.p50 / small.p50, 1.1, "≤", " ×");
  }
  for (const visit of visits) {
    ask(`first visit of ${visit.path}, all`, visit.total / 1024, 100, "≤", " KB");
    ask(`first visit of ${visit.path}, HTML`, visit.html / 1024, 60, "≤", " KB");
    ask(`first visit of ${visit.path}, scripts`, visit.scripts / 1024, 15, "≤", " KB");
    ask(`first visit of ${visit.path}, requests`, visit.requests, 10, "≤");
    ask(`first visit of ${visit.path}, requests that leave the site`, visit.foreign, 0, "≤");
  }
  ask("memory of the web process", memory.product?.web, 260, "≤", " MiB");
  ask("memory of the worker", memory.product?.worker, 110, "≤", " MiB");
  ask("memory of Postgres", memory.product?.postgres, 200, "≤", " MiB");
  return list;
}

/** @param {Found} found */
function targetTable(found) {
  const list = targets(found);
  if (list.length === 0) return "";
  return [
    row(["target", "asked", "found", ""]),
    row(["---", "--:", "--:", "---"]),
    ...list.map((one) => row([one.what, one.asked, one.found, one.isMet ? "met" : "**missed**"])),
  ].join("\n");
}

/** Everything as Markdown. @param {Found} found */
export function asMarkdown(found) {
  const { conditions, results, memory, visits, when } = found;
  const plain = results.filter((one) => !one.name.startsWith("growth"));
  return [
    `${when}; ${Object.entries(conditions)
      .map(([name, value]) => `${name} ${value}`)
      .join(", ")}.`,
    targetTable(found),
    plain.length > 0 ? loadTable(plain) : "",
    growthTable(results),
    visitTable(visits),
    Object.keys(memory).length > 0 ? `Memory after the run (PSS, MiB): ${memoryTable(memory)}.` : "",
  ]
    .filter((part) => part !== "")
    .join("\n\n");
}

/** Describes the machine. */
export function machine() {
  return {
    cores: cpus().length,
    processor: cpus()[0]?.model.trim() ?? "unknown",
    node: process.version,
    "load average before": loadavg()
      .map((one) => one.toFixed(1))
      .join(" "),
  };
}
