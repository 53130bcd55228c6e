import { describe, expect, it } from "vitest";
import { REDACTED } from "@/lib/text/sensitive";
import { emptyTables, useDatabase } from "@/tests/support/database";
import { controlsOf } from "@/tests/support/form-controls";
import { listDoors } from "./doors";
import { FORM_CASES } from "./form-cases";

/*
 * Each form that warns of personal and case data, without scripts: its page shows the warning, and both buttons of the
 * warning send the form with all its other fields.
 */
useDatabase();
process.env.RATE_LIMITS = "off";

const CARD = "4111 1111 1111 1111";

/** Forms whose page, as the cases open it, does not show the field that they check. */
const NOT_SHOWN = new Set(["app/[locale]/training/[slug]/edit/route.tsx files"]);

/** Every form that checks fields, and those fields. */
const guarded = (await listDoors()).flatMap(({ file, handler }) =>
  Object.entries(handler.octopus?.forms ?? {}).flatMap(([form, { guards = [] }]) => {
    const name = `${file} ${form}`;
    return guards.length > 0 && !NOT_SHOWN.has(name) ? [[name, { name, form, guards }] as const] : [];
  }),
);

/** The form as its member sends it, with a card number in the first of the checked fields that it has. */
async function standAt({ name, form, guards }: (typeof guarded)[number][1]) {
  await emptyTables();
  const found = FORM_CASES[name];
  if (!found) throw new Error(`no case ${name}`);
  const { browser, at, fields = {} } = await found.make();
  const { action, hidden } = await browser.open(at, form);
  const field = Object.keys(fields).find((one) => guards.includes(one)) ?? guards[0] ?? "";
  return {
    post: (sent: Record<string, string | string[]>) => browser.ask(action, sent),
    typed: { ...hidden, ...fields, [field]: `${fields[field] ?? ""}: ${CARD}` },
  };
}

/** Returns what the browser sends by a button of the warning. */
function pressed(html: string, asked: "send" | "redact") {
  const value = new RegExp(`<button[^>]* value="(${asked}\\b[^"]*)"[^>]* name="guard"`).exec(html)?.[1] ?? "";
  return { ...controlsOf(html, value), guard: value };
}

describe("the warning of personal and case data", () => {
  it.each(guarded)("is shown by %s, which can be sent anyway or redacted", async (_, one) => {
    const { post, typed } = await standAt(one);
    const warned = await post(typed);
    expect([warned.status, warned.body.includes("a payment card number")]).toEqual([422, true]);
    const { status, body } = await post(pressed(warned.body, "redact"));
    expect([status, body.includes(REDACTED), body.includes(CARD)]).toEqual([422, true, false]);
    expect((await post(pressed(warned.body, "send"))).status).toBe(303);
  });
});
