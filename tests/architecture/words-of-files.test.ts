import { describe, expect, it } from "vitest";
import { productFiles, read } from "./syntax";

/** Code that may access the table of texts found in files, and why. */
const ALLOWED: Record<string, string> = {
  "db/schema/files.ts": "says what it is",
  "lib/files/commands/block-file.ts": "removes words",
  "lib/files/commands/record-reading.ts": "writes them",
  "lib/files/commands/recognition.ts": "writes and removes them",
  "lib/files/commands/remove-file.ts": "removes them",
  "lib/files/looks/index.ts":
    "reads them for one reader: asks who may have the file, and writes down the look",
  "lib/training/search-entries.ts": "gives them to the search, each with the audience of its file",
};

describe("the texts found in files", () => {
  it("are read in one place, which checks permission for the file", () => {
    const naming = productFiles("app", "components", "db", "lib", "scripts").filter((file) =>
      /\bfileText\b|\bfile_text\b/.test(read(file)),
    );
    expect(naming.sort()).toEqual(Object.keys(ALLOWED).sort());
  });
});
