/** Characters that XML 1.0 does not allow: control characters, unpaired surrogates, two non-characters. */
const FORBIDDEN = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu;

const ENTITIES: Record<string, string> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** Removes characters that XML does not allow (XML 1.0, 2.2), for callers that escape the rest. */
export const xmlCharacters = (text: string): string => text.replaceAll(FORBIDDEN, "");

/** Escapes a text for XML elements and attributes (XML 1.0, 2.2 and 2.4). */
export function xmlText(text: string): string {
  return xmlCharacters(text).replaceAll(/[&<>"']/g, (mark) => ENTITIES[mark] ?? "");
}
