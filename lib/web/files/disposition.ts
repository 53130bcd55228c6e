import { normalize } from "@/lib/text/unicode";

/**
 * How a file is to be kept and under which name (RFC 6266, 8187): an ASCII name for old programs, the real one in
 * UTF-8. Neither can end the header or name a path.
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
