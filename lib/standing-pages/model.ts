import { z } from "zod";
import { day } from "@/lib/core/moments";
import { LOCALES, type Locale } from "@/lib/i18n/locales";
import { RevisionNumber } from "@/lib/revisions/input";
import { ClientToken, EditSummary } from "@/lib/revisions/model";
import { textInputs } from "@/lib/revisions/text-inputs";

/** Pages about the site and its terms, which administrators can write themselves in each language. */
export const WRITABLE = ["about", "charter", "privacy", "terms", "accessibility"] as const;
export type WritableName = (typeof WRITABLE)[number];

/** These, and the pages of help; the same in every language. */
export const STANDING_PAGES = [
  ...WRITABLE,
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

/** Whether administrators can write a page themselves. */
export const isWritable = (name: StandingPageName): name is WritableName =>
  WRITABLE.some((one) => one === name);

/** As `page.kind` names a page of which administrators write the text. */
export const STANDING_KIND = "standing";
/** Key of its only section. */
export const TEXT = "text";

/** Prefix of the ids of its headings and notes. */
export const TEXT_PREFIX = "page";

/** Returns the slug of a page in one language, which has a text and a history of its own: "charter-fr". */
export const slugOf = (name: WritableName, locale: Locale) => `${name}-${locale}` as const;
export type StandingSlug = ReturnType<typeof slugOf>;

const SLUGS = new Map(
  WRITABLE.flatMap((name) => LOCALES.map((locale) => [slugOf(name, locale), { name, locale }] as const)),
);

/** Finds the page and the language that a slug names. */
export const readSlug = (slug: string): { name: WritableName; locale: Locale } | null =>
  SLUGS.get(slug as StandingSlug) ?? null;

/** Returns the address of the page that a slug names, without a language. */
export const pathOf = (slug: string) => `/${readSlug(slug)?.name ?? ""}`;

/** A text, as the API addresses it. */
export const StandingParams = z.object({ slug: z.enum([...SLUGS.keys()] as [StandingSlug]) });
export const StandingText = textInputs(StandingParams);

/** A page, as its addresses name it; the text meant is that in the language of the address (`slugOf`). */
export const WritableParams = z.object({ slug: z.enum(WRITABLE) });
export const WritableText = textInputs(WritableParams);

export const UseProduct = WritableParams.extend({ summary: EditSummary, clientToken: ClientToken });
export const RevertText = UseProduct.extend({ number: RevisionNumber });
/** `product`: hash of the product's text that the form showed. */
export const KeepText = WritableParams.extend({ product: z.string().regex(/^[0-9a-f]{64}$/) });

/** The input of a command for one text, from that of its form. */
export type OfText<Form extends z.ZodType> = Omit<z.infer<Form>, "slug"> & { slug: StandingSlug };
