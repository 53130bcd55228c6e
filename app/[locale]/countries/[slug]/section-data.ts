import { type Footnotes, type ListedNotes, listNotes } from "@/components/content/footnotes";
import type { SourceNote } from "@/components/content/notes";
import { referencesIn, sourcesOf } from "@/components/content/page-footnotes";
import { declaredIn } from "@/components/profiles/declared";
import type { OutlineEntry } from "@/components/profiles/outline";
import { isUnwritten } from "@/components/profiles/unwritten";
import type { Locale } from "@/lib/i18n/locales";
import { translator } from "@/lib/i18n/translator";
import type { DeadLinks } from "@/lib/pages/links/model";
import type { Protection } from "@/lib/pages/moderation/model";
import type { SectionFreshness } from "@/lib/profiles/freshness/model";
import { recordsKindOf } from "@/lib/profiles/kinds";
import type { ProfilePage, SectionState } from "@/lib/profiles/reading/model";
import type { Content } from "@/lib/text/nodes";

/** All data that one section of a page is drawn from. */
export interface SectionData {
  locale: Locale;
  slug: string;
  entry: Pick<OutlineEntry, "key" | "number" | "level">;
  /** Language in which the page is requested. */
  language: string;
  /** False for old revisions: they cannot be edited, so their sections have no links for it. */
  isCurrent: boolean;
  /** Whether it has no text of its own, and is the heading of sections that have. */
  isHeading: boolean;
  /** Whether an old revision changed it. */
  isChanged: boolean;
  /** The number of an old revision. */
  revision?: number | undefined;
  section?: Omit<SectionState, "content"> | undefined;
  content?: unknown;
  /** Its source, if both are shown side by side. */
  original?: Content | undefined;
  freshness?: SectionFreshness | undefined;
  protection?: Protection | undefined;
  /** Numbers of its sources on the page. */
  numbers: readonly (readonly [source: string, number: number])[];
  /** For the section of sources: all of them, and the marks in the page that refer to them. */
  listed?: { sources: readonly SourceNote[]; notes: ListedNotes } | undefined;
  /** For records: the country's declarations, by id, in words. */
  declared?: readonly (readonly [id: string, words: string])[] | undefined;
  /** For prose: the links that currently lead to no page of this site. */
  lost?: DeadLinks | undefined;
}

export interface ArticleData {
  locale: Locale;
  page: ProfilePage;
  /** Language in which it is requested. */
  language: string;
  footnotes: Footnotes;
  isCurrent: boolean;
  /** The section that an old revision changed. */
  changed?: string | undefined;
  lost?: DeadLinks | undefined;
  /** What is confirmed at the section to which it leads: a save that awaits review, or a verification. */
  atSection?: "pending" | "verified" | undefined;
}

/** Selects the data of one section from those of a page, and nothing else. */
export function sectionData(of: ArticleData, { key, number, level }: OutlineEntry): SectionData {
  const { locale, page, language, footnotes, isCurrent, changed, lost } = of;
  const state = page.sections[key];
  const original = page.originals?.[key];
  const cited = new Set(referencesIn(page, key).map(({ source }) => source));
  const isProse = recordsKindOf(key) === null;
  return {
    locale,
    slug: page.head.slug,
    entry: { key, number, level },
    language,
    isCurrent,
    isHeading: isUnwritten(page, key, { changed }),
    isChanged: changed === key,
    revision: isCurrent ? undefined : page.revision,
    ...(state ? withoutContent(state) : {}),
    original,
    // Checks concern the source; a translation shows how far it is behind.
    freshness: state?.translation ? undefined : page.freshness?.[key],
    protection: page.protections?.[key],
    numbers: [...cited].flatMap((source) => {
      const own = footnotes.numberOf(source);
      return own === null ? [] : [[source, own] as const];
    }),
    listed: key === "sources" ? { sources: sourcesOf(page), notes: listNotes(footnotes) } : undefined,
    declared: isProse || key === "sources" ? undefined : [...declaredIn(page, translator(locale))],
    lost: isProse ? lost : undefined,
  };
}

/** Separates the content from the rest: it is the larger part, and its hash is used elsewhere. */
function withoutContent({ content, ...section }: SectionState): Pick<SectionData, "section" | "content"> {
  return { section, content };
}
