import { z } from "zod";
import { COUNTRY_CODES } from "@/lib/i18n/country-names";
import { orNull, visibleName, visibleText } from "@/lib/text/visible";

/** Sectors in which members work; the last is for everyone else. */
export const SECTORS = [
  "law-enforcement",
  "prosecution",
  "judiciary",
  "ministry",
  "regulator",
  "csirt",
  "provider",
  "finance",
  "igo",
  "ngo",
  "academia",
  "law-practice",
  "other",
] as const;
export type Sector = (typeof SECTORS)[number];

/**
 * States of an application: it waits for its address to be confirmed, then for an administrator, who can ask
 * a question first; then it is decided.
 */
export const APPLICATION_STATES = ["unconfirmed", "waiting", "asked", "accepted", "refused"] as const;
export type ApplicationState = (typeof APPLICATION_STATES)[number];

/** Lengths of a password in code points after NFC (NIST SP 800-63B-4, 3.1.1.2). */
export const PASSWORD_LENGTH = { min: 15, max: 128 } as const;

/** Returns one or two letters for an avatar, from the first and last word of a name. */
export function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/u).filter(Boolean);
  const letters = [words[0], words.length > 1 ? words.at(-1) : undefined].map((word) =>
    word ? [...word][0] : "",
  );
  return letters.join("").toLocaleUpperCase();
}

// Atoms joined by single dots (RFC 5321, 4.1.2, with the letters of RFC 6531).
const LOCAL_PART = /^[\p{L}\p{M}\p{N}!#$%&'*+/=?^_`{|}~-]+(?:\.[\p{L}\p{M}\p{N}!#$%&'*+/=?^_`{|}~-]+)*$/u;

/** Normalizes a domain for DNS (lower case, A-labels); null if invalid. Accepts `localhost`. */
function asciiDomain(domain: string): string | null {
  if (!/^[\p{L}\p{M}\p{N}.-]+$/u.test(domain)) return null;
  let host: string;
  try {
    host = new URL(`http://${domain}`).hostname;
  } catch {
    return null;
  }
  if (host === "localhost") return host;
  const labels = host.split(".");
  const isName =
    labels.length > 1 && labels.every((label) => /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/.test(label));
  return isName && /^(?:[a-z]{2,}|xn--[a-z0-9-]+)$/.test(labels.at(-1) ?? "") ? host : null;
}

/**
 * Normalizes an email address for look-up and uniqueness: lower case, domain in A-labels. Null if it is invalid or
 * too long, or if NFKC changes it, since such look-alikes can reach another mailbox.
 */
export function emailKeyOf(address: string): string | null {
  if (address.length > 254 || address.normalize("NFKC") !== address) return null;
  const parts = address.split("@");
  const [local = "", domain = ""] = parts;
  if (parts.length !== 2 || local.length > 64 || !LOCAL_PART.test(local)) return null;
  const host = asciiDomain(domain);
  return host === null ? null : `${local.toLowerCase()}@${host}`;
}

/** An email address as typed, trimmed. Accepts `@localhost`, unlike zod's own. */
export const Email = z
  .string()
  .trim()
  .min(1, "required")
  .max(254, "too_long")
  .refine((address) => emailKeyOf(address) !== null, "email");

/** A person's name as they write it, without assumed parts. It has a visible letter and is not a web address. */
export const PersonName = visibleName(200)
  .refine((name) => name !== "", "required")
  .refine((name) => name === "" || /\p{L}/u.test(name), "format")
  .refine((name) => !/:\/\/|\bwww\./iu.test(name), "format");

/** A new password: any characters, never truncated. The server also checks whether it is easy to guess. */
export const NewPassword = z
  .string()
  .min(1, "required")
  .max(1024, "password_long")
  .transform((password) => password.normalize("NFC"))
  .refine((password) => [...password].length >= PASSWORD_LENGTH.min || password === "", "password_short")
  .refine((password) => [...password].length <= PASSWORD_LENGTH.max, "password_long");

/** A password to check. */
export const GivenPassword = z
  .string()
  .min(1, "required")
  .max(1024, "too_long")
  .transform((password) => password.normalize("NFC"));

const KNOWN_COUNTRIES = new Set(COUNTRY_CODES);

/** Choice for members without a country in the list. */
export const NO_COUNTRY = "none";

/** A country from the list, or none (null). */
export const CountryChoice = z
  .string()
  .min(1, "required")
  .refine((code) => code === "" || code === NO_COUNTRY || KNOWN_COUNTRIES.has(code), "choose")
  .transform((code) => (code === NO_COUNTRY ? null : code));

/** A single-use secret from a mail; the command that uses it checks it. */
export const TokenText = z.string().max(200).default("");

/**
 * The form of `/join`. `homepage` is a honeypot for bots; `stamp` is when the form was drawn; `next` is where the
 * new member continues.
 */
export const Join = z.object({
  fullName: PersonName,
  email: Email,
  password: NewPassword,
  country: CountryChoice,
  institution: orNull(visibleName(200)),
  sector: z.enum(SECTORS, { error: (issue) => (issue.input ? "choose" : "required") }),
  reason: visibleText(2000).default(""),
  charter: z.literal("on", { error: "accept_charter" }),
  homepage: z.string().max(1000).default(""),
  stamp: z.string().max(200).default(""),
  next: z.string().max(2048).default(""),
});
export type Join = z.infer<typeof Join>;

/** Answers of someone confirming an address in another browser than the one that registered: all are asked again. */
export const Claim = Join.pick({
  fullName: true,
  password: true,
  country: true,
  institution: true,
  sector: true,
  reason: true,
  charter: true,
}).extend({ token: TokenText });
export type Claim = z.infer<typeof Claim>;

export const SignIn = z.object({
  email: z.string().trim().min(1, "required").max(254, "too_long"),
  password: GivenPassword,
  next: z.string().max(2048).default(""),
});
export type SignIn = z.infer<typeof SignIn>;

export const ResetPassword = z.object({ token: TokenText, password: NewPassword });
export type ResetPassword = z.infer<typeof ResetPassword>;

export const ChangePassword = z.object({ currentPassword: GivenPassword, newPassword: NewPassword });
export type ChangePassword = z.infer<typeof ChangePassword>;
