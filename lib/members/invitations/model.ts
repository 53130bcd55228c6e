import { z } from "zod";
import {
  CountryChoice,
  Email,
  NewPassword,
  NO_COUNTRY,
  PersonName,
  SECTORS,
  TokenText,
} from "@/lib/accounts/model";
import { LOCALES } from "@/lib/i18n/locales";
import { orNull, visibleName, visibleText } from "@/lib/text/visible";

/** Days for which an invitation can be accepted. */
export const INVITATION_DAYS = 14;

/** What a person can be invited as. */
export const INVITED_ROLES = ["member", "focal-point", "administrator"] as const;
/** What a pasted list can invite as: administrators are invited one by one. */
export const LISTED_ROLES = [
  "member",
  "focal-point",
] as const satisfies readonly (typeof INVITED_ROLES)[number][];
export type InvitedRole = (typeof INVITED_ROLES)[number];

export const INVITATION_STATES = ["queued", "sent", "accepted", "declined", "expired", "withdrawn"] as const;
export type InvitationState = (typeof INVITATION_STATES)[number];

/** Computes the state of an invitation at a moment. Whether its mail was opened is not tracked. */
export function invitationState(
  of: { outcome: string | null; sentAt: Date | null; expiresAt: Date },
  now: Date,
): InvitationState {
  if (of.outcome === "lapsed") return "expired";
  if (of.outcome !== null) return of.outcome as "accepted" | "declined" | "withdrawn";
  if (of.expiresAt <= now) return "expired";
  return of.sentAt === null ? "queued" : "sent";
}

/** An invitation as an administrator writes it. A role needs a reason, and a focal point a country too. */
export const Invite = z
  .object({
    email: Email,
    role: z.enum(INVITED_ROLES, { error: (issue) => (issue.input ? "choose" : "required") }),
    country: z
      .string()
      .default("")
      .transform((code) => code || NO_COUNTRY)
      .pipe(CountryChoice),
    institution: orNull(visibleName(200)),
    language: z.enum(LOCALES, { error: "choose" }),
    reason: visibleText(1000).default(""),
  })
  .refine(({ role, country }) => role !== "focal-point" || country !== null, {
    path: ["country"],
    error: "required",
  })
  .refine(({ role, reason }) => role === "member" || reason !== "", {
    path: ["reason"],
    error: "required",
  });
export type Invite = z.infer<typeof Invite>;

export const OfInvitation = z.object({ invitationId: z.uuid() });
export type OfInvitation = z.infer<typeof OfInvitation>;

/** The answer of someone without an account: what joining asks, except for what the invitation says. */
export const AcceptInvitation = z.object({
  token: TokenText,
  fullName: PersonName,
  password: NewPassword,
  sector: z.enum(SECTORS, { error: (issue) => (issue.input ? "choose" : "required") }),
  charter: z.literal("on", { error: "accept_charter" }),
});
export type AcceptInvitation = z.infer<typeof AcceptInvitation>;

/** The answer that needs only the link. */
export const AnswerInvitation = z.object({ token: TokenText });
export type AnswerInvitation = z.infer<typeof AnswerInvitation>;
