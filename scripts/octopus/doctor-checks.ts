import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pool } from "@/db/client";
import { env, parseEnv } from "@/lib/env";
import { checkReadiness } from "@/lib/operation";
import { freeSpace } from "@/scripts/lib/disk.mjs";
import { databaseAddress } from "@/scripts/lib/settings.mjs";
import { databaseProblem } from "./database-problem";

export interface Finding {
  ok: boolean;
  /** One line: what was found, and when it is trouble what to do. No secret is in it. */
  note: string;
}

const GB = 1024 ** 3;

async function configuration(): Promise<Finding> {
  const { APP_URL, REGISTRATION, RATE_LIMITS } = parseEnv(process.env);
  return { ok: true, note: `${APP_URL}, registration ${REGISTRATION}, rate limits ${RATE_LIMITS}` };
}

/** Settings without which a commit that was acknowledged may be lost in a crash. */
const DURABLE = ["fsync", "full_page_writes", "synchronous_commit"] as const;

async function database(): Promise<Finding> {
  const url = process.env.DATABASE_URL ?? "";
  try {
    const names = DURABLE.map((name) => `current_setting('${name}') as ${name}`).join(", ");
    const { rows } = await pool().query<Record<string, string>>(
      `select current_setting('server_version') as version, ${names}`,
    );
    const settings = rows[0] ?? {};
    const unsafe = DURABLE.find((name) => settings[name] === "off");
    if (unsafe) return { ok: false, note: `${unsafe} is off: a crash can lose what was saved. Turn it on.` };
    const where = `Postgres ${settings.version?.split(" ")[0]} at ${databaseAddress(url)?.shown}`;
    const { database: state } = await checkReadiness();
    if (state === "ok") return { ok: true, note: `${where}, schema current, commits durable` };
    return { ok: false, note: `${where}, schema behind this version. Run: npm run octopus -- migrate` };
  } catch (error) {
    throw databaseProblem(url, error) ?? error;
  }
}

/** Writes, reads back and removes a small file. */
async function probe(folder: string): Promise<boolean> {
  await mkdir(folder, { recursive: true });
  const path = join(folder, `.probe-${process.pid}`);
  try {
    await writeFile(path, "octopus", { mode: 0o600 });
    return (await readFile(path, "utf8")) === "octopus";
  } finally {
    await rm(path, { force: true });
  }
}

async function storage(): Promise<Finding> {
  const folder = join(env().DATA_DIR, "files");
  return (await probe(folder))
    ? { ok: true, note: `files can be written and read in ${folder}` }
    : { ok: false, note: `files read back differently in ${folder}. Check the disk.` };
}

async function mail(): Promise<Finding> {
  const { SMTP_URL, DATA_DIR } = env();
  if (!SMTP_URL) {
    await probe(join(DATA_DIR, "mail"));
    return { ok: true, note: `no SMTP_URL: mails are written to ${join(DATA_DIR, "mail")}` };
  }
  const { createTransport } = await import("nodemailer");
  const { hostname, port } = new URL(SMTP_URL);
  const transport = createTransport(SMTP_URL);
  try {
    await transport.verify();
    return { ok: true, note: `${hostname}:${port || 587} takes mail` };
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "no answer";
    return { ok: false, note: `${hostname}:${port || 587} takes no mail (${code}). Check SMTP_URL.` };
  } finally {
    transport.close();
  }
}

async function disk(): Promise<Finding> {
  const free = freeSpace(env().DATA_DIR) / GB;
  const note = `${free.toFixed(1)} GB free for ${env().DATA_DIR}`;
  return free >= 1 ? { ok: true, note } : { ok: false, note: `${note}; below 1 GB. Free some.` };
}

/** What `doctor` looks at, in this order. */
export const CHECKS: Record<string, () => Promise<Finding>> = {
  configuration,
  database,
  storage,
  mail,
  disk,
};
