import { describe, expect, it } from "vitest";
import { type Actor, ROLES, type Role } from "./actor";
import { type Action, can, POLICY, scopeOf } from "./policy";
import { API_SCOPES } from "./scopes";

const ME = "me";

function actor(...roles: Role[]): Actor {
  return {
    id: ME,
    handle: "me",
    displayName: "Me",
    roles: ["member", ...roles],
    dormantRoles: [],
    focalCountries: roles.includes("focal-point") ? ["SN"] : [],
    locale: "en",
    sessionId: "s",
    confirmedAt: new Date(),
    scopes: null,
  };
}

const ACTORS = {
  visitor: null,
  member: actor(),
  trusted: actor("trusted"),
  practitioner: actor("practitioner"),
  focal: actor("focal-point"),
  moderator: actor("moderator"),
  administrator: actor("administrator"),
} as const;
type Who = keyof typeof ACTORS;

const everyone: Who[] = [
  "visitor",
  "member",
  "trusted",
  "practitioner",
  "focal",
  "moderator",
  "administrator",
];
const members = everyone.slice(1);
const admins: Who[] = ["administrator"];
const staff: Who[] = ["moderator", "administrator"];
const section = { country: "SN", protection: null, needsSecond: false };
const reviewers: Who[] = ["trusted", "focal", "moderator", "administrator"];

const material = (given: object = {}) => ({
  ownerId: "other",
  state: "published",
  access: "public",
  trainersAccess: null,
  retractedBy: null,
  ...given,
});

const topic = (given: object = {}) => ({
  authorId: "other",
  state: "shown",
  isClosed: false,
  repliers: "members",
  room: null,
  ...given,
});
const room = (audience: string, given: object = {}) => ({
  audience,
  country: null,
  isListed: false,
  ...given,
});
const verifiedOrStaff: Who[] = ["practitioner", "focal", "moderator", "administrator"];

/** A file used in a published material, with overrides. */
const use = (given: object = {}) => ({
  kind: "material",
  access: "public",
  isOpen: true,
  isInReview: false,
  granted: [],
  writers: [],
  ...given,
});

/** The reviewed matrix: who is allowed each action on a subject of somebody else. */
const MATRIX: Record<Action, { subject?: unknown; may: Who[] }> = {
  "account.join": { may: everyone },
  "account.verify": { may: everyone },
  "account.sign-in": { may: everyone },
  "account.reset": { may: everyone },
  "account.manage": { subject: { memberId: ME }, may: members },
  "profile-page.edit": { subject: { memberId: ME }, may: members },
  "member.administer": { may: admins },
  "invitation.manage": { may: admins },
  "invitation.answer": { may: everyone },
  "invitation.accept": { may: members },
  "question.ask": { may: everyone },
  "question.reply": { may: everyone },
  "mailbox.manage": { may: admins },
  "role.change": { subject: { memberId: "other" }, may: admins },
  "role.confirm": { subject: { memberId: "other", proposedBy: "third" }, may: admins },
  "role.withdraw": { subject: { proposedBy: ME }, may: admins },
  "member.suspend": { subject: { memberId: "other", isOfficer: false }, may: staff },
  "member.clean-up": { subject: { memberId: "other", isOfficer: false }, may: staff },
  "member.warn": { subject: { memberId: "other", isOfficer: false }, may: staff },
  "staff-note.manage": { subject: { memberId: "other", isOfficer: false }, may: staff },
  "warning.confirm": { subject: { memberId: ME }, may: members },
  // The command checks the secret that signing in gives.
  "suspension.appeal": { may: everyone },
  "filter.manage": { may: admins },
  "application.decide": { subject: { memberId: "other" }, may: admins },
  // The command checks the link of the mail.
  "application.follow": { may: everyone },
  "category.manage": { may: admins },
  "room.read": { subject: room("group"), may: staff },
  "room.keep-list": { may: admins },
  "topic.open": { subject: { openers: "members", isClosed: false, room: null }, may: members },
  "topic.read": { subject: topic({ state: "held" }), may: staff },
  "topic.reply": { subject: topic({ repliers: "practitioners" }), may: verifiedOrStaff },
  "topic.edit": { subject: topic(), may: staff },
  "poll.vote": { subject: topic(), may: members },
  "poll.close": { subject: topic(), may: staff },
  "topic.moderate": { may: staff },
  "topic.answer": { subject: topic(), may: staff },
  "message.write": { subject: { recipientId: "other" }, may: members },
  "message.ask-many": { may: ["trusted", ...verifiedOrStaff] },
  "message.delete": { subject: { senderId: ME, isOpen: true }, may: members },
  "message.report": { subject: { senderId: "other" }, may: members },
  "conversation.use": { subject: { memberIds: [ME, "other"] }, may: members },
  "conversation.answer": { subject: { memberIds: [ME, "other"], startedBy: "other" }, may: members },
  "conversation.open": { subject: { memberIds: ["other", "third"] }, may: admins },
  "message.decide": { subject: { senderId: "other", recipientId: "third" }, may: staff },
  "factor-reset.approve": { subject: { memberId: "other", firstApprovedBy: null }, may: admins },
  "profile.read": { may: everyone },
  "section.edit": { subject: section, may: members },
  "text.vouch": { subject: section, may: ["focal", "administrator"] },
  "section.publish": { subject: section, may: reviewers },
  "section.protect": { may: staff },
  "revision.thank": { subject: { country: "SN", authorId: "other" }, may: members },
  "revision.hide": { may: staff },
  "content.purge": { may: staff },
  "revision.review": { subject: { country: "SN", authorId: "other" }, may: reviewers },
  "revision.accept": { subject: { ...section, authorId: "other" }, may: reviewers },
  "patrol.mark": { subject: { country: "SN", authorId: "other" }, may: reviewers },
  "patrol.skip": { subject: { country: "SN" }, may: ["focal", "moderator", "administrator"] },
  "revision.open-queue": { may: reviewers },
  "revision.withdraw": { subject: { country: "SN", authorId: ME }, may: members },
  "revision.rollback": { subject: section, may: reviewers },
  "contribution.read": { subject: { memberId: ME }, may: members },
  "feed.read": { subject: { memberId: ME }, may: members },
  "revision.read-pending": { subject: { authorId: "other", country: "SN" }, may: members },
  "section.verify": { subject: section, may: ["focal", "administrator"] },
  "section.confirm": { subject: section, may: ["trusted", "focal", "moderator", "administrator"] },
  // Checks the rights of the link's recipient, not of the actor.
  "section.confirm-by-link": { subject: { ...section, holder: ACTORS.trusted }, may: everyone },
  "report.write": { may: everyone },
  "report.decide": { subject: { country: "SN" }, may: ["trusted", "focal", "moderator", "administrator"] },
  "draft.keep": { subject: section, may: members },
  "watch.keep": { subject: { memberId: ME }, may: members },
  "export.await": { subject: { memberId: ME }, may: members },
  "file.upload": { may: members },
  "file.download": {
    subject: { uploaderId: "other", uses: [use({ access: "practitioners" })] },
    may: ["practitioner", "focal", "administrator"],
  },
  "file.use": { subject: { uploaderId: "other", uses: [use()] }, may: ["trusted", ...staff] },
  "file.remove": { subject: { uploaderId: ME, isUsed: false }, may: members },
  "file.block": { may: staff },
  "post.write": { may: members },
  "post.edit": { subject: { ownerId: "other", asked: [], authors: ["other"], state: "draft" }, may: staff },
  "post.describe": {
    subject: { ownerId: "other", asked: [], authors: [ME], state: "scheduled" },
    may: staff,
  },
  "post.read": {
    subject: { ownerId: "other", asked: [], authors: ["other"], state: "submitted" },
    may: staff,
  },
  "byline.answer": { subject: { memberId: ME }, may: members },
  "post.remove": { subject: { asked: [], authors: ["other"], ownerId: "other", state: "draft" }, may: [] },
  "post.put-back": {
    subject: { asked: [], authors: ["other"], ownerId: "other", state: "removed" },
    may: [],
  },
  "post.submit": { subject: { ownerId: "other", asked: [], authors: [ME], state: "draft" }, may: members },
  "post.publish": { may: staff },
  "post.approve": { subject: { authors: ["other"], hasOther: true }, may: staff },
  "post.review": { subject: { authorId: "other" }, may: staff },
  "material.write": { may: members },
  "material.edit": { subject: material(), may: staff },
  "material.bring-version": { subject: material(), may: staff },
  "material.publish": { subject: material({ state: "submitted" }), may: ["trusted", ...staff] },
  "material.review": { subject: material({ state: "submitted" }), may: ["trusted", ...staff] },
  "material.retract": { subject: material(), may: staff },
  "material.restore": { subject: material({ state: "retracted", retractedBy: "other" }), may: staff },
  "material.remove": { subject: material({ state: "draft" }), may: [] },
  "material.put-back": { subject: material({ state: "removed" }), may: [] },
  "material.confirm": { subject: material(), may: ["trusted", ...staff] },
  "material.ask": { may: members },
  "material.grant": { subject: { ...material({ access: "practitioners" }), askerId: "third" }, may: admins },
  "material.end-access": { subject: material({ access: "practitioners" }), may: staff },
  "material.rate": { subject: material(), may: members },
  "material.hide-rating": { may: staff },
  "material.suggest": { may: members },
  "material.answer": { subject: material(), may: staff },
  "material.recognise": { subject: material(), may: ["trusted", ...staff] },
  "material.contact": { subject: material(), may: members },
  "delivery.record": { may: members },
  "delivery.remove": { subject: { ...material(), memberId: "third" }, may: staff },
  "comment.write": { may: members },
  "member.mention": { may: members },
  "comment.show-at-once": { may: ["trusted", "practitioner", "focal", "moderator", "administrator"] },
  "comment.edit": { subject: { authorId: ME, isOpen: true }, may: members },
  "comment.moderate": { may: staff },
  "comment.react": { subject: { authorId: "other" }, may: members },
  "flag.raise": { subject: { authorIds: ["other"] }, may: members },
  "flag.read": { may: staff },
  "report.send": { may: everyone },
  "report.follow": { may: everyone },
  "flag.decide": { subject: { authorIds: ["other"], flaggerIds: ["another"], decidedBy: null }, may: staff },
  "flag.appeal": { subject: { authorIds: [ME] }, may: members },
  "moderation.open": { may: reviewers },
  "audit.read": { may: admins },
  "backup.manage": { may: admins },
  "jobs.manage": { may: admins },
  "settings.change": { may: admins },
  "standing.edit": { may: admins },
  "synonyms.change": { may: admins },
  "webhook.manage": { may: admins },
};

const ask = can as (who: Actor | null, action: Action, subject?: unknown) => boolean;

describe("policy", () => {
  it("has exactly the actions of the reviewed matrix", () => {
    expect(Object.keys(MATRIX).sort()).toEqual(Object.keys(POLICY).sort());
  });

  it.each(Object.entries(MATRIX))("%s", (action, { subject, may }) => {
    const allowed = everyone.filter((who) => ask(ACTORS[who], action as Action, subject));
    expect(allowed).toEqual(may);
  });

  it("forbids accepting one's own edit, even for administrators", () => {
    for (const who of everyone) {
      expect(ask(ACTORS[who], "revision.review", { country: "SN", authorId: ME })).toBe(false);
      expect(ask(ACTORS[who], "revision.accept", { ...section, authorId: ME })).toBe(false);
    }
  });

  it("limits a focal point to their own country", () => {
    expect(ask(ACTORS.focal, "revision.review", { country: "RO", authorId: "other" })).toBe(false);
    expect(ask(ACTORS.focal, "revision.rollback", { ...section, country: "RO" })).toBe(false);
    expect(ask(ACTORS.focal, "section.publish", { ...section, country: "RO" })).toBe(false);
  });

  it("allows editing a protected section only from its protection level up", () => {
    const may = (protection: string) =>
      everyone.filter((who) => ask(ACTORS[who], "section.edit", { ...section, protection }));
    expect(may("moderators")).toEqual(staff);
    expect(may("trusted")).toEqual(reviewers);
    const abroad = { ...section, country: "RO", protection: "trusted" };
    expect(ask(ACTORS.focal, "section.edit", abroad)).toBe(false);
    const rollsBack = everyone.filter((who) =>
      ask(ACTORS[who], "revision.rollback", { ...section, protection: "moderators" }),
    );
    expect(rollsBack).toEqual(staff);
    const accepts = (protection: string) =>
      everyone.filter((who) =>
        ask(ACTORS[who], "revision.accept", { ...section, protection, authorId: "other" }),
      );
    expect([accepts("moderators"), accepts("trusted")]).toEqual([staff, reviewers]);
  });

  it("publishes nothing directly where every change needs a second person", () => {
    for (const who of everyone)
      expect(ask(ACTORS[who], "section.publish", { ...section, needsSecond: true })).toBe(false);
  });

  it("forbids thanking oneself or an anonymous author", () => {
    for (const who of everyone)
      for (const authorId of [ME, null])
        expect(ask(ACTORS[who], "revision.thank", { country: "SN", authorId })).toBe(false);
  });

  it("lets authors edit their post until it is retracted, and hides it from others before publication", () => {
    const own = (state: string) =>
      ask(ACTORS.member, "post.edit", { ownerId: "other", asked: [], authors: ["other", ME], state });
    expect(["draft", "submitted", "scheduled", "published", "retracted"].map(own)).toEqual([
      true,
      true,
      true,
      true,
      false,
    ]);
    const reads = (state: string) =>
      ask(ACTORS.member, "post.read", { ownerId: "other", asked: [], authors: ["other"], state });
    expect(["draft", "submitted", "scheduled", "published", "retracted"].map(reads)).toEqual([
      false,
      false,
      false,
      true,
      true,
    ]);
  });

  it("lets only the owner delete and restore an unpublished post, and no one read it in the trash", () => {
    const states = ["draft", "submitted", "scheduled", "published", "retracted", "removed"] as const;
    const may = (action: Action, ownerId: string, who: Who = "member") =>
      states.filter((state) =>
        ask(ACTORS[who], action, { asked: [], authors: ["other", ME], ownerId, state }),
      );
    expect(may("post.remove", ME)).toEqual(["draft", "submitted", "scheduled"]);
    expect(may("post.put-back", ME)).toEqual(["removed"]);
    for (const who of everyone) {
      for (const action of ["post.remove", "post.put-back"] as const)
        expect(may(action, "other", who)).toEqual([]);
      for (const action of ["post.read", "post.edit", "post.describe"] as const)
        expect(may(action, ME, who)).not.toContain("removed");
    }
  });

  it("forbids reporting one's own, deciding on what one wrote or reported, and on an appeal against oneself", () => {
    for (const who of everyone) {
      expect(ask(ACTORS[who], "flag.raise", { authorIds: ["other", ME] })).toBe(false);
      expect(ask(ACTORS[who], "comment.react", { authorId: ME })).toBe(false);
      for (const part of [{ authorIds: [ME] }, { flaggerIds: [ME] }, { decidedBy: ME }])
        expect(
          ask(ACTORS[who], "flag.decide", { authorIds: [], flaggerIds: [], decidedBy: null, ...part }),
        ).toBe(false);
      expect(ask(ACTORS[who], "flag.appeal", { authorIds: ["other"] })).toBe(false);
    }
  });

  it("forbids changing one's own roles or suspending oneself", () => {
    expect(ask(ACTORS.administrator, "role.change", { memberId: ME })).toBe(false);
    expect(ask(ACTORS.administrator, "member.suspend", { memberId: ME, isOfficer: true })).toBe(false);
    expect(ask(ACTORS.administrator, "application.decide", { memberId: ME })).toBe(false);
  });

  it("lets only administrators suspend, warn and note moderators and administrators, and nobody themselves", () => {
    for (const action of ["member.suspend", "member.warn", "staff-note.manage"] as const) {
      const subject = { memberId: "other", isOfficer: true };
      expect(everyone.filter((who) => ask(ACTORS[who], action, subject))).toEqual(admins);
      const self = { memberId: ME, isOfficer: false };
      expect(everyone.filter((who) => ask(ACTORS[who], action, self))).toEqual([]);
    }
  });

  it("lets only administrators decide on the appeal of an officer", () => {
    const subject = { authorIds: ["other"], flaggerIds: [], decidedBy: null, forAdministrators: true };
    expect(everyone.filter((who) => ask(ACTORS[who], "flag.decide", subject))).toEqual(admins);
  });

  it("lets a member with an unread warning confirm it and manage their account only", () => {
    const owing: Actor = { ...actor(), roles: [], dormantRoles: ["member", "moderator"], owesReading: true };
    expect(ask(owing, "warning.confirm", { memberId: ME })).toBe(true);
    expect(ask(owing, "account.manage", { memberId: ME })).toBe(true);
    expect(ask(owing, "warning.confirm", { memberId: "other" })).toBe(false);
    expect(ask(owing, "profile-page.edit", { memberId: ME })).toBe(false);
    expect(ask(owing, "member.suspend", { memberId: "other", isOfficer: false })).toBe(false);
  });

  it("requires a second administrator to remove a factor", () => {
    const approved = { memberId: "other", firstApprovedBy: ME };
    expect(ask(ACTORS.administrator, "factor-reset.approve", approved)).toBe(false);
  });

  it("lets a member who has not accepted the charter manage and delete their account only", () => {
    const owing: Actor = { ...actor(), roles: [], dormantRoles: ["member", "moderator"], owesCharter: true };
    const may = Object.entries(MATRIX).filter(([action, row]) => ask(owing, action as Action, row.subject));
    const open = Object.entries(MATRIX).filter(([, row]) => row.may.includes("visitor"));
    expect(may.map(([action]) => action)).toEqual(
      Object.keys(MATRIX).filter(
        (action) =>
          ["account.manage", "warning.confirm"].includes(action) || open.some(([one]) => one === action),
      ),
    );
    expect(ask({ ...owing, scopes: ["profiles:write"] }, "account.manage", { memberId: ME })).toBe(false);
  });

  it("allows downloading by the file's access, and only reviewers before publication", () => {
    const who = (access: string, isOpen: boolean, uploaderId = "other", isInReview = !isOpen) =>
      everyone.filter((one) =>
        ask(ACTORS[one], "file.download", { uploaderId, uses: [use({ access, isOpen, isInReview })] }),
      );
    expect(who("public", true)).toEqual(everyone);
    expect(who("members", true)).toEqual(members);
    expect(who("public", false)).toEqual(["trusted", "moderator", "administrator"]);
    expect(who("members", false)).toEqual(["trusted", "moderator", "administrator"]);
    expect(who("practitioners", false)).toEqual(["administrator"]);
    expect(who("practitioners", false, ME)).toEqual(members);
    // Never submitted for review: only its writers and, as on its page, moderators.
    expect(who("public", false, "other", false)).toEqual(staff);
    expect(who("practitioners", false, "other", false)).toEqual(["administrator"]);
    expect(ask(ACTORS.administrator, "file.download", { uploaderId: "other", uses: [] })).toBe(false);
    const uses = [use({ access: "members" })];
    const token = { ...ACTORS.practitioner, scopes: ["profiles:read"] } as Actor;
    expect(ask(token, "file.download", { uploaderId: ME, uses })).toBe(false);
  });

  it("forbids approving one's own post while another moderator exists", () => {
    const who = (authors: string[], hasOther: boolean) =>
      everyone.filter((one) => ask(ACTORS[one], "post.approve", { authors, hasOther }));
    expect(who([ME], true)).toEqual([]);
    expect(who(["other", ME], true)).toEqual([]);
    expect(who([ME], false)).toEqual(staff);
  });

  it("shows an unpublished post's pictures to its writers and moderators, not to all trusted members", () => {
    const who = (writers: string[]) =>
      everyone.filter((one) =>
        ask(ACTORS[one], "file.download", {
          uploaderId: "other",
          uses: [use({ kind: "post", isOpen: false, isInReview: true, writers })],
        }),
      );
    expect(who(["another"])).toEqual(staff);
    expect(who([ME])).toEqual(members);
  });

  it("gives a published file to a member with an approved request, only in a session", () => {
    const asked = (isOpen: boolean, granted: string[], as: Actor | null = ACTORS.member) =>
      ask(as, "file.download", {
        uploaderId: "other",
        uses: [use({ access: "practitioners", isOpen, granted })],
      });
    expect(asked(true, [ME])).toBe(true);
    expect(asked(true, ["another"])).toBe(false);
    expect(asked(false, [ME])).toBe(false);
    expect(asked(true, [ME], null)).toBe(false);
    expect(asked(true, [ME], { ...ACTORS.member, scopes: ["profiles:read"] } as Actor)).toBe(false);
  });

  it("allows reusing a file to its uploader, or to a reviewer of all its uses who may download it there", () => {
    const who = (uses: object[], uploaderId = "other") =>
      everyone.filter((one) => ask(ACTORS[one], "file.use", { uploaderId, uses }));
    expect(who([], ME)).toEqual(members);
    expect(who([])).toEqual([]);
    expect(who([use({ isOpen: false, isInReview: true })])).toEqual([]);
    expect(who([use({ writers: [ME], granted: [ME] })])).toEqual(["trusted", ...staff]);
    expect(who([use({ access: "practitioners" })])).toEqual(["administrator"]);
    expect(who([use(), use({ access: "practitioners" })])).toEqual(["administrator"]);
    expect(who([use({ kind: "post" })])).toEqual(staff);
    expect(who([use(), use({ kind: "material-bin", isOpen: false })])).toEqual([]);
  });

  it("forbids deleting a file that is in use", () => {
    expect(ask(ACTORS.member, "file.remove", { uploaderId: ME, isUsed: true })).toBe(false);
    expect(ask(ACTORS.administrator, "file.remove", { uploaderId: "other", isUsed: false })).toBe(false);
  });

  it("limits a personal token to its scopes and to a plain member's rights, whatever its owner's roles", () => {
    const subsets = <T>(all: readonly T[]): T[][] =>
      Array.from({ length: 2 ** all.length }, (_, set) => all.filter((__, n) => (set >> n) % 2 === 1));
    const given = ROLES.filter((role) => role !== "member");
    let asked = 0;
    for (const roles of subsets(given))
      for (const scopes of subsets(API_SCOPES))
        for (const owes of [false, true]) {
          const base = actor(...roles);
          const token: Actor = { ...base, scopes, ...(owes ? { owesCharter: true, roles: [] } : {}) };
          for (const [action, row] of Object.entries(MATRIX))
            for (const subject of subjectsOf(row.subject)) {
              const scope = scopeOf(action as Action);
              const isNamed = scope !== null && scopes.includes(scope) && !owes;
              const mayVisitor = ask(null, action as Action, subject);
              const mayMember = ask(ACTORS.member, action as Action, subject);
              const label = `${action} by a token of ${roles.join("+") || "member"} with ${scopes.join("+") || "no scope"}`;
              expect([label, ask(token, action as Action, subject)]).toEqual([
                label,
                mayVisitor || (isNamed && mayMember),
              ]);
              asked += 1;
            }
        }
    expect(asked).toBeGreaterThan(10_000);
  });

  it("has scopes for exactly the listed actions", () => {
    const scoped = Object.keys(POLICY).flatMap((action) => {
      const scope = scopeOf(action as Action);
      return scope === null ? [] : [[action, scope]];
    });
    expect(Object.fromEntries(scoped)).toEqual({
      "section.edit": "profiles:write",
      "contribution.read": "contributions:read",
      "feed.read": "feeds:read",
    });
    expect([...new Set(scoped.map(([, scope]) => scope))].sort()).toEqual([...API_SCOPES].sort());
  });
});

/** The matrix's subject as it is, and with every person in it set to the actor, then to somebody else. */
function subjectsOf(subject: unknown): unknown[] {
  if (typeof subject !== "object" || subject === null) return [subject];
  const names = ["memberId", "ownerId", "authorId", "uploaderId", "proposedBy", "askerId", "retractedBy"];
  const as = (who: string) =>
    Object.fromEntries(
      Object.entries(subject).map(([key, value]) => [
        key,
        names.includes(key) ? who : ["authors", "asked", "granted", "writers"].includes(key) ? [who] : value,
      ]),
    );
  return [subject, as(ME), as("other")];
}

/** Lists who may do something. */
const who = (action: Action, subject: unknown) => everyone.filter((one) => ask(ACTORS[one], action, subject));

describe("policy of materials", () => {
  const own = (given: object = {}) => material({ ownerId: ME, ...given });

  it("lets the owner edit a draft, and a published material only if their uploads need no review", () => {
    expect(who("material.edit", own({ state: "draft" }))).toEqual(members);
    expect(who("material.edit", own())).toEqual(members.filter((one) => one !== "member"));
    expect(who("material.bring-version", own())).toEqual(members);
    expect(who("material.edit", own({ state: "removed" }))).toEqual([]);
  });

  it("lets owners whose uploads need no review publish directly", () => {
    expect(who("material.publish", own({ state: "draft" }))).toEqual(
      members.filter((one) => one !== "member"),
    );
    expect(who("material.review", own({ state: "submitted" }))).toEqual([]);
  });

  it("lets only those with access to a restricted material review it and grant access", () => {
    const restricted = { state: "submitted", access: "practitioners" };
    expect(who("material.review", material(restricted))).toEqual(admins);
    const asked = (ownerId: string, askerId: string) => ({
      ...material({ ownerId, access: "practitioners" }),
      askerId,
    });
    expect(who("material.grant", asked(ME, "third"))).toEqual(["practitioner", "focal", "administrator"]);
    expect(who("material.grant", asked("other", ME))).toEqual([]);
    expect(who("material.end-access", own({ access: "practitioners" }))).toEqual(members);
    const notes = { state: "submitted", access: "public", trainersAccess: "practitioners" };
    expect(who("material.review", material(notes))).toEqual(admins);
  });

  it("forbids rating or contacting oneself", () => {
    expect(who("material.rate", own())).toEqual([]);
    expect(who("material.contact", own())).toEqual([]);
    expect(who("material.contact", material({ ownerId: null }))).toEqual([]);
  });

  it("lets an owner restore what they withdrew, and a moderator only materials of others", () => {
    const restored = (given: object) => who("material.restore", own({ state: "retracted", ...given }));
    expect(restored({ retractedBy: ME })).toEqual(members);
    expect(restored({ retractedBy: "other" })).toEqual([]);
  });

  it("lets only the owner delete an unpublished material", () => {
    expect(who("material.remove", own({ state: "draft" }))).toEqual(members);
    expect(who("material.remove", own())).toEqual([]);
    expect(who("material.put-back", own({ state: "removed" }))).toEqual(members);
    expect(who("material.put-back", own({ state: "draft" }))).toEqual([]);
  });
});

describe("policy of the discussions", () => {
  const own = (given: object = {}) => topic({ authorId: ME, ...given });

  it("lets only those write whom a category names, and moderators", () => {
    const open = (openers: string, isClosed = false) => who("topic.open", { openers, isClosed, room: null });
    expect(open("practitioners")).toEqual(verifiedOrStaff);
    expect(open("moderators")).toEqual(staff);
    expect(open("members", true)).toEqual([]);
    expect(who("topic.reply", topic())).toEqual(members);
    expect(who("topic.reply", topic({ isClosed: true }))).toEqual(staff);
  });

  it("shows a held or hidden topic to its author and moderators", () => {
    expect(who("topic.read", topic())).toEqual(everyone);
    expect(who("topic.read", own({ state: "hidden" }))).toEqual(members);
    expect(who("topic.read", topic({ state: "hidden" }))).toEqual(staff);
  });

  it("lets authors edit their topic while it is open and not hidden, and accept an answer", () => {
    expect(who("topic.edit", own())).toEqual(members);
    expect(who("topic.edit", own({ isClosed: true }))).toEqual(staff);
    expect(who("topic.edit", own({ state: "hidden" }))).toEqual(staff);
    expect(who("topic.answer", own())).toEqual(members);
  });

  it("opens a restricted room to its audience, to those on its list, and to moderators", () => {
    const readers = (audience: string, given: object = {}) => who("room.read", room(audience, given));
    expect(readers("members")).toEqual(members);
    expect(readers("practitioners")).toEqual(verifiedOrStaff);
    expect(readers("country", { country: "SN" })).toEqual(["focal", ...staff]);
    expect(readers("country", { country: "GH" })).toEqual(staff);
    expect(readers("group")).toEqual(staff);
    for (const audience of ["practitioners", "country", "group"])
      expect(readers(audience, { isListed: true })).toEqual(members);
  });

  it("lets nobody near a topic in a room who may not read the room, not even its author", () => {
    const inside = (given: object = {}) => topic({ state: "inside", room: room("group"), ...given });
    for (const action of ["topic.read", "topic.reply", "topic.edit", "topic.answer", "poll.vote"] as const) {
      expect([action, who(action, inside())]).toEqual([action, staff]);
      expect([action, who(action, inside({ authorId: ME }))]).toEqual([action, staff]);
    }
    const listed = { room: room("group", { isListed: true }) };
    expect(who("topic.read", inside(listed))).toEqual(members);
    expect(who("topic.reply", inside(listed))).toEqual(members);
    expect(who("topic.edit", inside({ authorId: ME, ...listed }))).toEqual(members);
    expect(who("topic.read", inside({ state: "hidden", authorId: ME }))).toEqual(staff);
    expect(who("topic.open", { openers: "members", isClosed: false, room: room("group") })).toEqual(staff);
  });
});
