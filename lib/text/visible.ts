import { z } from "zod";
import { cleanLine, cleanLines } from "./clean";

/*
 * Text that people type into a form and other people read. Every such field of a schema is one of these three;
 * `tests/architecture/visible-text.test.ts` finds the fields that are not.
 */

/** Cleans a text unless it is refused as too long: zod runs this after a failed check, too. */
const unlessTooLong = (max: number, clean: (text: string) => string) => (text: string) =>
  text.length > max * 4 ? text : clean(text);

const isWithin = (max: number) => (text: string) => [...text].length <= max;

/**
 * One line of somebody's words: control characters and direction overrides are removed, white space is joined, and a
 * line without anything to see is empty. At most `max` code points.
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

/** `schema` with at least `min` code points; one less than that is `code`. */
export const atLeast = <T extends z.ZodType<string>>(
  min: number,
  schema: T,
  code = min > 1 ? "too_short" : "required",
) => schema.refine((text) => [...text].length >= min, code);

/** Letters whose script joins or shapes them: only after these a joiner changes what is seen. */
const SHAPED =
  /[\p{Script=Arabic}\p{Script=Syriac}\p{Script=Nko}\p{Script=Mongolian}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Gurmukhi}\p{Script=Gujarati}\p{Script=Oriya}\p{Script=Tamil}\p{Script=Telugu}\p{Script=Kannada}\p{Script=Malayalam}\p{Script=Sinhala}\p{Script=Myanmar}\p{Script=Khmer}\p{Script=Tibetan}]/u;
const UNSEEN = /[\p{Default_Ignorable_Code_Point}\p{Cf}\u2800]/u;
const JOINERS = new Set(["\u200c", "\u200d"]);

/**
 * A name without characters that nobody sees, so that two names that look the same are the same. Joiners stay after
 * the letters that they shape.
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

/** The name of a person or an institution: as `visibleLine`, and without any character that is not seen. */
export const visibleName = (max: number) =>
  visibleLine(max).overwrite(unlessTooLong(max, (name) => cleanLine(withoutUnseen(name))));

const blank = (value: unknown) =>
  value === undefined || (typeof value === "string" && value.trim() === "") ? null : value;

/** A field that may stay empty: null then, also where what was typed is not to be seen. */
export const orNull = <T extends z.ZodType<string>>(schema: T) =>
  z.preprocess(blank, schema.nullable()).transform((text) => (text === "" ? null : text));
