import type { Locale } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import type { LostOf } from "@/lib/pages/links/model";
import type { FoundMaterial, listDeliveries, listRatings, Pack, Played } from "@/lib/training";

/** What the page of a material is drawn from. */
export interface MaterialViewProps {
  t: Translator;
  locale: Locale;
  material: FoundMaterial;
  /** What its parts are made of, where it is a course that readers have. */
  pack?: Pack | null;
  /** Its videos and recordings that are played on this page, with their transcripts. */
  played: readonly Played[];
  deliveries: Awaited<ReturnType<typeof listDeliveries>>;
  ratings: Awaited<ReturnType<typeof listRatings>>;
  downloads: number;
  now: Date;
  /** The site's own address, for what is cited and printed. */
  origin: string;
  /** Which links of its description lead to no page of this site. */
  lostOf?: LostOf;
  /** Before those who write and review it. */
  isReview?: boolean;
}
