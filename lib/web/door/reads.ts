import type { IncomingMessage, ServerResponse } from "node:http";
import { pipeline } from "node:stream/promises";
import type { Dispatcher } from "./dispatcher";
import type { NextHandler } from "./front-door";

/**
 * Makes the handler behind the front door: what is read is answered by our table of routes at once, all else goes to
 * the framework, which hands it to the same table and would add nothing to a page but the way through it.
 */
export function readsFirst(dispatch: Dispatcher, next: NextHandler): NextHandler {
  return async (req, res) => {
    if (req.method !== "GET" && req.method !== "HEAD") return next(req, res);
    await sendAnswer(req, res, await dispatch(requestOf(req)));
  };
}

/** A request as routes know it. What host it names is nobody's business there: it is the sender's word. */
function requestOf(req: IncomingMessage): Request {
  const headers = new Headers();
  for (const [name, value] of Object.entries(req.headers))
    if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(", ") : value);
  return new Request(`http://localhost${req.url ?? "/"}`, { method: req.method ?? "GET", headers });
}

/** Headers that come from how an answer is sent; how its body is encoded is said by the request's context. */
const OF_SENDING = new Set(["content-length", "content-encoding", "transfer-encoding"]);

async function sendAnswer(req: IncomingMessage, res: ServerResponse, answer: Response): Promise<void> {
  res.statusCode = answer.status;
  for (const [name, value] of answer.headers) {
    // What the front door has said already stands.
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

/** Sends a body: one that is whole with its length, one that comes in parts as it comes. */
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
    // Whoever asked went away: nothing is wrong.
    if ((error as NodeJS.ErrnoException).code !== "ERR_STREAM_PREMATURE_CLOSE") throw error;
  }
}
