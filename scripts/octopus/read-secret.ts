import { createInterface } from "node:readline/promises";
import { Writable } from "node:stream";

/** Longer than any password or address; the rest is not read. */
const LIMIT = 4096;

/** Reads the first line of standard input; on a terminal it prompts with the name and shows no characters. */
export function readSecret(name: string): Promise<string> {
  return process.stdin.isTTY ? ask(name) : firstLine(process.stdin);
}

async function firstLine(input: AsyncIterable<Buffer | string>): Promise<string> {
  let text = "";
  for await (const chunk of input) {
    text += chunk.toString();
    if (text.includes("\n") || text.length > LIMIT) break;
  }
  return (text.split("\n")[0] ?? "").replace(/\r$/, "");
}

async function ask(name: string): Promise<string> {
  process.stderr.write(`${name}: `);
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
  const terminal = createInterface({ input: process.stdin, output: silent, terminal: true });
  try {
    return await terminal.question("");
  } finally {
    terminal.close();
    process.stderr.write("\n");
  }
}
