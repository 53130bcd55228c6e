// @ts-check
import { connect } from "node:net";

/**
 * An HTTP response.
 * @typedef {{ status: number, head: string, body: Buffer, bytes: number }} Answer `bytes`: on the wire, head included
 */

const END = Buffer.from("\r\n\r\n");

/**
 * A kept-alive connection to 127.0.0.1, one request at a time. Implements only the HTTP/1.1 that the tested
 * servers use, at a third of the cost of Node's client.
 */
export class Connection {
  /** @param {number} port */
  constructor(port) {
    this.port = port;
    /** @type {import("node:net").Socket | undefined} */
    this.socket = undefined;
    /** @type {Buffer[]} */
    this.chunks = [];
    this.length = 0;
    /** @type {{ done: (answer: Answer) => void, fail: (error: Error) => void, isHead: boolean } | undefined} */
    this.waiting = undefined;
  }

  /**
   * Sends a finished request and waits for its answer. Throws when the connection breaks.
   * @param {string | Buffer} request
   * @returns {Promise<Answer>}
   */
  ask(request) {
    this.socket ??= this.open();
    const { socket } = this;
    return new Promise((done, fail) => {
      this.waiting = { done, fail, isHead: false };
      socket.write(request);
    });
  }

  close() {
    this.socket?.destroy();
    this.socket = undefined;
  }

  open() {
    const socket = connect({ port: this.port, host: "127.0.0.1", noDelay: true });
    socket.on("data", (chunk) => this.receive(chunk));
    socket.on("error", (error) => this.broken(error));
    socket.on("close", () => {
      if (this.socket === socket) this.socket = undefined;
      this.broken(new Error("the server closed the connection"));
    });
    return socket;
  }

  /** @param {Error} error */
  broken(error) {
    const { waiting } = this;
    this.waiting = undefined;
    this.chunks = [];
    this.length = 0;
    waiting?.fail(error);
  }

  /** @param {Buffer} chunk */
  receive(chunk) {
    this.chunks.push(chunk);
    this.length += chunk.length;
    const all = this.chunks.length === 1 ? chunk : Buffer.concat(this.chunks, this.length);
    this.chunks = [all];
    const answer = readAnswer(all);
    if (!answer || !this.waiting) return;
    const { done } = this.waiting;
    this.waiting = undefined;
    this.chunks = [];
    this.length = 0;
    if (/^connection: close/im.test(answer.head)) this.close();
    done(answer);
  }
}

/**
 * @param {Buffer} bytes
 * @returns {Answer | undefined} undefined until it is whole
 */
function readAnswer(bytes) {
  const end = bytes.indexOf(END);
  if (end < 0) return undefined;
  const head = bytes.toString("latin1", 0, end);
  const status = Number(head.slice(9, 12));
  const from = end + END.length;
  if (status === 304 || status === 204) return { status, head, body: Buffer.alloc(0), bytes: from };
  if (/^transfer-encoding: chunked/im.test(head)) return readChunks(bytes, from, status, head);
  const length = Number(/^content-length: *(\d+)/im.exec(head)?.[1] ?? 0);
  if (bytes.length < from + length) return undefined;
  return { status, head, body: bytes.subarray(from, from + length), bytes: from + length };
}

/**
 * @param {Buffer} bytes
 * @param {number} from
 * @param {number} status
 * @param {string} head
 * @returns {Answer | undefined}
 */
function readChunks(bytes, from, status, head) {
  const parts = [];
  let at = from;
  for (;;) {
    const line = bytes.indexOf("\r\n", at);
    if (line < 0) return undefined;
    const size = Number.parseInt(bytes.toString("latin1", at, line), 16);
    const start = line + 2;
    if (bytes.length < start + size + 2) return undefined;
    if (size === 0) return { status, head, body: Buffer.concat(parts), bytes: start + 2 };
    parts.push(bytes.subarray(start, start + size));
    at = start + size + 2;
  }
}

/**
 * Formats an HTTP request.
 * @param {{ method?: string, path: string, port: number, headers?: Record<string, string>, body?: string }} parts
 */
export function requestText({ method = "GET", path, port, headers = {}, body }) {
  const all = { host: `127.0.0.1:${port}`, "accept-encoding": "gzip", "user-agent": "bench", ...headers };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}`);
  if (body !== undefined) lines.push(`content-length: ${Buffer.byteLength(body)}`);
  return `${method} ${path} HTTP/1.1\r\n${lines.join("\r\n")}\r\n\r\n${body ?? ""}`;
}
