/*
 * Checks of single values. Each returns the code of what is wrong, or null. An empty value is never wrong here: whether
 * something is required is another question. All of them take linear time.
 */

import { parseUrl } from "@/lib/core/url";

export type Fault =
  | "date-order"
  | "date-unreal"
  | "offset-form"
  | "email-form"
  | "phone-form"
  | "ip-form"
  | "ip-private"
  | "port-form"
  | "id-not-numeric"
  | "url-form"
  | "domain-form"
  | "imei-form"
  | "imsi-form"
  | "wallet-form"
  | "hash-form"
  | "ad-id-form"
  | "iban-form";

const MOMENT = /^(\d{4})-(\d{2})-(\d{2})(?:[ T]([01]\d|2[0-3]):([0-5]\d)(?::([0-5]\d))?)?$/;

/** Reads "2026-11-03", also with a time; null if it is written otherwise or is not in the calendar. */
export function readMoment(value: string): { at: number; hasTime: boolean } | null {
  const match = MOMENT.exec(value.trim());
  if (!match) return null;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match
    .slice(1)
    .map((part) => Number(part ?? 0));
  const at = new Date(Date.UTC(year, month - 1, day, hour, minute, second));
  const isReal = at.getUTCMonth() === month - 1 && at.getUTCDate() === day;
  return isReal ? { at: at.getTime(), hasTime: match[4] !== undefined } : null;
}

/** A date in another order is refused: 03/04 is March in one country and April in another. */
export function checkMoment(value: string): Fault | null {
  if (value.trim() === "" || readMoment(value)) return null;
  return MOMENT.test(value.trim()) ? "date-unreal" : "date-order";
}

/** Returns the minutes of an offset from UTC ("+05:30", "Z"); null if it is written otherwise or exists nowhere. */
export function readOffset(value: string): number | null {
  if (/^(?:Z|UTC)$/i.test(value.trim())) return 0;
  const match = /^(?:UTC ?)?([+\-−])(\d{2}):?(00|15|30|45)$/.exec(value.trim());
  if (!match) return null;
  const minutes = (Number(match[2]) * 60 + Number(match[3])) * (match[1] === "+" ? 1 : -1);
  return minutes >= -12 * 60 && minutes <= 14 * 60 ? minutes : null;
}

const V4 = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/;

/** Returns the four numbers of an IPv4 address; null for anything else. */
export function readV4(value: string): number[] | null {
  const parts = V4.exec(value)?.slice(1);
  // A leading zero is octal for some programs.
  if (!parts || parts.some((part) => Number(part) > 255 || (part.length > 1 && part[0] === "0"))) return null;
  return parts.map(Number);
}

function isV6(value: string): boolean {
  if (value.length > 45 || !value.includes(":")) return false;
  const halves = value.split("::");
  if (halves.length > 2) return false;
  const groups = halves.flatMap((half) => (half === "" ? [] : half.split(":")));
  const last = groups.at(-1) ?? "";
  const own = readV4(last) ? [...groups.slice(0, -1), "0", "0"] : groups;
  if (!own.every((group) => /^[0-9a-f]{1,4}$/i.test(group))) return false;
  return halves.length === 2 ? own.length < 8 : own.length === 8;
}

/** Ranges that are used inside networks (RFC 1918, 6598, 3927, loopback): no provider can find their user. */
function isPrivate(value: string): boolean {
  const v4 = readV4(value);
  if (!v4) return /^(?:f[cd]|fe[89ab])[0-9a-f]{0,2}:|^::1$/i.test(value);
  const [a = 0, b = 0] = v4;
  if (a === 0 || a === 10 || a === 127 || a >= 224) return true;
  if (a === 172) return b >= 16 && b <= 31;
  if (a === 192) return b === 168;
  return (a === 100 && b >= 64 && b <= 127) || (a === 169 && b === 254);
}

export function checkIp(value: string): Fault | null {
  if (!readV4(value) && !isV6(value)) return "ip-form";
  return isPrivate(value) ? "ip-private" : null;
}

const isPort = (value: string) => /^\d{1,5}$/.test(value) && Number(value) >= 1 && Number(value) <= 65_535;

const LABEL = /^(?!-)[\p{L}\p{N}-]{1,63}(?<!-)$/u;
const isDomain = (value: string) =>
  value.length <= 253 && value.split(".").length >= 2 && value.split(".").every((label) => LABEL.test(label));

function isEmail(value: string): boolean {
  const at = value.lastIndexOf("@");
  return at > 0 && value.length <= 254 && !/\s/.test(value) && isDomain(value.slice(at + 1));
}

function isUrl(value: string): boolean {
  return /^https?:\/\//i.test(value) && parseUrl(value) !== null && !/\s/.test(value);
}

/** The last digit of a device number is computed from the others (Luhn). */
export function isImei(value: string): boolean {
  const digits = value.replaceAll(/[ -]/g, "");
  if (!/^\d{15}$/.test(digits)) return false;
  const sum = [...digits].reduce((total, digit, n) => {
    const own = Number(digit) * (n % 2 === 1 ? 2 : 1);
    return total + (own > 9 ? own - 9 : own);
  }, 0);
  return sum % 10 === 0;
}

/** Two digits of a bank account are computed from the others (ISO 13616). */
export function isIban(value: string): boolean {
  const account = value.replaceAll(" ", "").toUpperCase();
  if (!/^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$/.test(account)) return false;
  const turned = account.slice(4) + account.slice(0, 4);
  let rest = 0;
  for (const sign of turned)
    for (const digit of String(Number.parseInt(sign, 36))) rest = (rest * 10 + Number(digit)) % 97;
  return rest === 1;
}

const WALLETS: Record<string, RegExp> = {
  bitcoin: /^(?:bc1[02-9ac-hj-np-z]{11,71}|[13][1-9A-HJ-NP-Za-km-z]{25,34})$/,
  ethereum: /^0x[0-9a-fA-F]{40}$/,
  tron: /^T[1-9A-HJ-NP-Za-km-z]{33}$/,
};

/** Checks of each kind of identifier, and what is wrong if one fails. */
const IDENTIFIERS: Record<string, readonly [(value: string, chain: string) => boolean, Fault]> = {
  "email-address": [isEmail, "email-form"],
  "phone-number": [isPhone, "phone-form"],
  url: [isUrl, "url-form"],
  domain: [isDomain, "domain-form"],
  imei: [isImei, "imei-form"],
  imsi: [(value) => /^\d{14,15}$/.test(value), "imsi-form"],
  wallet: [(value, chain) => WALLETS[chain]?.test(value) ?? true, "wallet-form"],
  transaction: [(value) => /^(?:0x)?[0-9a-fA-F]{64}$/.test(value), "hash-form"],
  "ad-id": [(value) => /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i.test(value), "ad-id-form"],
  "bank-account": [isIban, "iban-form"],
};

/** A telephone number with its country code (E.164). */
function isPhone(value: string): boolean {
  return /^\+[1-9]\d{6,14}$/.test(value.replaceAll(/[ ().-]/g, ""));
}

/** Checks an identifier by its kind. */
export function checkIdentifier(kind: string, value: string, chain = ""): Fault | null {
  if (value === "") return null;
  if (kind === "ip") return checkIp(value);
  const check = IDENTIFIERS[kind];
  return check && !check[0](value, chain) ? check[1] : null;
}

/** Checks a field by its kind and, for codes, its name. */
export function checkField(kind: string, id: string, value: string): Fault | null {
  if (value === "") return null;
  if (kind === "date" || kind === "moment") return checkMoment(value);
  if (kind === "offset") return readOffset(value) === null ? "offset-form" : null;
  if (kind === "email") return isEmail(value) ? null : "email-form";
  if (kind === "phone") return isPhone(value) ? null : "phone-form";
  if (id === "port") return isPort(value) ? null : "port-form";
  if (id === "accountId") return /^\d{1,30}$/.test(value) ? null : "id-not-numeric";
  return null;
}
