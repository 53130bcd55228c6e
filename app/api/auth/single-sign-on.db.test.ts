import { eq } from "drizzle-orm";
import { generateSync } from "otplib";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import * as edit from "@/app/[locale]/countries/[slug]/edit/[section]/route";
import * as charter from "@/app/[locale]/me/charter/route";
import * as data from "@/app/[locale]/me/data/route";
import * as me from "@/app/[locale]/me/route";
import * as code from "@/app/[locale]/signin/code/route";
import * as signIn from "@/app/[locale]/signin/route";
import { db } from "@/db/client";
import { member } from "@/db/schema/accounts";
import { auditEntry } from "@/db/schema/core";
import { identity, session } from "@/db/schema/sign-in";
import { documentPolicy } from "@/lib/web/door/headers";
import { actorIn } from "@/tests/support/account-pages";
import { setEnvironment, withFactor, withPassword } from "@/tests/support/accounts";
import { Browser, type Route, type Routes } from "@/tests/support/browser";
import { useDatabase } from "@/tests/support/database";
import { giveRole } from "@/tests/support/members";
import { passProvider, startProvider, type TestProvider } from "@/tests/support/oidc";
import { makeProfile } from "@/tests/support/profiles";
import * as auth from "./[...nextauth]/route";

useDatabase();

const SITE = "http://localhost:3000";
const BACK = `${SITE}/api/auth/callback/oidc`;

/** The framework passes the parts of a catch-all route as a list. */
const authRoute: Route = {
  GET: async (request, route) => {
    const { nextauth } = await route.params;
    return auth.GET(request, { params: Promise.resolve({ nextauth: String(nextauth).split("/") }) });
  },
};
const ROUTES: Routes = [
  [/^\/signin$/, signIn],
  [/^\/signin\/code$/, code],
  [/^\/me$/, me],
  [/^\/me\/charter$/, charter],
  [/^\/me\/data$/, data],
  [/^\/countries\/(?<slug>[^/]+)\/edit\/(?<section>[^/]+)$/, edit],
  [/^\/api\/auth\/(?<nextauth>.+)$/, authRoute],
];

let provider: TestProvider;
beforeAll(async () => {
  provider = await startProvider(BACK);
});
afterAll(async () => {
  await provider.close();
  setEnvironment({ OIDC_ISSUER: undefined, OIDC_CLIENT_ID: undefined, OIDC_CLIENT_SECRET: undefined });
});
beforeEach(() => {
  setEnvironment({
    REGISTRATION: "open",
    OIDC_ISSUER: provider.issuer,
    OIDC_CLIENT_ID: provider.clientId,
    OIDC_CLIENT_SECRET: provider.clientSecret,
    OIDC_NAME: "Justice ID",
  });
  provider.person = { sub: "p-1", email: "awa@justice.example", email_verified: true, name: "Awa Ndiaye" };
});

/** Follows the way from the button to where the site leads after the provider. */
async function enter(visitor: Browser, next = ""): Promise<string> {
  const start = await visitor.submit(`/signin?next=${encodeURIComponent(next)}`, "provider", {});
  expect(start.status).toBe(303);
  const back = await passProvider(start.to ?? "", BACK);
  const done = await visitor.get(back.pathname + back.search);
  expect(done.status).toBe(303);
  expect(done.headers.get("cache-control")).toBe("private, no-store");
  return done.to ?? "";
}

describe("single sign-on", () => {
  it("has a button that works without scripts, and creates a verified member with a session", async () => {
    const awa = new Browser(ROUTES);
    expect((await awa.get("/signin")).body).toContain("Sign in with Justice ID");
    setEnvironment({ APP_URL: SITE });
    expect(documentPolicy()).toContain(`form-action 'self' ${provider.issuer}`);
    setEnvironment({ APP_URL: undefined });
    expect(await enter(awa)).toBe("/me/charter?next=%2Fme");
    expect((await actorIn(awa))?.handle).toBe("awa-ndiaye");
    // The temporary cookies are gone, and the library's own session cookie was never set.
    expect([...awa.cookies.keys()].filter((name) => /sso|session/.test(name))).toEqual([]);
    expect(await db().$count(session)).toBe(1);
  });

  it("asks for the charter once, before anything is written, without scripts", async () => {
    await makeProfile({ slug: "senegal", iso2: "SN" });
    const awa = new Browser(ROUTES);
    const to = await enter(awa, "/countries/senegal/edit/legislation");
    expect(await actorIn(awa)).toMatchObject({ roles: [], dormantRoles: ["member"], owesCharter: true });
    const asked = `/me/charter?next=${encodeURIComponent("/countries/senegal/edit/legislation")}`;
    expect(to).toBe(asked);
    // Members who bypass it are led back to it, with their input kept; the account can still be deleted.
    expect((await awa.get("/countries/senegal/edit/legislation")).to).toBe(asked);
    const typed = await awa.submit("/me", "profile", { fullName: "Awa N.", biography: "Typed before" });
    expect(typed.status).toBe(303);
    const back = /^\/me\/charter\?next=(.+)$/.exec(typed.to ?? "")?.[1] ?? "";
    expect(decodeURIComponent(back)).toMatch(/^\/me\?held=/);
    const data = await awa.get("/me/data");
    expect([data.status, data.body.includes("Erase account")]).toEqual([200, true]);

    const page = await awa.get(to);
    expect(page.body).toContain('href="/charter"');
    const unticked = await awa.submit(to, "charter", {});
    expect([unticked.status, unticked.body.includes("Accept the charter to write here")]).toEqual([
      422,
      true,
    ]);
    expect(await db().$count(auditEntry, eq(auditEntry.fact, "charter.accepted"))).toBe(0);
    const done = await awa.submit(typed.to ?? "", "charter", { charter: "on" });
    expect((await awa.get(done.to ?? "")).body).toContain("Typed before");
    const [row] = await db().select({ at: member.charterAcceptedAt }).from(member);
    expect(Date.now() - (row?.at?.getTime() ?? 0)).toBeLessThan(60_000);
    expect(await db().$count(auditEntry, eq(auditEntry.fact, "charter.accepted"))).toBe(1);
    expect(await actorIn(awa)).toMatchObject({ roles: ["member"], owesCharter: false });
    expect((await awa.get("/countries/senegal/edit/legislation")).status).toBe(200);
    expect(await enter(new Browser(ROUTES), "/countries")).toBe("/countries");
  });

  it("may lead to the provider's address and back, and continues there", async () => {
    expect(documentPolicy()).toContain(`form-action 'self' ${SITE} ${provider.issuer}`);
    const awa = new Browser(ROUTES);
    awa.origin = "http://127.0.0.1:3000";
    const moved = await awa.submit("/fr/signin?next=%2Ffr%2Fcountries", "provider", {});
    expect(moved.to).toBe(`${SITE}/fr/signin?done=moved&next=%2Ffr%2Fcountries`);
    expect([...awa.cookies.keys()]).toEqual([]);
    awa.origin = SITE;
    const here = new URL(moved.to ?? "");
    expect((await awa.get(here.pathname + here.search)).body).toContain("«\u00a0Justice ID\u00a0»");
    expect(await enter(awa, "/fr/countries")).toBe(
      `/fr/me/charter?next=${encodeURIComponent("/fr/countries")}`,
    );
  });

  it("leads to the requested page, in the language of the page", async () => {
    expect(await enter(new Browser(ROUTES), "/fr/countries/senegal")).toBe(
      `/fr/me/charter?next=${encodeURIComponent("/fr/countries/senegal")}`,
    );
    const [row] = await db().select({ locale: member.locale }).from(member);
    expect(row?.locale).toBe("fr");
    await db().update(member).set({ charterAcceptedAt: new Date() });
    expect(await enter(new Browser(ROUTES), "/fr/countries/senegal")).toBe("/fr/countries/senegal");
    expect(await enter(new Browser(ROUTES), "//evil.example")).toBe("/fr/me");
  });

  it("recognizes a member by issuer and subject, even with a different address", async () => {
    await enter(new Browser(ROUTES));
    provider.person = { sub: "p-1", email: "new@justice.example", email_verified: true };
    const again = new Browser(ROUTES);
    await enter(again);
    expect((await actorIn(again))?.handle).toBe("awa-ndiaye");
    expect(await db().$count(member)).toBe(1);
  });

  it("links to an existing member only by an address that the provider has confirmed", async () => {
    const owner = await withPassword({ email: "awa@justice.example" });
    provider.person = { sub: "p-1", email: "awa@justice.example", email_verified: false };
    const impostor = new Browser(ROUTES);
    expect(await enter(impostor)).toBe("/signin?problem=sso_no_address");
    expect((await impostor.get("/signin?problem=sso_no_address")).body).toContain(
      "did not confirm an email address",
    );
    expect(await db().$count(identity)).toBe(0);
    provider.person = { sub: "p-1", email: "Awa@Justice.example", email_verified: true };
    const awa = new Browser(ROUTES);
    await enter(awa);
    expect((await actorIn(awa))?.id).toBe(owner.id);
  });

  it("asks for the second factor of this site", async () => {
    const { id, secret } = await withFactor({ email: "awa@justice.example" });
    await giveRole(id, "administrator");
    const awa = new Browser(ROUTES);
    expect(await enter(awa, "/countries")).toBe("/signin/code");
    expect(await actorIn(awa)).toBeNull();
    const done = await awa.submit("/signin/code", "code", { code: generateSync({ secret }) });
    expect(done.to).toBe("/me/charter?next=%2Fcountries");
    expect((await actorIn(awa))?.dormantRoles).toContain("administrator");
    await awa.submit("/me/charter", "charter", { charter: "on" });
    expect((await actorIn(awa))?.roles).toContain("administrator");
  });

  it("respects a suspension and closed registration", async () => {
    await enter(new Browser(ROUTES));
    await db().update(member).set({ state: "suspended" }).where(eq(member.handle, "awa-ndiaye"));
    expect(await enter(new Browser(ROUTES))).toMatch(/^\/signin\/suspended\?token=/);
    setEnvironment({ REGISTRATION: "closed" });
    provider.person = { sub: "p-2", email: "b@justice.example", email_verified: true };
    expect(await enter(new Browser(ROUTES))).toBe("/signin?problem=sso_closed");
  });

  it("ends at the sign-in page if the person cancels at the provider", async () => {
    provider.person = null;
    expect(await enter(new Browser(ROUTES))).toBe("/signin?problem=sso_failed");
    expect(await db().$count(member)).toBe(0);
  });

  it("refuses a response that another browser started, a replayed one and a forged one", async () => {
    const victim = new Browser(ROUTES);
    const attacker = new Browser(ROUTES);
    const start = await attacker.submit("/signin", "provider", {});
    const back = await passProvider(start.to ?? "", BACK);
    const stolen = await victim.get(back.pathname + back.search);
    expect(stolen.to).toBe("/signin?problem=sso_failed");
    expect((await attacker.get(back.pathname + back.search)).to).toBe("/me/charter?next=%2Fme");
    expect((await attacker.get(back.pathname + back.search)).to).toBe("/signin?problem=sso_failed");
    expect((await attacker.get("/api/auth/callback/oidc?code=x&state=y")).to).toBe(
      "/signin?problem=sso_failed",
    );
    expect(await actorIn(victim)).toBeNull();
  });

  it("opens no other address of the protocol", async () => {
    for (const path of [
      "signin",
      "signin/oidc",
      "signout",
      "session",
      "csrf",
      "providers",
      "error",
      "callback/other",
    ]) {
      expect((await new Browser(ROUTES).get(`/api/auth/${path}`)).status).toBe(404);
    }
    expect(Object.keys(auth)).toEqual(["GET"]);
    setEnvironment({ OIDC_ISSUER: undefined });
    expect((await new Browser(ROUTES).get("/api/auth/callback/oidc?code=x")).status).toBe(404);
  });

  it("says so if the provider does not respond, and the password still works", async () => {
    setEnvironment({ OIDC_ISSUER: "http://127.0.0.1:1" });
    const page = await new Browser(ROUTES).submit("/signin", "provider", {});
    expect(page.status).toBe(503);
    expect(page.body).toContain("is not responding");
    expect(page.body).toContain('name="password"');
  });
});
