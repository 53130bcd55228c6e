import type { IncomingMessage, ServerResponse } from "node:http";
import { pipeline } from "node:stream/promises";
import type { Dispatcher } from "./dispatcher";
import type { NextHandler } from "./front-door";

/**
 * Creates the handler behind the front door: reads are answered directly by our table of routes, everything
 * else goes through the framework, which uses the same table and adds only overhead to pages.
 */
export function readsFirst(dispatch: Dispatcher, next: NextHandler): NextHandler {
  return async (req, res) => {
    if (req.method !== "GET" && req.method !== "HEAD") return next(req, res);
    await sendAnswer(req, res, await dispatch(requestOf(req)));
  };
}

/** Builds a `Request` for routes. Its host is the sender's claim and must not be used. */
function requestOf(req: IncomingMessage): Request {
  const headers = new Headers();
  for (const [name, value] of Object.entries(req.headers))
    if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(", ") : value);
  return new Request(`http://localhost${req.url ?? "/"}`, { method: req.method ?? "GET", headers });
}

/** Headers determined by sending; the request context sets the encoding. */
const OF_SENDING = new Set(["content-length", "content-encoding", "transfer-encoding"]);

async function sendAnswer(req: IncomingMessage, res: ServerResponse, answer: Response): Promise<void> {
  res.statusCode = answer.status;
  for (const [name, value] of answer.headers) {
    // Headers set by the front door are kept.
    if (name === "set-cookie") res.appendHeader(name, value);
    else if (!OF_SENDING.has(name) && !res.hasHeader(name)) res.setHeader(name, value);
  }
  if (answer.body === null || req.method === "HEAD") {
    await answer.body?.cancel();
    res.end();
    return;
  }
  await sendBody(answer.body, res);
}

/** Sends a body: a complete one with its length, a streamed one in parts. */
async function sendBody(body: ReadableStream<Uint8Array>, res: ServerResponse): Promise<void> {
  const reader = body.getReader();
  const first = await reader.read();
  const second = first.done ? first : await reader.read();
  if (second.done) {
    res.end(first.value);
    return;
  }
  const parts = async function* () {
    try {
      yield first.value;
      for (let part = second; !part.done; part = (await reader.read()) as typeof second) yield part.value;
    } finally {
      await reader.cancel();
    }
  };
  try {
    await pipeline(parts, res);
  } catch (error) {
    // The reader left, which is not an error.
    if ((error as NodeJS.ErrnoException).code !== "ERR_STREAM_PREMATURE_CLOSE") throw error;
  }
}
