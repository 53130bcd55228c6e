import { z } from "zod";
import { day } from "@/lib/core/moments";

/** Pages about the site and its terms; the same in every language. */
export const STANDING_PAGES = [
  ...(["about", "charter", "privacy", "terms", "accessibility"] as const),
  ...(["editing", "posting", "sharing", "reviewing", "api"] as const),
] as const;
export type StandingPageName = (typeof STANDING_PAGES)[number];

/** One or more sentences; `[words](/address)` is a link, only to this site. */
const Text = z.string().min(1);

const Id = z.string().regex(/^[a-z_-]+$/);

const Block = z.union([
  Text,
  z.strictObject({ list: z.array(Text).min(1) }),
  z.strictObject({ steps: z.array(Text).min(1) }),
  z.strictObject({
    /** A term, its meaning, and its anchor if it has one. */
    terms: z.array(z.union([z.tuple([Text, Text]), z.tuple([Text, Text, Id])])).min(1),
  }),
  /** Shell commands to copy; `{base}` is the address of this site. */
  z.strictObject({ code: z.array(z.string()).min(1), label: Text }),
]);
export type StandingBlock = z.infer<typeof Block>;

/** Schema of `content/pages/<language>/<name>.json`. A test parses every file with it. */
export const StandingPage = z.strictObject({
  title: Text,
  description: Text,
  /** Day of the last change to its content. */
  updated: day(),
  intro: Text,
  sections: z.array(z.strictObject({ id: Id, title: Text, body: z.array(Block).min(1) })).min(1),
});
export type StandingPage = z.infer<typeof StandingPage>;

export type TextPart = string | { href: string; label: string };

const LINK = /\[([^\]]+)\]\((\/[^)\s]*)\)/g;

/** Splits a text into words and links. */
export function textParts(text: string): TextPart[] {
  const parts: TextPart[] = [];
  let end = 0;
  for (const match of text.matchAll(LINK)) {
    if (match.index > end) parts.push(text.slice(end, match.index));
    parts.push({ label: match[1] ?? "", href: match[2] ?? "" });
    end = match.index + match[0].length;
  }
  if (end < text.length) parts.push(text.slice(end));
  return parts;
}
