import type { Translator } from "@/lib/i18n/translator";
import type { VersionFile } from "@/lib/training";

/** Returns the label of the link into a file: to page previews or to its text; null if there are neither. */
export function lookWord(
  t: Translator,
  file: Pick<VersionFile, "type" | "reading" | "pictureSize">,
): string | null {
  if (file.type === "pdf" && file.pictureSize) return t("training.material.lookInside");
  return file.reading === "read" ? t("training.material.read") : null;
}
