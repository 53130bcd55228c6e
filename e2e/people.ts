import { type ChildProcessByStdio, spawn } from "node:child_process";
import { createInterface } from "node:readline";
import type { Readable, Writable } from "node:stream";
import { productEnv } from "./product";

export interface Person {
  email: string;
  name: string;
  password: string;
}

export const PASSWORD = "a quiet harbour in november";

type Maker = ChildProcessByStdio<Writable, Readable, Readable>;
interface Waiting {
  resolve: () => void;
  reject: (error: Error) => void;
}

let maker: Maker | undefined;
/** Members waiting to be made, by address. */
const waiting = new Map<string, Waiting>();

/** The process that makes members for this worker's stories; it ends when the worker does. */
function startMaker(): Maker {
  const child = spawn(process.execPath, ["dist/make-people.mjs"], {
    env: productEnv(),
    stdio: ["pipe", "pipe", "pipe"],
  });
  let told = "";
  child.stderr.on("data", (chunk: Buffer) => {
    told += chunk.toString();
  });
  createInterface({ input: child.stdout }).on("line", (email) => {
    waiting.get(email)?.resolve();
    waiting.delete(email);
  });
  child.on("exit", (code) => {
    maker = undefined;
    for (const one of waiting.values())
      one.reject(new Error(`making people ended with ${code}: ${told.trim()}`));
    waiting.clear();
  });
  process.once("exit", () => child.kill());
  return child;
}

let made = 0;

/** A verified member, made as an operator makes one. Roles that need a second factor sleep until it is set up. */
export async function makePerson(
  options: { name?: string; role?: string; country?: string } = {},
): Promise<Person> {
  made += 1;
  const name = options.name ?? `Reader ${process.pid} ${made}`;
  const email = `reader-${process.pid}-${made}-${Date.now().toString(36)}@example.org`;
  maker ??= startMaker();
  const { stdin } = maker;
  const { role = "member", country = null } = options;
  await new Promise<void>((resolve, reject) => {
    waiting.set(email, { resolve, reject });
    stdin.write(`${JSON.stringify({ email, fullName: name, role, country, password: PASSWORD })}\n`);
  });
  return { email, name, password: PASSWORD };
}
