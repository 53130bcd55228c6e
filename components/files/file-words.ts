import { extensionOf, fileTypeOf } from "@/lib/files/model";
import type { Locale } from "@/lib/i18n/locales";
import { formatter, type Translator } from "@/lib/i18n/translator";

const KB = 1024;
const MB = 1024 * KB;
const GB = 1024 * MB;

/** The size of a file as its reader counts it: "310 kB", "6.2 MB". */
export function sizeText(locale: Locale, bytes: number): string {
  const [value, unit, maximumFractionDigits] =
    bytes >= GB
      ? ([bytes / GB, "gigabyte", 1] as const)
      : bytes >= MB
        ? ([bytes / MB, "megabyte", bytes >= 100 * MB ? 0 : 1] as const)
        : ([bytes === 0 ? 0 : Math.max(1, bytes / KB), "kilobyte", 0] as const);
  return formatter(locale).number(value, { style: "unit", unit, maximumFractionDigits });
}

/** What a file is, in a word that its readers know from its name: "PDF", "DOCX". */
export function kindText(file: { name: string; type: string }): string {
  return (extensionOf(file.name) || (fileTypeOf(file.type).extensions[0] ?? "")).toUpperCase();
}

/** Both in one: "PDF, 6.2 MB". */
export function kindAndSize(
  t: Translator,
  locale: Locale,
  file: { name: string; type: string; size: number },
): string {
  return t("files.kindAndSize", { kind: kindText(file), size: sizeText(locale, file.size) });
}
