import * as linkify from "linkifyjs";
import { expect, it } from "vitest";
import { find, recognizeBy, registerCustomProtocol, reset, tokenize } from "./link-words";

/* The functions that recognize addresses until the library for them loads, and then delegate to it. */

const WRITTEN_OUT = "See https://example.org/a?b=c, or (mailto:desk@example.org).";

it("recognizes addresses with a scheme until the library loads, and every address after", () => {
  registerCustomProtocol("https");
  expect(find(WRITTEN_OUT).map(({ value, start, end }) => [value, start, end])).toEqual([
    ["https://example.org/a?b=c", 4, 29],
    ["mailto:desk@example.org", 35, 58],
  ]);
  expect(find("see example.org").length).toBe(0);
  expect(find("javascript:alert(1) https://user:secret@example.org").length).toBe(0);
  const pieces = tokenize("(https://example.org/)").map((token) => token.toObject("https"));
  expect(pieces.map(({ value, isLink }) => [value, isLink])).toEqual([
    ["(", false],
    ["https://example.org/", true],
    [")", false],
  ]);

  recognizeBy(linkify);
  expect(find("see example.org", { defaultProtocol: "https" }).map(({ href }) => href)).toEqual([
    "https://example.org",
  ]);
  expect(tokenize("example.org").map((token) => token.toObject("https").isLink)).toEqual([true]);
  reset();
});
