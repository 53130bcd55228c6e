import { z } from "zod";
import { emailKeyOf, PersonName } from "@/lib/accounts/model";
import { COUNTRY_CODES } from "@/lib/i18n/country-names";

/** How members are named to the operator's commands. */
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
/** Why, as the log or a mail tells it. */
export const ReasonOption = z.string().trim().min(3, LENGTH).max(500, LENGTH);

/** One of a list, named whole when it is none. */
export function choice<const Names extends readonly string[]>(names: Names) {
  return z.enum(names, {
    error: (issue) => (issue.input === undefined ? undefined : `one of ${names.join(", ")}`),
  });
}
