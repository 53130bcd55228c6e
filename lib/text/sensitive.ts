/*
 * Finds what should not be published by mistake: payment cards, bank accounts, identity and case numbers, addresses of
 * networks, and phone numbers. Pure, and nothing that is found is stored. It warns, so it prefers few false alarms: checksums
 * where there are any, and words such as "passport no." where there are none.
 */

/** Kinds of sensitive data, in the order in which a warning names them. */
export const SENSITIVE_KINDS = ["card", "account", "identity", "case", "network", "phone"] as const;
export type SensitiveKind = (typeof SENSITIVE_KINDS)[number];

/** Something sensitive in a text: where it begins and ends, in UTF-16 units. */
export interface Sensitive {
  kind: SensitiveKind;
  start: number;
  end: number;
}

/** Characters that are read. Longer texts are books, and their ends are not looked at. */
const MOST = 100_000;

/** Zeros of the decimal digits of scripts, each followed by its nine others. */
const ZEROS = [0x660, 0x6f0, 0x966, 0x9e6, 0xa66, 0xae6, 0xe50, 0xff10];
const OTHER_DIGIT =
  /[\u0660-\u0669\u06f0-\u06f9\u0966-\u096f\u09e6-\u09ef\u0a66-\u0a6f\u0ae6-\u0aef\u0e50-\u0e59\uff10-\uff19]/g;

/** Writes the digits of all scripts as 0 to 9, and blanks addresses of pages. The length stays. */
function plainDigits(text: string): string {
  return text
    .replace(OTHER_DIGIT, (digit) => {
      const code = digit.charCodeAt(0);
      const zero = ZEROS.find((one) => code >= one && code < one + 10) ?? code;
      return String(code - zero);
    })
    .replace(/[\u00a0\u2007\u2009\u202f]/g, " ")
    .replace(/[\u2010-\u2013\u2212]/g, "-")
    .replace(/https?:\/\/\S{1,2000}/gi, (address) => " ".repeat(address.length));
}

const digitsOf = (text: string) => text.replace(/\D/g, "");

/** Checks the last digit of a card number (ISO/IEC 7812, Luhn). */
function hasLuhn(digits: string): boolean {
  let sum = 0;
  for (let at = 0; at < digits.length; at += 1) {
    const digit = Number(digits[digits.length - 1 - at]);
    sum += at % 2 === 0 ? digit : digit > 4 ? digit * 2 - 9 : digit * 2;
  }
  return sum % 10 === 0;
}

/** The beginnings and lengths of the networks' cards. Others are no cards, whatever their last digit. */
const CARD =
  /^(?:4\d{12}(?:\d{3}(?:\d{3})?)?|5[1-5]\d{14}|2(?:22[1-9]|2[3-9]\d|[3-6]\d\d|7[01]\d|720)\d{12}|3[47]\d{13}|35\d{14}|6(?:011|5\d\d|4[4-9]\d|2\d\d)\d{12,15})$/;

const isCard = (text: string) => CARD.test(digitsOf(text)) && hasLuhn(digitsOf(text));

/** Checks the check digits of an account number (ISO 13616). */
function isAccount(text: string): boolean {
  const account = text.replace(/[ -]/g, "").toUpperCase();
  if (account.length < 15 || account.length > 34) return false;
  let rest = 0;
  for (const char of account.slice(4) + account.slice(0, 4)) {
    const value = char >= "A" ? char.charCodeAt(0) - 55 : Number(char);
    rest = (rest * (value > 9 ? 100 : 10) + value) % 97;
  }
  return rest === 1;
}

/** Networks for examples (RFC 5737), private ones (RFC 1918), loopback and link-local. */
const EXAMPLE_NETWORK =
  /^(?:192\.0\.2|198\.51\.100|203\.0\.113|10|127|0|255|192\.168|169\.254|172\.(?:1[6-9]|2\d|3[01]))\./;

function isAddress(text: string): boolean {
  if (EXAMPLE_NETWORK.test(text)) return false;
  const parts = text.split(".").map(Number);
  // Numbers of sections and versions: 1.2.3.4, 2.0.11.1.
  return parts.every((part) => part <= 255) && parts.some((part) => part > 30);
}

/** The same for the longer addresses: examples (RFC 3849), loopback, link-local and private ones are left out. */
function isLongAddress(text: string): boolean {
  if (/^(?:2001:0?db8:|::1?$|fe80:|f[cd][0-9a-f]{2}:)/i.test(text)) return false;
  const groups = text.split(":");
  const gaps = text.split("::").length - 1;
  const written = groups.filter((group) => group !== "");
  if (gaps > 1 || written.length < 2) return false;
  return gaps === 1
    ? written.length < 8 && /[a-f\d]{3}/i.test(text)
    : groups.length === 8 && written.length === 8;
}

const isPhone = (text: string) => {
  const { length } = digitsOf(text).replace(/^00/, "");
  return length >= 8 && length <= 15;
};

/** Words after which a number is an identity number, in the languages of the site and some others. */
const IDENTITY_WORDS = [
  "passport",
  "passeport",
  "pasaporte",
  "passaporte",
  "national id",
  "identity card",
  "id card",
  "id number",
  "social security",
  "carte d['’]identité",
  "carte nationale",
  "cédula",
  "جواز (?:ال)?سفر(?:ه|ها)?",
  "رقم الهوية",
  "بطاقة (?:ال)?هوية",
  "البطاقة الوطنية",
  "паспорт",
].join("|");

/** Words after which a number with a mark such as "no." is that of a case. Law numbers have other words. */
const CASE_WORDS = [
  "case",
  "docket",
  "investigation",
  "file",
  "dossier",
  "affaire",
  "parquet",
  "procès-verbal",
  "expediente",
  "قضية",
  "القضية",
  "ملف",
  "محضر",
  "дело",
].join("|");

const NUMBER_MARK = "(?:no\\.?|nos\\.?|nr\\.?|n°|nº|№|#|number|numéro|número|رقم)";

interface Finder {
  kind: SensitiveKind;
  pattern: RegExp;
  /** Checks what was found; missing if the pattern says it all. */
  holds?: (text: string) => boolean;
}

/** What is looked for. A group named `it` is what is sensitive; otherwise all that fits. */
const FINDERS: readonly Finder[] = [
  {
    kind: "account",
    pattern: /(?<![a-z\d])[a-z]{2}\d{2}(?:[ -]?[a-z\d]){11,30}(?![a-z\d])/gi,
    holds: isAccount,
  },
  { kind: "card", pattern: /(?<![\d.,/-])\d(?:[ -]?\d){12,18}(?![\d/])/g, holds: isCard },
  {
    kind: "identity",
    pattern: new RegExp(
      `(?:${IDENTITY_WORDS})[^\\p{L}\\d\\n]{0,4}(?:${NUMBER_MARK})?[^\\p{L}\\d\\n]{0,4}(?<it>[a-z]{0,3}[ -]?\\d[\\da-z]{0,12}(?:[ -]\\d[\\da-z]{0,8}){0,3})(?![\\p{L}\\d])`,
      "giu",
    ),
    holds: (text) => digitsOf(text).length >= 5,
  },
  { kind: "identity", pattern: /(?<![\d-])(?!000|666|9)\d{3}-(?!00)\d{2}-(?!0000)\d{4}(?![\d-])/g },
  {
    kind: "case",
    pattern: new RegExp(
      `(?<![\\p{L}])(?:${CASE_WORDS})[ ]{0,2}${NUMBER_MARK}[ :.]{0,3}(?<it>[\\p{L}]{0,6}[/. -]?\\d[\\p{L}\\d]{0,12}(?:[/.-][\\p{L}\\d]{1,12}){0,4})`,
      "giu",
    ),
    // The public references of the Court of Justice (C-203/15), and counts ("file no. 3").
    holds: (text) => !/^[CT][-‑]\d{1,3}\/\d{2}$/i.test(text) && digitsOf(text).length >= 3,
  },
  { kind: "network", pattern: /(?<![\d.])\d{1,3}(?:\.\d{1,3}){3}(?!\.?\d)/g, holds: isAddress },
  {
    kind: "network",
    pattern: /(?<![\w:.])[\da-f]{0,4}(?::[\da-f]{0,4}){2,7}(?![\w:])/gi,
    holds: isLongAddress,
  },
  { kind: "phone", pattern: /(?<![\w+])(?:\+|00(?=[1-9]))\d(?:[ ().-]{0,2}\d){7,14}(?!\d)/g, holds: isPhone },
  {
    kind: "phone",
    pattern:
      /(?:tel|phone|mobile|cell|tél|téléphone|portable|whatsapp|هاتف|جوال|موبايل|тел)[.: ]{1,3}(?<it>\(?\d(?:[ ().-]{0,2}\d){5,13})(?![\d/])/giu,
  },
];

/** Lists what is sensitive in a text, in its order. What overlaps is named once, by the first kind that fits. */
export function findSensitive(text: string): Sensitive[] {
  const plain = plainDigits(text.slice(0, MOST));
  const found: Sensitive[] = [];
  const taken = new Uint8Array(plain.length);
  for (const { kind, pattern, holds } of FINDERS)
    for (const match of plain.matchAll(pattern)) {
      const it = match.groups?.it ?? match[0];
      const start = match.index + match[0].lastIndexOf(it);
      const end = start + it.trimEnd().length;
      if (taken.subarray(start, end).includes(1) || (holds && !holds(it))) continue;
      taken.fill(1, start, end);
      found.push({ kind, start, end });
    }
  return found.sort((a, b) => a.start - b.start);
}

/** What stands for something that was taken out of a text, in every language. */
export const REDACTED = "█████";

/** Replaces what is sensitive in a text, except what is among `known`. */
export function redact(text: string, known: ReadonlySet<string> = NONE): string {
  let left = "";
  let at = 0;
  for (const { start, end } of findSensitive(text)) {
    if (known.has(text.slice(start, end))) continue;
    left += text.slice(at, start) + REDACTED;
    at = end;
  }
  return left + text.slice(at);
}

const NONE: ReadonlySet<string> = new Set();

/** Lists what is sensitive in some texts, as it is written there, each once. */
export function sensitiveParts(texts: readonly string[]): Map<string, SensitiveKind> {
  return new Map(
    texts.flatMap((text) =>
      findSensitive(text).map(({ kind, start, end }) => [text.slice(start, end), kind] as const),
    ),
  );
}

/** Lists the kinds of what is sensitive in some texts, each once. */
export function sensitiveKinds(texts: readonly string[]): SensitiveKind[] {
  return kindsOf(sensitiveParts(texts).values());
}

/** Lists kinds each once, in the order in which a warning names them. */
export function kindsOf(found: Iterable<SensitiveKind>): SensitiveKind[] {
  const kinds = new Set(found);
  return SENSITIVE_KINDS.filter((kind) => kinds.has(kind));
}

/** Returns a document, as JSON, with each of its texts changed. Throws `SyntaxError` if it is no JSON. */
export function changeTexts(json: string, change: (text: string) => string): string {
  return JSON.stringify(
    JSON.parse(json, (key: string, value: unknown) =>
      key === "text" && typeof value === "string" ? change(value) : value,
    ),
  );
}

/** Lists the texts of a document that is given as JSON. Throws `SyntaxError` if it is no JSON. */
export function textsIn(json: string): string[] {
  const texts: string[] = [];
  changeTexts(json, (text) => {
    texts.push(text);
    return text;
  });
  return texts;
}
