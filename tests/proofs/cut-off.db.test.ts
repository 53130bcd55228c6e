import { setTimeout as sleep } from "node:timers/promises";
import { Client } from "pg";
import { describe, expect, it } from "vitest";
import { pool } from "@/db/client";
import type { Page } from "@/tests/support/browser";
import { emptyTables, useDatabase } from "@/tests/support/database";
import { escapedInMarkup } from "@/tests/support/markup";
import type { AtForm, FormCase } from "./form-case";
import { FORM_CASES } from "./form-cases";
import { readTraces } from "./traces";

/*
 * Every form of the product, interrupted: its transaction has written and is about to record the audit entry
 * when its database connection is killed, as when the server itself is. Nothing is saved, the sender gets the
 * form back as it was filled in, and sending it again does it once. e2e/kills.spec.ts kills a server under a
 * browser.
 */
useDatabase();
process.env.RATE_LIMITS = "off";

async function stand(one: FormCase, form: string) {
  await emptyTables();
  const at = await one.make();
  const { action, hidden } = await at.browser.open(at.at, form);
  return { at, send: () => at.browser.ask(action, { ...hidden, ...at.fields }) };
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

/** Returns where a response leads, without values that differ between runs. */
/** Where a page leads, without ids and the numbers of topics, which no two tries share. */
const placeOf = ({ to }: Page) =>
  to
    ?.split("?")[0]
    ?.replace(/[\da-f]{8}-[\da-f-]{27}/g, ":id")
    .replace(/\/(t|discussions|rooms)\/\d+/g, "/$1/:number") ?? null;

describe("a form that is interrupted", () => {
  it.each(Object.entries(FORM_CASES).filter(([, one]) => !one.isHidden))("%s", async (name, one) => {
    const form = name.split(" ").at(-1) ?? "";
    const plain = await stand(one, form);
    const { facts: known } = await readTraces();
    const wanted = await plain.send();
    const done = await readTraces();

    const cut = await stand(one, form);
    const before = await readTraces();
    const facts = await holdFacts();
    const answer = cut.send();
    const isCut = await killWhenWaiting(answer);
    await facts.release();
    const { status, headers } = await answer;
    // A form without audit entries has nothing to wait for.
    expect(isCut).toBe(`${done.facts}` !== `${known}`);
    if (!isCut) return;
    expect([status, headers.get("retry-after")]).toEqual([503, "5"]);
    expect(await readTraces()).toEqual(before);
    expectKept(cut.at, await answer);

    const again = await cut.send();
    expect([again.status, placeOf(again)]).toEqual([wanted.status, placeOf(wanted)]);
    expect(await readTraces()).toEqual(done);
  });
});
