import type { ReactNode } from "react";
import type { z } from "zod";
import type { MainPlace } from "@/components/shell/places";
import { withQuery } from "@/components/with-query";
import { DomainError } from "@/lib/core/errors";
import type { ShownPicture } from "@/lib/files/pictures/model";
import type { Locale } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import { findRevisionLine } from "@/lib/pages";
import type { DiffQuery, HistoryOf, RevisionLine, TextHead } from "@/lib/pages/model";
import type { DiffResult } from "@/lib/revisions/model";
import type { Content } from "@/lib/text/nodes";
import type { ReadTools } from "@/lib/web/pages/readable";
import type { Crumb, Leading, PageTools } from "@/lib/web/view";
import type { TextPlace } from "./text-place";

/** What the pages of a history need to know of a kind of page with a single text: posts, materials. */
export interface TextPages {
  /** The first part of their addresses, if they are pages of the main menu. */
  area: MainPlace | null;
  params: z.ZodObject<{ slug: z.ZodType<string, string> }>;
  scope: (slug: string) => string;
  /** Set if only some may read them: then the pages of the history are screens for those who may. */
  isSecret?: boolean;
  /** Finds a page whose history the reader may see, or the current address of a moved one. Throws `not_found` otherwise. */
  find: (slug: string, tools: ReadTools) => Promise<TextHead | Leading>;
  crumbs: (t: Translator, head: TextHead, last: string) => Crumb[];
  place: (t: Translator, locale: Locale, head: TextHead) => TextPlace;
  words: (t: Translator, head: TextHead) => { title: string; sub: string; nothing: string };
  readAfter: (head: TextHead, number: number) => Promise<Content | null>;
  diff: (head: TextHead, from: number, to: number) => Promise<DiffResult | null>;
  /** Returns the pictures that the text still uses; others are only named. */
  listPictures: (head: TextHead) => Promise<readonly ShownPicture[]>;
  /** The prefix of the ids of its headings and footnotes. */
  prefix: string;
  /** The path that each language has, if only some of them have this history. */
  alternatePath?: (head: TextHead) => string;
  /** The details around its text, if they have a history as well. */
  details?: {
    drawAfter: (tools: PageTools, head: TextHead, number: number) => Promise<ReactNode>;
    drawChanges: (tools: PageTools, head: TextHead, from: number, to: number) => Promise<ReactNode>;
  };
}

/** Such pages in the main menu, to which others link. */
export type TextPagesIn = TextPages & { area: MainPlace };

/** Returns a revision that readers may see. Throws `not_found` for any other, as if it did not exist. */
export async function requireLine(history: HistoryOf, number: number): Promise<RevisionLine> {
  const line = await findRevisionLine(history, number);
  if (!line) throw new DomainError("not_found", "revision");
  return line;
}

/** Returns the two revisions to compare, null for before the first, or the normalized address if it differs. */
export async function findPair(
  history: HistoryOf,
  { from: asked, to: newer, chosen }: DiffQuery,
  href: (below: string) => string,
): Promise<{ from: RevisionLine | null; to: RevisionLine } | Leading> {
  if (newer === undefined) return { to: href("/history"), status: 307 };
  const to = await requireLine(history, newer);
  const older = asked ?? (to.previous < history.first ? 0 : to.previous);
  // Both are checked first: a redirect must not reveal the number of a revision that visitors may not see.
  const from = older === 0 ? null : await requireLine(history, older);
  if (!chosen && older <= newer) return { from, to };
  const query = { from: Math.min(older, newer), to: Math.max(older, newer) };
  return { to: withQuery(href("/diff"), query), status: 307 };
}

/** Returns the page data common to every page of a history. */
export function pastPage(pages: TextPages, { t }: PageTools, head: TextHead, last: string) {
  const alternatePath = pages.alternatePath?.(head);
  return {
    current: pages.area,
    robots: "noindex",
    crumbs: pages.crumbs(t, head, last),
    ...(alternatePath === undefined ? {} : { alternatePath }),
  } as const;
}
