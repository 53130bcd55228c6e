import { createInterface } from "node:readline/promises";
import { Writable } from "node:stream";
import { NewPassword, PASSWORD_LENGTH } from "@/lib/accounts/model";
import { CommandError } from "./command";

/** Far more than a password holds; what follows is not read. */
const LIMIT = 4096;

/**
 * The first line of standard input as a password, in the form in which it is kept. At a terminal it is asked for and
 * not shown. Throws `CommandError` for one that is missing, too short or too long.
 */
export async function readPassword(): Promise<string> {
  const text = process.stdin.isTTY ? await ask() : await firstLine(process.stdin);
  const parsed = NewPassword.safeParse(text);
  if (parsed.success) return parsed.data;
  if (text === "") throw new CommandError("There is no password on standard input.");
  throw new CommandError(
    `--password-stdin: from ${PASSWORD_LENGTH.min} to ${PASSWORD_LENGTH.max} characters are allowed`,
  );
}

async function firstLine(input: AsyncIterable<Buffer | string>): Promise<string> {
  let text = "";
  for await (const chunk of input) {
    text += chunk.toString();
    if (text.includes("\n") || text.length > LIMIT) break;
  }
  return (text.split("\n")[0] ?? "").replace(/\r$/, "");
}

async function ask(): Promise<string> {
  process.stderr.write("Password: ");
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
  const terminal = createInterface({ input: process.stdin, output: silent, terminal: true });
  try {
    return await terminal.question("");
  } finally {
    terminal.close();
    process.stderr.write("\n");
  }
}
