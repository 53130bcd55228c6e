import { describe, expect, it } from "vitest";
import type { Actor } from "@/lib/core/actor";
import { DecideApplication } from "./applications/model";
import { audienceOf, ChangeRole, DirectoryQuery, fieldsFor, UpdateProfile, UpdateWork } from "./model";

const ACTOR: Actor = {
  id: "a",
  handle: "awa",
  displayName: "Awa",
  roles: ["member"],
  dormantRoles: [],
  focalCountries: [],
  locale: "en",
  sessionId: "s",
  confirmedAt: null,
  scopes: null,
};
const FIELDS = {
  country: "SN",
  institution: "Ministry of Justice",
  sector: "ministry",
  biography: "Drafts laws.",
  specialties: ["legislation"],
  languages: ["fr"],
};

describe("visibility of fields", () => {
  const chosen = { country: "public", institution: "members", sector: "officers", biography: "hidden" };

  it.each([
    ["public", { country: "SN" }],
    [
      "members",
      { country: "SN", institution: "Ministry of Justice", specialties: ["legislation"], languages: ["fr"] },
    ],
    [
      "officers",
      {
        country: "SN",
        institution: "Ministry of Justice",
        sector: "ministry",
        specialties: ["legislation"],
        languages: ["fr"],
      },
    ],
    ["self", FIELDS],
  ] as const)("%s", (audience, seen) => {
    const nothing = {
      country: null,
      institution: null,
      sector: null,
      biography: null,
      specialties: [],
      languages: [],
    };
    expect(fieldsFor(FIELDS, chosen, audience)).toEqual({ ...nothing, ...seen });
  });

  it("depends on the viewer's active roles, not dormant ones", () => {
    expect(audienceOf(null, "b")).toBe("public");
    expect(audienceOf(ACTOR, "b")).toBe("members");
    expect(audienceOf(ACTOR, "a")).toBe("self");
    expect(audienceOf({ ...ACTOR, roles: ["member", "moderator"] }, "b")).toBe("officers");
    expect(audienceOf({ ...ACTOR, dormantRoles: ["moderator"] }, "b")).toBe("members");
  });

  it("defaults to members for unset or unknown choices", () => {
    expect(fieldsFor(FIELDS, { country: "everyone" }, "public").country).toBeNull();
    expect(fieldsFor(FIELDS, {}, "members").country).toBe("SN");
  });
});

describe("form of one's own profile", () => {
  it("accepts one choice, several, or none", () => {
    const parse = (fields: object) => UpdateProfile.parse({ fullName: "Awa Diop", ...fields });
    expect(UpdateWork.parse({}).specialties).toEqual([]);
    expect(UpdateWork.parse({ specialties: "training" }).specialties).toEqual(["training"]);
    // The list to add one more sends an empty value.
    expect(UpdateWork.parse({ languages: ["", "fr", "fr", ""] }).languages).toEqual(["fr"]);
    expect(parse({ displayName: " " }).displayName).toBeNull();
    expect(parse({ institution: "  Cour   suprême " }).institution).toBe("Cour suprême");
    expect(parse({ institution: "\u3164" }).institution).toBeNull();
  });

  it("removes control characters, direction overrides and invisible letters", () => {
    const parsed = UpdateProfile.parse({
      fullName: "Awa Diop",
      displayName: "Awa\u202e Diop",
      institution: "Cour\u3164 \u2066suprême",
      biography: "Judge\u0007\u202e in Dakar\u2028since 2019",
    });
    expect(parsed).toMatchObject({
      displayName: "Awa Diop",
      institution: "Cour suprême",
      biography: "Judge in Dakar\nsince 2019",
    });
  });

  it.each([
    [{ fullName: "" }, "fullName"],
    [{ country: "Senegal" }, "country"],
    [{ sector: "wizardry" }, "sector"],
    [{ "see-country": "friends" }, "see-country"],
    [{ biography: "x".repeat(2001) }, "biography"],
    [{ fullName: "\u3164\u3164" }, "fullName"],
    [{ displayName: "\u115f \u2800" }, "displayName"],
  ])("rejects %j", (fields, name) => {
    const parsed = UpdateProfile.safeParse({ fullName: "Awa Diop", ...fields });
    expect(parsed.error?.issues.map((issue) => issue.path[0])).toContain(name);
  });

  it.each([
    [{ specialties: ["gardening"] }, "specialties"],
    [{ languages: ["tlh"] }, "languages"],
    [{ "see-languages": "friends" }, "see-languages"],
  ])("of fields of work rejects %j", (fields, name) => {
    const parsed = UpdateWork.safeParse(fields);
    expect(parsed.error?.issues.map((issue) => issue.path[0])).toContain(name);
  });
});

describe("other inputs", () => {
  it("require a focal point's country, and reasons for roles and refusals", () => {
    const role = { handle: "awa", role: "focal-point", change: "give", roleReason: "Named by the ministry" };
    expect(ChangeRole.safeParse(role).success).toBe(false);
    expect(ChangeRole.safeParse({ ...role, country: "SN", roleReason: " " }).success).toBe(false);
    expect(ChangeRole.parse({ ...role, country: "SN" }).country).toBe("SN");
    const id = "0192f0c0-0000-7000-8000-000000000000";
    expect(DecideApplication.safeParse({ applicationId: id, decision: "refuse" }).success).toBe(false);
    expect(DecideApplication.safeParse({ applicationId: id, decision: "accept" }).success).toBe(true);
  });

  it("ignore unknown filters", () => {
    expect(DirectoryQuery.parse({ country: "zz9", sector: "x", q: "  ", after: "1" })).toEqual({
      q: undefined,
      country: undefined,
      sector: undefined,
      after: undefined,
    });
  });
});
