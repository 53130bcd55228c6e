import { PLACES } from "@/components/shell/places";
import type { Translator } from "@/lib/i18n/translator";

/** The step of the breadcrumb to the pages on cooperation. */
export const cooperationCrumb = (t: Translator) => ({
  label: t("cooperation.title"),
  href: PLACES.cooperation,
});
