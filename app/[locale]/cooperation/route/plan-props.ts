import type { Question } from "@/lib/cooperation/route/model";
import type { Plan } from "@/lib/cooperation/route/plan";
import type { PlannedCountry } from "@/lib/cooperation/route/queries";
import type { Locale } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";

/** What every part of a plan's page is drawn with. */
export interface PlanProps {
  t: Translator;
  locale: Locale;
  question: Question;
  from: PlannedCountry;
  to: PlannedCountry;
  plan: Plan;
  /** The past day that was asked for; undefined: today. */
  asked: string | undefined;
}
