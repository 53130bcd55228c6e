import type { Page } from "@/lib/core/paging";
import type { NamedCategory, OwnTopicLine } from "@/lib/discussions";
import type { Category } from "@/lib/discussions/categories/model";
import type { CountedList, OwnTopicsQuery } from "@/lib/discussions/reading/model";
import type { Locale } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import type { Place } from "@/lib/profiles/reading/directory/model";

/** What a member's own lists of topics are drawn from. */
export interface OwnTopicsProps {
  t: Translator;
  locale: Locale;
  query: OwnTopicsQuery;
  found: Page<OwnTopicLine> & { total: number };
  counts: Readonly<Record<CountedList, number>>;
  /** The category of the filter, if the member may read it. */
  category: NamedCategory | null;
  /** The categories and rooms that the member may read. */
  categories: readonly Category[];
  place: Place | null;
  /** Filter values in the address that are not valid. */
  unread: readonly string[];
  /** When the page was drawn: what comes later stays unread (milliseconds). */
  drawnAt: number;
}
