import { extensionOf, fileTypeOf } from "@/lib/files/types/model";
import type { Locale } from "@/lib/i18n/locales";
import { formatter, type Translator } from "@/lib/i18n/translator";

const KB = 1024;
const MB = 1024 * KB;
const GB = 1024 * MB;

/** Returns the size of a file for readers: "310 kB", "6.2 MB". */
export function sizeText(locale: Locale, bytes: number): string {
  const [value, unit, maximumFractionDigits] =
    bytes >= GB
      ? ([bytes / GB, "gigabyte", 1] as const)
      : bytes >= MB
        ? ([bytes / MB, "megabyte", bytes >= 100 * MB ? 0 : 1] as const)
        : ([bytes === 0 ? 0 : Math.max(1, bytes / KB), "kilobyte", 0] as const);
  return formatter(locale).number(value, { style: "unit", unit, maximumFractionDigits });
}

/** Returns the type of a file as in its name: "PDF", "DOCX". */
export function kindText(file: { name: string; type: string }): string {
  return (extensionOf(file.name) || (fileTypeOf(file.type).extensions[0] ?? "")).toUpperCase();
}

/** Returns the playing time: "40 sec", "3 min 20 sec", "1 hr 5 min". */
export function lengthText(t: Translator, locale: Locale, seconds: number): string {
  const number = formatter(locale).number;
  const unit = (value: number, name: "hour" | "minute" | "second") =>
    number(Math.floor(value), { style: "unit", unit: name, unitDisplay: "short" });
  const two = (large: string, small: string) => t("files.length", { large, small });
  if (seconds >= 3600) return two(unit(seconds / 3600, "hour"), unit((seconds / 60) % 60, "minute"));
  if (seconds < 60) return unit(seconds, "second");
  return two(unit(seconds / 60, "minute"), unit(seconds % 60, "second"));
}

/** Returns type and size, "PDF, 6.2 MB"; for audio and video also the playing time. */
export function kindAndSize(
  t: Translator,
  locale: Locale,
  file: { name: string; type: string; size: number; seconds?: number | null },
): string {
  const of = { kind: kindText(file), size: sizeText(locale, file.size) };
  if (!file.seconds) return t("files.kindAndSize", of);
  return t("files.kindSizeLength", { ...of, length: lengthText(t, locale, file.seconds) });
}
