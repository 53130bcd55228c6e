import type { Translator } from "@/lib/i18n/translator";

/** What the way to restricted files is called: members sign in, others ask unless they are verified. */
export function wayIn(t: Translator, access: "members" | "practitioners"): string {
  return access === "members" ? t("training.list.signIn") : t("training.list.ask");
}
