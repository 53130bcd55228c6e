import type { AddressInfo, Socket } from "node:net";
import { createServer } from "node:net";
import { setTimeout } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { setEnvironment } from "@/tests/support/accounts";
import { type Clamd, startClamd } from "@/tests/support/clamd";
import { EICAR } from "@/tests/support/sample-files";
import { hasScanner, scan, scannerVersion } from "./scanner";

const MB = 1024 * 1024;
process.env.DATABASE_URL ??= "postgres://placeholder";

let clamd: Clamd;
beforeAll(async () => {
  clamd = await startClamd(8 * MB);
});
afterAll(() => clamd.stop());

const away = { code: "unavailable", reason: "scanner" };

async function* pieces(...all: (Buffer | string)[]): AsyncGenerator<Buffer> {
  for (const one of all) yield Buffer.from(one);
}

/** Starts a server that does this on each connection. */
async function serving(answer: (socket: Socket) => void): Promise<{ url: string; stop: () => void }> {
  const server = createServer({ allowHalfOpen: true }, (socket) => {
    socket.on("error", () => undefined);
    answer(socket);
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  return { url: `tcp://127.0.0.1:${(server.address() as AddressInfo).port}`, stop: () => server.close() };
}

/** Starts a server that answers any input with these bytes and closes. */
const answering = (text: string) => serving((socket) => socket.once("data", () => socket.end(text)));

/** Starts a server that reads the whole stream, then sends these pieces with a pause before each, and closes. */
const slowly = (...texts: string[]) =>
  serving((socket) => {
    let last = Buffer.alloc(0);
    socket.on("data", async (chunk: Buffer) => {
      last = Buffer.concat([last, chunk]).subarray(-4);
      if (last.readUInt32BE() !== 0) return;
      for (const text of texts) {
        await setTimeout(40);
        socket.write(text);
      }
      socket.end();
    });
  });

describe("virus scanner", () => {
  it("reports clean for harmless and empty input", async () => {
    setEnvironment({ CLAMD_URL: clamd.url });
    expect(hasScanner()).toBe(true);
    expect(await scan(pieces("a harmless text"))).toBe("clean");
    expect(await scan(pieces(""))).toBe("clean");
    expect(await scannerVersion()).toMatch(/^ClamAV /);
  });

  it("detects a signature wherever the stream is split", async () => {
    setEnvironment({ CLAMD_URL: clamd.url });
    expect(await scan(pieces(EICAR))).toBe("infected");
    expect(await scan(pieces(EICAR.slice(0, 20), EICAR.slice(20)))).toBe("infected");
  });

  it("accepts megabytes in many pieces and reports its size limit", async () => {
    setEnvironment({ CLAMD_URL: clamd.url });
    const many = (megabytes: number) =>
      pieces(...Array<Buffer>(megabytes * 16).fill(Buffer.alloc(64 * 1024, 7)));
    expect(await scan(many(6))).toBe("clean");
    if (!process.env.CLAMD_TEST_URL) expect(await scan(many(12))).toBe("too_large");
  });

  it("never reports clean if the scanner is away, breaks off or sends nonsense", async () => {
    setEnvironment({ CLAMD_URL: "tcp://127.0.0.1:9" });
    await expect(scan(pieces("text"))).rejects.toMatchObject(away);
    await expect(scannerVersion()).rejects.toMatchObject(away);
    for (const text of [
      "",
      "stream: OK (not really)\0",
      "COMMAND READ TIMED OUT\0",
      "stream: Can't allocate memory ERROR\0",
      "x".repeat(10_000),
      // Truncated answers: their end is unknown.
      "stream: O",
      "stream: OK",
      "stream: OK.Test-Signature FOUND",
    ]) {
      const server = await answering(text);
      setEnvironment({ CLAMD_URL: server.url });
      await expect(scan(pieces("text")), text.slice(0, 30)).rejects.toMatchObject(away);
      server.stop();
    }
  });

  it("waits while the scanner sends data, and no longer", async () => {
    const dripping = await slowly("stre", "am: ", "OK", "\0");
    setEnvironment({ CLAMD_URL: dripping.url });
    expect(await scan(pieces("text"), 2_000)).toBe("clean");
    const silent = await serving((socket) => socket.resume());
    setEnvironment({ CLAMD_URL: silent.url });
    await expect(scan(pieces("text"), 50)).rejects.toMatchObject(away);
    for (const server of [dripping, silent]) server.stop();
  });

  it("leaves a large stream unscanned if the scanner breaks off", async () => {
    const server = await serving((socket) => socket.once("data", () => socket.destroy()));
    setEnvironment({ CLAMD_URL: server.url });
    const many = pieces(...Array<Buffer>(128).fill(Buffer.alloc(64 * 1024, 7)));
    await expect(scan(many)).rejects.toMatchObject(away);
    server.stop();
  });

  it("reports an error if its input breaks off", async () => {
    setEnvironment({ CLAMD_URL: clamd.url });
    const broken = (async function* () {
      yield Buffer.from("half");
      throw new Error("the disk broke");
    })();
    await expect(scan(broken)).rejects.toThrow("the disk broke");
  });

  it("is absent if none is configured", () => {
    setEnvironment({ CLAMD_URL: undefined });
    expect(hasScanner()).toBe(false);
  });
});
