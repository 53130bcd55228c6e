import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cleanFileName } from "./model";
import { ACCEPTED, FILE_TYPES, fileTypeOf, typeOfName } from "./types/model";

describe("file name", () => {
  it.each([
    ["report.pdf", "report.pdf"],
    ["../../etc/passwd", "passwd"],
    ["C:\\Users\\awa\\plan.docx", "plan.docx"],
    ["..", "file"],
    ["", "file"],
    [".htaccess", "htaccess"],
    [".pdf", "pdf"],
    ["گزارش\u200cها.pdf", "گزارش\u200cها.pdf"],
    ["a\u0000b\r\nc.txt", "abc.txt"],
    ["annual\u202efdp.exe", "annualfdp.exe"],
    ["e\u0301t\u00e9.pdf", "\u00e9t\u00e9.pdf"],
    ["دليل الأدلة.pdf", "دليل الأدلة.pdf"],
    ["電子証拠.pptx", "電子証拠.pptx"],
    ["con.txt", "_con.txt"],
    ['a<b>"c|d?.txt', "a b c d .txt"],
    ["notes.txt. . .", "notes.txt"],
  ])("cleans %j", (given, kept) => {
    expect(cleanFileName(given)).toBe(kept);
  });

  it("shortens a long name but keeps its extension", () => {
    const kept = cleanFileName(`${"é".repeat(400)}.docx`);
    expect([...kept]).toHaveLength(150);
    expect(kept.endsWith("é.docx")).toBe(true);
  });

  it("is never a path or empty, and cleaning twice changes nothing", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 400 }), (given) => {
        const kept = cleanFileName(given);
        expect(kept).toMatch(/^[^/\\\p{Cc}\p{Surrogate}]{1,150}$/u);
        expect(kept.startsWith(".")).toBe(false);
        expect(cleanFileName(kept)).toBe(kept);
      }),
      { numRuns: 3_000 },
    );
  });
});

describe("accepted file types", () => {
  it("have distinct extensions", () => {
    const all = Object.values(FILE_TYPES).flatMap((type) => [...type.extensions]);
    expect(new Set(all).size).toBe(all.length);
    expect(ACCEPTED.split(",")).toHaveLength(all.length);
  });

  it("are recognized by the last extension, in any case", () => {
    expect(typeOfName("a.PDF")).toBe("pdf");
    expect(typeOfName("a.pdf.exe")).toBeNull();
    expect(typeOfName("pdf")).toBeNull();
    expect(typeOfName("a.svg")).toBe("markup");
  });

  it("are never served with a type that a browser would run", () => {
    const served = Object.values(FILE_TYPES).map((type) => type.mime);
    expect(
      served.filter((mime) => /html|svg|xml$|javascript/.test(mime) && !/officedocument/.test(mime)),
    ).toEqual([]);
    expect(fileTypeOf("a type of the future").mime).toBe("application/octet-stream");
  });
});
