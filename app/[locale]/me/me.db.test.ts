import { eq } from "drizzle-orm";
import { generateSync } from "otplib";
import { beforeEach, describe, expect, it } from "vitest";
import { db } from "@/db/client";
import { dataExport, member } from "@/db/schema/accounts";
import { session } from "@/db/schema/sign-in";
import { findActorBySession } from "@/lib/accounts";
import { hashPassword } from "@/lib/accounts/password";
import { findPendingSecret, startTwoFactor } from "@/lib/accounts/two-factor";
import { saveBodyDraft, saveDetailsDraft } from "@/lib/blog";
import type { Actor } from "@/lib/core/actor";
import { newId } from "@/lib/core/id";
import { findPublicMember, makeDataExport } from "@/lib/members";
import { collectOwnData } from "@/lib/personal-data";
import { saveMaterialDetailsDraft } from "@/lib/training";
import { SYSTEM, transact } from "@/lib/transact";
import { useDatabase } from "@/tests/support/database";
import { startedMaterial } from "@/tests/support/materials";
import { actorOf, by, giveRole, makeActor, makeMember, makeSession } from "@/tests/support/members";
import { asker } from "@/tests/support/pages";
import { startedPost } from "@/tests/support/posts";
import { makeProfile, makeRevision } from "@/tests/support/profiles";
import { prose } from "@/tests/support/sections";
import * as publicPage from "../members/[handle]/route";
import * as directory from "../members/route";
import * as confirm from "./confirm/route";
import * as contributions from "./contributions/route";
import * as country from "./country/route";
import * as file from "./data/[id]/route";
import * as erased from "./data/erased/route";
import * as data from "./data/route";
import * as drafts from "./drafts/route";
import * as wholePage from "./members/[handle]/route";
import * as notifications from "./notifications/route";
import * as me from "./route";
import * as searches from "./searches/route";
import * as security from "./security/route";
import * as twoFactor from "./security/two-factor/route";
import * as waiting from "./waiting/route";
import * as work from "./work/route";

useDatabase();

const ask = asker([
  [/^\/me$/, me],
  [/^\/me\/work$/, work],
  [/^\/me\/waiting$/, waiting],
  [/^\/me\/country$/, country],
  [/^\/me\/contributions$/, contributions],
  [/^\/me\/drafts$/, drafts],
  [/^\/me\/searches$/, searches],
  [/^\/me\/security$/, security],
  [/^\/me\/security\/two-factor$/, twoFactor],
  [/^\/me\/confirm$/, confirm],
  [/^\/me\/notifications$/, notifications],
  [/^\/me\/data$/, data],
  [/^\/me\/data\/erased$/, erased],
  [/^\/me\/data\/(?<id>[^/]+)$/, file],
  [/^\/me\/members\/(?<handle>[^/]+)$/, wholePage],
  [/^\/members$/, directory],
  [/^\/members\/(?<handle>[^/]+)$/, publicPage],
]);

const PASSWORD = "correct horse battery staple";
const SCREENS = [
  "/me",
  "/me/work",
  "/me/waiting",
  "/me/contributions",
  "/me/drafts",
  "/me/security",
  "/me/notifications",
  "/me/searches",
  "/me/data",
];
const LONG_AGO = { confirmedAt: new Date(Date.now() - 11 * 60_000) };

let actor: Actor;

beforeEach(async () => {
  const { id } = await makeMember({
    handle: "awa-diop",
    displayName: "Awa Diop",
    passwordHash: await hashPassword(PASSWORD),
  });
  actor = await actorOf(id);
  const pageId = await makeProfile({ slug: "senegal", iso2: "SN", nameEn: "Senegal", nameFr: "Sénégal" });
  await makeRevision({ pageId, key: "policies", content: {}, authorId: id, summary: "Adds the strategy" });
});

/** Without a message, a key would appear on the page itself. */
const UNTRANSLATED = /\b(?:me|members|admin|errors|common|shell|profiles)\.[a-z][a-zA-Z-]*\.[a-zA-Z.-]+/;

describe("the screens of the account", () => {
  it.each(SCREENS)(
    "%s asks visitors to sign in and then returns them, and is a page in every language",
    async (path) => {
      const visitor = await ask(path);
      expect(visitor).toMatchObject({ status: 303, to: `/signin?next=${encodeURIComponent(path)}` });
      for (const prefix of ["", "/fr", "/ar"]) {
        const page = await ask(prefix + path, { as: actor });
        expect(page.status).toBe(200);
        expect(page.headers.get("cache-control")).toBe("private, no-store");
        expect(page.body).not.toMatch(UNTRANSLATED);
        expect(page.body).not.toMatch(/<script(?![^>]*\bsrc=)/);
      }
    },
  );

  it("are not available with a token, which is for the API", async () => {
    const token = { ...actor, scopes: ["profiles:write"], sessionId: null };
    expect(await ask("/me/security", { as: token })).toMatchObject({ status: 303 });
    expect(await ask("/me", { as: token, form: { form: "profile", fullName: "X" } })).toMatchObject({
      status: 303,
    });
  });
});

describe("the profile", () => {
  const FIELDS = {
    form: "profile",
    fullName: "Awa Diop",
    country: "SN",
    "see-country": "public",
    isListed: "on",
  };

  it("is saved by a plain form and takes effect at once", async () => {
    const saved = await ask("/me", {
      as: actor,
      form: {
        ...FIELDS,
        displayName: "A. Diop",
      },
    });
    const subjects = {
      form: "work",
      "specialties[]": ["training", "research"],
      "see-specialties": "public",
    };
    expect(await ask("/me/work", { as: actor, form: subjects })).toMatchObject({
      to: "/me/work?done=saved",
    });
    const own = await ask("/me/work?done=saved", { as: actor });
    expect(own.body).toContain("Your fields of work and languages are saved");
    expect(own.body.match(/name="specialties\[\]" checked=""/g)).toHaveLength(2);
    expect(saved).toMatchObject({ status: 303, to: "/me?done=saved" });
    expect((await ask("/me?done=saved", { as: actor })).body).toContain("Your profile is saved");
    const listed = await ask("/members?country=SN");
    expect(listed.body).toContain("A. Diop");
    expect(listed.body).toContain("Training");
    const page = await ask("/members/awa-diop");
    expect(page.body).toContain("Senegal");
    expect(page.body).toContain("Adds the strategy");
    expect(page.body).toMatch(/<meta name="robots" content="noindex"/);
  });

  it("keeps what was typed and shows the error at the field", async () => {
    const answer = await ask("/me", {
      as: actor,
      form: { ...FIELDS, fullName: "", institution: "Parquet & Co" },
    });
    expect(answer.status).toBe(422);
    expect(answer.body).toMatch(/id="fullName-error"/);
    expect(answer.body).toContain('value="Parquet &amp; Co"');
    expect(answer.body).toMatch(/<a href="#fullName">/);
  });

  it("shows members and officers the fields that they may see", async () => {
    await ask("/me", {
      as: actor,
      form: { ...FIELDS, institution: "Parquet", "see-institution": "members" },
    });
    expect((await ask("/members/awa-diop")).body).not.toContain("Parquet");
    expect((await ask("/me/members/awa-diop", { as: await makeActor() })).body).toContain("Parquet");
    expect(await ask("/me/members/awa-diop")).toMatchObject({ status: 303 });
    expect(await ask("/members/nobody")).toMatchObject({ status: 404 });
    expect(await ask("/me/members/nobody", { as: actor })).toMatchObject({ status: 404 });
  });
});

describe("security", () => {
  it("guides through the setup of two-factor sign-in and shows the codes once", async () => {
    const start = await ask("/me/security", { as: actor, form: { form: "start" } });
    expect(start).toMatchObject({ status: 303, to: "/me/security/two-factor" });
    const pending = await findPendingSecret(actor.id);
    const page = await ask("/me/security/two-factor", { as: actor });
    expect(page.body).toContain((pending?.secret ?? "").slice(0, 4));
    expect(page.body).toMatch(/<svg class="qr" role="img"/);
    const wrong = await ask("/me/security/two-factor", {
      as: actor,
      form: { form: "confirm", code: "000 000" },
    });
    expect(wrong).toMatchObject({ status: 422 });
    expect(wrong.body).toMatch(/id="code-error"/);
    const code = generateSync({ secret: pending?.secret ?? "" });
    const done = await ask("/me/security/two-factor", { as: actor, form: { form: "confirm", code } });
    expect(done.status).toBe(200);
    expect(done.headers.get("cache-control")).toBe("private, no-store");
    expect(done.body.match(/<code>[a-z0-9-]{19}<\/code>/g)).toHaveLength(10);
    const after = await ask("/me/security/two-factor", { as: actor });
    expect(after).toMatchObject({ status: 303, to: "/me/security" });
    expect((await ask("/me/security", { as: actor })).body).toContain("Create new recovery codes");
  });

  it("leads to the profile of the own country, or to where it is chosen", async () => {
    expect(await ask("/fr/me/country", { as: actor })).toMatchObject({ status: 303, to: "/fr/me#country" });
    await db().update(member).set({ country: "SN" }).where(eq(member.id, actor.id));
    expect(await ask("/fr/me/country", { as: actor })).toMatchObject({ to: "/fr/countries/senegal" });
  });

  it("says why a member was redirected here", async () => {
    await giveRole(actor.id, "moderator");
    const dormant = await actorOf(actor.id, { secondFactorAt: null });
    expect((await ask("/me/security?needs=two-factor", { as: dormant })).body).toContain(
      "This page requires two-factor",
    );
    expect((await ask("/me", { as: dormant })).body).toContain("One of your roles is not active");
  });

  it("asks for the password again, then lets the browser send the form as it was", async () => {
    const stale = await actorOf(actor.id, LONG_AGO);
    const form = { form: "token", purpose: "Sync", days: "30" };
    const led = await ask("/fr/me/security", { as: stale, form });
    expect(led.status).toBe(303);
    const next = new URL(led.to ?? "", "http://x").searchParams.get("next") ?? "";
    expect(led.to).toMatch(/^\/fr\/me\/confirm\?next=/);
    expect(next).toMatch(/^\/fr\/me\/security\?held=/);

    const page = await ask(led.to ?? "", { as: stale });
    expect(page.body).toContain("Confirmez que c’est vous");
    expect(page.body).toContain("Après votre confirmation, ce formulaire sera envoyé");
    const wrong = await ask("/fr/me/confirm", {
      as: stale,
      form: { form: "confirm", currentPassword: "not this one", next },
    });
    expect(wrong.status).toBe(422);
    const right = await ask("/fr/me/confirm", {
      as: stale,
      form: { form: "confirm", currentPassword: PASSWORD, next },
    });
    expect(right).toMatchObject({ status: 307, to: `${next}&send=1` });
    const fresh = (await findActorBySession(stale.sessionId ?? "")) as Actor;
    // Another browser, without the cookie of the one that filled in the form.
    expect((await ask(right.to ?? "", { as: fresh, form: {} })).status).toBe(409);
    expect((await ask(next, { as: fresh })).body).not.toContain('value="Sync"');
    expect((await ask("/me/security", { as: fresh, form })).body).toMatch(/oct_[\w-]{43}/);
  });

  it("redirects only within the site after the password", async () => {
    const away = { form: "confirm", currentPassword: PASSWORD, next: "//evil.example/" };
    expect(await ask("/me/confirm", { as: actor, form: away })).toMatchObject({ status: 303, to: "/me" });
  });

  it("changes the password, and shows the error at the field if the current one is wrong", async () => {
    const form = {
      form: "password",
      currentPassword: "not this one",
      newPassword: "nine lives of a wandering cat",
    };
    const wrong = await ask("/me/security", { as: actor, form });
    expect(wrong.status).toBe(422);
    expect(wrong.body).toMatch(/id="currentPassword-error"/);
    expect(wrong.body).not.toContain("nine lives");
    expect(
      await ask("/me/security", { as: actor, form: { ...form, currentPassword: PASSWORD } }),
    ).toMatchObject({
      status: 303,
      to: "/me/security?done=password",
    });
  });

  it("lists sessions by device and ends one, or all others", async () => {
    const one = await makeSession(actor.id, {
      device: "Mozilla/5.0 (Windows NT 10.0) Chrome/140.0 Safari/537.36",
    });
    const two = await makeSession(actor.id);
    const page = await ask("/me/security", { as: actor });
    expect(page.body).toContain("Chrome on Windows");
    expect(page.body).toContain("This device");
    await ask("/me/security", { as: actor, form: { form: "end", sessionId: one } });
    expect(await findActorBySession(one)).toBeNull();
    expect(await findActorBySession(two)).not.toBeNull();
    await ask("/me/security", { as: actor, form: { form: "end-others" } });
    expect(await findActorBySession(two)).toBeNull();
    expect(await findActorBySession(actor.sessionId ?? "")).not.toBeNull();
    const other = await makeSession((await makeActor()).id);
    expect(await ask("/me/security", { as: actor, form: { form: "end", sessionId: other } })).toMatchObject({
      status: 404,
    });
  });

  it("shows a token once and revokes it", async () => {
    const form = { form: "token", purpose: "Sync", days: "30", "scopes[]": "profiles:write" };
    const made = await ask("/me/security", { as: actor, form });
    const token = /oct_[\w-]{43}/.exec(made.body)?.[0] ?? "";
    expect(token).not.toBe("");
    const page = await ask("/me/security", { as: actor });
    expect(page.body).not.toContain(token);
    expect(page.body).toContain(`oct_…${token.slice(-4)}`);
    const twice = await ask("/me/security", { as: actor, form });
    expect(twice).toMatchObject({ status: 422 });
    expect(twice.body).toMatch(/id="purpose-error"/);
    const apiTokenId = /name="apiTokenId" value="([^"]+)"/.exec(page.body)?.[1] ?? "";
    const revoked = await ask("/me/security", { as: actor, form: { form: "revoke", apiTokenId } });
    expect(revoked.to).toBe("/me/security?done=token-revoked");
  });

  it("accepts a new address as a request", async () => {
    const form = { form: "email", email: "awa@new.example" };
    expect(await ask("/me/security", { as: actor, form })).toMatchObject({ to: "/me/security?done=email" });
    expect((await ask("/me/security", { as: actor, form: { ...form, email: "awa" } })).body).toMatch(
      /id="email-error"/,
    );
  });

  it("shows a pending secret only with a recent password", async () => {
    await transact(by(actor), startTwoFactor);
    const stale = await actorOf(actor.id, LONG_AGO);
    expect((await ask("/me/security/two-factor", { as: stale })).to).toMatch(/^\/me\/confirm\?next=/);
  });
});

describe("language and data", () => {
  it("saves the language of mails", async () => {
    const saved = await ask("/me/notifications", { as: actor, form: { form: "language", language: "ar" } });
    expect(saved.to).toBe("/ar/me/notifications?done=saved");
    expect(
      (await ask("/me/notifications", { as: actor, form: { form: "language", language: "xx" } })).status,
    ).toBe(422);
  });

  it("requests an export, and sends its file only to its member", async () => {
    expect(await ask("/me/data", { as: actor, form: { form: "export" } })).toMatchObject({
      to: "/me/data?done=requested",
    });
    expect((await ask("/me/data?done=requested", { as: actor })).body).toContain("Being prepared");
    expect((await ask("/me/data", { as: actor, form: { form: "export" } })).status).toBe(409);
    const [row] = await db().select({ id: dataExport.id }).from(dataExport);
    const dataExportId = row?.id ?? "";
    await transact(SYSTEM, (ctx) => makeDataExport(ctx, { dataExportId }, collectOwnData));
    const page = await ask("/me/data", { as: actor });
    expect(page.body).toContain(`/me/data/${dataExportId}`);
    const got = await ask(`/me/data/${dataExportId}`, { as: actor });
    expect(got.headers.get("content-disposition")).toMatch(
      /^attachment; filename="octopus-\d{4}-\d\d-\d\d\.json"$/,
    );
    expect(JSON.parse(got.body)).toMatchObject({ account: { handle: "awa-diop" } });
    expect((await ask(`/me/data/${dataExportId}`, { as: await makeActor() })).status).toBe(404);
    expect((await ask(`/me/data/${dataExportId}`)).status).toBe(401);
    expect((await ask(`/me/data/${newId()}`, { as: actor })).status).toBe(404);
    const stale = await actorOf(actor.id, LONG_AGO);
    expect((await ask(`/fr/me/data/${dataExportId}`, { as: stale })).to).toMatch(
      /^\/fr\/me\/confirm\?next=%2Ffr%2Fme%2Fdata/,
    );
  });

  it("erases the account when the handle is typed, and signs out", async () => {
    const wrong = await ask("/me/data", { as: actor, form: { form: "erase", typedHandle: "awa" } });
    expect(wrong.status).toBe(422);
    expect(wrong.body).toMatch(/id="typedHandle-error"/);
    const gone = await ask("/me/data", { as: actor, form: { form: "erase", typedHandle: "awa-diop" } });
    expect(gone).toMatchObject({ status: 303, to: "/me/data/erased" });
    expect(gone.headers.get("set-cookie")).toMatch(/^octopus=; .*Max-Age=0/);
    expect((await ask("/me/data/erased")).body).toContain("Your account is erased");
    expect(await findPublicMember("awa-diop")).toBeNull();
    expect((await ask("/members/awa-diop")).status).toBe(404);
    const [row] = await db().select({ state: member.state }).from(member).where(eq(member.id, actor.id));
    expect(row?.state).toBe("erased");
    expect(await db().select({ id: session.id }).from(session).where(eq(session.memberId, actor.id))).toEqual(
      [],
    );
  });
});

describe("the drafts and contributions", () => {
  it("list a post's draft with a link back to it, and discard it", async () => {
    const slug = await startedPost(actor, { title: "Malabo and Budapest" });
    const content = prose({ aaaaaa: "Another sentence." });
    const keep = { slug, base: 1, content, summary: "", sequence: 1, force: false };
    await transact(by(actor), (ctx) => saveBodyDraft(ctx, keep));
    const page = await ask("/me/drafts", { as: actor });
    expect(page.body).toContain(`<a href="/blog/${slug}/edit"><bdi>Blog post: Malabo and Budapest</bdi>`);
    const gone = await ask("/me/drafts", { as: actor, form: { form: "discardPost", slug } });
    expect(gone.to).toBe("/me/drafts?done=discarded");
    expect((await ask("/me/drafts", { as: actor })).body).toContain("You have no drafts.");
    expect((await ask("/me/contributions", { as: actor })).body).toContain("2 contributions");
  });

  it("list drafts of the forms of a post and a material by the typed title", async () => {
    const [post, material] = [await startedPost(actor), await startedMaterial(actor)];
    const keep = (title: string) => ({
      base: null,
      content: { fields: [["title", title] as [string, string]] },
      summary: "",
      sequence: 1,
      force: false,
    });
    await transact(by(actor), (ctx) => saveDetailsDraft(ctx, { slug: post, ...keep("A typed title") }));
    await transact(by(actor), (ctx) => saveMaterialDetailsDraft(ctx, { slug: material, ...keep("Another") }));
    const { body } = await ask("/me/drafts", { as: actor });
    expect(body).toContain(`<a href="/blog/${post}/edit"><bdi>Blog post: A typed title</bdi>`);
    expect(body).toContain(`<a href="/training/${material}/edit"><bdi>Training material: Another</bdi>`);
    const form = { form: "discardMaterial", slug: material };
    expect((await ask("/me/drafts", { as: actor, form })).to).toBe("/me/drafts?done=discarded");
    expect((await ask("/me/drafts", { as: actor })).body).not.toContain("Training material:");
  });
});
