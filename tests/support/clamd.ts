import type { AddressInfo } from "node:net";
import { createServer, type Socket } from "node:net";
import { EICAR } from "./sample-files";

/** A virus scanner that speaks clamd's protocol on this machine and knows one signature. */
export interface Clamd {
  url: string;
  /** The number of bytes of each scan, in order. */
  readonly scanned: number[];
  stop(): Promise<void>;
}

/**
 * Starts a server of clamd's protocol (`zVERSION`, `zINSTREAM`) that finds the EICAR string, also across two
 * chunks, and ends a stream longer than `mostBytes` as clamd does. `CLAMD_TEST_URL` uses a real clamd
 * instead.
 */
export async function startClamd(mostBytes = 64 * 1024 * 1024): Promise<Clamd> {
  const scanned: number[] = [];
  const real = process.env.CLAMD_TEST_URL;
  if (real) return { url: real, scanned, stop: async () => undefined };
  const open = new Set<Socket>();
  const server = createServer({ allowHalfOpen: true }, (socket) => {
    open.add(socket);
    answer(socket, mostBytes, scanned).catch(() => socket.destroy());
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const { port } = server.address() as AddressInfo;
  return {
    url: `tcp://127.0.0.1:${port}`,
    scanned,
    stop: () =>
      new Promise((done) => {
        for (const socket of open) socket.destroy();
        server.close(() => done());
      }),
  };
}

async function answer(socket: Socket, mostBytes: number, scanned: number[]): Promise<void> {
  let kept = Buffer.alloc(0);
  const chunks = socket[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
  const take = async (length: number): Promise<Buffer> => {
    while (kept.length < length) {
      const next = await chunks.next();
      if (next.done) throw new Error("the other side left");
      kept = Buffer.concat([kept, next.value]);
    }
    const taken = kept.subarray(0, length);
    kept = kept.subarray(length);
    return taken;
  };
  let command = "";
  while (!command.endsWith("\0")) command += (await take(1)).toString();
  if (command === "zVERSION\0") return void socket.end("ClamAV 0.0.0 of the tests\0");
  if (command !== "zINSTREAM\0") return void socket.end("UNKNOWN COMMAND\0");
  const seen: Buffer[] = [];
  for (let size = 0; ; ) {
    const length = (await take(4)).readUInt32BE();
    if (length === 0) break;
    size += length;
    if (size > mostBytes) return void socket.end("INSTREAM size limit exceeded. ERROR\0");
    seen.push(await take(length));
  }
  const bytes = Buffer.concat(seen);
  scanned.push(bytes.length);
  socket.end(bytes.includes(EICAR) ? "stream: Eicar-Test-Signature FOUND\0" : "stream: OK\0");
}
