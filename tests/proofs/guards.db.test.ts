import { describe, expect, it } from "vitest";
import { REDACTED } from "@/lib/text/sensitive";
import { emptyTables, useDatabase } from "@/tests/support/database";
import { madeFilter, removedFilter } from "@/tests/support/filters";
import { controlsOf } from "@/tests/support/form-controls";
import { listDoors } from "./doors";
import { FORM_CASES } from "./form-cases";

/*
 * Each form that warns of personal and case data, without scripts: its page shows the warning, and both buttons of the
 * warning send the form with all its other fields. The filters of what members write look at it too, or a row below says
 * why not.
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

/** Why no filter looks at the text of some forms. The first pattern that fits counts. */
const UNFILTERED: readonly (readonly [RegExp, string])[] = [
  [/^app\/\[locale\]\/\[slug\]\//, "administrators write it"],
  [/^app\/\[locale\]\/(moderation|blog\/review)\//, "moderators write it"],
  [/\/(manage|split)\/route\.tsx /, "moderators write it"],
  [/\/polls\/route\.tsx change$/, "the case is of a moderator; the same reading as of a new poll"],
  [/roll-back$/, "the case is of an administrator; the same saving as of a revert"],
  [/^app\/\[locale\]\/(me\/messages|members\/\[handle\]\/write)/, "one member writes to another"],
  [/countries\/\[slug\]\/report\//, "only those who look after the profile read it"],
  [/take-part\/route\.tsx (suggest|ask|contact)$/, "only the owner of the material reads it"],
  [/training\/review\/route\.tsx suggestion$/, "an answer to one person"],
  [/ retract$/, "the reason why a page is in no list any more"],
];

const isFiltered = (name: string) => !UNFILTERED.some(([pattern]) => pattern.test(name));

describe("the warning of personal and case data", () => {
  it.each(guarded)(
    "is shown by %s, which can be sent anyway or redacted, and past no filter",
    async (_, one) => {
      const { post, typed } = await standAt(one);
      const warned = await post(typed);
      expect([warned.status, warned.body.includes("a payment card number")]).toEqual([422, true]);
      const { status, body } = await post(pressed(warned.body, "redact"));
      expect([status, body.includes(REDACTED), body.includes(CARD)]).toEqual([422, true, false]);
      const sent = pressed(warned.body, "send");
      if (isFiltered(one.name)) {
        const id = await madeFilter({ words: CARD }, "refuse");
        const refused = await post(sent);
        expect([refused.status, refused.body.includes("No advertising, please.")]).toEqual([422, true]);
        await removedFilter(id);
      }
      expect((await post(sent)).status).toBe(303);
    },
  );

  it("leaves out no form for filters that is gone", () => {
    const fits = (pattern: RegExp) => guarded.some(([name]) => pattern.test(name));
    expect(UNFILTERED.filter(([pattern]) => !fits(pattern)).map(([pattern]) => String(pattern))).toEqual([]);
  });
});
