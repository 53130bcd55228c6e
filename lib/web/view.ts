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
 * Builds the title of a page: it begins with "Error:" if a form came back with problems, so that screen
 * readers and tabs show that first.
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
  /** Path without language. */
  path: string;
  search: URLSearchParams;
  form: FormState;
}

export interface Crumb {
  href?: string;
  label: string;
}

/** A drawn page: head and body. */
export interface Drawn {
  title: string;
  description?: string;
  body: ReactNode;
  crumbs?: Crumb[];
  current?: MainPlace | null;
  robots?: "noindex";
  alternates?: boolean;
  /** Canonical path, if the page can be read at several. */
  canonical?: string;
  /** Path in the other languages of the interface, if different. */
  alternatePath?: string;
  /** The same content in languages that the interface lacks: tags and paths. */
  languages?: { language: string; path: string }[];
  /** Source shown on paper, if it is more than the address. */
  printed?: string;
  /** The page is the site's search, so the header has none. */
  isSearch?: boolean;
  /** What readers by keyboard look for on the page: links before the header, seen when they have the focus. */
  skips?: { label: string; href: string }[];
  /** Feeds of the page's content. */
  feeds?: Feed[];
  /** Preview that other sites show for links to the page. */
  card?: Card;
  /** Further files of `enhance/` that this page loads, e.g. "editor.js". */
  refreshScripts?: string[];
  /** Further scopes found while drawing, e.g. names of members shown. */
  scopes?: string[];
  /**
   * Maximum seconds the page is stored. For endless variants such as searches. Browsers and proxies do not
   * store it.
   */
  storedFor?: number;
  status?: number;
  /** For pages that are never stored: seconds after which browsers reload, with scripts or without. */
  refresh?: number;
  /** The page shows a problem that no form of its own caused: single sign-on failed elsewhere. */
  isProblem?: boolean;
}

/** A redirect. */
export interface Leading {
  to: string;
  status: 303 | 307 | 308;
}

/** A document that is not a page: a feed, JSON, CSV, a generated picture. */
export interface DrawnText {
  text: string | Uint8Array;
  type: string;
  /** Status, if not 200. */
  status?: number;
  scopes?: string[];
  headers?: Record<string, string>;
  /** Version of its content, if it has one; default: a hash of its bytes. */
  etag?: string;
}

export type InputOf<P extends z.ZodType, Q extends z.ZodType> = z.infer<P> & z.infer<Q>;

interface ViewParts<P extends z.ZodObject, Q extends z.ZodObject> {
  /** Parts of the address; invalid ones are a 404. */
  params?: P;
  /** Query parameters that belong to the address; others are ignored. */
  query?: Q;
  /** Rate limit of drawing, if that is expensive; reading stored documents is not counted. */
  limit?: LimitName;
}

/** Returns the limit for drawing a view: a typed query counts and waits with searches, in any list. */
export function limitOf(
  view: { limit?: LimitName },
  input: Readonly<Record<string, unknown>>,
): LimitName | undefined {
  return view.limit ?? (typeof input.q === "string" && input.q !== "" ? "search" : undefined);
}

/** A page for visitors: the same bytes for everyone, so it gets no actor. */
export interface DocumentView<P extends z.ZodObject, Q extends z.ZodObject> extends ViewParts<P, Q> {
  /** Scopes that make it stale; read before the first query of `render`. */
  scopes?: (input: InputOf<P, Q>) => string[];
  /** False for free text, tokens, messages and time-dependent content: never stored or cached. */
  isStored?: boolean | ((input: InputOf<P, Q>) => boolean);
  render: (input: InputOf<P, Q>, tools: PageTools) => Promise<Drawn | Leading | DrawnText>;
}

/** What a screen is drawn with: page tools and the member. */
export type ScreenTools = PageTools & { actor: Actor };

/** A personal page: gets the actor, never stored. */
export interface ScreenView<P extends z.ZodObject, Q extends z.ZodObject> extends ViewParts<P, Q> {
  /** Who may see it; checked before `render`. Members by default. */
  allows?: (actor: Actor, input: InputOf<P, Q>) => boolean;
  /** Long and without a constant secret, so it is sent compressed. */
  isLong?: boolean;
  render: (input: InputOf<P, Q>, tools: PageTools & { actor: Actor }) => Promise<Drawn | Leading>;
}

/** What a route handler gets: the parts of its address. */
export interface RouteContext {
  params: Promise<Record<string, string | string[] | undefined>>;
}
