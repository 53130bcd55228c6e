import type { Translator } from "@/lib/i18n/translator";

/** Returns the name under which readers see who wrote a message: that of an author elsewhere, if it was imported. */
export const writerName = (
  t: Translator,
  { author, importedBy }: { author: { displayName: string } | null | undefined; importedBy: string | null },
): string => importedBy ?? author?.displayName ?? t("common.formerMember");
