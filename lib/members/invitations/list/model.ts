import { z } from "zod";
import { Email, emailKeyOf } from "@/lib/accounts/model";
import { LOCALES, type Locale } from "@/lib/i18n/locales";
import { countryByName } from "@/lib/text/country-by-name";
import { foldedName } from "@/lib/text/folded-name";
import { languageByName } from "@/lib/text/language-by-name";
import { readPastedTable } from "@/lib/text/pasted-table";
import { atLeast, visibleRows, visibleText } from "@/lib/text/visible";
import { Invite, type InvitedRole, LISTED_ROLES } from "../model";

/** Most people that one list can invite, and its length. */
export const MAX_LISTED = 200;
export const MAX_LIST = 60_000;

/** A list of people as an administrator pastes it, and what holds for rows that do not say it themselves. */
export const InviteList = z.object({
  list: atLeast(1, visibleRows(MAX_LIST)),
  role: z.enum(LISTED_ROLES, "choose"),
  language: z.enum(LOCALES, "choose"),
  reason: visibleText(1000).default(""),
});
export type InviteList = z.infer<typeof InviteList>;

export const ROW_PROBLEMS = ["email", "twice", "words", "country", "reason", "institution", "many"] as const;
export type RowProblem = (typeof ROW_PROBLEMS)[number];

/** A row of the list, as it was understood. */
export interface ListedPerson {
  /** Its number in the list, from 1. */
  row: number;
  email: string;
  role: InvitedRole;
  country: string | null;
  institution: string;
  language: Locale;
  /** Why the person cannot be invited; null if they can. */
  problem: RowProblem | null;
}

/**
 * Reads the list: one person in a row, cells between tabs, semicolons or commas, in any order. A cell is
 * understood by what it is: an address, a country, a language of the site or a role by its name; one other cell
 * is the institution. A first row without an address is taken for headings. `roleOf` knows the names of roles.
 */
export function readInvitationList(
  { list, role, language, reason }: InviteList,
  roleOf: (name: string) => InvitedRole | null,
): ListedPerson[] {
  const rows = readPastedTable(list, separatorOf(list)).map((cells, index) => ({ cells, row: index + 1 }));
  const [first] = rows;
  const people = first && !first.cells.some(isAddress) && rows.length > 1 ? rows.slice(1) : rows;
  const taken = new Set<string>();
  return people.map(({ cells, row }, index) => {
    const found = readCells(cells, roleOf);
    const person = { row, role, language, ...found.person };
    const key = emailKeyOf(person.email);
    const isTwice = key !== null && taken.has(key);
    const problem =
      index >= MAX_LISTED ? "many" : isTwice ? "twice" : problemOf(person, reason, found.isUnclear);
    if (key !== null) taken.add(key);
    return { ...person, problem };
  });
}

/** Tabs if there are any; else semicolons, since a list with these has commas in its texts. */
function separatorOf(text: string): "\t" | ";" | "," {
  if (text.includes("\t")) return "\t";
  return text.includes(";") ? ";" : ",";
}

const isAddress = (cell: string) => cell.includes("@");

const isLocale = (tag: string | null): tag is Locale => LOCALES.some((locale) => locale === tag);

interface ReadCells {
  person: {
    email: string;
    country: string | null;
    institution: string;
    role?: InvitedRole;
    language?: Locale;
  };
  /** Two cells could be the institution. */
  isUnclear: boolean;
}

function readCells(cells: readonly string[], roleOf: (name: string) => InvitedRole | null): ReadCells {
  const read: ReadCells = { person: { email: "", country: null, institution: "" }, isUnclear: false };
  for (const cell of cells.map((one) => one.trim()).filter((one) => one !== "")) {
    const { person } = read;
    const language = languageByName(cell) ?? foldedName(cell);
    const role = roleOf(foldedName(cell));
    const country = countryByName(cell);
    if (isAddress(cell) && person.email === "") person.email = cell;
    else if (role && person.role === undefined) person.role = role;
    else if (country && person.country === null) person.country = country;
    else if (isLocale(language) && person.language === undefined) person.language = language;
    else if (person.institution === "") person.institution = cell;
    else read.isUnclear = true;
  }
  return read;
}

/** Checks a row as the form for one person would. */
function problemOf(
  person: Omit<ListedPerson, "problem">,
  reason: string,
  isUnclear: boolean,
): RowProblem | null {
  if (!Email.safeParse(person.email).success) return "email";
  if (isUnclear) return "words";
  const checked = Invite.safeParse(inviteOf(person, reason));
  if (checked.success) return null;
  const [field] = checked.error.issues[0]?.path ?? [];
  return ROW_PROBLEMS.find((problem) => problem === field) ?? "words";
}

/** Returns what the form for one person would send. */
export function inviteOf(
  { email, role, country, institution, language }: Omit<ListedPerson, "problem" | "row">,
  reason: string,
): z.input<typeof Invite> {
  return { email, role, country: country ?? "", institution, language, reason };
}
