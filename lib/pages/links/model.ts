import { z } from "zod";
import type { Locale } from "@/lib/i18n/locales";
import { targetOf } from "@/lib/text/targets";

/** A text that leads to a page of this site. */
export interface Backlink {
  /** The sort of its page, and the first part of its address. */
  kind: string;
  area: string;
  slug: string;
  /** The part of the page that leads there; empty where its parts are not named. */
  part: string;
  /** Of its page: in its own language, or in all. */
  name: string | Readonly<Record<Locale, string>>;
}

/** The key of a line: "profile.senegal.legislation", "post.malabo-and-budapest.". */
const Cursor = z
  .string()
  .max(300)
  .regex(/^[a-z]+\.[^.]+\.[a-z-]*$/)
  .optional()
  .catch(undefined);
export const BacklinksQuery = z.object({ before: Cursor, after: Cursor });
export type BacklinksQuery = Partial<z.output<typeof BacklinksQuery>>;

export function cursorOf(link: Backlink): string {
  return [link.kind, link.slug, link.part].join(".");
}

export function readCursor(cursor: string): { kind: string; slug: string; part: string } {
  const [kind = "", slug = "", part = ""] = cursor.split(".");
  return { kind, slug, part };
}

/**
 * What a link leads to that readers cannot have: `missing` is what there is not (or not yet), `retracted` what was taken
 * back and says so at its address.
 */
export interface LostLink {
  target: string;
  state: "missing" | "retracted";
}
export type LostOf = (href: string) => LostLink | null;

/** The same as data: the links that lead nowhere, on the site at an address. */
export interface Lost {
  home: string;
  links: readonly LostLink[];
}

/** Tells of an address whether it is among the links that lead nowhere. */
export function deadLinksIn({ home, links }: Lost): LostOf {
  const lost = new Map(links.map((link) => [link.target, link]));
  return (href) => (lost.size > 0 ? (lost.get(targetOf(href, home) ?? "") ?? null) : null);
}
