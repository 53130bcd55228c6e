import { setImmediate } from "node:timers/promises";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cleanInline } from "@/lib/text/clean";
import { useDatabase } from "@/tests/support/database";
import { TEXTS } from "@/tests/support/hostile";
import { repeated, SHAPES } from "@/tests/support/hostile-shapes";
import { entry, find, put, titles } from "@/tests/support/search";

useDatabase();

/** A text of many distinct words. */
const distinct = (count: number, letters: string) =>
  Array.from({ length: count }, (_, n) => letters + n.toString(36).padStart(5, "q")).join(" ");

describe("limits of the index", () => {
  it.each([
    ["an address of 3,000 characters", `https://a.example/${"b".repeat(3_000)}1`],
    ["a number of 3,000 digits", `1/${"1".repeat(3_000)}`],
    ["an article with 1,000 paragraphs", `Art. 1${"(1)".repeat(1_000)}`],
    ["a number with 1,000 dots", `§ 1${".1".repeat(1_000)}`],
    ["a word of 3,000 Chinese signs", "漢".repeat(3_000)],
    ["a word of 3,000 letters with accents", "é".repeat(3_000)],
    ["identifiers in signs of three bytes", `${"ก".repeat(1_500)}/1`],
  ])("cut %s, and the rest is found", async (_name, long) => {
    await put([entry("Found", `preservation ${long} evidence`, { identifiers: [long.slice(0, 2_500)] })]);
    expect(await titles("preservation evidence")).toEqual(["Found"]);
  });

  it("drop words beyond a megabyte, and the entry is found by the others", async () => {
    await put([
      entry("Found", `${distinct(120_000, "preserv")} ${distinct(60_000, "قانون")}`, { countries: ["SN"] }),
    ]);
    expect(await titles("preservqqqq5", { country: "SN" })).toEqual(["Found"]);
  });

  it.each(Object.entries(SHAPES))("accept 60,000 characters of any kind: %s", async (_name, unit) => {
    const text = cleanInline(repeated(unit, 60_000));
    await put([entry("Found", `preservation ${text}`)]);
    expect(await titles("preservation")).toEqual(["Found"]);
  });

  it("accept any title, name, identifier and query", async () => {
    const text = fc.oneof(
      fc.string({ unit: "binary", maxLength: 60 }),
      fc.constantFrom(...Object.values(TEXTS)),
      fc
        .constantFrom(...Object.values(SHAPES))
        .chain((unit) => fc.integer({ min: 0, max: 400 }).map((times) => unit.repeat(times))),
    );
    await fc.assert(
      fc.asyncProperty(text, text, async (a, b) => {
        const [title, name] = [cleanInline(a), cleanInline(b)];
        await put([
          entry(title, name, {
            key: "one",
            names: [{ text: name }],
            context: [{ text: title }],
            identifiers: [name],
          }),
        ]);
        await expect(find(a)).resolves.toMatchObject({ page: 1 });
        await expect(find(b, { exact: "1" })).resolves.toMatchObject({ page: 1 });
      }),
      { numRuns: 150 },
    );
  });

  it("let other work run while a long text is indexed", async () => {
    let turns = 0;
    let isDone = false;
    const others = (async () => {
      while (!isDone) {
        await setImmediate();
        turns += 1;
      }
    })();
    await put([entry("Found", repeated("Art. 1 ", 500_000))]);
    isDone = true;
    await others;
    expect(turns).toBeGreaterThan(20);
  });
});
