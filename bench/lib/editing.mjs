// @ts-check
import { randomUUID } from "node:crypto";
import { gunzipSync } from "node:zlib";
import { Connection, requestText } from "./connection.mjs";

/** @typedef {{ schemaVersion: number, doc: { type: string, content: any[] } }} Prose */
/** @typedef {import("./product.mjs").Product} Product */

/**
 * The section edited by a client. `block`: index of its paragraph, modulo their number; by default the client's
 * own.
 */
/** @typedef {{ slug: string, section: string, block?: number, isFresh?: boolean }} Place */

/** @param {import("./connection.mjs").Answer} answer */
function jsonOf(answer) {
  const isPacked = /^content-encoding: gzip/im.test(answer.head);
  return JSON.parse((isPacked ? gunzipSync(answer.body) : answer.body).toString());
}

/**
 * Clients that save a section through the API, each as its own member with a session: each save rewrites a
 * paragraph, based on the revision that the client saw last. Only the save is timed. With `isFresh` the section
 * is read before each save, as by someone who has just opened it.
 * @param {Product} product
 * @param {(n: number) => Place} placeOf
 * @returns {(n: number) => import("./load.mjs").Client}
 */
export function savers(product, placeOf) {
  return (n) => {
    const place = placeOf(n);
    const connection = new Connection(product.port);
    const cookie = product.editors[n % product.editors.length]?.cookie ?? "";
    const path = `/api/v1/countries/${place.slug}/sections/${place.section}`;
    // Edits with a personal token await review; these are published, as from the editor.
    const headers = { cookie, "sec-fetch-site": "same-origin", "content-type": "application/json" };
    /** @type {{ content: Prose, base: number | null } | undefined} */
    let seen;
    let made = 0;
    const open = async () => {
      const found = jsonOf(await connection.ask(requestText({ path, port: product.port, headers })));
      return { content: found.content, base: found.revision?.number ?? null };
    };
    return {
      close: () => connection.close(),
      async turn() {
        if (!seen || place.isFresh) seen = await open();
        made += 1;
        const content = rewritten(
          seen.content,
          place.block ?? n,
          `Edit ${made} of client ${n + 1}, ${Date.now()}.`,
        );
        const body = JSON.stringify({
          base: seen.base,
          clientToken: randomUUID(),
          summary: "Bench",
          content,
        });
        const request = requestText({ method: "PUT", path, port: product.port, headers, body });
        const from = performance.now();
        const answer = await connection.ask(request);
        const milliseconds = performance.now() - from;
        if (answer.status === 409) return { milliseconds, outcome: conflictOf(answer) };
        if (answer.status !== 200) return { milliseconds, outcome: `status ${answer.status}`, isError: true };
        seen = { content, base: jsonOf(answer).number };
        return { milliseconds, outcome: "saved" };
      },
    };
  };
}

/** A conflict only counts as reported if the response has both texts. @param {import("./connection.mjs").Answer} answer */
function conflictOf(answer) {
  const { conflict } = jsonOf(answer);
  return conflict?.theirs && conflict?.mine ? "told of a conflict" : "conflict without texts";
}

/**
 * The same prose with one paragraph beginning otherwise.
 * @param {Prose} prose
 * @param {number} wanted
 * @param {string} words
 * @returns {Prose}
 */
function rewritten(prose, wanted, words) {
  const { content } = prose.doc;
  const paragraphs = content.flatMap((block, index) => (block.type === "paragraph" ? [index] : []));
  const place = paragraphs[wanted % paragraphs.length];
  const blocks = content.map((block, index) =>
    index === place
      ? { ...block, content: [{ type: "text", text: words }, ...block.content.slice(1)] }
      : block,
  );
  return { ...prose, doc: { ...prose.doc, content: blocks } };
}
