import type { FormState } from "@/lib/core/form-state";
import type { Outline } from "@/lib/files/outline/model";
import type { Locale } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import type { ProfileHead } from "@/lib/profiles/reading/model";

/** Props of the import page and its forms. */
export interface ImportProps {
  t: Translator;
  locale: Locale;
  head: ProfileHead;
  form: FormState;
  /** The chosen file; null: none is chosen yet. */
  found: { file: string; sheet: number; name: string; outline: Outline } | null;
}
