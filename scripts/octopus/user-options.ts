import { z } from "zod";
import { emailKeyOf, PersonName } from "@/lib/accounts/model";
import { COUNTRY_CODES } from "@/lib/i18n/country-names";

/** Schema of member addresses in commands. */
export const EmailOption = z
  .string()
  .trim()
  .refine((address) => emailKeyOf(address) !== null, "not a mail address");

export const NameOption = z
  .string()
  .refine((text) => PersonName.safeParse(text).success, "not a person's name")
  .transform((text) => PersonName.parse(text));

export const CountryOption = z
  .string()
  .transform((code) => code.toUpperCase())
  .refine((code) => COUNTRY_CODES.includes(code), "a code of two letters, such as SN");

const LENGTH = "3 to 500 characters";
/** Reason for the log or a mail. */
export const ReasonOption = z.string().trim().min(3, LENGTH).max(500, LENGTH);

/** Requires one of a list; the error lists them all. */
export function choice<const Names extends readonly string[]>(names: Names) {
  return z.enum(names, {
    error: (issue) => (issue.input === undefined ? undefined : `one of ${names.join(", ")}`),
  });
}
