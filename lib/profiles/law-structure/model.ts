import { z } from "zod";
import { DEFAULT_CONTENT_LANGUAGE } from "@/lib/i18n/content-languages";
import { DEFAULT_LOCALE, LOCALES } from "@/lib/i18n/locales";
import { ContentLanguage, ProfileSlug } from "@/lib/profiles/editing/model";
import { type LawRecord, lawsKind } from "@/lib/profiles/kinds/laws";
import { filledRecord } from "@/lib/revisions/records/records-values";
import { inWordsOf } from "@/lib/revisions/records/wordings";
import type { AnyRecord } from "@/lib/revisions/records-fields";
import { RecordId } from "@/lib/text/nodes";

/** A law of a country in an address, as "senegal:law-1". */
export const LawRef = z
  .string()
  .max(150)
  .transform((text, ctx) => {
    const [slug, id, ...rest] = text.split(":");
    const parsed = z.object({ slug: ProfileSlug, id: RecordId }).safeParse({ slug, id });
    if (parsed.success && rest.length === 0) return parsed.data;
    ctx.addIssue({ code: "custom" });
    return z.NEVER;
  });
export type LawRef = z.infer<typeof LawRef>;

/** Writes a law as `LawRef` reads it. */
export const writeLawRef = ({ slug, id }: LawRef): string => `${slug}:${id}`;

/** Choices on the way to a copy: the law, the country that it is copied to, and the one whose laws are listed. */
export const CopyLawQuery = z.object({
  from: LawRef.optional().catch(undefined),
  to: ProfileSlug.optional().catch(undefined),
  of: ProfileSlug.optional().catch(undefined),
});
export type CopyLawQuery = z.infer<typeof CopyLawQuery>;

/** The address of the page on which they are chosen, without the language. */
export const COPY_LAW_PATH = "/countries/copy-law";

/** What another law can begin with: its kind, and its provisions' titles and articles. */
export interface LawStructure {
  kind: string | null;
  provisions: readonly { heading: string | null; articles: readonly string[] }[];
}

/** Provisions that readers should no longer rely on are not copied. */
const ENDED: readonly string[] = ["repealed", "struck_down"];

/**
 * Reads the structure of a law, with titles in a language if the law has them in it. Texts, sources, dates, numbers,
 * notes and everything that is claimed about the law are left out, as are provisions that were repealed, struck down or
 * replaced.
 */
export function structureOf(law: LawRecord, language: string): LawStructure {
  const provisions = law.provisions.filter(
    ({ state, supersededBy }) => !supersededBy && !ENDED.includes(state ?? ""),
  );
  return {
    kind: law.kind,
    provisions: provisions.map((provision) => ({
      heading: inWordsOf(provision, language).record.heading,
      articles: provision.articles,
    })),
  };
}

/** Creates a law from the structure of another: without title and locators, and unverified like every new record. */
export const lawFrom = (structure: LawStructure): AnyRecord => filledRecord(lawsKind.fields, structure);

/** What the editor asks for: the countries with laws, or the laws of one. `into`: the language of provisions' titles. */
export const CopyChoices = z.object({
  of: ProfileSlug.optional(),
  lang: z.enum(LOCALES).default(DEFAULT_LOCALE),
  into: ContentLanguage.default(DEFAULT_CONTENT_LANGUAGE),
});

export interface CopyableCountry {
  slug: string;
  /** Its ISO code, by which it is also found. */
  code: string;
  name: string;
}

/** A law to copy, described in the reader's language. */
export interface CopyableLaw {
  id: string;
  title: string;
  country: string;
  size: string;
  summary: string;
  structure: LawStructure;
}
