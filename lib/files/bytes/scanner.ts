import { connect, type Socket } from "node:net";
import { DomainError } from "@/lib/core/errors";
import { env } from "@/lib/env";

/** A scanner answers within this, in milliseconds without a word. */
const PATIENCE = 120_000;
const LONGEST_ANSWER = 4096;

export type Scan = "clean" | "infected" | "too_large";

/** Whether a scanner is set up (`CLAMD_URL`); without one files are taken and shown as not scanned. */
export function hasScanner(): boolean {
  return env().CLAMD_URL !== undefined;
}

/**
 * Has clamd scan bytes (its command INSTREAM: pieces, each after its length, ended by one of length 0). Throws
 * `unavailable` when it does not answer: what was not scanned waits.
 */
export async function scan(bytes: AsyncIterable<Buffer>, patience = PATIENCE): Promise<Scan> {
  const answer = await talk("zINSTREAM\0", patience, async (write) => {
    for await (const chunk of bytes) {
      const length = Buffer.alloc(4);
      length.writeUInt32BE(chunk.length);
      if (chunk.length > 0 && !(await write(Buffer.concat([length, chunk])))) return;
    }
    await write(Buffer.alloc(4));
  });
  if (/^stream: OK$/.test(answer)) return "clean";
  if (/ FOUND$/.test(answer)) return "infected";
  if (/size limit exceeded/i.test(answer)) return "too_large";
  throw unavailable();
}

/** Asks clamd for its version: whether it is there. Throws `unavailable`. */
export async function scannerVersion(): Promise<string> {
  const answer = await talk("zVERSION\0", PATIENCE, async () => undefined);
  if (answer === "") throw unavailable();
  return answer;
}

type Write = (bytes: Buffer) => Promise<boolean>;

/** One exchange: a command, what follows it, and the answer up to its NUL, without which it was cut off. */
function talk(command: string, patience: number, send: (write: Write) => Promise<void>): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = open();
    let answer = "";
    const fail = () => {
      socket.destroy();
      reject(unavailable());
    };
    socket.setTimeout(patience, fail);
    socket.on("error", () => (answer.endsWith("\0") ? undefined : fail()));
    socket.on("data", (chunk: Buffer) => {
      answer += chunk.toString("utf8");
      if (answer.length > LONGEST_ANSWER) fail();
      // The answer is whole: who gave it before it had everything need not read the rest.
      else if (answer.endsWith("\0")) socket.destroy();
    });
    // A refusal may come before everything is sent; it is then the answer.
    socket.on("close", () => {
      if (answer.endsWith("\0")) resolve(answer.replaceAll("\0", "").trim());
      else fail();
    });
    socket.on("connect", () => {
      socket.write(command);
      send((bytes) => writeTo(socket, bytes)).then(
        () => socket.end(),
        (error: unknown) => {
          socket.destroy();
          reject(error);
        },
      );
    });
  });
}

/** Writes and waits for room; false when the other side has closed. */
function writeTo(socket: Socket, bytes: Buffer): Promise<boolean> {
  return new Promise((resolve) => {
    if (socket.destroyed || !socket.writable) return resolve(false);
    socket.write(bytes, (error) => resolve(!error));
  });
}

function open(): Socket {
  const url = new URL(env().CLAMD_URL ?? "");
  if (url.protocol === "unix:") return connect({ path: decodeURIComponent(url.pathname) });
  return connect({ host: url.hostname.replace(/^\[|\]$/g, ""), port: Number(url.port || 3310) });
}

function unavailable(): DomainError {
  return new DomainError("unavailable", "scanner", { retryAfter: 60 });
}
