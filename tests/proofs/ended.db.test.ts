import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { db } from "@/db/client";
import { member } from "@/db/schema/accounts";
import { auditEntry } from "@/db/schema/core";
import { heldForm, session } from "@/db/schema/sign-in";
import { hashPassword } from "@/lib/accounts/password";
import { DRAWN_FOR, memberDrawnFor, sealMember } from "@/lib/web/held/drawn-for";
import { isGivenBack } from "@/lib/web/held/held-form";
import { placeAfter } from "@/lib/web/next-place";
import { PASSWORD } from "@/tests/support/accounts";
import type { Page } from "@/tests/support/browser";
import { emptyTables, useDatabase } from "@/tests/support/database";
import { escapedInMarkup } from "@/tests/support/markup";
import { makeMember } from "@/tests/support/members";
import { listDoors } from "./doors";
import type { AtForm } from "./form-case";
import { browserOf, FORM_CASES } from "./form-cases";

/*
 * Every form for members, sent after its session has ended: the sender is led to sign-in, nothing is done,
 * and after signing in the form is filled in again, except for what assigns roles or names a mailbox. A form
 * that needs the password is not stored then; while its session lasts, it is sent after the password as it
 * was.
 */
useDatabase();
const doors = await listDoors();
process.env.RATE_LIMITS = "off";

const AGO = (days: number) => new Date(Date.now() - days * 86_400_000);

/** The ways in which a session can end without the member noticing. */
const ENDINGS = {
  "the time is over": (of: Ended) =>
    db()
      .update(session)
      .set({ createdAt: AGO(31), lastSeenAt: AGO(31) })
      .where(eq(session.id, of.sessionId)),
  // From another browser, by a new password or by an administrator.
  "it was ended elsewhere": (of: Ended) =>
    db().update(session).set({ endedAt: new Date() }).where(eq(session.id, of.sessionId)),
  "its member is suspended": (of: Ended) =>
    db()
      .update(member)
      .set({ state: "suspended", suspendedAt: new Date() })
      .where(eq(member.id, of.memberId)),
};
interface Ended {
  sessionId: string;
  memberId: string;
}

/** Forms that need a session; errors can be reported by anyone. */
const OWN = Object.entries(FORM_CASES).filter(
  ([name]) =>
    /^app\/\[locale\]\/(?:me|admin|blog|countries|watchlist|notifications|moderation\/messages)\//.test(
      name,
    ) && !/\/me\/email\/|\/report\//.test(name),
);

/** Forms for the account itself, for roles, for the settings of the site, and purges: the password is asked for again. */
const CONFIRMED = [
  "admin/invitations invite",
  "admin/invitations resend",
  "admin/invitations/list send",
  "admin/members/[handle] approve",
  "admin/members/[handle] confirm",
  "admin/members/[handle] reset",
  "admin/members/[handle] role",
  "admin/members/[handle] take",
  "admin/settings access",
  "admin/settings featured",
  "admin/settings identity",
  "admin/settings logo",
  "admin/settings look",
  "admin/settings menu",
  "admin/settings notices",
  "admin/webhooks register",
  "admin/webhooks/[id] change",
  "admin/webhooks/[id] rotate",
  "blog/[slug]/comments/[id] purge",
  "discussions/t/[slug]/comments/[id] purge",
  "me/data erase",
  "me/data export",
  "me/security email",
  "me/security off",
  "me/security remove-passkey",
  "me/security renew",
  "me/security start",
  "me/security token",
  "me/security/passkey passkey",
  "me/security/two-factor confirm",
  "moderation/discussions/[slug]/[number] purge",
  "moderation/materials/[slug]/[number] purge",
  "moderation/messages/[id] open",
  "moderation/pages/[slug]/[number] purge",
  "moderation/posts/[slug]/[number] purge",
  "moderation/revisions/[slug]/[number] purge",
  "moderation/rooms/[slug]/[number] purge",
  "rooms/t/[slug]/comments/[id] purge",
];

async function fillIn(name: string) {
  await emptyTables();
  const one = FORM_CASES[name];
  if (!one) throw new Error("no row");
  const stand = await one.make();
  const { action, hidden } = await stand.browser.open(stand.at, name.split(" ").at(-1) ?? "");
  const of = { sessionId: stand.sessionId ?? "", memberId: stand.memberId ?? "" };
  const send = (more: Record<string, string> = {}) =>
    stand.browser.ask(action, { ...hidden, ...stand.fields, ...more });
  return { stand, of, hidden, send, sentTo: action };
}

const isConfirmed = (name: string) =>
  CONFIRMED.includes(name.replace("app/[locale]/", "").replace("/route.tsx", ""));

const countFacts = async () => (await db().select({ id: auditEntry.id }).from(auditEntry)).length;

/** Returns where a response leads back to, which must be the page of this site that the form was sent to. */
function backFrom(answer: Page, at: string, by: string): string {
  expect([answer.status, answer.to]).toEqual([303, expect.stringMatching(new RegExp(`^${by}\\?next=%2F`))]);
  const next = new URLSearchParams(answer.to?.split("?")[1]).get("next") ?? "";
  expect(next.split("?")[0]).toBe(at.split("?")[0]);
  expect(placeAfter(next).to).toBe(next);
  return next;
}

const HELD = "<b>Not sent yet.</b>";

/** Returns the part of a page with its forms. */
const typedInto = (html: string) => html.slice(html.indexOf("<main"));

/**
 * Checks that the form contains what was typed, except for fields that are never filled in again, and is said
 * to be unsent.
 */
async function expectKept(stand: AtForm, page: Page): Promise<void> {
  expect(page.status).toBe(200);
  expect(page.body).toContain(HELD);
  for (const [field, value] of Object.entries(stand.fields ?? {})) {
    // Each page writes the records again that the plain form carries along.
    if (field === "state") continue;
    const isThere = typedInto(page.body).includes(escapedInMarkup(value));
    // A short word from a list of choices is on the page whatever is chosen.
    if (isGivenBack(field) || value.includes(" "))
      expect([field, isThere]).toEqual([field, isGivenBack(field)]);
  }
  const [held] = await db().select({ fields: heldForm.fields }).from(heldForm);
  const { values } = (held?.fields ?? { values: {} }) as { values: Record<string, unknown> };
  expect(Object.keys(values).filter((field) => !isGivenBack(field))).toEqual([]);
}

/** A form for accounts or roles is stored nowhere, and its sender learns that. */
async function expectNotKept(answer: Page, problem: string): Promise<void> {
  expect(answer.to).toMatch(new RegExp(`&problem=${problem}$`));
  expect(answer.to).not.toContain("held");
  expect(await db().select().from(heldForm)).toEqual([]);
}

/** Signs a member in again on the same browser: its other cookies stay. */
async function signInAgain(stand: AtForm, memberId: string): Promise<void> {
  const again = await browserOf(memberId);
  for (const [cookie, value] of again.browser.cookies) stand.browser.cookies.set(cookie, value);
}

describe.each(Object.entries(ENDINGS))("when %s", (_, end) => {
  it.each(OWN)("%s waits for its sender", async (name) => {
    const { stand, of, send, sentTo } = await fillIn(name);
    await end(of);
    const facts = await countFacts();
    const answer = await send();
    const next = backFrom(answer, sentTo, "/signin");
    expect(await countFacts()).toBe(facts);
    if (isConfirmed(name)) return expectNotKept(answer, "form_not_kept");
    if (end === ENDINGS["its member is suspended"]) return;
    const elsewhere = await browserOf(of.memberId);
    expect((await elsewhere.browser.get(next)).body).not.toContain(HELD);
    await signInAgain(stand, of.memberId);
    await expectKept(stand, await stand.browser.get(next));
  });
});

it("asks for the password again after ten minutes, and then sends the form as it was", {
  timeout: 300_000,
}, async () => {
  const asked: string[] = [];
  const passwordHash = await hashPassword(PASSWORD);
  for (const [name] of OWN) {
    const { stand, of, send, sentTo } = await fillIn(name);
    await db()
      .update(session)
      .set({ confirmedAt: AGO(1) })
      .where(eq(session.id, of.sessionId));
    await db().update(member).set({ passwordHash }).where(eq(member.id, of.memberId));
    const facts = await countFacts();
    const answer = await send();
    if (!answer.to?.startsWith("/me/confirm")) continue;
    asked.push(name);
    expect([name, await countFacts()]).toEqual([name, facts]);
    const next = backFrom(answer, sentTo, "/me/confirm");
    const asking = await stand.browser.get(answer.to);
    expect(asking.body).toMatch(/this form will be sent: “[^”]{4,60}”|fill in this form again: “/);
    // Before the password, the link neither fills in nor sends anything.
    const early = await stand.browser.ask(`${next}&send=1`, {}).then((page) => page.to ?? page.status);
    expect([name, String(early)]).toEqual([name, expect.stringMatching(/^\/me\/confirm/)]);
    const page = await send();
    const confirmed = await stand.browser.submit(page.to ?? "", "confirm", { currentPassword: PASSWORD });
    const to = confirmed.to ?? "";
    if (Object.keys(stand.fields ?? {}).some((field) => /code/i.test(field))) {
      expect([name, confirmed.status]).toEqual([name, 303]);
      expect((await stand.browser.get(to)).body).toContain("was interrupted and nothing was changed");
      continue;
    }
    expect([name, confirmed.status, to]).toEqual([name, 307, expect.stringMatching(/&send=1$/)]);
    // The browser repeats what it sent: the password, which is not read.
    const done = await stand.browser.ask(to, { form: "confirm", currentPassword: PASSWORD });
    expect([name, done.status]).toEqual([name, done.to ? 303 : 200]);
    expect([name, String(done.to)]).toEqual([name, expect.not.stringMatching(/me\/confirm|signin|held/)]);
    expect([name, (await stand.browser.ask(to, {})).status]).toEqual([name, 409]);
  }
  const names = (of: readonly string[]) =>
    of.map((name) => name.replace("app/[locale]/", "").replace("/route.tsx", ""));
  const own = names(OWN.map(([name]) => name));
  expect(names(asked).sort()).toEqual(CONFIRMED.filter((name) => own.includes(name)));
});

it("names its action in each form that asks for the password, and in no other", () => {
  const naming = doors.flatMap((door) =>
    Object.entries(door.handler.octopus?.forms ?? {})
      .filter(([, one]) => (one as { act?: string }).act)
      .map(([form]) => `${door.file} ${form}`.replace("app/[locale]/", "").replace("/route.tsx", "")),
  );
  expect(naming.sort()).toEqual(CONFIRMED);
});

/** Documents are the same for every reader, so only a script can add to their forms who that was. */
const OF_NOBODY = /\/(?:diff|revisions\/\[number\])\/route/;

describe("when another member has signed in on the same browser since the page was drawn", () => {
  it.each(OWN)("%s is not sent in their name, and waits for the member who filled it in", async (name) => {
    const { stand, of, hidden, send, sentTo } = await fillIn(name);
    const other = await browserOf((await makeMember({ handle: "someone-after" })).id);
    const own = new Map(stand.browser.cookies);
    for (const [cookie, value] of other.browser.cookies) stand.browser.cookies.set(cookie, value);
    const facts = await countFacts();
    const isOfNobody = OF_NOBODY.test(name);
    const sealed = sealMember(of.memberId);
    expect(memberDrawnFor(hidden)).toBe(isOfNobody ? null : of.memberId);
    const answer = await send(isOfNobody ? { [DRAWN_FOR]: sealed } : {});
    const next = backFrom(answer, sentTo, "/signin");
    expect(answer.to).toMatch(/&problem=other_member$/);
    expect(await countFacts()).toBe(facts);
    if (isConfirmed(name)) return expectNotKept(answer, "other_member");
    const typed = Object.values(stand.fields ?? {}).filter((value) => value.includes(" "));
    const seen = await stand.browser.get(next);
    expect(typed.filter((value) => seen.body.includes(value))).toEqual([]);
    for (const [cookie, value] of own) stand.browser.cookies.set(cookie, value);
    await expectKept(stand, await stand.browser.get(next));
  });
});

it("signs out the current member, from any member's page", async () => {
  await emptyTables();
  const { browser } = await browserOf((await makeMember({ handle: "someone" })).id);
  const answer = await browser.submit("/signout", "out", {
    [DRAWN_FOR]: "01890000-0000-7000-8000-000000000000",
  });
  expect(answer.to).toBe("/signin?done=signed-out");
});
