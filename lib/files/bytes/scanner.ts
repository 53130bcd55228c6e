import { connect, type Socket } from "node:net";
import { DomainError } from "@/lib/core/errors";
import { env } from "@/lib/env";

/** Milliseconds without data after which the scanner counts as unavailable. */
const PATIENCE = 120_000;
const LONGEST_ANSWER = 4096;

export type Scan = "clean" | "infected" | "too_large";

/** Checks whether a scanner is configured (`CLAMD_URL`); without one, files are accepted and shown as not scanned. */
export function hasScanner(): boolean {
  return env().CLAMD_URL !== undefined;
}

/**
 * Scans bytes with clamd (command INSTREAM: pieces prefixed by their length, ended by one of length 0).
 * Throws `unavailable` if it does not answer, so that unscanned files stay in quarantine.
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

/** Asks clamd for its version, to check that it runs. Throws `unavailable`. */
export async function scannerVersion(): Promise<string> {
  const answer = await talk("zVERSION\0", PATIENCE, async () => undefined);
  if (answer === "") throw unavailable();
  return answer;
}

type Write = (bytes: Buffer) => Promise<boolean>;

/** Sends a command and its data to clamd, and returns the answer up to its NUL, without which it was truncated. */
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
      // The answer is complete; clamd may send it before it has read everything.
      else if (answer.endsWith("\0")) socket.destroy();
    });
    // A refusal can arrive before everything was sent; it is the answer.
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

/** Writes and waits for the buffer to drain; false if the other side closed. */
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
