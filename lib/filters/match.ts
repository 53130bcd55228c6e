import { parseUrl } from "@/lib/core/url";
import { withoutEndMarks } from "@/lib/text/bare-links";
import { foldedName } from "@/lib/text/folded-name";
import type { Conditions, Script } from "./model";

/*
 * Compares texts with the conditions of filters. Words are compared whole, without case and accents. No expression of an
 * administrator is run: each step takes time in proportion to the text.
 */

/** A text as filters see it: its words, and the addresses in it. */
export interface Written {
  text: string;
  /** Addresses of links, which the words need not show. */
  addresses: readonly string[];
}

/** Characters that are read. Longer texts are books, and their ends are not looked at. */
const MOST = 50_000;
/** Most hosts in other letters than those of the name system that are translated into it. */
const MOST_TRANSLATED = 1_000;

/** Fields of stored texts that nobody reads as words. */
const CODES: ReadonlySet<string> = new Set(["id", "type", "href", "url", "source", "ref", "fileId"]);

/** Reads a stored text of any kind, with further lines such as its title. */
export function readWritten(content: unknown, ...lines: readonly string[]): Written {
  const found = { parts: [...lines.map((line) => `${line}\n`)], addresses: [] as string[] };
  collect(content, "", found);
  return { text: found.parts.join("").slice(0, MOST), addresses: found.addresses };
}

function collect(value: unknown, key: string, found: { parts: string[]; addresses: string[] }): void {
  if (typeof value === "string") {
    if (key === "href" || key === "url") found.addresses.push(value);
    // Neighbouring texts are parts of a line, however they are marked; all else is a line of its own.
    if (!CODES.has(key)) found.parts.push(key === "text" ? value : `${value}\n`);
    return;
  }
  if (typeof value !== "object" || value === null) return;
  for (const [name, inner] of Object.entries(value)) collect(inner, Array.isArray(value) ? key : name, found);
  if (!Array.isArray(value) && !("text" in value)) found.parts.push("\n");
}

/** A filter, prepared for comparing. */
export interface Matcher {
  words: readonly { as: string; folded: string }[];
  hosts: readonly string[];
  minLinks: number | null;
  script: Script | null;
}

/** Scripts that are written without spaces: their words are found anywhere. */
const UNSPACED = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]/u;

/** Prepares the conditions of a filter. A word of signs alone can occur nowhere. */
export function matcherOf({
  words,
  hosts,
  minLinks,
  script,
}: Pick<Conditions, "words" | "hosts" | "minLinks" | "script">): Matcher {
  const folded = words.map((as) => {
    const plain = foldedName(as);
    return { as, folded: UNSPACED.test(plain) ? plain : ` ${plain} ` };
  });
  return {
    words: folded.filter((one) => one.folded.trim() !== ""),
    hosts: hosts.map(hostOf),
    minLinks,
    script,
  };
}

/** Characters of the longest host name (RFC 1035). */
const LONGEST_HOST = 253;

/**
 * Returns a host as it is compared: in lower case, and in the letters of the name system. What is too long for a host is
 * not translated, which takes the square of its length.
 */
export function hostOf(typed: string): string {
  const host = typed.length > LONGEST_HOST ? null : (parseUrl(`http://${typed}`)?.hostname ?? null);
  return host ?? typed.toLowerCase();
}

/** Runs of what hosts consist of: each character is read once, which an expression for whole hosts does not do. */
const RUNS = /[\p{L}\p{N}.-]+/gu;
const LINKS = /https?:\/\/[^\s<>"')\]]+/giu;

/** What all filters compare, computed once for a text. */
export interface Read {
  folded: string;
  hosts: ReadonlySet<string>;
  links: ReadonlySet<string>;
  script: Script;
}

/** Reads a text once for all filters. */
export function readText({ text, addresses }: Written): Read {
  const some = text.slice(0, MOST);
  const all = [some, ...addresses].join("\n").slice(0, MOST);
  const links = [...addresses.filter((one) => /^https?:/i.test(one)), ...(some.match(LINKS) ?? [])];
  return {
    folded: ` ${foldedName(some)} `,
    hosts: hostsOf(all),
    links: new Set(links.map((link) => withoutEndMarks(link).replace(/\/$/, "").toLowerCase())),
    script: scriptOf(some),
  };
}

function hostsOf(text: string): Set<string> {
  const runs = (text.match(RUNS) ?? []).filter((run) => run.length <= LONGEST_HOST && run.includes("."));
  const named = new Set(runs.map((run) => run.toLowerCase()));
  const plain = [...named].filter((run) => !/[^\x20-\x7e]/.test(run));
  const other = [...named].filter((run) => /[^\x20-\x7e]/.test(run)).slice(0, MOST_TRANSLATED);
  return new Set([...plain.map(withoutDots), ...other.map((run) => hostOf(withoutDots(run)))]);
}

/** Returns a host without the full stops and hyphens around it, which belong to its sentence. */
function withoutDots(run: string): string {
  let from = 0;
  let to = run.length;
  while (from < to && ".-".includes(run.charAt(from))) from += 1;
  while (to > from && ".-".includes(run.charAt(to - 1))) to -= 1;
  return run.slice(from, to);
}

const LETTERS: readonly (readonly [Script, RegExp])[] = [
  ["latin", /\p{sc=Latin}/gu],
  ["arabic", /\p{sc=Arabic}/gu],
  ["cyrillic", /\p{sc=Cyrillic}/gu],
  ["han", /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}]/gu],
];

/** Returns the script of more than half of the letters of a text. */
export function scriptOf(text: string): Script {
  const some = text.slice(0, 10_000).replace(LINKS, " ");
  const all = some.match(/\p{L}/gu)?.length ?? 0;
  const found = LETTERS.find(([, letters]) => (some.match(letters)?.length ?? 0) * 2 > all);
  return found?.[0] ?? "other";
}

/**
 * Lists the conditions that a text meets: words and hosts of the rule, and the number of links. Null if one of its
 * conditions does not hold. `before`: the text that it replaces; what was there already is not caught again.
 */
export function findMatches(matcher: Matcher, read: Read, before: Read | null = null): string[] | null {
  const { words, hosts, minLinks, script } = matcher;
  if (script !== null && read.script !== script) return null;
  const met = (of: Read) => ({
    words: words.filter(({ folded }) => of.folded.includes(folded)).map(({ as }) => as),
    hosts: hosts.filter((host) => hasHost(of.hosts, host)),
  });
  const now = met(read);
  if (words.length > 0 && now.words.length === 0) return null;
  if (hosts.length > 0 && now.hosts.length === 0) return null;
  const newLinks = [...read.links].filter((link) => !before?.links.has(link)).length;
  if (minLinks !== null && read.links.size < minLinks) return null;
  const found = [...now.words, ...now.hosts];
  if (before) {
    const was = met(before);
    const known = new Set([...was.words, ...was.hosts]);
    const isNew = found.some((one) => !known.has(one)) || (minLinks !== null && newLinks > 0);
    if (!isNew) return null;
  }
  return minLinks === null ? found : [...found, `${read.links.size} × http`];
}

/** Whether a host, or one below it, is among those of a text. */
function hasHost(found: ReadonlySet<string>, host: string): boolean {
  if (found.has(host)) return true;
  for (const one of found) if (one.endsWith(`.${host}`)) return true;
  return false;
}
