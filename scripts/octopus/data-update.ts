import { z } from "zod";
import { pool } from "@/db/client";
import { type Edition, EditionRefused, openEdition } from "@/db/seed/edition-folder";
import { writeLanguages } from "@/db/seed/languages";
import { planUpdate, type SectionUpdate, type UpdatePlan, writeUpdate } from "@/db/seed/update";
import { findDataEditions, recordDataEditions } from "@/lib/operation";
import { OPERATOR, transact } from "@/lib/transact";
import { CommandError, command, say, userPath } from "./command";
import { describePlan, type Outcome, summaryOf } from "./data-update-report";

/** A number that no other lock of the database has. */
export const UPDATE_LOCK = 7_215_004_181;

export const dataUpdate = command({
  name: "data:update",
  about:
    "Reads a newer edition of the files of data (treaty status, laws, institutions, reporting, authorities, rules of cooperation, languages) from a folder and brings it to the profiles: a revision where nobody edited the section, a proposal for review where somebody did. Prints each difference. Safe to repeat.",
  operands: ["DIR"],
  options: { "dry-run": { about: "prints the differences, and changes nothing" } },
  input: z.object({ dir: z.string().min(1), dryRun: z.boolean().default(false) }),
  database: true,
  async run({ dir, dryRun }) {
    const edition = open(userPath(dir), await findDataEditions());
    if (edition.ignored.length > 0) say(`Not read: ${edition.ignored.join(", ")}`);
    if (dryRun) {
      const plan = await planUpdate(edition);
      for (const line of describePlan(plan)) say(line);
      say(summaryOf(plan, null));
      return;
    }
    await withLock(() => update(edition));
  },
});

function open(folder: string, brought: Record<string, string>): Edition {
  try {
    return openEdition(folder, brought);
  } catch (error) {
    if (!(error instanceof EditionRefused)) throw error;
    for (const fault of error.faults) process.stderr.write(`${fault}\n`);
    throw new CommandError(
      `Nothing was changed: the files of ${folder} were refused. Correct them and run this again.`,
    );
  }
}

/**
 * Runs an update, or refuses if another one runs. The database releases the lock with its connection, even if this
 * process dies.
 */
async function withLock(work: () => Promise<void>): Promise<void> {
  const client = await pool().connect();
  try {
    const { rows } = await client.query<{ free: boolean }>("select pg_try_advisory_lock($1) as free", [
      UPDATE_LOCK,
    ]);
    if (!rows[0]?.free) throw new CommandError("Another data:update is running. Wait until it has finished.");
    await work();
  } finally {
    client.release(true);
  }
}

async function update(edition: Edition): Promise<void> {
  const plan = await planUpdate(edition);
  for (const line of describePlan(plan)) say(line);
  const days = Object.fromEntries(edition.files.map((name) => [name, edition.seed.fileDays[name]]));
  // First: a start of the site in the midst of an update does not bring the older texts back.
  await transact(OPERATOR, (ctx) => recordDataEditions(ctx, days));
  say(summaryOf(plan, await write(plan)));
}

async function write({ sections, languages }: UpdatePlan): Promise<Outcome> {
  const outcome: Outcome = { begun: 0, revised: 0, proposed: 0, languages: 0 };
  for (const one of sections) {
    const state = await transact(OPERATOR, (ctx) => writeUpdate(ctx, one));
    const counted = countedAs(one, state);
    if (counted) outcome[counted] += 1;
  }
  for (const one of languages) {
    await transact(OPERATOR, (ctx) => writeLanguages(ctx, one));
    outcome.languages += 1;
  }
  return outcome;
}

function countedAs(one: SectionUpdate, state: "published" | "pending" | "unchanged") {
  if (state === "unchanged") return null;
  if (state === "pending") return "proposed";
  return one.step === "begin" ? "begun" : "revised";
}
