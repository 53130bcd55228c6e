import { describe, expect, it } from "vitest";
import { bareAddresses } from "./bare-links";

const addressesIn = (line: string) => [...bareAddresses(line)].map(({ text }) => text);

describe("bare address in a line", () => {
  it.each([
    ["ends before the marks of its sentence", "See https://example.org/a.", "https://example.org/a"],
    ["ends before a bracket that it stands in", "(https://example.org/a)", "https://example.org/a"],
    ["keeps a bracket that it opens", "https://example.org/Act_(1990)", "https://example.org/Act_(1990)"],
    [
      "keeps its own bracket in another",
      "(https://example.org/Act_(1990)).",
      "https://example.org/Act_(1990)",
    ],
  ])('finds "%s"', (_, line, address) => {
    expect(addressesIn(line)).toEqual([address]);
  });
});
