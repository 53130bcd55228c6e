import type { Translator } from "@/lib/i18n/translator";

/**
 * Returns the label of the link to restricted files: to sign in for those of members, to request access for
 * those of practitioners.
 */
export function wayIn(t: Translator, access: "members" | "practitioners"): string {
  return access === "members" ? t("training.list.signIn") : t("training.list.ask");
}
