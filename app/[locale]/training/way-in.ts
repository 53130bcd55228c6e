import type { Translator } from "@/lib/i18n/translator";

/**
 * Returns the label of the link to restricted files: members sign in, others request access unless they are
 * verified.
 */
export function wayIn(t: Translator, access: "members" | "practitioners"): string {
  return access === "members" ? t("training.list.signIn") : t("training.list.ask");
}
