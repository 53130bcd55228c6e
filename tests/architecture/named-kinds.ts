import { parseSync } from "oxc-parser";
import { productFiles, read } from "./syntax";

/*
 * Which files name training materials, the kind of page by which it is counted how far one reaches. Comments do not count:
 * they may give examples. Nor do the words of the interface by themselves (`messages/en/training.json`).
 */

const FOLDERS = ["app", "components", "enhance", "lib", "scripts"];
/** What is the kind's own. Tables and starting data (`db`) name every kind, as tables do. */
const OWN =
  /^(lib\/training|app\/\[locale\]\/training|app\/\[locale\]\/moderation\/materials|app\/api\/materials|app\/api\/v1\/materials|components\/training)\//;
/** A word of code that is, begins or ends with the kind's name, and the name of its addresses as a word of its own. */
const NAMES =
  /(?<![A-Za-z])materials?(?![a-z])|Materials?(?![a-z])|MATERIALS?(?![A-Za-z])|(?<!\/help\/)\btraining\b(?!\.json")/;

/** The code of a file without its comments, each line in its place. */
function codeOf(file: string, source: string): string {
  const { comments } = parseSync(file, source);
  return comments.reduceRight((text, { start, end }) => text.slice(0, start) + text.slice(end), source);
}

/** Whether the code of a file names materials. */
export const namesMaterials = (file: string, source = read(file)): boolean =>
  NAMES.test(codeOf(file, source));

/** The files of the product outside the kind's own folders that name it. */
export const listNaming = (): string[] =>
  productFiles(...FOLDERS).filter((file) => !OWN.test(file) && namesMaterials(file));
