import { normalize } from "@/lib/text/unicode";

/**
 * Formats a download header with the file's name (RFC 6266, 8187): ASCII for old programs, and UTF-8. Neither
 * can end the header or contain a path.
 */
export function attachmentNamed(name: string): string {
  const plain = normalize(name, "NFKD")
    .replaceAll(/\p{M}/gu, "")
    .replaceAll(/[^\x20-\x7e]/g, "_")
    .replaceAll(/["\\%/;]/g, "_");
  const full = encodeURIComponent(name.toWellFormed()).replaceAll(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${plain}"; filename*=UTF-8''${full}`;
}
