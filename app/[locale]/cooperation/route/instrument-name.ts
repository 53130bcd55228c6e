import type { Instrument } from "@/lib/cooperation/route/bonds";
import { isOther } from "@/lib/cooperation/route/instruments";
import type { Translator } from "@/lib/i18n/translator";

/** The name of a treaty or an act in the reader's language. */
export function instrumentName(t: Translator, instrument: Instrument): string {
  return isOther(instrument)
    ? t(`cooperation.route.instrument.${instrument}`)
    : t(`revisions.options.treaty.${instrument}`);
}
