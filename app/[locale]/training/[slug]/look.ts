import type { Translator } from "@/lib/i18n/translator";
import type { VersionFile } from "@/lib/training";

/** What the way inside a file is called: to its pages as they look, or to its words; null where there is neither. */
export function lookWord(
  t: Translator,
  file: Pick<VersionFile, "type" | "reading" | "pictureSize">,
): string | null {
  if (file.type === "pdf" && file.pictureSize) return t("training.material.lookInside");
  return file.reading === "read" ? t("training.material.read") : null;
}
