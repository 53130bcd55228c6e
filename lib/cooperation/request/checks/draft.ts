import { type Draft, keyOf, readerOf, rowsOf } from "../draft";
import { askedFields, type Group } from "../fields";
import { groupsOf } from "../forms";
import { checkField, checkIdentifier, type Fault, readMoment, readOffset, readV4 } from "./values";

/** What can be wrong with a request as a whole. */
export type Code =
  | Fault
  | "required"
  | "port-missing"
  | "time-missing"
  | "offset-missing"
  | "id-missing"
  | "period-turned"
  | "period-future"
  | "period-broad"
  | "own-country"
  | "entity-elsewhere";

/** A problem with its place in the draft. A warning can be right as it is; an error cannot. */
export interface Finding {
  key: string;
  level: "error" | "warning";
  code: Code;
}

/** Days of a period beyond which providers and authorities often refuse. */
const BROAD_DAYS = 30;
const DAY = 86_400_000;

/** What the checks are told from outside. */
export interface CheckContext {
  /** Milliseconds of the present. */
  now: number;
  /** Countries in which a provider has a legal entity, by the provider's name; null if unknown. */
  countriesOf?: (provider: string) => readonly string[] | null;
}

/** Lists what is missing, wrong or doubtful in a request, in the order of the form. */
export function checkDraft(draft: Draft, context: CheckContext): Finding[] {
  return groupsOf(draft.form).flatMap((group) =>
    Array.from({ length: rowsOf(draft, group) }, (_, row) => checkRow(draft, group, row, context)).flat(),
  );
}

function checkRow(draft: Draft, group: Group, row: number, context: CheckContext): Finding[] {
  const read = readerOf(draft, group, row);
  const at = (field: string) => keyOf(group.id, field, group.most ? row : null);
  const found: Finding[] = askedFields(group, read).flatMap(({ id, kind, isRequired }): Finding[] => {
    const value = read(id);
    if (value === "") return isRequired ? [{ key: at(id), level: "error", code: "required" }] : [];
    const code = checkField(kind, id, value);
    return code ? [{ key: at(id), level: "error", code }] : [];
  });
  const add = (field: string, code: Code, level: Finding["level"] = "warning") =>
    found.push({ key: at(field), level, code });
  if (group.id === "identifiers") checkIdentifierRow(read, add);
  if (group.id === "period") checkPeriod(read, add, context.now);
  if (group.id === "requested") checkRequested(draft, read, add, context);
  if (group.id === "addressee") checkAddressee(read, add, context);
  return found;
}

type Read = (field: string) => string;
type Add = (field: string, code: Code, level?: Finding["level"]) => void;

function checkIdentifierRow(read: Read, add: Add): void {
  const [kind, value] = [read("identifierKind"), read("identifier")];
  const code = checkIdentifier(kind, value, read("chain"));
  if (code) add("identifier", code, "error");
  // A name that is shown can be changed or shared; the number cannot.
  if (kind === "account" && value !== "" && read("accountId") === "") add("accountId", "id-missing");
  if (kind !== "ip" || value === "") return;
  // Providers give one IPv4 address to many customers at a time; the port tells them apart.
  if (readV4(value) && read("port") === "") add("port", "port-missing");
  const moment = readMoment(read("seenAt"));
  if (!moment?.hasTime) add("seenAt", "time-missing", "error");
  if (read("seenOffset") === "") add("seenOffset", "offset-missing", "error");
}

function checkPeriod(read: Read, add: Add, now: number): void {
  const [from, until] = [readMoment(read("from")), readMoment(read("until"))];
  if ((from?.hasTime || until?.hasTime) && readOffset(read("offset")) === null && read("offset") === "")
    add("offset", "offset-missing", "error");
  if (from && from.at > now + DAY) add("from", "period-future", "error");
  if (!from || !until) return;
  if (until.at < from.at) add("until", "period-turned", "error");
  else if (until.at - from.at > BROAD_DAYS * DAY) add("until", "period-broad");
}

function checkRequested(draft: Draft, read: Read, add: Add, { countriesOf }: CheckContext): void {
  const country = read("country");
  if (country === "") return;
  if (country === draft.values["requesting.country"]) add("country", "own-country", "error");
  const countries = countriesOf?.(draft.values["holder.provider"] ?? "") ?? null;
  if (countries && !countries.includes(country)) add("country", "entity-elsewhere");
}

function checkAddressee(read: Read, add: Add, { countriesOf }: CheckContext): void {
  const countries = countriesOf?.(read("provider")) ?? null;
  const country = read("entityCountry");
  if (countries && country !== "" && !countries.includes(country)) add("entityCountry", "entity-elsewhere");
}
