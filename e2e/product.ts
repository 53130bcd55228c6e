import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type AddressObject, type ParsedMail, simpleParser } from "mailparser";
import { Client } from "pg";

interface Product {
  dataDir: string;
  databaseUrl: string;
}

function product(): Product {
  const port = process.env.E2E_PORT ?? "3917";
  return JSON.parse(readFileSync(join(tmpdir(), `octopus-e2e-${port}.json`), "utf8")) as Product;
}

/** What makes a program one of the product under test: its database, its files, its secret. */
export function productEnv() {
  const { dataDir, databaseUrl } = product();
  return {
    ...process.env,
    DATA_DIR: dataDir,
    DATABASE_URL: databaseUrl,
    AUTH_SECRET: "a secret of the end-to-end tests, which signs nothing real",
    OCTOPUS_ROOT: process.cwd(),
    LOG_LEVEL: "error",
  };
}

/** Runs one of the operator's commands against the product under test. Throws when it fails. */
export function operate(args: string[], input = ""): string {
  return execFileSync(process.execPath, ["dist/octopus.mjs", ...args], {
    env: productEnv(),
    input,
  }).toString();
}

export interface Mail {
  to: string;
  subject: string;
  text: string;
  html: string;
  /** Where a mail program posts when its reader wants no more of these (RFC 8058); null where that is not offered. */
  oneClick: string | null;
}

/** The mails that were sent to an address, oldest first. */
export async function mailsTo(address: string): Promise<Mail[]> {
  const folder = join(product().dataDir, "mail");
  let names: string[];
  try {
    names = readdirSync(folder).filter((name) => name.endsWith(".eml"));
  } catch {
    return [];
  }
  const files = names
    .map((name) => join(folder, name))
    .sort((a, b) => statSync(a).mtimeMs - statSync(b).mtimeMs);
  const mails = await Promise.all(
    files.map(async (file) => {
      const mail = await simpleParser(readFileSync(file));
      return {
        to: (mail.to as AddressObject | undefined)?.text ?? "",
        subject: mail.subject ?? "",
        oneClick: oneClickOf(mail),
        text: mail.text ?? "",
        html: mail.html || "",
      };
    }),
  );
  return mails.filter((mail) => mail.to.includes(address));
}

function oneClickOf(mail: ParsedMail): string | null {
  const line = (name: string) => mail.headerLines.find(({ key }) => key === name)?.line ?? "";
  if (!/:\s*List-Unsubscribe=One-Click\s*$/.test(line("list-unsubscribe-post"))) return null;
  return /<(https?:[^>]+)>/.exec(line("list-unsubscribe").replaceAll(/\r?\n\s+/g, ""))?.[1] ?? null;
}

/**
 * Lets an hour pass for notices: what was gathered "at once" is due, and the worker gathers it now. No clock of the
 * product can be turned from outside, and nothing that is drawn depends on when a mail is due.
 */
export async function letAnHourPass(): Promise<void> {
  const client = new Client({ connectionString: product().databaseUrl });
  await client.connect();
  try {
    await client.query("update notice set due_at = due_at - interval '61 minutes' where due_at is not null");
    await client.query("select graphile_worker.add_job('gather-notices', '{}'::json)");
  } finally {
    await client.end();
  }
}

/** The first link of a mail that leads to `path`. */
export function linkIn(mail: Mail, path: string): string {
  const found = [...mail.text.matchAll(/https?:\/\/\S+/g)]
    .map((match) => match[0])
    .find((link) => new URL(link).pathname.endsWith(path));
  if (!found) throw new Error(`no link to ${path} in "${mail.subject}"`);
  return found;
}
