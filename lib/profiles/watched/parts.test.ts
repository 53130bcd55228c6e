import { describe, expect, it } from "vitest";
import { isTrivial } from "@/lib/revisions/prose/trivial";
import { law, prose, records } from "@/tests/support/sections";
import { kindOf } from "../kinds";
import { type SectionKey, sectionOf } from "../model";
import { partsOf, thingsRound } from "./parts";

const trivial = (key: SectionKey, before: unknown, after: unknown) =>
  isTrivial(kindOf(key), sectionOf(key).isLegal, before, after);
const text = (words: string) => prose({ aaaaaa: words });

describe("a change of prose", () => {
  const was = text("The court may recieve evidence under article 12.");
  it.each([
    ["a misspelling", "The court may receive evidence under article 12."],
    ["a letter too few", "The court may recive evidence under article 12."],
    ["a mark", "The court may recieve evidence under article 12!"],
  ])("that corrects %s notifies no one", (_, words) => {
    expect(trivial("legislation", was, text(words))).toBe(true);
  });

  it.each([
    ["a figure", "The court may recieve evidence under article 13."],
    ["a word more", "The court may not recieve evidence under article 12."],
    ["another word", "The court must recieve evidence under article 12."],
    ["two places", "The cuort may receive evidence under article 12."],
    ["a citation", "The court may recieve evidence under article 12. [source-1]"],
    ["everything", "Nothing of it is left."],
  ])("that touches %s notifies", (_, words) => {
    expect(trivial("legislation", was, text(words))).toBe(false);
  });

  it("that touches only a link notifies", () => {
    const linked = (href: string) => ({
      schemaVersion: 1,
      doc: {
        type: "doc",
        content: [
          {
            type: "paragraph",
            attrs: { id: "aaaaaa" },
            content: [{ type: "text", text: "The law", marks: [{ type: "link", attrs: { href } }] }],
          },
        ],
      },
    });
    expect(trivial("legislation", linked("https://a.example/"), linked("https://b.example/"))).toBe(false);
  });

  it("that adds to an empty text notifies", () => {
    expect(trivial("legislation", kindOf("legislation").empty(), text("A"))).toBe(false);
  });
});

describe("a change of records", () => {
  const one = (given: Record<string, unknown>) => kindOf("laws").parse(records(law("penal-code", given)));

  it("always notifies for law, even for one letter", () => {
    expect(trivial("laws", one({ title: "Penal Cod" }), one({ title: "Penal Code" }))).toBe(false);
    expect(trivial("laws", one({ status: "in_force" }), one({ status: "repealed" }))).toBe(false);
  });

  it("of another kind may be a slip of the pen in words, and nothing else", () => {
    const kind = kindOf("institutions");
    const of = (given: Record<string, unknown>) =>
      kind.parse(
        records({
          id: "unit-one",
          name: "Cyber unit",
          kind: "police_unit",
          confidence: "confirmed",
          ...given,
        }),
      );
    expect(trivial("institutions", of({ name: "Cyber unti" }), of({ name: "Cyber unit" }))).toBe(true);
    expect(trivial("institutions", of({}), of({ confidence: "disputed" }))).toBe(false);
    expect(trivial("institutions", of({}), kind.empty())).toBe(false);
  });
});

describe("the parts of a change", () => {
  const kind = kindOf("laws");
  const content = (...list: unknown[]) => kind.parse(records(...list));
  const round = thingsRound({ region: "Africa", pageId: "P", section: "laws" });
  const parts = (before: unknown, after: unknown, ...watched: string[]) =>
    partsOf(round, "P", kind.diff(before, after) as never, new Set(watched)).map(({ things }) =>
      things
        .slice(round.length)
        .map(({ kind: of, key }) => `${of} ${key}`)
        .join(", "),
    );
  const a = law("law-one");
  const b = law("law-two");

  it("are one if no narrower thing is watched", () => {
    expect(parts(content(a, b), content({ ...a, title: "A!" }, { ...b, title: "B!" }))).toEqual([""]);
  });

  it("are separate for watched records and fields", () => {
    const after = content({ ...a, title: "A!", number: "1" }, { ...b, title: "B!" });
    expect(parts(content(a, b), after, "record:P/laws/law-one")).toEqual(["record P/laws/law-one", ""]);
    expect(parts(content(a, b), after, "field:P/laws/law-one/title")).toEqual([
      "record P/laws/law-one, field P/laws/law-one/title",
      "",
    ]);
    expect(parts(content(a, b), content({ ...a, title: "A!" }, b), "field:P/laws/law-one/title")).toEqual([
      "record P/laws/law-one, field P/laws/law-one/title",
    ]);
    expect(parts(content(a, b), content({ ...a, number: "1" }, b), "field:P/laws/law-one/title")).toEqual([
      "",
    ]);
  });

  it("of a removed record are all its watched parts", () => {
    expect(parts(content(a, b), content(b), "field:P/laws/law-one/title", "record:P/laws/law-one")).toEqual([
      "record P/laws/law-one, field P/laws/law-one/title",
      "record P/laws/law-one",
    ]);
  });
});
