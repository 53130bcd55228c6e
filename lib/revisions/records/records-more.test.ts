import { describe, expect, it } from "vitest";
import { KINDS, recordsKindOf } from "@/lib/profiles/kinds";
import { lawsKind, PROVISION_FIELDS } from "@/lib/profiles/kinds/laws";
import type { SectionKey } from "@/lib/profiles/model";
import type { Field } from "../records-fields";
import { divideFields, isAnyFilled } from "./records-more";
import { blankRecord } from "./records-values";

const names = (fields: readonly Field[]) => fields.map(({ name }) => name);
const kinds = Object.keys(KINDS).flatMap((key) => recordsKindOf(key as SectionKey) ?? []);

describe("the fields of a form of records", () => {
  it("begin with what names a law, its text and its provisions, then its sources", () => {
    expect(names(divideFields(lawsKind.fields).first)).toEqual([
      "title",
      "number",
      "kind",
      "status",
      "inForceFrom",
      "officialUrl",
      "provisions",
      "sources",
      "sourceState",
      "confidence",
    ]);
    expect(names(divideFields(PROVISION_FIELDS).first)).toEqual(["locator", "heading", "articles", "text"]);
  });

  it.each(kinds)(
    "of $key are each in one of the two parts, with the title in the first",
    ({ fields, titleField }) => {
      const { first, more } = divideFields(fields);
      expect([...names(first), ...names(more)].sort()).toEqual(names(fields).sort());
      expect(names(first)).toContain(titleField);
      expect(more.length).toBeGreaterThan(0);
    },
  );

  it("that a record cannot be saved without are never behind the others, unless a new record has them", () => {
    const hidden = kinds.flatMap(({ key, fields, isLegal }) =>
      divideFields(fields).more.flatMap((field) =>
        (field.required && blankRecord([field])[field.name] === null) ||
        (isLegal && /^source/.test(field.name))
          ? [`${key}.${field.name}`]
          : [],
      ),
    );
    expect(hidden).toEqual([]);
  });

  it("are filled once a value differs from that of a new record", () => {
    const { more } = divideFields(PROVISION_FIELDS);
    const blank = blankRecord(PROVISION_FIELDS);
    expect(isAnyFilled(more, blank)).toBe(false);
    expect(isAnyFilled(more, { id: "one" })).toBe(false);
    expect(isAnyFilled(more, { ...blank, text: "Whoever accesses" })).toBe(false);
    expect(isAnyFilled(more, { ...blank, note: "Amended" })).toBe(true);
    expect(isAnyFilled(more, { ...blank, confidence: "confirmed" })).toBe(true);
    expect(isAnyFilled(more, { ...blank, translations: [{ id: "tr" }] })).toBe(true);
  });
});
