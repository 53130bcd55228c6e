import { describe, expect, it } from "vitest";
import type { Actor, Role } from "@/lib/core/actor";
import { can } from "@/lib/core/policy";
import { TRUST } from "@/lib/members/standing/model";
import { read } from "./syntax";

/*
 * Statements of the help about roles must match the policy. Each is quoted from its page, in the languages
 * given, with the question to the policy: a changed page or a changed rule fails.
 */

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
const ALL = Object.keys(ACTORS) as Who[];

/** Lists the roles for which a question is answered with yes. */
const who = (ask: (one: Actor | null) => boolean) => ALL.filter((name) => ask(ACTORS[name]));

const REVIEWERS: Who[] = ["trusted", "focal", "moderator", "administrator"];
const MODERATORS: Who[] = ["moderator", "administrator"];
const ADMINISTRATORS: Who[] = ["administrator"];
const MEMBERS = ALL.slice(1);

const section = { country: "SN", protection: null, needsSecond: false } as const;
const abroad = { ...section, country: "GH" } as const;
const edit = { country: "SN", authorId: "other" };
const post = { authors: ["other"], ownerId: "other", asked: [], state: "draft" } as const;
const material = {
  ownerId: "other",
  state: "submitted",
  access: "public",
  trainersAccess: null,
  retractedBy: null,
} as const;

interface Claim {
  page: string;
  says: Partial<Record<"en" | "fr" | "ar", string>>;
  /** The policy's answer, and the one that the statement implies. */
  answers: () => [unknown, unknown][];
}

const CLAIMS: Claim[] = [
  {
    page: "about",
    says: { en: "Any member can edit them." },
    answers: () => [[who((one) => can(one, "section.edit", section)), MEMBERS]],
  },
  {
    page: "editing",
    says: {
      en: "The edit of a new member waits until a trusted member, a focal point of the country, a moderator or an administrator accepts it",
      fr: "La modification d’un nouveau membre attend qu’un membre de confiance, un point focal du pays, un modérateur ou un administrateur l’accepte",
      ar: "ينتظر تعديل العضو الجديد حتى يقبله عضو موثوق أو جهة اتصال البلد أو مشرف أو مدير",
    },
    answers: () => [
      [can(ACTORS.member, "section.publish", section), false],
      [who((one) => can(one, "revision.accept", { ...section, ...edit })), REVIEWERS],
    ],
  },
  {
    page: "editing",
    says: {
      en: "Edits of trusted members, moderators and administrators, and of focal points in their own country, are published at once, except where a second person has to agree.",
      fr: "Celles des membres de confiance, des modérateurs et des administrateurs, et celles des points focaux pour leur propre pays, sont publiées aussitôt, sauf quand une seconde personne doit donner son accord.",
      ar: "أما تعديلات الأعضاء الموثوقين والمشرفين والمديرين، وتعديلات جهات الاتصال في بلدانها، فتُنشر فورًا، إلا حيث يلزم أن يوافق شخص ثانٍ.",
    },
    answers: () => [
      [who((one) => can(one, "section.publish", section)), REVIEWERS],
      [can(ACTORS.focal, "section.publish", abroad), false],
      [who((one) => can(one, "section.publish", { ...section, needsSecond: true })), []],
    ],
  },
  {
    page: "editing",
    says: {
      en: "You cannot accept your own edit.",
      fr: "Vous ne pouvez pas accepter votre propre modification.",
      ar: "ولا يمكنك قبول تعديلك أنت.",
    },
    answers: () => [[who((one) => can(one, "revision.accept", { ...section, ...edit, authorId: ME })), []]],
  },
  {
    page: "editing",
    says: { en: "whose last five edits were accepted, over at least seven days, without a rejection" },
    answers: () => [[TRUST, { edits: 5, days: 7 }]],
  },
  {
    page: "reviewing",
    says: {
      en: "Edits of profiles by new members, error reports, and training material and its new versions by members whose uploads are reviewed.",
    },
    answers: () => [
      [who((one) => can(one, "revision.review", edit)), REVIEWERS],
      [who((one) => can(one, "report.decide", { country: "SN" })), REVIEWERS],
      [who((one) => can(one, "material.review", material)), ["trusted", ...MODERATORS]],
    ],
  },
  {
    page: "reviewing",
    says: { en: "Focal points decide on edits and error reports of their own country." },
    answers: () => [
      [can(ACTORS.focal, "revision.review", { ...edit, country: "GH" }), false],
      [can(ACTORS.focal, "report.decide", { country: "GH" }), false],
    ],
  },
  {
    page: "reviewing",
    says: {
      en: "The same, and posts, changes to posts, the first comments of new members, reported comments, reported messages, and uploads as they arrive.",
    },
    answers: () => [
      [who((one) => can(one, "post.publish")), MODERATORS],
      [who((one) => can(one, "post.review", { authorId: "other" })), MODERATORS],
      [who((one) => can(one, "comment.moderate")), MODERATORS],
      [
        who((one) => can(one, "flag.decide", { authorIds: ["other"], flaggerIds: [], decidedBy: null })),
        MODERATORS,
      ],
      [who((one) => can(one, "message.decide", { senderId: "a", recipientId: "b" })), MODERATORS],
    ],
  },
  {
    page: "reviewing",
    says: { en: "Applications to join, and roles that another administrator proposed" },
    answers: () => [
      [who((one) => can(one, "application.decide", { memberId: "other" })), ADMINISTRATORS],
      [who((one) => can(one, "role.confirm", { memberId: "other", proposedBy: "another" })), ADMINISTRATORS],
      [who((one) => can(one, "role.confirm", { memberId: "other", proposedBy: ME })), []],
    ],
  },
  {
    page: "reviewing",
    says: { en: "You cannot review your own work." },
    answers: () => [
      [who((one) => can(one, "revision.review", { ...edit, authorId: ME })), []],
      [who((one) => can(one, "material.review", { ...material, ownerId: ME })), []],
      [who((one) => can(one, "post.review", { authorId: ME })), []],
      [who((one) => can(one, "flag.decide", { authorIds: [ME], flaggerIds: [], decidedBy: null })), []],
    ],
  },
  {
    page: "reviewing",
    says: { en: "Moderators can protect a disputed section" },
    answers: () => [[who((one) => can(one, "section.protect")), MODERATORS]],
  },
  {
    page: "reviewing",
    says: {
      en: "Only those who can edit the section can then accept pending edits; other reviewers can reject them.",
    },
    answers: () => {
      const closed = { ...section, ...edit, protection: "moderators" } as const;
      return [
        [who((one) => can(one, "section.edit", closed)), MODERATORS],
        [who((one) => can(one, "revision.accept", closed)), MODERATORS],
        [who((one) => can(one, "revision.review", closed)), REVIEWERS],
      ];
    },
  },
  {
    page: "reviewing",
    says: { en: "Only administrators can suspend moderators and administrators." },
    answers: () => [
      [who((one) => can(one, "member.suspend", { memberId: "other", isOfficer: true })), ADMINISTRATORS],
      [who((one) => can(one, "member.suspend", { memberId: "other", isOfficer: false })), MODERATORS],
    ],
  },
  {
    page: "reviewing",
    says: { en: "an administrator can also grant trusted status" },
    answers: () => [[who((one) => can(one, "role.change", { memberId: "other" })), ADMINISTRATORS]],
  },
  {
    page: "sharing",
    says: { en: "“Submit for review” sends it to a trusted member or a moderator, who publishes it" },
    answers: () => [
      [can(ACTORS.member, "material.publish", { ...material, ownerId: ME }), false],
      [who((one) => can(one, "material.publish", material)), ["trusted", ...MODERATORS]],
    ],
  },
  {
    page: "sharing",
    says: {
      en: "Investigators, prosecutors and judges whose office was confirmed, focal points and administrators.",
    },
    answers: () => {
      const use = { kind: "material", access: "practitioners", isOpen: true, isInReview: false } as const;
      const file = { uploaderId: "other", uses: [{ ...use, granted: [], writers: [] }] };
      return [[who((one) => can(one, "file.download", file)), ["practitioner", "focal", "administrator"]]];
    },
  },
  {
    page: "sharing",
    says: { en: "Members can ask for access; you or an administrator decide and give a reason." },
    answers: () => {
      const restricted = {
        ...material,
        state: "published",
        access: "practitioners",
        askerId: "asker",
      } as const;
      const owner = { ...restricted, ownerId: ME };
      return [
        [who((one) => can(one, "material.ask")), MEMBERS],
        [who((one) => can(one, "material.grant", restricted)), ADMINISTRATORS],
        [can(ACTORS.practitioner, "material.grant", owner), true],
      ];
    },
  },
  {
    page: "posting",
    says: { en: "Every member can write." },
    answers: () => [[who((one) => can(one, "post.write")), MEMBERS]],
  },
  {
    page: "posting",
    says: { en: "Only the member who started the draft can delete it." },
    answers: () => [
      [who((one) => can(one, "post.remove", { ...post, authors: [ME] })), []],
      [who((one) => can(one, "post.remove", { ...post, authors: [ME], ownerId: ME })), MEMBERS],
    ],
  },
  {
    page: "posting",
    says: { en: "The first comments of a new member are reviewed before they are shown." },
    answers: () => [[can(ACTORS.member, "comment.show-at-once"), false]],
  },
];

describe("statements of the help about roles", () => {
  it.each(CLAIMS.map((claim) => ({ ...claim, title: `${claim.page}: ${claim.says.en}` })))(
    "is what the policy decides: $title",
    ({ page, says, answers }) => {
      for (const [locale, quote] of Object.entries(says))
        expect(read(`content/pages/${locale}/${page}.json`), locale).toContain(quote);
      for (const [answer, expected] of answers()) expect(answer).toEqual(expected);
    },
  );
});
