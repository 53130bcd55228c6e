import type { Locale } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import type { DeadLinkOf } from "@/lib/pages/links/model";
import type { FoundMaterial, listDeliveries, listRatings, Pack, Played } from "@/lib/training";

/** The props of a material's page. */
export interface MaterialViewProps {
  t: Translator;
  locale: Locale;
  material: FoundMaterial;
  /** The course pack, if it is a published course. */
  pack?: Pack | null;
  /** Its videos and recordings that play on this page, with their transcripts. */
  played: readonly Played[];
  deliveries: Awaited<ReturnType<typeof listDeliveries>>;
  ratings: Awaited<ReturnType<typeof listRatings>>;
  downloads: number;
  now: Date;
  /** The site's origin, for citations and printing. */
  origin: string;
  /** Returns which links of its description lead to missing pages of this site. */
  deadLinkOf?: DeadLinkOf;
  /** Whether it is drawn for its authors and reviewers. */
  isReview?: boolean;
}
