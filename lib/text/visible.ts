import { z } from "zod";
import { cleanCode, cleanLine, cleanLines } from "./clean";

/*
 * Text that people type and others read. Every such field of a schema must be one of these;
 * `tests/architecture/visible-text.test.ts` finds others.
 */

/** Cleans a text unless it is too long: zod runs this even after a failed check. */
const unlessTooLong = (max: number, clean: (text: string) => string) => (text: string) =>
  text.length > max * 4 ? text : clean(text);

const isWithin = (max: number) => (text: string) => [...text].length <= max;

/**
 * One line of text: without control characters and direction overrides, with single spaces, empty if nothing
 * is visible. At most `max` code points.
 */
export const visibleLine = (max: number) =>
  z
    .string()
    .max(max * 4, "too_long")
    .overwrite(unlessTooLong(max, cleanLine))
    .refine(isWithin(max), "too_long");

/** The same for several lines. */
export const visibleText = (max: number) =>
  z
    .string()
    .max(max * 4, "too_long")
    .overwrite(unlessTooLong(max, cleanLines))
    .refine(isWithin(max), "too_long");

/** The same for rows of a table: the tabs between their cells stay. */
export const visibleRows = (max: number) =>
  z
    .string()
    .max(max, "too_long")
    .overwrite(unlessTooLong(max, (text) => cleanCode(text).trim()));

/** Requires at least `min` code points in `schema`, else reports `code`. */
export const atLeast = <T extends z.ZodType<string>>(
  min: number,
  schema: T,
  code = min > 1 ? "too_short" : "required",
) => schema.refine((text) => [...text].length >= min, code);

/** Letters of scripts that join or shape letters; only after these does a joiner change what is visible. */
const SHAPED =
  /[\p{Script=Arabic}\p{Script=Syriac}\p{Script=Nko}\p{Script=Mongolian}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Gurmukhi}\p{Script=Gujarati}\p{Script=Oriya}\p{Script=Tamil}\p{Script=Telugu}\p{Script=Kannada}\p{Script=Malayalam}\p{Script=Sinhala}\p{Script=Myanmar}\p{Script=Khmer}\p{Script=Tibetan}]/u;
const UNSEEN = /[\p{Default_Ignorable_Code_Point}\p{Cf}\u2800]/u;
const JOINERS = new Set(["\u200c", "\u200d"]);

/**
 * Removes invisible characters from a name, so that equal-looking names are equal. Joiners are kept after
 * letters that they shape.
 */
function withoutUnseen(name: string): string {
  let seen = "";
  let last = "";
  for (const character of name) {
    if (UNSEEN.test(character) && !(JOINERS.has(character) && SHAPED.test(last))) continue;
    seen += character;
    last = character;
  }
  return seen;
}

/** Name of a person or institution: as `visibleLine`, without invisible characters. */
export const visibleName = (max: number) =>
  visibleLine(max).overwrite(unlessTooLong(max, (name) => cleanLine(withoutUnseen(name))));

const blank = (value: unknown) =>
  value === undefined || (typeof value === "string" && value.trim() === "") ? null : value;

/** An optional field: null if empty or invisible. */
export const orNull = <T extends z.ZodType<string>>(schema: T) =>
  z.preprocess(blank, schema.nullable()).transform((text) => (text === "" ? null : text));
