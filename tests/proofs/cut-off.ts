import { setTimeout as sleep } from "node:timers/promises";
import { Client } from "pg";
import { expect } from "vitest";
import { pool } from "@/db/client";
import type { Page } from "@/tests/support/browser";
import { escapedInMarkup } from "@/tests/support/markup";
import type { AtForm } from "./form-case";
import { readTraces, type Traces } from "./traces";

/*
 * A form is interrupted: its transaction has written and is about to record the audit entry when its database
 * connection is killed, as when the server itself is. Nothing is saved, the sender gets the form back as it was filled
 * in, and sending it again does it once. e2e/kills.spec.ts kills a server under a browser.
 */

/** What a form does when nothing interrupts it. */
export interface Undisturbed {
  answer: Page;
  before: Traces;
  traces: Traces;
}

/** Blocks everyone who is about to record an audit entry, until released. */
async function holdFacts(): Promise<{ release: () => Promise<void> }> {
  const holder = new Client({ connectionString: process.env.DATABASE_URL });
  await holder.connect();
  await holder.query("begin");
  await holder.query("lock table audit_entry in share mode");
  return { release: () => holder.end() };
}

/** Kills the connection that waits to record an entry; returns false if the form was answered without waiting. */
async function killWhenWaiting(answer: Promise<Page>): Promise<boolean> {
  let isAnswered = false;
  void answer.then(
    () => {
      isAnswered = true;
    },
    () => undefined,
  );
  while (!isAnswered) {
    const { rows } = await pool().query<{ killed: boolean }>(
      `select pg_terminate_backend(pid) as killed from pg_stat_activity
       where datname = current_database() and wait_event_type = 'Lock' and query ilike '%audit_entry%'`,
    );
    if (rows.some(({ killed }) => killed)) return true;
    await sleep(5);
  }
  return false;
}

/** What was typed, except secrets, is on the page again. */
function expectKept({ fields }: AtForm, page: Page): void {
  for (const [field, value] of Object.entries(fields ?? {})) {
    // Each page writes the records again that the plain form carries along.
    if (/password|code|stamp|^state$/i.test(field)) continue;
    expect([field, page.body.includes(escapedInMarkup(value))]).toEqual([field, true]);
  }
}

/** Where a page leads, without ids and the numbers of topics, which no two tries share. */
const placeOf = ({ to }: Page) =>
  to
    ?.split("?")[0]
    ?.replace(/[\da-f]{8}-[\da-f-]{27}/g, ":id")
    .replace(/\/(t|discussions|rooms)\/\d+/g, "/$1/:number") ?? null;

/** Sends a form, kills it while it is saved, sends it again, and compares what was done. */
export async function expectSavedOnce(
  at: AtForm,
  send: () => Promise<Page>,
  wanted: Undisturbed,
): Promise<void> {
  const before = await readTraces();
  const facts = await holdFacts();
  const answer = send();
  const isCut = await killWhenWaiting(answer);
  await facts.release();
  const { status, headers } = await answer;
  // A form without audit entries has nothing to wait for.
  expect(isCut).toBe(`${wanted.traces.facts}` !== `${wanted.before.facts}`);
  if (!isCut) return;
  expect([status, headers.get("retry-after")]).toEqual([503, "5"]);
  expect(await readTraces()).toEqual(before);
  expectKept(at, await answer);

  const again = await send();
  expect([again.status, placeOf(again)]).toEqual([wanted.answer.status, placeOf(wanted.answer)]);
  expect(await readTraces()).toEqual(wanted.traces);
}
