import { beforeEach, describe, expect, it } from "vitest";
import { db, pool } from "@/db/client";
import { application, member } from "@/db/schema/accounts";
import { findActorBySession } from "@/lib/accounts";
import { findTwoFactorState } from "@/lib/accounts/two-factor";
import { CONSEQUENCES } from "@/lib/consequences";
import type { Actor } from "@/lib/core/actor";
import { newId } from "@/lib/core/id";
import { TASKS } from "@/lib/core/jobs";
import { LOCALES } from "@/lib/i18n/locales";
import { message, translator } from "@/lib/i18n/translator";
import { applyRetention, listJobRuns } from "@/lib/operation";
import { SYSTEM, transact } from "@/lib/transact";
import { useDatabase } from "@/tests/support/database";
import { actorOf, giveRole, makeActor, makeMember } from "@/tests/support/members";
import { asker } from "@/tests/support/pages";
import * as applications from "./applications/route";
import * as audit from "./audit/route";
import * as backups from "./backups/route";
import * as figures from "./figures/route";
import * as jobs from "./jobs/route";
import * as oneMember from "./members/[handle]/route";
import * as members from "./members/route";
import * as overview from "./route";
import * as searching from "./search/route";
import * as settings from "./settings/route";
import * as setup from "./setup/route";

useDatabase();

const ask = asker([
  [/^\/admin$/, overview],
  [/^\/admin\/members$/, members],
  [/^\/admin\/members\/(?<handle>[^/]+)$/, oneMember],
  [/^\/admin\/applications$/, applications],
  [/^\/admin\/audit$/, audit],
  [/^\/admin\/jobs$/, jobs],
  [/^\/admin\/search$/, searching],
  [/^\/admin\/settings$/, settings],
  [/^\/admin\/setup$/, setup],
  [/^\/admin\/figures$/, figures],
  [/^\/admin\/backups$/, backups],
]);

const SCREENS = [
  "/admin",
  "/admin/members",
  "/admin/members/awa-diop",
  "/admin/applications",
  "/admin/audit",
  "/admin/jobs",
  "/admin/search",
  "/admin/settings",
  "/admin/setup",
  "/admin/figures",
  "/admin/backups",
  "/admin/settings?part=access",
  "/admin/settings?part=look",
  "/admin/settings?part=notices",
  "/admin/settings?part=menu",
  "/admin/settings?part=featured",
];

let admin: Actor;
let target: { id: string; handle: string };

beforeEach(async () => {
  const { id } = await makeMember({ handle: "ada-first", displayName: "Ada First" });
  await giveRole(id, "administrator");
  admin = await actorOf(id);
  target = await makeMember({
    handle: "awa-diop",
    displayName: "Awa Diop",
    email: "awa@justice.example",
    country: "SN",
  });
});

const UNTRANSLATED =
  /\b(?:me|members|admin|setup|figures|backups|errors|common|shell|profiles)\.[a-z][a-zA-Z-]*\.[a-zA-Z.-]+/;

describe("the screens of administration", () => {
  it.each(SCREENS)("%s: a page in every language, for administrators only", async (path) => {
    await transact(SYSTEM, applyRetention);
    for (const prefix of ["", "/fr", "/ar"]) {
      const page = await ask(prefix + path, { as: admin });
      expect(page.status).toBe(200);
      expect(page.body).not.toMatch(UNTRANSLATED);
      expect(page.body).not.toMatch(/<script(?![^>]*\bsrc=)/);
    }
    expect(await ask(path)).toMatchObject({ status: 303, to: `/signin?next=${encodeURIComponent(path)}` });
    for (const other of [await makeActor(), await makeActor("moderator")]) {
      expect((await ask(path, { as: other })).status).toBe(403);
    }
    const dormant = await actorOf(admin.id, { secondFactorAt: null });
    expect(await ask(path, { as: dormant })).toMatchObject({
      status: 303,
      to: "/me/security?needs=two-factor",
    });
    expect(await ask(path, { as: { ...admin, scopes: ["profiles:write"] } })).toMatchObject({ status: 303 });
  });

  it.each(["/admin", "/admin/members/awa-diop", "/admin/applications", "/admin/jobs"])(
    "%s accepts forms from administrators only",
    async (path) => {
      const form = { form: "suspend", suspensionReason: "x", banner: "x", isOn: "on" };
      expect((await ask(path, { as: await makeActor("moderator"), form })).status).toBe(403);
      expect((await ask(path, { form })).to).toMatch(/^\/signin\?next=/);
    },
  );
});

describe("a member's page", () => {
  const post = (form: Record<string, string>, as = admin) => ask("/admin/members/awa-diop", { as, form });
  const DONE = "/admin/members/awa-diop?done=";

  it("assigns and removes roles", async () => {
    expect(
      (await post({ form: "role", role: "focal-point", change: "give", roleReason: "Asked for" })).body,
    ).toMatch(/id="country-error"/);
    const why = await post({ form: "role", role: "trusted", change: "give", roleReason: " " });
    expect(why.body).toMatch(/id="roleReason-error"/);
    const given = await post({
      form: "role",
      role: "focal-point",
      country: "SN",
      change: "give",
      roleReason: "Asked for",
    });
    expect(given.to).toBe(`${DONE}role-alone`);
    expect((await ask("/admin/members/awa-diop", { as: admin })).body).toContain("Focal point (Senegal)");
    expect((await ask("/fr/admin/members?role=focal-point", { as: admin })).body).toContain("Awa Diop");
    const mute = { form: "take", role: "focal-point", country: "SN", change: "take", roleReason: "" };
    expect((await post(mute)).body).toMatch(/<details [^>]*open="">.*id="why-focal-pointSN-error"/s);
    await post({ form: "take", role: "focal-point", country: "SN", change: "take", roleReason: "Asked for" });
    expect((await ask("/admin/members/awa-diop", { as: admin })).body).not.toContain("Focal point (Senegal)");
  });

  it("asks for the password before a role is assigned", async () => {
    const stale = await actorOf(admin.id, { confirmedAt: new Date(Date.now() - 700_000) });
    expect(
      (await post({ form: "role", role: "trusted", change: "give", roleReason: "Asked for" }, stale)).to,
    ).toMatch(/^\/me\/confirm\?next=/);
  });

  it("offers no change of one's own roles, and says so", async () => {
    const page = await ask("/admin/members/ada-first", { as: admin });
    expect(page.body).toContain("You cannot change your own roles");
    expect(page.body).not.toMatch(/value="give"|value="suspend"/);
    const form = { form: "role", role: "trusted", change: "give", roleReason: "Asked for" };
    expect((await ask("/admin/members/ada-first", { as: admin, form })).status).toBe(403);
  });

  it("suspends with a reason, shows it, and lifts the suspension", async () => {
    const acting = await actorOf(target.id);
    expect((await post({ form: "suspend", suspensionReason: " " })).body).toMatch(
      /id="suspensionReason-error"/,
    );
    expect((await post({ form: "suspend", suspensionReason: "Advertising" })).to).toBe(`${DONE}suspended`);
    expect(await findActorBySession(acting.sessionId ?? "")).toBeNull();
    expect((await ask("/admin/members/awa-diop", { as: admin })).body).toContain("Advertising");
    expect((await post({ form: "reinstate" })).to).toBe(`${DONE}reinstated`);
    const again = await post({ form: "reinstate" });
    expect(again.status).toBe(409);
  });

  it("ends sessions and sends the verification mail again", async () => {
    const acting = await actorOf(target.id);
    expect((await post({ form: "sessions", memberId: target.id })).to).toBe(`${DONE}sessions`);
    expect(await findActorBySession(acting.sessionId ?? "")).toBeNull();
    expect((await post({ form: "resend" })).status).toBe(409);
  });

  it("removes a lost authenticator after two administrators agreed", async () => {
    await db()
      .update(member)
      .set({ totpEnabledAt: new Date(), totpSecret: Buffer.from("x") });
    const start = await post({
      form: "reset",
      memberId: target.id,
      reason: "Seen in person, papers checked.",
    });
    expect(start.to).toBe(`${DONE}reset-started`);
    const page = await ask("/admin/members/awa-diop", { as: admin });
    expect(page.body).toContain("must come from another administrator");
    expect((await ask("/admin", { as: admin })).body).toContain("One of two has approved");
    const factorResetId = /name="factorResetId" value="([^"]+)"/.exec(page.body)?.[1] ?? "";
    expect((await post({ form: "approve", factorResetId })).status).toBe(403);
    const second = await makeActor("administrator");
    expect((await ask("/admin/members/awa-diop", { as: second })).body).toContain("Approve and remove");
    expect((await post({ form: "approve", factorResetId }, second)).to).toBe(`${DONE}reset-done`);
    expect((await findTwoFactorState(target.id)).enabledAt).toBeNull();
    expect((await post({ form: "refuse", factorResetId })).status).toBe(409);
  });

  it("is a 404 for an unknown member", async () => {
    expect((await ask("/admin/members/nobody", { as: admin })).status).toBe(404);
  });
});

describe("applications", () => {
  async function apply(): Promise<string> {
    const { id } = await makeMember({
      state: "applied",
      fullName: "Nino Beridze",
      institution: "Prosecutor’s Office",
    });
    const applicationId = newId();
    await db().insert(application).values({
      id: applicationId,
      memberId: id,
      reason: "I prosecute <b>cybercrime</b>.",
      state: "waiting",
      createdAt: new Date(),
    });
    return applicationId;
  }
  const decide = (applicationId: string, decision: string, decisionReason = "", as = admin) =>
    ask("/admin/applications", { as, form: { form: "decide", applicationId, decision, decisionReason } });

  it("are decided beside their evidence; a refusal needs a reason; a second administrator learns who was first", async () => {
    const applicationId = await apply();
    const page = await ask("/admin/applications", { as: admin });
    expect(page.body).toContain("I prosecute &lt;b&gt;cybercrime&lt;/b&gt;.");
    expect(page.body).toContain("Prosecutor’s Office");
    const silent = await decide(applicationId, "refuse");
    expect(silent.status).toBe(422);
    expect(silent.body).toContain(`id="reason-${applicationId}-error"`);
    expect((await decide(applicationId, "refuse", "No link to the field")).to).toBe(
      "/admin/applications?done=refused",
    );
    const late = await decide(applicationId, "accept", "", await makeActor("administrator"));
    expect(late.status).toBe(409);
    expect(late.body).toMatch(/Already decided.*Ada First/s);
    expect((await ask("/fr/admin/applications", { as: admin })).body).toContain("No link to the field");
  });
});

describe("audit log and jobs", () => {
  it("lists entries in words and filters them", async () => {
    await ask("/admin/members/awa-diop", {
      as: admin,
      form: { form: "role", role: "trusted", change: "give", roleReason: "Asked for" },
    });
    const page = await ask("/admin/audit?fact=role.changed&who=ada-first&about=awa-diop", { as: admin });
    expect(page.body).toContain("1 entry");
    expect(page.body).toContain("192.0.2.7");
    expect(page.body).toContain("role: trusted");
    expect(page.body).toMatch(/<bdi class="small">Asked for<\/bdi>/);
    expect((await ask("/admin/audit?fact=backup.made", { as: admin })).body).toContain("No entries match");
  });

  it("retries a failed job and removes one", async () => {
    await pool().query("select graphile_worker.add_job('mail-reset', $1::json, max_attempts := 1)", [
      { memberId: target.id },
    ]);
    await pool().query(
      "update graphile_worker._private_jobs set attempts = 1, last_error = 'Error: connect ECONNREFUSED awa@justice.example'",
    );
    const page = await ask("/admin/jobs", { as: admin });
    expect(page.body).toContain("ECONNREFUSED");
    expect(page.body).not.toContain("awa@justice.example");
    const jobId = /name="jobId" value="(\d+)"/.exec(page.body)?.[1] ?? "";
    expect((await ask("/admin/jobs", { as: admin, form: { form: "retry", jobId } })).to).toBe(
      "/admin/jobs?done=retried",
    );
    expect((await ask("/admin/jobs", { as: admin, form: { form: "remove", jobId } })).to).toBe(
      "/admin/jobs?done=removed",
    );
    expect((await ask("/admin/jobs", { as: admin, form: { form: "remove", jobId } })).status).toBe(409);
  });

  it("switches read-only mode on and off again", async () => {
    const mode = (form: Record<string, string>) =>
      ask("/admin", { as: admin, form: { form: "read-only", ...form } });
    expect((await mode({ isOn: "on", banner: "" })).body).toMatch(/id="banner-error"/);
    expect((await mode({ isOn: "on", banner: "Back at noon" })).to).toBe("/admin?done=mode");
    const page = await ask("/fr/admin", { as: admin });
    expect(page.body).toMatch(/Back at noon/);
    const refused = await ask("/admin/jobs", { as: admin, form: { form: "remove", jobId: "1" } });
    expect(refused.status).toBe(503);
    expect(refused.headers.get("retry-after")).not.toBeNull();
    expect((await mode({ banner: "" })).to).toBe("/admin?done=mode");
  });

  it("has words for every audit entry, job and count", async () => {
    await transact(SYSTEM, applyRetention);
    const [run] = await listJobRuns(admin);
    const keys = [
      ...Object.keys(CONSEQUENCES).map((fact) => `admin.fact.${fact}`),
      ...Object.keys(TASKS).map((task) => `admin.task.${task}`),
      ...Object.keys(run?.counts ?? {}).map((name) => `admin.counted.${name}`),
    ];
    for (const locale of LOCALES) {
      const t = translator(locale);
      expect(keys.filter((key) => message(t, key) === key)).toEqual([]);
    }
  });
});
