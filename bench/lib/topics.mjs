// @ts-check
import { randomUUID } from "node:crypto";
import { Connection, requestText } from "./connection.mjs";
import { repeat } from "./load.mjs";

/** @typedef {import("./product.mjs").Product} Product */
/** @typedef {import("./measure.mjs").Case} Case */

/** Numbers of the topics to which clients reply (`bench/write-topics.ts`). */
const SHARED = 901_000;
/** Which of the editors follows 2,000 topics. */
const FOLLOWER = 1;

/** @param {Product} product */
const processes = ({ processes: { web = 0, postgres = 0 } }) => ({ web, postgres });

/**
 * Clients that reply by the form of the page, as a browser without scripts sends it; each as a member with a session.
 * @param {Product} product
 * @param {(n: number) => number} topicOf number of the topic for a client
 * @returns {(n: number) => import("./load.mjs").Client}
 */
function repliers(product, topicOf) {
  return (n) => {
    const connection = new Connection(product.port);
    const path = `/discussions/t/${topicOf(n)}/comment`;
    const headers = {
      cookie: product.editors[n % product.editors.length]?.cookie ?? "",
      origin: `http://127.0.0.1:${product.port}`,
      "sec-fetch-site": "same-origin",
      "content-type": "application/x-www-form-urlencoded",
    };
    let made = 0;
    return {
      close: () => connection.close(),
      async turn() {
        made += 1;
        const body = new URLSearchParams({
          form: "comment",
          parent: "",
          clientToken: randomUUID(),
          text: `Reply ${made} of client ${n + 1}: the log of the tool was exported and signed, ${Date.now()}.`,
        }).toString();
        const request = requestText({ method: "POST", path, port: product.port, headers, body });
        const from = performance.now();
        const { status, head } = await connection.ask(request);
        const milliseconds = performance.now() - from;
        // It leads to the reply; anything else is a form that came back.
        const isPosted = status === 303 && /^location: .*comment=/im.test(head);
        return { milliseconds, outcome: isPosted ? "posted" : `status ${status}`, isError: !isPosted };
      },
    };
  };
}

/**
 * The cases of discussions in which something is written, or drawn for one member.
 * @param {Product} product
 * @returns {Case[]}
 */
export function topicCases(product) {
  const writing = (
    /** @type {string} */ name,
    /** @type {number[]} */ connections,
    /** @type {(n: number) => number} */ topicOf,
  ) => {
    const client = repliers(product, topicOf);
    const load = (/** @type {number} */ many, /** @type {number} */ seconds) =>
      repeat({ connections: many, seconds, client });
    return {
      name,
      connections,
      seconds: 4,
      targets: [{ name: "product", processes: processes(product), load }],
    };
  };
  return [
    writing("reply", [1, 8, 16], () => SHARED),
    writing("reply, each in a topic of its own", [16], (n) => SHARED + 1 + (n % 16)),
    ownList(product),
    similar(product),
  ];
}

/** Titles as people type them, in three languages: no two requests of a run ask for the same. */
const TITLES = [
  "How long do providers retain logs",
  "Preservation request before mutual legal assistance",
  "Hash values of the examiner in court",
  "Conservation des données par les fournisseurs",
  "Comment demander des données d’abonné",
  "حفظ البيانات لدى مزودي الخدمات",
  "Emergency disclosure when a life is at risk",
  "Illegal access without infringing security measures",
];

let typed = 0;

/** @param {Product} product @returns {Case} */
const ownList = (product) =>
  asked(product, "unread list of 2,000 topics", FOLLOWER, () => "/me/discussions?list=unread");

/** @param {Product} product @returns {Case} */
const similar = (product) =>
  asked(product, "similar to a title that is typed", 0, () => {
    typed += 1;
    const title = `${TITLES[typed % TITLES.length]} ${typed}`;
    return `/api/me/similar?q=${encodeURIComponent(title)}`;
  });

/**
 * What one member asks for; nothing of it is stored.
 * @param {Product} product
 * @param {string} name
 * @param {number} editor
 * @param {() => string} path
 * @returns {Case}
 */
function asked(product, name, editor, path) {
  const headers = { cookie: product.editors[editor]?.cookie ?? "" };
  const client = () => {
    const connection = new Connection(product.port);
    return {
      close: () => connection.close(),
      async turn() {
        const request = requestText({ path: path(), port: product.port, headers });
        const from = performance.now();
        const { status, bytes } = await connection.ask(request);
        return { milliseconds: performance.now() - from, bytes, isError: status !== 200 };
      },
    };
  };
  const load = (/** @type {number} */ connections, /** @type {number} */ seconds) =>
    repeat({ connections, seconds, client });
  return { name, connections: [1, 16], targets: [{ name: "product", processes: processes(product), load }] };
}
