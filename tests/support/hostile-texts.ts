import fc from "fast-check";
import { TEXTS } from "./hostile";
import { SHAPES } from "./hostile-shapes";

const SIGNS = "]]> <![CDATA[ = + - @ \t \r\n \" ; , ' \0 \u202e \ud83d \udc00 %0a ../ \\ é 漢 قا".split(" ");

/**
 * Texts that are long, wide or empty, with control characters, both writing directions, unpaired surrogates,
 * or markup.
 */
export const hostileTexts = fc.oneof(
  fc.constant(""),
  fc.string({ unit: "binary", maxLength: 80 }),
  fc
    .array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 60 })
    .map((units) => String.fromCharCode(...units)),
  fc.constantFrom(...Object.values(TEXTS)),
  fc
    .tuple(fc.constantFrom(...Object.values(SHAPES)), fc.integer({ min: 1, max: 900 }))
    .map(([unit, times]) => unit.repeat(times)),
  fc.array(fc.constantFrom(...SIGNS), { maxLength: 12 }).map((parts) => parts.join("")),
);
