import { desc, eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { db, pool } from "@/db/client";
import { auditEntry, setting } from "@/db/schema/core";
import type { Actor } from "@/lib/core/actor";
import { newId } from "@/lib/core/id";
import { bumpVersions, listVersions } from "@/lib/core/versions";
import { siteName } from "@/lib/i18n/site-words";
import { translator } from "@/lib/i18n/translator";
import { SYSTEM, transact } from "@/lib/transact";
import { setEnvironment } from "@/tests/support/accounts";
import { useDatabase } from "@/tests/support/database";
import { by, makeActor } from "@/tests/support/members";
import { SENT_PARTS } from "@/tests/support/site-parts";
import {
  ChangeAccess,
  ChangeFeatured,
  ChangeIdentity,
  ChangeLogo,
  ChangeLook,
  ChangeMenu,
  ChangeNotices,
} from "./forms/model";
import {
  changeAccess,
  changeIdentity,
  changeNotices,
  currentSite,
  findPart,
  findRegistration,
  freshSite,
  siteLook,
  turnAnnouncements,
} from "./index";
import { SITE_PARTS, seenOf } from "./model";

useDatabase();

let admin: Actor;
beforeEach(async () => {
  setEnvironment({ REGISTRATION: undefined });
  admin = await makeActor("administrator");
});

const seen = async (part: "identity" | "access") => seenOf((await findPart(part)).updatedAt);
const rename = (actor: Actor | null, input: object, now?: Date) => {
  const given = ChangeIdentity.parse({ ...SENT_PARTS.identity, ...input });
  return transact(by(actor), (ctx) => changeIdentity(ctx, given), now ? { now } : {});
};
const open = async (input: object) => {
  const given = ChangeAccess.parse({ ...SENT_PARTS.access, seen: await seen("access"), ...input });
  return transact(by(admin), (ctx) => changeAccess(ctx, given));
};

describe("settings of the site", () => {
  it("are the product's until someone changes them", async () => {
    expect(await freshSite()).toMatchObject({
      identity: { name: { en: "Octopus Community", fr: "", ar: "" }, contact: "" },
      access: { languages: ["en", "fr", "ar"], registration: "open", countViews: true },
      banner: "",
    });
    expect(await db().$count(setting)).toBe(0);
  });

  it("change with an audit entry of the old and the new value, and are read again by every process", async () => {
    await freshSite();
    await rename(admin, { name: "Cyber Forum", nameAr: "منتدى", contact: "desk@example.org" });
    expect((await listVersions(db(), ["site"])).get("site")).toBe(1);
    expect(siteName("en")).toBe("Octopus Community");
    await freshSite();
    expect(["en", "fr", "ar"].map((locale) => siteName(locale as "en"))).toEqual([
      "Cyber Forum",
      "Cyber Forum",
      "منتدى",
    ]);
    const [entry] = await db()
      .select({ details: auditEntry.details, actorId: auditEntry.actorId })
      .from(auditEntry)
      .where(eq(auditEntry.fact, "setting.changed"))
      .orderBy(desc(auditEntry.at));
    expect(entry).toEqual({
      actorId: admin.id,
      details: {
        key: "site-identity",
        before: { name: { en: "Octopus Community", fr: "", ar: "" }, contact: "" },
        after: { name: { en: "Cyber Forum", fr: "", ar: "منتدى" }, contact: "desk@example.org" },
      },
    });
  });

  it("name the site in every message, and give an untouched message back when the name is reset", async () => {
    await rename(admin, { name: "Forum d'Afrique" });
    await freshSite();
    expect(translator("en")("shell.site")).toBe("Forum d’Afrique");
    expect(translator("fr")("mail.footer.stranger")).toContain("site Forum d’Afrique.");
    await rename(admin, { name: "Octopus Community", seen: await seen("identity") });
    await freshSite();
    expect(translator("fr")("shell.site")).toBe("Octopus Community");
  });

  it("refuse a change that another administrator overtook, and record nothing of it", async () => {
    const before = await seen("identity");
    await rename(admin, { name: "First" });
    const other = await makeActor("administrator");
    await expect(rename(other, { name: "Second", seen: before })).rejects.toMatchObject({
      code: "conflict",
      reason: "setting_changed",
    });
    expect((await findPart("identity")).value.name.en).toBe("First");
    // The same value sent again is not a conflict: the form was sent twice.
    await rename(other, { name: "First", seen: before });
    await rename(other, { name: "Second", seen: await seen("identity") });
    expect(await db().$count(auditEntry, eq(auditEntry.fact, "setting.changed"))).toBe(2);
  });

  it("change one at a time when two administrators save together", async () => {
    const names = ["North", "South", "East", "West"];
    const done = await Promise.allSettled(names.map((name) => rename(admin, { name })));
    expect(done.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  });

  it("are for administrators who signed in or gave the password within ten minutes", async () => {
    const input = { name: "Mine" };
    await expect(rename(null, input)).rejects.toMatchObject({ code: "unauthenticated" });
    await expect(rename(await makeActor("moderator"), input)).rejects.toMatchObject({ code: "forbidden" });
    const late = new Date(Date.now() + 11 * 60_000);
    await expect(rename(admin, input, late)).rejects.toMatchObject({ reason: "confirm_first" });
    await expect(rename({ ...admin, scopes: ["profiles:write"] }, input)).rejects.toMatchObject({
      reason: "session_only",
    });
  });

  it("fall back to the defaults where a stored value no longer fits", async () => {
    await db()
      .insert(setting)
      .values({ key: "site-access", value: { languages: ["xx"] }, updatedAt: new Date() });
    expect((await freshSite()).access).toEqual({
      languages: ["en", "fr", "ar"],
      registration: "open",
      countViews: true,
    });
  });

  it("are not replaced by a read that began before the last change", async () => {
    const [early] = await Promise.all([freshSite(), rename(admin, { name: "Later" })]);
    expect(early.identity.name.en).toMatch(/^(Octopus Community|Later)$/);
    expect((await freshSite()).identity.name.en).toBe("Later");
    // Another scope of the same version number changes nothing.
    await bumpVersions(db(), [newId()]);
    expect(currentSite().identity.name.en).toBe("Later");
  });
});

describe("registration", () => {
  it("is what the administrator chose, unless the server's environment sets it", async () => {
    await open({ registration: "approval" });
    expect(await findRegistration()).toBe("approval");
    setEnvironment({ REGISTRATION: "closed" });
    expect(await findRegistration()).toBe("closed");
    await open({ registration: "open", languages: ["fr"] });
    setEnvironment({ REGISTRATION: undefined });
    expect(await findRegistration()).toBe("approval");
  });
});

describe("announcements", () => {
  const announce = async (input: object, now?: Date) => {
    const { updatedAt } = await findPart("notices");
    const given = ChangeNotices.parse({ ...SENT_PARTS.notices, seen: seenOf(updatedAt), ...input });
    await transact(by(admin), (ctx) => changeNotices(ctx, given), now ? { now } : {});
  };

  it("are shown on their days, with the pages drawn again when one begins and ends", async () => {
    const now = new Date("2026-05-01T10:00:00Z");
    admin = { ...admin, confirmedAt: now };
    await announce(
      { text1: "Closed for a week", text1Ar: "مغلق", from1: "2026-05-03", to1: "2026-05-09" },
      now,
    );
    await freshSite();
    const on = (moment: string) => siteLook(new Date(moment)).announcements.map(({ text }) => text.en);
    expect(on("2026-05-02T23:59:59Z")).toEqual([]);
    expect(on("2026-05-03T00:00:00Z")).toEqual(["Closed for a week"]);
    expect(on("2026-05-09T23:59:59Z")).toEqual(["Closed for a week"]);
    expect(on("2026-05-10T00:00:00Z")).toEqual([]);
    const { rows } = await pool().query(
      "select run_at from graphile_worker.jobs where task_identifier = 'turn-announcements' order by run_at",
    );
    expect(rows.map((row) => row.run_at.toISOString())).toEqual([
      "2026-05-03T00:00:00.000Z",
      "2026-05-10T00:00:00.000Z",
    ]);
    const before = (await listVersions(db(), ["site"])).get("site") ?? 0;
    await transact(SYSTEM, turnAnnouncements);
    expect((await listVersions(db(), ["site"])).get("site")).toBe(before + 1);
  });

  it("have another id once their text changes, so that a dismissed one is shown again", async () => {
    const period = { from1: "2026-01-01", to1: "2099-01-01" };
    await announce({ text1: "First", ...period });
    await freshSite();
    const [first] = siteLook().announcements;
    await announce({ text1: "Second", ...period });
    await freshSite();
    expect(siteLook().announcements[0]?.id).not.toBe(first?.id);
  });

  it.each([
    [{ text1: "x", from1: "2026-05-03" }, "to1", "required"],
    [{ text1: "x", from1: "2026-05-03", to1: "2026-05-02" }, "to1", "ends_first"],
    [{ text2Fr: "x", from2: "2026-05-03", to2: "2026-05-04" }, "text2", "required"],
    [{ text3: "x", from3: "soon", to3: "2026-05-04" }, "from3", "day"],
    [{ text1: "x".repeat(301), from1: "2026-05-03", to1: "2026-05-04" }, "text1", "too_long"],
  ])("refuse %j", (input, field, message) => {
    const issues = ChangeNotices.safeParse({ ...SENT_PARTS.notices, ...input }).error?.issues ?? [];
    expect(issues.map((issue) => [issue.path.join(), issue.message])).toContainEqual([field, message]);
  });
});

describe("the main menu", () => {
  it("has the chosen pages in their order; the same number keeps the usual order", () => {
    const menu = { ...SENT_PARTS.menu, blog: "1", countries: "2", law: "2" };
    expect(ChangeMenu.parse(menu).value.places).toEqual(["blog", "countries", "law"]);
  });

  it("cannot be empty, and has no unknown positions", () => {
    expect(ChangeMenu.safeParse(SENT_PARTS.menu).error?.issues[0]?.message).toBe("choose_some");
    expect(ChangeMenu.safeParse({ ...SENT_PARTS.menu, blog: "9" }).success).toBe(false);
  });
});

const FORMS = {
  identity: ChangeIdentity,
  access: ChangeAccess,
  look: ChangeLook,
  logo: ChangeLogo,
  notices: ChangeNotices,
  menu: ChangeMenu,
  featured: ChangeFeatured,
};

describe("what can be entered", () => {
  const errorsOf = (input: object) =>
    ChangeIdentity.safeParse({ ...SENT_PARTS.identity, name: "Forum", ...input }).error?.issues.map(
      ({ message }) => message,
    ) ?? [];

  it.each([
    [{ name: "x" }, "too_short"],
    [{ name: "x".repeat(61) }, "too_long"],
    [{ name: "{site}" }, "name_signs"],
    [{ nameAr: "<b>" }, "name_signs"],
    [{ contact: "desk" }, "email"],
    [{ contact: "desk@example.org?bcc=all@example.org" }, "email"],
  ])("refuses %j", (input, message) => {
    expect(errorsOf(input)).toContain(message);
  });

  it("always offers English, and lists languages in the usual order", () => {
    expect(ChangeAccess.parse({ ...SENT_PARTS.access, languages: ["", "ar", "fr"] }).languages).toEqual([
      "en",
      "fr",
      "ar",
    ]);
    expect(ChangeAccess.parse(SENT_PARTS.access).languages).toEqual(["en"]);
    expect(ChangeAccess.safeParse({ ...SENT_PARTS.access, languages: "es" }).success).toBe(false);
  });

  it.each(Object.entries(FORMS))(
    "changes nothing by a form of %s without one of its fields",
    (part, schema) => {
      const whole: Record<string, string> = {
        ...SENT_PARTS[part as keyof typeof FORMS],
        ...(part === "identity" ? { name: "Forum" } : {}),
        ...(part === "menu" ? { blog: "1" } : {}),
      };
      expect(schema.safeParse(whole).error).toBeUndefined();
      // The days of an announcement count only with its text.
      for (const field of Object.keys(whole).filter((name) => !/^(from|to)\d/.test(name))) {
        const { [field]: _left, ...rest } = whole;
        expect([field, schema.safeParse(rest).success]).toEqual([field, false]);
      }
    },
  );

  it("has a default for every field of every part", () => {
    for (const schema of Object.values(SITE_PARTS)) expect(schema.safeParse({}).success).toBe(true);
  });
});
