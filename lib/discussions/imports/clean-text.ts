import { cleanLine, cleanLines } from "@/lib/text/clean";
import { fromTextarea } from "@/lib/text/markdown-lite";
import type { Content } from "@/lib/text/nodes";
import { MESSAGE_LENGTH } from "../model";
import type { OldAuthor } from "./model";

/** Characters of a name. */
const NAME_LENGTH = 80;
const TITLE_LENGTH = 200;
/** What stands for an address in a text that visitors read. */
export const HIDDEN_ADDRESS = "…@…";

/** An e-mail address, also one that a link contains. Each part is short, so that it is found in linear time. */
const ADDRESS = /(?:mailto:)?[\p{L}\p{N}_.+%'-]{1,64}@[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63}){1,8}/gu;

/** Leaves e-mail addresses out of a text. */
const withoutAddresses = (text: string): string => text.replace(ADDRESS, HIDDEN_ADDRESS);

const cut = (text: string, most: number): string => {
  const characters = [...text];
  return characters.length <= most ? text : `${characters.slice(0, most - 1).join("")}…`;
};

/** Returns the name of an author, never an address: of one that is nothing else, what is before the sign. */
export function shownName({ name, email }: OldAuthor): string {
  const said = cleanLine(name).replace(ADDRESS, "").trim();
  const local = cleanLine((email ?? "").split("@")[0] ?? "");
  return cut(said || local || "?", NAME_LENGTH);
}

/** Returns a title of one line; "…" for none. */
export const shownTitle = (title: string): string =>
  cut(withoutAddresses(cleanLine(title.slice(0, 4 * TITLE_LENGTH))), TITLE_LENGTH) || "…";

/**
 * Reads the text of a message as if it had been typed here, so that whatever it contains is text. Null for one without
 * visible text, or with more parts than a text may have.
 */
export function importedContent(text: string, home: string): Content | null {
  const plain = cut(withoutAddresses(cleanLines(text.slice(0, 4 * MESSAGE_LENGTH))), MESSAGE_LENGTH);
  if (plain.trim() === "") return null;
  try {
    return fromTextarea(plain, { home, hasNotes: false });
  } catch {
    return null;
  }
}
