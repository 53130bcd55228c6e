import { describe, expect, it } from "vitest";
import { recordsKindOf } from "@/lib/profiles/kinds";
import { SECTION_KEYS } from "@/lib/profiles/model";
import { WORDINGS } from "@/lib/revisions/records/wordings";
import type { Field } from "@/lib/revisions/records-fields";
import { productFiles, read } from "./syntax";

/*
 * Members' words in a record are shown in the reader's language. Their type is `Written`, which is not a
 * string: the compiler refuses to draw it or to put it into a file before `inWordsOf` has chosen the
 * language. These tests check the ways around the compiler.
 */

/** Code that may read the original text, and why. */
const READS_ORIGINALS: Readonly<Record<string, string>> = {
  "lib/revisions/records/wordings.ts": "defines it",
  "lib/legal/projections.ts": "stores it in the tables of all countries",
  "lib/legal/words/model.ts": "chooses the language of a line",
  "lib/profiles/importing/laws.ts": "finds out which laws of a spreadsheet are recorded already",
  "lib/exports/profile-data.ts": "data have the original and all translations",
};

const files = productFiles("app", "components", "enhance", "lib", "scripts");

describe("members' words in records", () => {
  it("are read in the original only where no reader sees them", () => {
    const readers = files.filter((file) => /\boriginalText\b/.test(read(file)));
    expect(readers.sort()).toEqual(Object.keys(READS_ORIGINALS).sort());
  });

  it("are never put into a text by a template or by String()", () => {
    const names = "(?:note|comment|remark|summary|thresholds|dualCriminality|territorialApplication)";
    const around = new RegExp(`(?:\\$\\{|String\\()\\w+(?:\\.\\w+)*\\.${names}[})]`);
    const found = files
      .filter((file) =>
        /lib\/legal|components\/legal|components\/drafting|\/convention\/|\/compare\//.test(file),
      )
      .filter((file) => around.test(read(file)));
    expect(found).toEqual([]);
  });

  it("can have wordings in other languages in every section of records and in nested records", () => {
    const without = SECTION_KEYS.flatMap((key) => missing(key, recordsKindOf(key)?.fields ?? []));
    // The address of a translation, a text of law and a name have no translations.
    expect(without.sort()).toEqual(["laws.translations", "mappings.reviewers"]);
  });
});

/** Returns the lists of records with text fields but without a list of wordings. */
function missing(path: string, fields: readonly Field[]): string[] {
  const has = fields.some(({ name }) => name === WORDINGS || name === "translations");
  const hasWords = fields.some(({ type }) => type === "text" || type === "longtext");
  const within = fields
    .filter(({ type, name }) => type === "records" && name !== WORDINGS && !path.endsWith("provisions"))
    .flatMap(({ name, fields: inner }) => missing(`${path}.${name}`, inner ?? []));
  return [...(hasWords && !has ? [path] : []), ...within];
}
