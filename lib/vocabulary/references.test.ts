import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isDeclarable, offeredFor } from "./declared";
import { elementsOfReference } from "./elements";
import { isReference, readReference } from "./references";

describe("references to articles", () => {
  it.each([
    ["2", "185-2"],
    ["Art. 2", "185-2"],
    ["art 2 BC", "185-2"],
    ["Article 2 of the Budapest Convention", "185-2"],
    ["Article 18 of the Convention on Cybercrime", "185-18"],
    ["article 18 de la Convention sur la cybercriminalité", "185-18"],
    ["185:2", "185-2"],
    ["185-2", "185-2"],
    ["CETS 185 Article 2", "185-2"],
    ["189-3", "189-3"],
    ["ETS No. 189, Art. 3", "189-3"],
    ["Art. 3 of the First Additional Protocol", "189-3"],
    ["Art. 7 Second Protocol", "224-7"],
    ["art. 7 du deuxième Protocole additionnel", "224-7"],
    ["18(1)(b)", "185-18(1)(b)"],
    ["Art. 18 (1) (b)", "185-18(1)(b)"],
    ["18.1.b", "185-18(1)(b)"],
    ["18(1b)", "185-18(1)(b)"],
    ["Art. 18, paragraph 1, b, BC", "185-18(1)(b)"],
    ["Art. 18 para 1 BC", "185-18(1)"],
    ["Art. 18 § 1 CB", "185-18(1)"],
    ["6(1)(a)(ii)", "185-6(1)(a)(ii)"],
    ["المادة ١٨ من اتفاقية بودابست", "185-18"],
  ])("are read as people type them: %s", (typed, reference) => {
    expect(readReference(typed)).toBe(reference);
  });

  it.each([
    "",
    "Illegal access",
    "Art. 99",
    "185-99",
    "999-1",
    "18(1)(b)(i)(x)",
    "2 access",
    "189-17",
    "2-8",
    "2, 16",
    "2 8",
    "0",
  ])("are not made of text that names no article: %s", (typed) => expect(readReference(typed)).toBeNull());

  it("are of the treaty that one speaks of, unless another is named", () => {
    expect(["3", "Art. 3 BC", "185-3"].map((text) => readReference(text, "189"))).toEqual([
      "189-3",
      "185-3",
      "185-3",
    ]);
  });

  it("are read again as they were, and never made up", () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string(), fc.stringMatching(/^(Art\. )?\d{1,3}[ ().a-z0-9-]{0,12}$/)),
        (typed) => {
          const read = readReference(typed);
          if (read === null) return;
          expect(isReference(read)).toBe(true);
          expect(readReference(read)).toBe(read);
        },
      ),
    );
  });

  it("have the elements of their article, in the Convention alone", () => {
    expect(elementsOfReference("185-2")).toHaveLength(6);
    expect(elementsOfReference("185-9(1)(a)")).toHaveLength(8);
    expect([elementsOfReference("189-3"), elementsOfReference("x"), elementsOfReference(null)]).toEqual([
      [],
      [],
      [],
    ]);
  });
});

describe("possible declarations", () => {
  it("under the Convention are those it provides for, by kind", () => {
    expect(offeredFor("185", "reservation")).toHaveLength(9);
    expect(offeredFor("185", "declaration")).toContain("185-27(9)(e)");
    expect(offeredFor("185", "authorities")).toEqual(["185-24(7)", "185-27(2)", "185-35"]);
    expect([offeredFor("185", "objection"), offeredFor("224", "reservation")]).toEqual([null, null]);
    const can = (reference: string, nature: string, ...beside: string[]) =>
      isDeclarable(reference, "185", nature, [reference, ...beside]);
    expect([
      can("185-29(4)", "reservation"),
      can("185-29", "reservation"),
      can("185-18", "reservation"),
    ]).toEqual([true, false, false]);
    expect([can("185-20", "reservation"), can("185-20", "reservation", "185-14(3)")]).toEqual([false, true]);
    expect([can("185-6(3)", "declaration"), can("185-32", "declaration")]).toEqual([true, false]);
    expect([
      can("185-24", "authorities"),
      can("185-24(7)(a)", "authorities"),
      can("185-16", "authorities"),
    ]).toEqual([true, true, false]);
    expect([can("185-32", "communication"), can("224-7", "communication")]).toEqual([true, false]);
  });

  it("under a Protocol are on any of its articles, and of the Convention that it supplements", () => {
    expect(["224-7", "185-18", "189-3"].map((one) => isDeclarable(one, "224", "declaration", []))).toEqual([
      true,
      true,
      false,
    ]);
  });
});
