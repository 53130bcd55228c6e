import type { IncomingMessage, ServerResponse } from "node:http";
import { append } from "@/lib/core/append";
import { askVersion } from "@/lib/core/versions";
import { missingCompanion } from "../cookies";
import {
  bodyIn,
  chooseCheapEncoding,
  chooseEncoding,
  documentStore,
  type StoredDocument,
} from "../pages/document-store";
import { unavailabilityOf } from "../unavailable";
import { standingHeaders } from "./headers";

/** What every request brings. */
export interface Asked {
  target: string;
  pathname: string;
  /** With its question mark; empty when there is none. */
  search: string;
}

const NO_QUERY = new URLSearchParams();
const IS_OLD = ["warning", '111 - "Revalidation failed"'];

/** The document that is kept for an address, whatever its version; a form's page that waits for someone is drawn. */
export function findStored({ pathname, search }: Asked): StoredDocument | undefined {
  const query = search === "" ? NO_QUERY : new URLSearchParams(search);
  return query.has("held") ? undefined : documentStore().find(pathname, query);
}

/**
 * Answers with a document when its version still stands; else `goOn`. What goes wrong is given to `fail`: nothing may
 * be thrown at those who asked for their versions together with this one.
 */
export function answerStored(
  req: IncomingMessage,
  res: ServerResponse,
  { search }: Asked,
  document: StoredDocument,
  { goOn, fail }: { goOn: () => void; fail: (error: unknown) => void },
): void {
  askVersion(document.scopes, (error, version) => {
    if (error === null && version !== document.version) return goOn();
    // With the database away readers get the last document that was known to stand.
    if (error !== null && unavailabilityOf(error) === null) return fail(error);
    try {
      sendStored(req, res, document, [...standingHeaders(search), ...(error === null ? [] : IS_OLD)]);
    } catch (thrown) {
      fail(thrown);
    }
  });
}

/** Headers go out as one list: set one by one they cost more than all the rest of the answer. */
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

/** For one reader alone, so that no proxy gives their cookie to others. */
function withCompanion(head: readonly string[], companion: string): string[] {
  const own = head.map((value, n) => (head[n - 1] === "cache-control" ? "private, no-store" : value));
  return [...own, "set-cookie", companion];
}
