/** What XML 1.0 allows in no document: control characters, halves of surrogate pairs, two non-characters. */
const FORBIDDEN = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu;

const ENTITIES: Record<string, string> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** A text without the characters that no XML document may hold (XML 1.0, 2.2), for whoever escapes the rest. */
export const xmlCharacters = (text: string): string => text.replaceAll(FORBIDDEN, "");

/** A text as it may stand in XML, in an element or in an attribute (XML 1.0, 2.2 and 2.4). */
export function xmlText(text: string): string {
  return xmlCharacters(text).replaceAll(/[&<>"']/g, (mark) => ENTITIES[mark] ?? "");
}
