import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";
import { type Guard, LOCAL } from "@/lib/outgoing/guarded";

/** A certificate for this machine and its key: made for these tests, trusted by nothing else. */
const CERTIFICATE = `-----BEGIN CERTIFICATE-----
MIIBmzCCAUGgAwIBAgIUOQzgXn2Cxlxz5/DaWAV6sofAi1kwCgYIKoZIzj0EAwIw
FDESMBAGA1UEAwwJbG9jYWxob3N0MCAXDTI2MTIwMjAzMzcyOFoYDzIxMjYxMTA4
MDMzNzI4WjAUMRIwEAYDVQQDDAlsb2NhbGhvc3QwWTATBgcqhkjOPQIBBggqhkjO
PQMBBwNCAAToJnMs3vh+ww3AIDAKdc1k07O7/JTVt0Cm5H1cyP2yvU4W/wXkDpl5
paF0I17AZXk3rLcMh3VrIGMJbCtJeNr8o28wbTAdBgNVHQ4EFgQUlxQsKehPOhfN
RLY4t1prZNIHJHUwHwYDVR0jBBgwFoAUlxQsKehPOhfNRLY4t1prZNIHJHUwDwYD
VR0TAQH/BAUwAwEB/zAaBgNVHREEEzARgglsb2NhbGhvc3SHBH8AAAEwCgYIKoZI
zj0EAwIDSAAwRQIgGxuiV5nCmHnoE039s8TwNMhFBVr8DNHjk46nGlbIdccCIQC4
UfutRNhOyDayzazhnugxXv7HZPbHfk9PA58EC+X/3g==
-----END CERTIFICATE-----`;
const KEY = `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgwTueI1vyncOaxuRU
/IyQ9PB//2EhOCkve5VqOI7SZbKhRANCAAToJnMs3vh+ww3AIDAKdc1k07O7/JTV
t0Cm5H1cyP2yvU4W/wXkDpl5paF0I17AZXk3rLcMh3VrIGMJbCtJeNr8
-----END PRIVATE KEY-----`;

/** What a receiver got. */
export interface Received {
  path: string;
  headers: Record<string, string>;
  body: Buffer;
}

/** Starts an HTTPS server on this machine. `answers` says what it answers; null: it never does. */
export async function startReceiver(answers: (got: Received) => { status: number; headers?: object } | null) {
  const got: Received[] = [];
  const server = createServer({ key: KEY, cert: CERTIFICATE }, async (request, response) => {
    const headers = Object.fromEntries(
      Object.entries(request.headers).map(([name, value]) => [name, String(value)]),
    );
    const one = { path: request.url ?? "", headers, body: await buffer(request) };
    got.push(one);
    const answer = answers(one);
    if (answer) response.writeHead(answer.status, { ...answer.headers }).end("Received: it says thank you.");
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const guard: Guard = { ...LOCAL, ca: CERTIFICATE };
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
