import { readdirSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { type CompiledMessages, type Edited, editorMessages } from "./compiled";
import { LOCALES } from "./locales";

/* Checks that pages send all messages that their editor's components use. */

/** Components that some editors never show. */
const NEVER: Record<Edited, RegExp> = {
  prose: /\/(?:records\/|prose\/(?:picture|embed|note)-dialog|form-draft|text-editor)/,
  records: /\/prose\/|form-draft|text-editor|practice-editor/,
  text: /\/records\/|\/prose\/(?:citation-dialog|cited-source)|source-(?:form|fields|lookup|elsewhere|typed)|section-editor|practice-editor/,
};

const files = ["components/editor", "components/revisions"].flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => /\.tsx?$/.test(name) && !name.includes(".test."))
    .map((name) => `${folder}/${name}`),
);

/** Returns the message keys that a file uses, with a wildcard for computed parts. */
function namesIn(file: string): string[] {
  const asked = readFileSync(file, "utf8").matchAll(
    /\bt\(\s*(["`])((?:editor|revisions|common)\.[\w.]+)(.)/g,
  );
  return [...asked].map(([, , name = "", end]) => (end === "$" ? name.replace(/\.\w*$/, "") : name));
}

const has = (messages: CompiledMessages, name: string) => {
  let found: unknown = messages;
  for (const part of name.split(".")) found = (found as Record<string, unknown> | undefined)?.[part];
  return found !== undefined;
};

/** Files of `components/revisions` that only the server draws, or only editors of records. */
const ELSEWHERE = /revisions\/(?!conflict-view|diff-prose|diff-marks)/;

it.each(["prose", "records", "text"] as const)("brings all words for an editor of %s", (edited) => {
  const shown = files.filter((file) => !NEVER[edited].test(file) && !ELSEWHERE.test(file));
  expect(shown.length).toBeGreaterThan(15);
  for (const locale of LOCALES) {
    const messages = editorMessages(locale, edited);
    const missing = shown.flatMap((file) => namesIn(file).filter((name) => !has(messages, name)));
    expect(missing).toEqual([]);
  }
});
