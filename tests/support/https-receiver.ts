import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";
import { type Guard, LOCAL } from "@/lib/outgoing/guarded";
import { makeCertificate } from "./certificate";

/** What a receiver got. */
export interface Received {
  path: string;
  headers: Record<string, string>;
  body: Buffer;
}

/** Starts an HTTPS server on this machine. `answers` says what it answers; null: it never does. */
export async function startReceiver(answers: (got: Received) => { status: number; headers?: object } | null) {
  const got: Received[] = [];
  const { key, cert } = makeCertificate();
  const server = createServer({ key, cert }, async (request, response) => {
    const headers = Object.fromEntries(
      Object.entries(request.headers).map(([name, value]) => [name, String(value)]),
    );
    const one = { path: request.url ?? "", headers, body: await buffer(request) };
    got.push(one);
    const answer = answers(one);
    if (answer) response.writeHead(answer.status, { ...answer.headers }).end("Received: it says thank you.");
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const guard: Guard = { ...LOCAL, ca: cert };
  return {
    got,
    guard,
    url: `https://localhost:${(server.address() as AddressInfo).port}/in`,
    stop() {
      server.closeAllConnections();
      server.close();
    },
  };
}
