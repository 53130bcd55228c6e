import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { db } from "@/db/client";
import { member, roleGrant } from "@/db/schema/accounts";
import type { Actor } from "@/lib/core/actor";
import { useDatabase } from "@/tests/support/database";
import { actorOf, giveRole, makeMember } from "@/tests/support/members";
import { asker } from "@/tests/support/pages";
import * as audit from "./audit/route";
import * as oneMember from "./members/[handle]/route";
import * as overview from "./route";

useDatabase();

const ask = asker([
  [/^\/admin$/, overview],
  [/^\/admin\/members\/(?<handle>[^/]+)$/, oneMember],
  [/^\/admin\/audit$/, audit],
]);

const AWA = "/admin/members/awa-diop";
const WAITS = "Role changes that need a second administrator";
let ada: Actor;
let ben: Actor;

async function administrator(displayName: string): Promise<Actor> {
  const { id } = await makeMember({ displayName, totpEnabledAt: new Date() });
  await giveRole(id, "administrator");
  return actorOf(id);
}

beforeEach(async () => {
  [ada, ben] = [await administrator("Ada First"), await administrator("Ben Second")];
  await makeMember({ handle: "awa-diop", displayName: "Awa Diop" });
});

const post = (as: Actor, form: Record<string, string>) => ask(AWA, { as, form });
const propose = () =>
  post(ada, { form: "role", role: "moderator", change: "give", roleReason: "Named by the <b>ministry</b>" });
const page = async (as: Actor, path = AWA) => (await ask(path, { as })).body;
const idIn = (body: string) => /name="proposalId" value="([^"]+)"/.exec(body)?.[1] ?? "";
/** Returns the names of a page's forms. */
const formsIn = (body: string) => [...body.matchAll(/name="form" value="([^"]+)"/g)].map(([, name]) => name);

describe("a waiting role on the screens of administration", () => {
  it("is offered to another administrator but not to its proposer, with the proposer's name and reason", async () => {
    const { to } = await propose();
    expect(to).toBe(`${AWA}?done=role-proposed`);
    expect(await page(ada, to ?? "")).toContain("The member does not have it yet");
    const own = await page(ada);
    expect(formsIn(own)).toContain("withdraw");
    expect(formsIn(own)).not.toContain("confirm");
    const other = await page(ben);
    expect(formsIn(other)).toEqual(expect.arrayContaining(["confirm", "decline"]));
    expect(formsIn(other)).not.toContain("withdraw");
    for (const said of ["Ada First", "Named by the &lt;b&gt;ministry", "Moderator", WAITS])
      expect(other).toContain(said);
    expect(await page(ben, "/admin")).toMatch(new RegExp(`${WAITS}.*href="${AWA}#roles".*Awa Diop`, "s"));
    for (const prefix of ["/fr", "/ar"])
      for (const path of [AWA, "/admin"])
        expect(await page(ben, prefix + path)).not.toMatch(/\badmin\.[a-z]+\.[a-zA-Z]+/);
  });

  it("is assigned when the other confirms it; page and log name both", async () => {
    await propose();
    const proposalId = idIn(await page(ben));
    expect((await post(ada, { form: "confirm", proposalId })).status).toBe(403);
    const { to } = await post(ben, { form: "confirm", proposalId });
    expect(to).toBe(`${AWA}?done=role-confirmed`);
    expect(await page(ben)).toMatch(/<bdi>Ada First<\/bdi>, confirmed by <bdi>Ben Second<\/bdi>/);
    const late = await post(ben, { form: "confirm", proposalId });
    expect(late.status).toBe(409);
    expect(late.body).toContain("This role was already decided on");
    expect(await page(ben, "/admin")).not.toContain(WAITS);
    expect(await page(ben, "/admin/audit?fact=role.changed")).toMatch(/Proposed by <a [^>]*>.*Ada First/s);
  });

  it("is refused with a reason, or withdrawn", async () => {
    await propose();
    const proposalId = idIn(await page(ben));
    const mute = await post(ben, { form: "decline", proposalId, refusalReason: " " });
    expect(mute.body).toMatch(new RegExp(`<details [^>]*open="">.*id="why-not-${proposalId}-error"`, "s"));
    expect((await post(ben, { form: "decline", proposalId, refusalReason: "Not known there" })).to).toBe(
      `${AWA}?done=role-refused`,
    );
    expect(await page(ben, "/admin/audit?fact=role.refused")).toContain("Not known there");
    await propose();
    const second = idIn(await page(ada));
    expect((await post(ada, { form: "withdraw", proposalId: second })).to).toBe(`${AWA}?done=role-withdrawn`);
    expect(await page(ada)).not.toContain(WAITS);
  });

  it("asks for the password before it is confirmed", async () => {
    await propose();
    const proposalId = idIn(await page(ben));
    const stale = await actorOf(ben.id, { confirmedAt: new Date(Date.now() - 700_000) });
    expect((await post(stale, { form: "confirm", proposalId })).to).toMatch(/^\/me\/confirm\?next=/);
  });
});

describe("removing an administrator role", () => {
  const BEN = "/admin/members/ben-second";
  it("waits for a third administrator, and the pages say so before and after", async () => {
    await db().update(member).set({ handle: "ben-second" }).where(eq(member.id, ben.id));
    const form = { form: "take", role: "administrator", change: "take", roleReason: "Left the service" };
    const needs = "A second administrator has to confirm this";
    expect(await page(ada, BEN)).not.toContain(needs);
    const cleo = await administrator("Cleo Third");
    expect(await page(ada, BEN)).toContain(needs);
    const { to } = await ask(BEN, { as: ada, form });
    expect(to).toBe(`${BEN}?done=take-proposed`);
    expect(await page(ada, to ?? "")).toContain("Until then the member still has it");
    for (const prefix of ["", "/fr", "/ar"])
      for (const path of [BEN, "/admin"])
        expect(await page(cleo, prefix + path)).not.toMatch(/\badmin\.[a-z]+\.[a-zA-Z]+/);
    expect(await page(cleo, "/admin")).toMatch(new RegExp(`${WAITS}.*Ben Second.*Remove role`, "s"));
    const own = await page(ben, BEN);
    expect(formsIn(own)).not.toContain("confirm");
    const proposalId = idIn(await page(cleo, BEN));
    const done = await ask(BEN, { as: cleo, form: { form: "confirm", proposalId } });
    expect(done.to).toBe(`${BEN}?done=take-confirmed`);
    expect(await page(cleo, done.to ?? "")).toContain("The role was removed");
  });
});

describe("a role that nobody could confirm", () => {
  it("is assigned at once: the form says so before, the page and the log after", async () => {
    expect(await page(ada)).toContain("Every other role needs confirmation by a second administrator");
    await db().delete(roleGrant);
    await giveRole(ada.id, "administrator");
    expect(await page(ada)).toContain("No second administrator can confirm roles");
    const { to } = await propose();
    expect(to).toBe(`${AWA}?done=role-alone`);
    expect(await page(ada, to ?? "")).toContain("No second administrator could confirm it");
    expect(await page(ada)).toContain("<bdi>Ada First</bdi> alone");
    expect(await page(ada, "/admin/audit?fact=role.changed")).toContain("Not confirmed");
  });
});
