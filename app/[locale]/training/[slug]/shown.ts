import type { Locale } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import type { FoundMaterial, listDeliveries, listRatings } from "@/lib/training";

/** What the page of a material is drawn from. */
export interface MaterialViewProps {
  t: Translator;
  locale: Locale;
  material: FoundMaterial;
  deliveries: Awaited<ReturnType<typeof listDeliveries>>;
  ratings: Awaited<ReturnType<typeof listRatings>>;
  downloads: number;
  now: Date;
  /** Before those who write and review it. */
  isReview?: boolean;
}
