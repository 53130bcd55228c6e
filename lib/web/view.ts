import type { ReactNode } from "react";
import type { z } from "zod";
import type { Card, Feed } from "@/components/shell/page-head";
import type { MainPlace } from "@/components/shell/places";
import type { Actor } from "@/lib/core/actor";
import { type FormState, hasProblems } from "@/lib/core/form-state";
import type { Locale } from "@/lib/i18n/locales";
import type { Formatter, Translator } from "@/lib/i18n/translator";
import type { LimitName } from "./limits";

/**
 * The title of a page as it is answered: it begins with "Error:" when a form came back with problems, so that who
 * hears it, or finds it among the tabs, knows before anything else.
 */
export function titleOf(drawn: Drawn, t: Translator, form: FormState): string {
  return drawn.isProblem || hasProblems(form)
    ? t("common.errors.pageTitle", { title: drawn.title })
    : drawn.title;
}

/** What every page is drawn with. */
export interface PageTools {
  locale: Locale;
  t: Translator;
  f: Formatter;
  /** The bare address, without language. */
  path: string;
  search: URLSearchParams;
  form: FormState;
}

export interface Crumb {
  href?: string;
  label: string;
}

/** A page, drawn: its head and its body. */
export interface Drawn {
  title: string;
  description?: string;
  body: ReactNode;
  crumbs?: Crumb[];
  current?: MainPlace | null;
  robots?: "noindex";
  alternates?: boolean;
  /** The bare address of the page for good, where it is read at others as well. */
  canonical?: string;
  /** The bare address that the other languages of the interface have it at, where that is not its own. */
  alternatePath?: string;
  /** The same in languages that the interface does not have: their tags, and bare addresses. */
  languages?: { language: string; path: string }[];
  /** What paper says of where it comes from, where that is more than the address. */
  printed?: string;
  /** The page is the site's search itself, so that the header has none. */
  isSearch?: boolean;
  /** Feeds of what the page shows. */
  feeds?: Feed[];
  /** What other sites show where someone names the page. */
  card?: Card;
  /** Further files of `enhance/` that this page loads, e.g. "editor.js". */
  refreshScripts?: string[];
  /** Further scopes that turned out to matter while drawing, e.g. names of members shown. */
  scopes?: string[];
  /**
   * How many seconds the page is stored at most. For pages with endless variants, such as searches. Browsers and
   * proxies do not store it.
   */
  storedFor?: number;
  status?: number;
  /** Of what is never kept: after how many seconds browsers ask again, with scripts or without. */
  refresh?: number;
  /** The page tells of a problem that no form of its own came back with: single sign-on failed elsewhere. */
  isProblem?: boolean;
}

/** Another address to go to. */
export interface Leading {
  to: string;
  status: 303 | 307 | 308;
}

/** A document that is not a page: a feed, JSON, CSV, a picture that was made for it. */
export interface DrawnText {
  text: string | Uint8Array;
  type: string;
  /** Where it says that it is not what was asked for. */
  status?: number;
  scopes?: string[];
  headers?: Record<string, string>;
  /** What tells its versions apart, where what it holds has a name for them; of its bytes unless said. */
  etag?: string;
}

export type InputOf<P extends z.ZodType, Q extends z.ZodType> = z.infer<P> & z.infer<Q>;

interface ViewParts<P extends z.ZodObject, Q extends z.ZodObject> {
  /** Parts of the address; what does not fit is a 404. */
  params?: P;
  /** Query parameters that belong to the address; others are ignored. */
  query?: Q;
  /** How often it may be drawn, where that costs much; reading what is kept is not counted. */
  limit?: LimitName;
}

/** What a view's drawing is counted by: what was typed is searched for, in whatever list, and waits with searches. */
export function limitOf(
  view: { limit?: LimitName },
  input: Readonly<Record<string, unknown>>,
): LimitName | undefined {
  return view.limit ?? (typeof input.q === "string" && input.q !== "" ? "search" : undefined);
}

/** What a visitor reads: the same bytes for everyone, so it is given no actor. */
export interface DocumentView<P extends z.ZodObject, Q extends z.ZodObject> extends ViewParts<P, Q> {
  /** What makes it stale; read before the first query of `render`. */
  scopes?: (input: InputOf<P, Q>) => string[];
  /** False for free text, tokens, messages and what changes with the clock: never kept, never cached. */
  isStored?: boolean | ((input: InputOf<P, Q>) => boolean);
  render: (input: InputOf<P, Q>, tools: PageTools) => Promise<Drawn | Leading | DrawnText>;
}

/** What a screen is drawn with: what a page is, and whose it is. */
export type ScreenTools = PageTools & { actor: Actor };

/** What one person works with: given the actor, never stored. */
export interface ScreenView<P extends z.ZodObject, Q extends z.ZodObject> extends ViewParts<P, Q> {
  /** Who may see it at all; asked before `render`. Members by default. */
  allows?: (actor: Actor, input: InputOf<P, Q>) => boolean;
  /** It is long and holds nothing that stays secret from one drawing to the next, and so is sent compressed. */
  isLong?: boolean;
  render: (input: InputOf<P, Q>, tools: PageTools & { actor: Actor }) => Promise<Drawn | Leading>;
}

/** Where a route handler stands: the parts of its address. */
export interface RouteContext {
  params: Promise<Record<string, string | string[] | undefined>>;
}
