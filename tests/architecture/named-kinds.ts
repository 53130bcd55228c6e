import { parseSync } from "oxc-parser";
import { productFiles, read } from "./syntax";

/*
 * The files that name training materials, the kind of page used to measure how many files one touches.
 * Comments do not count, as they may give examples, nor do the namespaces of messages alone
 * (`messages/en/training.json`).
 */

const FOLDERS = ["app", "components", "enhance", "lib", "scripts"];
/** The kind's own folders. Tables and starting data (`db`) name every kind. */
const OWN =
  /^(lib\/training|app\/\[locale\]\/training|app\/\[locale\]\/moderation\/materials|app\/api\/materials|app\/api\/v1\/materials|components\/training)\//;
/**
 * A word in code that is, begins with or ends with the kind's name, or the name of its addresses as a
 * separate word.
 */
const NAMES =
  /(?<![A-Za-z])materials?(?![a-z])|Materials?(?![a-z])|MATERIALS?(?![A-Za-z])|(?<!\/help\/)\btraining\b(?!\.json")/;

/** Returns the code of a file without its comments, with line numbers unchanged. */
function codeOf(file: string, source: string): string {
  const { comments } = parseSync(file, source);
  return comments.reduceRight((text, { start, end }) => text.slice(0, start) + text.slice(end), source);
}

/** Whether the code of a file names materials. */
export const namesMaterials = (file: string, source = read(file)): boolean =>
  NAMES.test(codeOf(file, source));

/** Lists the files of the pages and of `lib` outside the kind's own folders whose text or comments have its name. */
export const listWithWord = (): string[] =>
  productFiles("app", "components", "enhance", "lib").filter(
    (file) => !OWN.test(file) && /\bmaterial\b/.test(read(file)),
  );

/** Lists the files of the product outside the kind's own folders that name it. */
export const listNaming = (): string[] =>
  productFiles(...FOLDERS).filter((file) => !OWN.test(file) && namesMaterials(file));
