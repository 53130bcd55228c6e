import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pool } from "@/db/client";
import { filesFolder } from "@/lib/backup";
import { isDomainError } from "@/lib/core/errors";
import { env, parseEnv } from "@/lib/env";
import { hasScanner, scannerVersion, tryStore } from "@/lib/files/bytes";
import { countAdministrators } from "@/lib/members";
import {
  checkHealth,
  checkReadiness,
  findLibraryEditions,
  findReadOnlyMode,
  type Level,
} from "@/lib/operation";
import { findSoundness } from "@/lib/profiles";
import { freeSpace } from "@/scripts/lib/disk.mjs";
import { databaseAddress } from "@/scripts/lib/settings.mjs";
import { databaseProblem } from "./database-problem";

export interface Finding {
  /** `bad` needs action; `warn` is for information. */
  level: Level;
  /** One line: the finding and, if `bad`, what to do. Contains no secrets. */
  note: string;
}

const GB = 1024 ** 3;

async function configuration(): Promise<Finding> {
  const { APP_URL, REGISTRATION, RATE_LIMITS } = parseEnv(process.env);
  return {
    level: "ok",
    note: `${APP_URL}, registration ${REGISTRATION ?? "as in the settings of the site"}, rate limits ${RATE_LIMITS}`,
  };
}

/** Settings without which an acknowledged commit may be lost in a crash. */
const DURABLE = ["fsync", "full_page_writes", "synchronous_commit"] as const;

async function database(): Promise<Finding> {
  const url = process.env.DATABASE_URL ?? "";
  try {
    const names = [...DURABLE, "data_checksums"].map((name) => `current_setting('${name}') as ${name}`);
    const { rows } = await pool().query<Record<string, string>>(
      `select current_setting('server_version') as version, ${names.join(", ")}`,
    );
    return judgeDatabase(url, rows[0] ?? {});
  } catch (error) {
    throw databaseProblem(url, error) ?? error;
  }
}

async function judgeDatabase(url: string, settings: Record<string, string>): Promise<Finding> {
  const unsafe = DURABLE.find((name) => settings[name] === "off");
  if (unsafe) return { level: "bad", note: `${unsafe} is off: a crash can lose what was saved. Turn it on.` };
  const where = `Postgres ${settings.version?.split(" ")[0]} at ${databaseAddress(url)?.shown}`;
  const { database: state } = await checkReadiness();
  if (state !== "ok")
    return { level: "bad", note: `${where}, schema behind this version. Run: npm run octopus -- migrate` };
  if (settings.data_checksums === "off")
    return { level: "warn", note: `${where}; data checksums are off: damage on its disk goes unnoticed` };
  return { level: "ok", note: `${where}, schema current, commits durable, pages checksummed` };
}

/** Writes, reads back and deletes a small file. */
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
  const { name, isSound } = await tryStore().catch((error: unknown) => {
    if (!isDomainError(error)) throw error;
    const where = filesFolder() ?? "the store at STORAGE_URL";
    throw new Error(`files cannot be stored in ${where}. Check STORAGE_URL, its key and its disk.`);
  });
  return isSound
    ? { level: "ok", note: `files can be written and read in ${name}` }
    : { level: "bad", note: `files read back differently in ${name}. Check its disk.` };
}

async function scanner(): Promise<Finding> {
  if (!hasScanner()) return { level: "ok", note: 'no CLAMD_URL: uploads are marked "not scanned"' };
  try {
    return { level: "ok", note: `${await scannerVersion()} answers` };
  } catch {
    return { level: "bad", note: "no scanner responds at CLAMD_URL: uploads wait until one does" };
  }
}

/** The mailbox for replies by mail. */
async function mailbox(): Promise<Finding> {
  const { REPLY_ADDRESS, IMAP_URL, INBOUND_MAIL_SECRET } = env();
  if (!REPLY_ADDRESS) return { level: "ok", note: "no REPLY_ADDRESS: nobody replies by mail" };
  if (!IMAP_URL)
    return INBOUND_MAIL_SECRET
      ? { level: "ok", note: `mails to ${REPLY_ADDRESS} are posted by the mail server` }
      : {
          level: "bad",
          note: "REPLY_ADDRESS without IMAP_URL and INBOUND_MAIL_SECRET: replies by mail are lost.",
        };
  const { host } = new URL(IMAP_URL);
  const { countUnread } = await import("@/lib/inbound-mail/taking");
  try {
    return { level: "ok", note: `${host} has ${await countUnread()} unread mails` };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { level: "bad", note: `${host} opens no mailbox (${reason}). Check IMAP_URL.` };
  }
}

async function mail(): Promise<Finding> {
  const { SMTP_URL, DATA_DIR } = env();
  if (!SMTP_URL) {
    await probe(join(DATA_DIR, "mail"));
    return { level: "ok", note: `no SMTP_URL: emails are written to ${join(DATA_DIR, "mail")}` };
  }
  const { createTransport } = await import("nodemailer");
  const { hostname, port } = new URL(SMTP_URL);
  const limits = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 10_000 };
  const transport = createTransport({ url: SMTP_URL, ...limits });
  try {
    await transport.verify();
    return { level: "ok", note: `${hostname}:${port || 587} takes mail` };
  } catch (error) {
    const { message = "", code = "no answer" } = error as { message?: string; code?: string };
    // The library's codes say less than the system's, which are in its message.
    const [reason] = /\bE(?:CONN|HOST|NET|TIMEDOUT|NOTFOUND)[A-Z]*\b/.exec(message) ?? [code];
    return { level: "bad", note: `${hostname}:${port || 587} takes no mail (${reason}). Check SMTP_URL.` };
  } finally {
    transport.close();
  }
}

async function disk(): Promise<Finding> {
  const free = freeSpace(env().DATA_DIR) / GB;
  const note = `${free.toFixed(1)} GB free for ${env().DATA_DIR}`;
  return free >= 1 ? { level: "ok", note } : { level: "bad", note: `${note}; below 1 GB. Free some.` };
}

async function mode(): Promise<Finding> {
  const { isOn } = await findReadOnlyMode();
  return isOn
    ? { level: "warn", note: "read-only: members cannot save; an administrator can switch it off at /admin" }
    : { level: "ok", note: "members can save" };
}

/** Minimum for two others to approve replacing a lost authenticator. */
const ENOUGH = 3;

async function administrators(): Promise<Finding> {
  const { total, withFactor } = await countAdministrators();
  if (total === 0) return { level: "warn", note: "none yet. Run: npm run octopus -- setup-link" };
  const sleeping = total - withFactor;
  const note = `${total}${sleeping > 0 ? `, of whom ${sleeping} without a second factor: their rights sleep until they set one up` : ""}`;
  if (withFactor >= ENOUGH) return { level: "ok", note };
  return {
    level: "warn",
    note: `${note}; with fewer than ${ENOUGH} who can act nobody can replace a lost authenticator but you: npm run octopus -- user:reset-two-factor --email ADDRESS`,
  };
}

/** Words how long ago something was, e.g. "3 hours ago". */
function ago(at: Date, now: Date): string {
  const hours = Math.max(0, Math.round((now.getTime() - at.getTime()) / 3_600_000));
  if (hours === 0) return "within the last hour";
  return hours < 48 ? `${hours} hours ago` : `${Math.round(hours / 24)} days ago`;
}

async function backup(): Promise<Finding> {
  const now = new Date();
  const { level, lastAt } = (await checkHealth(now)).backup;
  if (!lastAt)
    return {
      level: "warn",
      note: "none yet; the worker makes one each night, and `backup FILE` at any time",
    };
  const advice = level === "ok" ? "" : ". Is the worker running? See the failed jobs at /admin/jobs.";
  return { level, note: `the last one was made ${ago(lastAt, now)}${advice}` };
}

async function restore(): Promise<Finding> {
  const now = new Date();
  const { level, lastAt } = (await checkHealth(now)).restore;
  if (!lastAt)
    return { level: "warn", note: "no backup has been restored yet; the worker tests one each week" };
  const advice = level === "ok" ? "" : ". See the failed jobs at /admin/jobs.";
  return { level, note: `the last backup was restored, as a test or for use, ${ago(lastAt, now)}${advice}` };
}

async function worker(): Promise<Finding> {
  const now = new Date();
  const { worker: clock, retention, queue } = await checkHealth(now);
  const seen = [clock.lastAt, retention.lastAt].filter((at) => at !== null);
  const last = new Date(Math.max(...seen.map((at) => at.getTime())));
  const jobs = `${queue.waiting} jobs wait, ${queue.failed} failed for good`;
  if (seen.length === 0) return { level: "warn", note: `no worker has run yet; ${jobs}` };
  const age = now.getTime() - last.getTime();
  if (age > 2 * 3_600_000)
    return { level: "warn", note: `no worker since ${ago(last, now)}; ${jobs}. Run: npm run up` };
  return { level: queue.failed > 0 ? "warn" : "ok", note: `last seen ${ago(last, now)}; ${jobs}` };
}

/** Checks the content: facts without a source, and sources that should not be cited or are gone. */
async function knowledge(): Promise<Finding> {
  const found = await findSoundness();
  const { profiles, empty, records, unsourced, sources, unfit, dead } = found;
  const counts = `${empty} of ${profiles} profiles without anything, ${unsourced} of ${records} records without a source`;
  const bad = `of ${sources} sources ${unfit.length} unfit and ${dead} not responding`;
  const first = unfit[0] ? `, first ${unfit[0].url} (${unfit[0].slug})` : "";
  const level = unsourced + unfit.length + dead > 0 ? "warn" : "ok";
  return { level, note: `${counts}, ${bad}${first}` };
}

/** Seeded pages of which a later edition was not brought, since members edited them. */
async function edition(): Promise<Finding> {
  const { digests, left } = await findLibraryEditions();
  const parts = Object.entries(left).flatMap(([path, names]) => names.map((name) => `${path} (${name})`));
  if (parts.length === 0)
    return { level: "ok", note: `${Object.keys(digests).length} seeded pages besides profiles are current` };
  const [first] = parts;
  const more = parts.length > 1 ? ` and ${parts.length - 1} more, which \`seed\` lists` : "";
  return { level: "warn", note: `edited by members, so a later edition was not brought: ${first}${more}` };
}

/** Checks of `doctor`, in this order. */
export const CHECKS: Record<string, () => Promise<Finding>> = {
  configuration,
  database,
  storage,
  scanner,
  mail,
  mailbox,
  disk,
  mode,
  administrators,
  backup,
  restore,
  worker,
  knowledge,
  edition,
};

/** Checks that need the database: if it does not work, their errors say nothing new and are shown as unknown. */
export const ASK_DATABASE: ReadonlySet<string> = new Set([
  "mode",
  "administrators",
  "backup",
  "restore",
  "worker",
  "knowledge",
  "edition",
]);
