import type { IncomingMessage, ServerResponse } from "node:http";
import { append } from "@/lib/core/append";
import { askVersion } from "@/lib/core/versions";
import { countView } from "@/lib/operation/views";
import { missingCompanion } from "../cookies";
import {
  bodyIn,
  chooseCheapEncoding,
  chooseEncoding,
  documentStore,
  isPage,
  type StoredDocument,
} from "../pages/document-store";
import { unavailabilityOf } from "../unavailable";
import { standingHeaders } from "./headers";

/** Parts of every request. */
export interface Asked {
  target: string;
  pathname: string;
  /** With its question mark; empty if there is none. */
  search: string;
}

const NO_QUERY = new URLSearchParams();
const IS_OLD = ["warning", '111 - "Revalidation failed"'];

/** Finds the stored document of an address, whatever its version; a page with a held form is never stored. */
export function findStored({ pathname, search }: Asked): StoredDocument | undefined {
  const query = search === "" ? NO_QUERY : new URLSearchParams(search);
  return query.has("held") ? undefined : documentStore().find(pathname, query);
}

/**
 * Answers with a document if its version is current; otherwise calls `goOn`. Errors go to `fail`: throwing
 * would hit other requests that read versions in the same batch.
 */
export function answerStored(
  req: IncomingMessage,
  res: ServerResponse,
  { search, pathname }: Asked,
  document: StoredDocument,
  { goOn, fail }: { goOn: () => void; fail: (error: unknown) => void },
): void {
  askVersion(document.scopes, (error, version) => {
    if (error === null && version !== document.version) return goOn();
    // If the database is away, readers get the last document known to be current.
    if (error !== null && unavailabilityOf(error) === null) return fail(error);
    try {
      sendStored(req, res, document, [...standingHeaders(search), ...(error === null ? [] : IS_OLD)]);
      if (req.method === "GET" && isPage(document.headers["content-type"])) countRequest(pathname, req);
    } catch (thrown) {
      fail(thrown);
    }
  });
}

/** Counts a view of a page; of a stored one, so that only paths of pages that exist are counted. */
function countRequest(pathname: string, { headers }: IncomingMessage): void {
  countView(pathname, headers["user-agent"], headers["sec-purpose"] as string | undefined);
}

/** Headers are sent as one list: setting them one by one costs more than the rest of the answer. */
function sendStored(
  req: IncomingMessage,
  res: ServerResponse,
  document: StoredDocument,
  headers: string[],
): void {
  document.head ??= [
    ...Object.entries(document.headers).flat(),
    ...(document.etag ? ["etag", document.etag] : []),
  ];
  const companion = missingCompanion(req.headers.cookie);
  append(headers, companion ? withCompanion(document.head, companion) : document.head);
  if (document.etag && req.headers["if-none-match"]?.split(/,\s*/).includes(document.etag)) {
    res.writeHead(304, headers).end();
    return;
  }
  const accept = req.headers["accept-encoding"] as string | undefined;
  const encoding = document.storedFor === undefined ? chooseEncoding(accept) : chooseCheapEncoding(accept);
  const body = bodyIn(document, encoding);
  if (encoding !== "identity") headers.push("content-encoding", encoding);
  headers.push("content-length", String(body.length));
  res.writeHead(200, headers);
  if (req.method === "HEAD") res.end();
  else res.end(body);
}

/** Private, so that no proxy gives the cookie to others. */
function withCompanion(head: readonly string[], companion: string): string[] {
  const own = head.map((value, n) => (head[n - 1] === "cache-control" ? "private, no-store" : value));
  return [...own, "set-cookie", companion];
}
