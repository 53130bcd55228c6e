import { createServer, type IncomingMessage, request, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { Transform } from "node:stream";

/** Milliseconds between two pieces of a body, for a body of so many bytes; a larger one is passed on faster. */
const PAUSE = { milliseconds: 12, bytes: 40 * 1024 * 1024 } as const;

/** A connection between browser and site that breaks during an upload. */
export interface CutLine {
  /** For the `proxy` option of a browser context. */
  proxy: { server: string; bypass: string };
  /** Number of breaks. */
  cuts(): number;
  stop(): Promise<void>;
}

/**
 * Starts a local proxy that breaks the connection whenever the next number of upload bytes in `cutAt` has
 * passed. `size`: length of the whole body.
 */
export async function startCutLine(cutAt: readonly number[], size: number): Promise<CutLine> {
  const pause = (PAUSE.milliseconds * PAUSE.bytes) / Math.max(size, PAUSE.bytes);
  let sent = 0;
  let cuts = 0;
  const server = createServer((from: IncomingMessage, back: ServerResponse) => {
    const to = request(
      from.url ?? "",
      { method: from.method, headers: from.headers, agent: false },
      (answer) => {
        back.writeHead(answer.statusCode ?? 502, answer.rawHeaders);
        answer.pipe(back);
      },
    );
    to.on("error", () => back.destroy());
    from.on("data", (chunk: Buffer) => {
      if (from.method !== "PATCH") return;
      sent += chunk.length;
      if (sent < (cutAt[cuts] ?? Number.POSITIVE_INFINITY)) return;
      cuts += 1;
      to.destroy();
      from.socket.destroy();
    });
    // As slow as a distant connection, so that progress messages can be read.
    const slow = new Transform({
      transform: (chunk, _encoding, done) => void setTimeout(() => done(null, chunk), pause),
    });
    if (from.method === "PATCH") from.pipe(slow).pipe(to);
    else from.pipe(to);
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const { port } = server.address() as AddressInfo;
  return {
    // Browsers bypass the proxy for localhost by default.
    proxy: { server: `http://127.0.0.1:${port}`, bypass: "<-loopback>" },
    cuts: () => cuts,
    stop: () =>
      new Promise((done) => {
        server.closeAllConnections();
        server.close(() => done());
      }),
  };
}
