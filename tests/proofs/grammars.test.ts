import fc from "fast-check";
import { SaxesParser } from "saxes";
import { describe, expect, it } from "vitest";
import { cleanFileName } from "@/lib/files/model";
import { snippetOf } from "@/lib/search/snippet";
import { cleanCode, cleanInline, cleanLine, cleanLines } from "@/lib/text/clean";
import { csvText } from "@/lib/text/csv";
import { foldSlug } from "@/lib/text/slug";
import { xmlText } from "@/lib/text/xml";
import { attachmentNamed } from "@/lib/web/files/disposition";
import { hostileTexts } from "@/tests/support/hostile-texts";

const holds = (property: (text: string) => void) =>
  fc.assert(fc.property(hostileTexts, property), { numRuns: 2_000 });

/** Parses comma-separated values like a spreadsheet (RFC 4180). */
function readCsv(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  for (const [, quoted, plain = "", end] of text
    .replace(/^\ufeff/, "")
    .matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/g)) {
    row.push(quoted?.replaceAll('""', '"') ?? plain);
    if (end === ",") continue;
    rows.push(row);
    row = [];
  }
  return rows;
}

describe("texts in the grammars of other systems", () => {
  it("are one cell of a CSV file, and never a formula", () => {
    holds((text) => {
      const rows = readCsv(csvText([[text, "next"]]));
      expect(rows.map((row) => row.length)).toEqual([2]);
      expect(rows[0]?.[0]?.replace(/^'/, "")).toBe(text.replace(/^'/, ""));
      expect(rows[0]?.[0] ?? "").not.toMatch(/^[=+\-@\t\r]/);
    });
  });

  it("are text in XML, in an element and in an attribute", () => {
    holds((text) => {
      const parser = new SaxesParser();
      let [names, inner] = ["", ""];
      parser.on("error", (error) => {
        throw error;
      });
      parser.on("opentag", ({ name }) => {
        names += name;
      });
      parser.on("text", (read) => {
        inner += read;
      });
      parser.write(`<a b="${xmlText(text)}">${xmlText(text)}</a>`).close();
      expect(names).toBe("a");
      expect(inner.length).toBeLessThanOrEqual(text.length);
    });
  });

  it("are a file name in a header, and end neither", () => {
    holds((text) => {
      const header = attachmentNamed(text);
      expect(new Headers({ "content-disposition": header }).get("content-disposition")).toBe(header);
      expect(header.match(/"/g)).toHaveLength(2);
      const name = cleanFileName(text);
      expect(name).not.toMatch(/[/\\\p{Cc}\p{Cs}]/u);
      expect([...name].length).toBeLessThanOrEqual(150);
    });
  });

  it("are stored as the database accepts them: well-formed, without NUL, and unchanged when read", () => {
    holds((text) => {
      for (const clean of [cleanInline, cleanCode, cleanLine, cleanLines]) {
        const stored = clean(text);
        expect(stored.isWellFormed()).toBe(true);
        expect(stored).not.toContain("\0");
        expect(clean(stored)).toBe(stored);
      }
    });
  });

  it("are parts of addresses", () => {
    holds((text) => {
      expect(foldSlug(text, 60)).toMatch(/^[a-z0-9-]{0,60}$/);
      const { quote } = snippetOf(text, [{ from: 1, to: 2, word: "x" }]);
      if (quote !== null) expect(() => encodeURIComponent(quote.toWellFormed())).not.toThrow();
    });
  });
});
