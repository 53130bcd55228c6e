import type { Locale } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";

/** Reasons why a page needs an account; each is a message (`accounts.next.why`). */
export type Why =
  | "edit"
  | "watch"
  | "comment"
  | "discuss"
  | "room"
  | "publish"
  | "flag"
  | "own"
  | "role"
  | "member";

export interface DestinationTools {
  t: Translator;
  locale: Locale;
}

/** The named parts of an address and its query. */
export interface Found {
  parts: Readonly<Record<string, string | undefined>>;
  search: URLSearchParams;
}

/** A kind of page that asks to sign in: its address without language, why, and its name. */
export interface DestinationRule {
  path: RegExp;
  why: Why;
  /** Names the page with what everyone may read; null if there is no such page, or it is not public. */
  name(found: Found, tools: DestinationTools): string | null | Promise<string | null>;
}
