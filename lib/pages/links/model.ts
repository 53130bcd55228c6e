import { z } from "zod";
import type { Locale } from "@/lib/i18n/locales";
import { targetOf } from "@/lib/text/targets";

/** A text that links to a page of this site. */
export interface Backlink {
  kind: string;
  slug: string;
  /** Address of its page, without language. */
  path: string;
  /** The part of the page with the link; empty if its parts are not named. */
  part: string;
  /** Name of its page, in its own language or in all. */
  name: string | Readonly<Record<Locale, string>>;
}

/** Key of a row: "profile.senegal.legislation", "post.malabo-and-budapest.". */
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

/** A dead link. `missing`: its target does not exist (yet); `retracted`: it was retracted and its page says so. */
export interface DeadLink {
  target: string;
  state: "missing" | "retracted";
}
export type DeadLinkOf = (href: string) => DeadLink | null;

/** The dead links as data, with the site's address. */
export interface DeadLinks {
  home: string;
  links: readonly DeadLink[];
}

/** Creates a function that finds the dead link of an address. */
export function deadLinksIn({ home, links }: DeadLinks): DeadLinkOf {
  const lost = new Map(links.map((link) => [link.target, link]));
  return (href) => (lost.size > 0 ? (lost.get(targetOf(href, home) ?? "") ?? null) : null);
}
