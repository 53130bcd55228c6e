/** Signatures of formats, as Latin-1 text. */
export const ZIP_START = "PK\x03\x04";

/** Programs: Windows, Linux, macOS (both byte orders and widths), Java, and Windows shortcuts. */
export const PROGRAMS = [
  "MZ",
  "\x7fELF",
  "\xfe\xed\xfa\xce",
  "\xfe\xed\xfa\xcf",
  "\xce\xfa\xed\xfe",
  "\xcf\xfa\xed\xfe",
  "\xca\xfe\xba\xbe",
  "L\0\0\0\x01\x14\x02\0",
] as const;

/** Archives that are not inspected. */
export const OTHER_ARCHIVES = ["Rar!", "7z\xbc\xaf", "\x1f\x8b", "\xfd7zXZ", "BZh9"] as const;

/** Content that no picture has after its end, although cameras add much there; long enough not to occur by chance. */
export const FOREIGN = [
  ZIP_START,
  "PK\x05\x06",
  "%PDF-",
  "Rar!\x1a\x07",
  "7z\xbc\xaf\x27\x1c",
  "MZ\x90\0\x03\0",
  "<script",
  "<html",
  "<?php",
] as const;

/** Markup that a browser would render. */
export const MARKUP = /<(?:!doctype\s+html|html|head|body|script|iframe|svg|\?php)\b/i;

export function beginsWith(text: string, starts: readonly string[]): boolean {
  return starts.some((start) => text.startsWith(start));
}

export function holds(text: string, parts: readonly string[]): boolean {
  const lower = text.toLowerCase();
  return parts.some((part) => text.includes(part) || lower.includes(part));
}
