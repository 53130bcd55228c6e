import { randomUUID } from "node:crypto";
import { pool } from "@/db/client";
import type { Actor } from "@/lib/core/actor";
import { runDueJobs } from "@/lib/jobs/worker";
import { findSection, saveSection } from "@/lib/profiles";
import type { SectionKey } from "@/lib/profiles/model";
import { SYSTEM, transact } from "@/lib/transact";
import { gatherNotices, setWatch, stopWatch } from "@/lib/watching";
import { type Level, type Place, readPlace } from "@/lib/watching/model";
import { by } from "./members";
import { prose } from "./sections";

/** Parses a place for a test. */
export function place(text: string): Place {
  const found = readPlace(text);
  if (!found) throw new Error(`${text} names no place`);
  return found;
}

/** Watches a thing; `none` stops. */
export async function watches(actor: Actor, of: string, level: Level | "none" = "watching"): Promise<void> {
  await transact(by(actor), (ctx) =>
    level === "none" ? stopWatch(ctx, { of: place(of) }) : setWatch(ctx, { of: place(of), level }),
  );
}

interface Change {
  slug?: string;
  section?: SectionKey;
  content?: object;
  summary?: string;
  /** For a translation, with the revision that it is based on and the revision of its source that it follows. */
  lang?: string;
  base?: number | null;
  follows?: number;
}

/** Saves a section based on its current text, and runs the job that notifies its watchers. */
export async function changes(author: Actor, given: Change = {}): Promise<number> {
  const { slug = "senegal", section = "legislation" } = given;
  const base = (await findSection(slug, section))?.revision?.number ?? null;
  const saved = await transact(by(author), (ctx) =>
    saveSection(ctx, {
      slug,
      section,
      base,
      summary: "A test's edit",
      clientToken: randomUUID(),
      content: prose({ aaaaaa: `A text of ${randomUUID()}` }),
      ...given,
    } as never),
  );
  await runDueJobs();
  return saved.number ?? 0;
}

/** Returns the members' notifications as rows, oldest first. */
export async function storedNotices(): Promise<
  {
    member: string;
    kind: string;
    key: string;
    category: string;
    from: number;
    to: number;
    due: Date | null;
  }[]
> {
  const { rows } = await pool().query(
    `select m.handle as member, n.kind, regexp_replace(n.key, '^[0-9a-f-]{36}/?', '') as key, n.category,
      n.from_number as "from", n.to_number as "to", n.due_at as due
     from notice n join member m on m.id = n.member_id order by n.first_at, n.id`,
  );
  return rows;
}

/**
 * Simulates the passing of hours: waiting notifications become due, and sent mails become older. Then
 * collects and sends.
 */
export async function hoursPass(hours: number): Promise<void> {
  const by = `${hours} hours`;
  await pool().query("update notice set due_at = due_at - $1::interval", [by]);
  await pool().query("update notice_mail set made_at = made_at - $1::interval", [by]);
  await transact(SYSTEM, gatherNotices);
  await runDueJobs();
}
