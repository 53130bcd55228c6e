import type { Content } from "@/lib/text/nodes";
import { contentText } from "@/lib/text/plain";

/** Characters of a reply in a list of replies to choose from. */
const EXCERPT = 140;

/** Returns the beginning of a reply as plain text; empty for one without text. */
export function plainExcerpt(content: Content | null): string {
  if (content === null) return "";
  const text = [...contentText(content)];
  return text.length > EXCERPT ? `${text.slice(0, EXCERPT).join("")}…` : text.join("");
}
