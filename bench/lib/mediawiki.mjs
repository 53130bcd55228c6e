// @ts-check
import { gunzipSync } from "node:zlib";
import { someOf } from "./cases.mjs";
import { Connection, requestText } from "./connection.mjs";
import { read, repeat } from "./load.mjs";

/**
 * A local MediaWiki with the same pages (`bench/mediawiki-dump.ts`), accounts Editor1 to Editor8 with one
 * password, and no rate limits.
 */

const EDITORS = 8;
const FORM = { "content-type": "application/x-www-form-urlencoded" };

/** @typedef {import("./measure.mjs").Target} Target */

/** A signed-in client: a connection with the wiki's cookies and API token. */
class Session {
  /** @param {number} port */
  constructor(port) {
    this.port = port;
    this.connection = new Connection(port);
    /** @type {Map<string, string>} */
    this.cookies = new Map();
    this.token = "";
  }

  /** @param {string} path @param {Record<string, string>} [form] */
  async ask(path, form) {
    const body = form && new URLSearchParams(form).toString();
    const headers = { ...(form ? FORM : {}), ...(this.cookies.size > 0 ? { cookie: this.cookie() } : {}) };
    const answer = await this.connection.ask(
      requestText({ method: form ? "POST" : "GET", path, port: this.port, headers, body }),
    );
    for (const [, name = "", value = ""] of answer.head.matchAll(/^set-cookie: ([^=]+)=([^;\r]*)/gim))
      this.cookies.set(name, value);
    const isPacked = /^content-encoding: gzip/im.test(answer.head);
    return { status: answer.status, text: (isPacked ? gunzipSync(answer.body) : answer.body).toString() };
  }

  cookie() {
    return [...this.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
  }

  /** @param {Record<string, string>} query @param {Record<string, string>} [form] */
  async api(query, form) {
    const search = new URLSearchParams({ format: "json", formatversion: "2", ...query });
    return JSON.parse((await this.ask(`/api.php?${search}`, form)).text);
  }

  /** @param {string} name @param {string} password */
  async signIn(name, password) {
    const { query } = await this.api({ action: "query", meta: "tokens", type: "login" });
    const signed = await this.api(
      { action: "clientlogin" },
      {
        username: name,
        password,
        rememberMe: "1",
        loginreturnurl: `http://127.0.0.1:${this.port}/`,
        logintoken: query.tokens.logintoken,
      },
    );
    if (signed.clientlogin?.status !== "PASS") throw new Error(`MediaWiki refused ${name}`);
    const csrf = await this.api({ action: "query", meta: "tokens", type: "csrf" });
    this.token = csrf.query.tokens.csrftoken;
  }
}

/**
 * Signs in to the wiki. Returns a function that gives the wiki's target for a case of the product, by the case's name;
 * undefined if the wiki has none.
 * @param {{ port: number, password: string, pages: number, pairs: readonly string[], processes: Record<string, number> }} options
 * @returns {Promise<(name: string) => Target | undefined>}
 */
export async function openMediaWiki({ port, password, pages, pairs, processes }) {
  const sessions = [];
  for (let n = 1; n <= EDITORS; n += 1) {
    const session = new Session(port);
    await session.signIn(`Editor${n}`, password);
    sessions.push(session);
  }
  const [first] = sessions;
  if (!first) throw new Error("no editor signed in");
  const all = Array.from({ length: pages }, (_page, n) => `Area_${n + 1}`);
  const reads = await readRequests(port, first, all, pairs);
  const writes = writers(sessions);
  return (name) => {
    const requests = reads.get(name);
    const client = writes.get(name);
    if (requests)
      return {
        name: "MediaWiki",
        processes,
        // A slow server gets time for some answers on each connection.
        load: (connections, seconds) =>
          read({ port, requests, connections, seconds: Math.max(seconds, Math.ceil(connections / 6)) }),
      };
    if (client)
      return {
        name: "MediaWiki",
        processes,
        load: (connections, seconds) => repeat({ connections, seconds, client }),
      };
    return undefined;
  };
}

/** @param {number} port @param {Session} session @param {string[]} pages @param {readonly string[]} pairs */
async function readRequests(port, session, pages, pairs) {
  const get = (/** @type {string} */ path, /** @type {Record<string, string>} */ headers = {}) =>
    requestText({ path, port, headers });
  const compared = [];
  for (const page of pages.slice(0, 20)) {
    const query = { action: "query", prop: "revisions", titles: page, rvlimit: "2", rvprop: "ids" };
    const revisions = (await session.api(query)).query.pages[0].revisions;
    compared.push(get(`/index.php?title=${page}&diff=${revisions[0].revid}&oldid=${revisions[1].revid}`));
  }
  const searchOf = (/** @type {string} */ pair) => get(`/index.php?search=${pair}&fulltext=1`);
  const histories = pages.map((page) => get(`/index.php?title=${page}&action=history&limit=50`));
  const reads = new Map([
    ["country page", pages.map((page) => get(`/wiki/${page}`))],
    ["search, two words", pairs.map(searchOf)],
    ["search, ten that many ask for", someOf(pairs).map(searchOf)],
    ["signed-in part", pages.map((page) => get(`/wiki/${page}`, { cookie: session.cookie() }))],
    ["history", histories],
    ["diff", compared],
    ["recent changes", [get("/wiki/Special:RecentChanges?limit=50&days=90")]],
    ["home", [get("/wiki/Main_Page")]],
  ]);
  // Its parser cache is warm, as ours is.
  const connection = new Connection(port);
  for (const requests of reads.values()) {
    for (const request of requests) {
      const { status } = await connection.ask(request);
      if (status !== 200) throw new Error(`MediaWiki answered ${status} to ${request.split("\r\n")[0]}`);
    }
  }
  connection.close();
  return reads;
}

/** @param {Session[]} sessions @returns {Map<string, (n: number) => import("./load.mjs").Client>} */
function writers(sessions) {
  const editor = (/** @type {number} */ n) => {
    const session = sessions[n % sessions.length];
    if (!session) throw new Error("no editor signed in");
    return session;
  };
  let made = 0;
  const line = () => {
    made += 1;
    return `\n\nEdit ${made} of the bench, ${Date.now()}.`;
  };
  /** A whole page, each client its own: the text that it has, and a line. @param {number} n */
  const wholePage = (n) => {
    let text = "";
    return {
      async turn() {
        const title = `Area_${n + 1}`;
        if (text === "") text = (await editor(n).ask(`/index.php?title=${title}&action=raw`)).text;
        return save(editor(n), { title, text: text + line() });
      },
    };
  };
  /** A section of one page, read before each save. @param {number} n */
  const ownSection = (n) => ({
    turn: () => editSection(editor(n), "Area_20", String(n + 1), line),
  });
  const sameSection = (/** @type {number} */ n) => ({
    turn: () => editSection(editor(n), "Area_18", "1", line),
  });
  return new Map([
    ["save, all of a page", wholePage],
    ["save, sections of one page", ownSection],
    ["save, the same place", sameSection],
  ]);
}

/** @param {Session} session @param {Record<string, string>} form */
async function save(session, form) {
  const from = performance.now();
  const answer = await session.api({ action: "edit" }, { summary: "Bench", token: session.token, ...form });
  const milliseconds = performance.now() - from;
  if (answer.edit?.result === "Success") return { milliseconds, outcome: "saved" };
  const isConflict = answer.error?.code === "editconflict";
  return { milliseconds, outcome: isConflict ? "told of a conflict" : "error", isError: !isConflict };
}

/** @param {Session} session @param {string} title @param {string} section @param {() => string} line */
async function editSection(session, title, section, line) {
  const query = {
    action: "query",
    prop: "revisions",
    titles: title,
    rvprop: "ids|content",
    rvslots: "main",
    rvsection: section,
  };
  const [revision] = (await session.api(query)).query.pages[0].revisions;
  return save(session, {
    title,
    section,
    baserevid: String(revision.revid),
    text: revision.slots.main.content + line(),
  });
}
