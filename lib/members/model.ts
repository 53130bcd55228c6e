import { z } from "zod";
import { PersonName, SECTORS } from "@/lib/accounts/model";
import { type Actor, isOfficer } from "@/lib/core/actor";
import { formList } from "@/lib/core/form-list";
import { LOCALES } from "@/lib/i18n/locales";
import { Handle } from "@/lib/text/handle";
import { atLeast, orNull, visibleName, visibleText } from "@/lib/text/visible";

/** Fields of expertise, by which members are searched. */
export const SPECIALTIES = [
  "legislation",
  "investigation",
  "prosecution",
  "adjudication",
  "electronic-evidence",
  "digital-forensics",
  "international-cooperation",
  "contact-point-24-7",
  "public-private-cooperation",
  "safeguards-data-protection",
  "child-protection",
  "financial-investigation",
  "virtual-assets",
  "incident-response",
  "training",
  "policy-strategy",
  "research",
] as const;
export type Specialty = (typeof SPECIALTIES)[number];

/** Languages members can select (ISO 639-1); forms sort them by name. */
export const MEMBER_LANGUAGES = [
  "ar", "az", "bg", "bs", "ca", "cs", "da", "de", "el", "en", "es", "et", "fa", "fi", "fr", "ga", "he", "hi", "hr", "hu",
  "hy", "id", "is", "it", "ja", "ka", "kk", "ko", "lt", "lv", "mk", "ms", "mt", "nl", "no", "pl", "pt", "ro", "ru", "sk",
  "si", "sl", "sq", "sr", "sv", "sw", "th", "tr", "uk", "ur", "vi", "zh",
] as const; // biome-ignore format: one code after the other reads better
export type MemberLanguage = (typeof MEMBER_LANGUAGES)[number];

/** Fields with selectable visibility. Name and handle are always public. */
export const PROFILE_FIELDS = [
  "country",
  "institution",
  "sector",
  "biography",
  "specialties",
  "languages",
] as const;
export type ProfileField = (typeof PROFILE_FIELDS)[number];

/** Visibility of a field, widest first. Officers are moderators and administrators. */
export const VISIBILITIES = ["public", "members", "officers", "hidden"] as const;
export type Visibility = (typeof VISIBILITIES)[number];

/** Who is looking, narrowest view first. Members see all of their own. */
export const AUDIENCES = ["public", "members", "officers", "self"] as const;
export type Audience = (typeof AUDIENCES)[number];

export interface ProfileFields {
  country: string | null;
  institution: string | null;
  sector: string | null;
  biography: string | null;
  specialties: readonly string[];
  languages: readonly string[];
}

/** A member as someone sees them. */
export interface MemberPage {
  id: string;
  handle: string;
  displayName: string;
  fields: ProfileFields;
  /** The member's roles; `country` is set for a focal point only. */
  roles: { role: string; country: string }[];
  joinedAt: Date;
  contributions: number;
  latest: ContributionLine[];
}

export interface ContributionLine {
  slug: string;
  names: { en: string; fr: string; ar: string };
  number: number;
  section: string;
  summary: string;
  createdAt: Date;
}

/** A member in the directory. */
export interface DirectoryLine {
  id: string;
  handle: string;
  displayName: string;
  fields: ProfileFields;
}

/** Returns a field's visibility; "members" if never chosen. */
export function visibilityOf(chosen: Readonly<Record<string, string>>, field: ProfileField): Visibility {
  const value = chosen[field];
  return VISIBILITIES.find((one) => one === value) ?? "members";
}

/** Finds the audience an actor belongs to for a member's profile. */
export function audienceOf(actor: Actor | null, memberId: string): Audience {
  if (!actor) return "public";
  if (actor.id === memberId) return "self";
  return actor.roles.includes("moderator") || actor.roles.includes("administrator") ? "officers" : "members";
}

/** Returns the fields an audience sees; hidden ones look empty. */
export function fieldsFor(
  fields: ProfileFields,
  chosen: Readonly<Record<string, string>>,
  audience: Audience,
): ProfileFields {
  const sees = (field: ProfileField) =>
    audience === "self" || AUDIENCES.indexOf(audience) >= VISIBILITIES.indexOf(visibilityOf(chosen, field));
  return {
    country: sees("country") ? fields.country : null,
    institution: sees("institution") ? fields.institution : null,
    sector: sees("sector") ? fields.sector : null,
    biography: sees("biography") ? fields.biography : null,
    specialties: sees("specialties") ? fields.specialties : [],
    languages: sees("languages") ? fields.languages : [],
  };
}

const choices = <T extends string>(values: readonly [T, ...T[]], max: number) =>
  z
    .preprocess(formList, z.array(z.enum(values)).max(max, "too_many"))
    .transform((chosen) => [...new Set(chosen)]);

const blank = (value: unknown) =>
  value === undefined || (typeof value === "string" && value.trim() === "") ? null : value;
const Seen = z.enum(VISIBILITIES).default("members");

/** Form of one's name and details. Empty fields are null; an empty display name means the full name. */
export const UpdateProfile = z.object({
  fullName: PersonName,
  displayName: z.preprocess(blank, PersonName.nullable()),
  country: z.preprocess(
    blank,
    z
      .string()
      .regex(/^[A-Z]{2}$/, "choose")
      .nullable(),
  ),
  institution: orNull(visibleName(200)),
  sector: z.preprocess(blank, z.enum(SECTORS, "choose").nullable()),
  biography: orNull(visibleText(2000)),
  "see-country": Seen,
  "see-institution": Seen,
  "see-sector": Seen,
  "see-biography": Seen,
  isListed: z.literal("on").optional(),
});
export type UpdateProfile = z.infer<typeof UpdateProfile>;

/** Form of one's fields of work and languages. */
export const UpdateWork = z.object({
  specialties: choices(SPECIALTIES, SPECIALTIES.length),
  languages: choices(MEMBER_LANGUAGES, 12),
  "see-specialties": Seen,
  "see-languages": Seen,
});
export type UpdateWork = z.infer<typeof UpdateWork>;

export const ChangeLanguage = z.object({ language: z.enum(LOCALES, "choose") });
export type ChangeLanguage = z.infer<typeof ChangeLanguage>;

const optionalText = (max: number) =>
  z
    .string()
    .trim()
    .max(max)
    .transform((text) => (text === "" ? undefined : text))
    .optional();

/** Filters of the directory; invalid values are ignored. */
export const DirectoryQuery = z.object({
  q: optionalText(80),
  country: z
    .string()
    .regex(/^[A-Z]{2}$/)
    .optional()
    .catch(undefined),
  sector: z.enum(SECTORS).optional().catch(undefined),
  specialty: z.enum(SPECIALTIES).optional().catch(undefined),
  language: z.enum(MEMBER_LANGUAGES).optional().catch(undefined),
  after: z.uuid().optional().catch(undefined),
  before: z.uuid().optional().catch(undefined),
});
export type DirectoryQuery = z.infer<typeof DirectoryQuery>;

export { Handle };

/** Who can write to a member. `everyone`: while they are listed; `answered`: those whom they have answered. */
export const MESSAGES_FROM = ["everyone", "answered", "nobody"] as const;

export const ChangeMessages = z.object({ messagesFrom: z.enum(MESSAGES_FROM, "choose") });
export type ChangeMessages = z.infer<typeof ChangeMessages>;

export const REVOCABLE_ROLES = [
  "trusted",
  "practitioner",
  "focal-point",
  "moderator",
  "administrator",
] as const;
export type RevocableRole = (typeof REVOCABLE_ROLES)[number];

const Reason = atLeast(1, visibleText(1000));

/** Assigns or removes a role, with a reason for the log; the country is for focal points only. */
export const ChangeRole = z
  .object({
    handle: Handle,
    role: z.enum(REVOCABLE_ROLES, "choose"),
    country: z.preprocess(
      blank,
      z
        .string()
        .regex(/^[A-Z]{2}$/, "choose")
        .nullable()
        .default(null),
    ),
    change: z.enum(["give", "take"]),
    roleReason: Reason,
  })
  .refine((input) => input.role !== "focal-point" || input.country !== null, {
    path: ["country"],
    message: "required",
  });
export type ChangeRole = z.infer<typeof ChangeRole>;

export { isOfficer };

export const OfMember = z.object({ handle: Handle });
export type OfMember = z.infer<typeof OfMember>;

/** Erasure requires typing one's own handle, to prevent accidents. */
export const EraseAccount = z.object({
  typedHandle: z.string().trim().min(1, "required").max(100, "too_long"),
});
export type EraseAccount = z.infer<typeof EraseAccount>;

export const MEMBER_FILTERS = ["unverified", "applied", "active", "refused", "suspended", "erased"] as const;

/** Filters of the administrators' list of members. */
export const MembersQuery = z.object({
  q: optionalText(120),
  state: z.enum(MEMBER_FILTERS).optional().catch(undefined),
  role: z.enum(REVOCABLE_ROLES).optional().catch(undefined),
  after: z.uuid().optional().catch(undefined),
  before: z.uuid().optional().catch(undefined),
});
export type MembersQuery = z.infer<typeof MembersQuery>;

/** Text typed after an "@". */
export const PeopleQuery = z.object({ q: z.string().trim().min(1).max(40) });
export type PeopleQuery = z.infer<typeof PeopleQuery>;

/** A named member. */
export interface Person {
  handle: string;
  name: string;
}

/** A member who wrote something, as everybody sees them. */
export interface Writer {
  handle: string;
  displayName: string;
  /** Null unless the member shows it to everybody. */
  institution: string | null;
}
