import type { FormState } from "@/lib/core/form-state";
import type { OwnTopic } from "@/lib/discussions/queries/model";
import type { Locale } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";

/** What the parts of the screen are drawn from. */
export interface ManageProps {
  t: Translator;
  locale: Locale;
  form: FormState;
  own: OwnTopic;
  action: string;
}
