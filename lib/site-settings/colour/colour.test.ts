import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { ChangeLook } from "../forms/model";
import { accentStyles, contrast, SURFACES, softOf, tooFaint } from "./model";

const tokens = readFileSync("assets/styles/tokens.css", "utf8");
const [light = "", dark = ""] = tokens.split("@media screen and (prefers-color-scheme: dark)");
const token = (sheet: string, name: string) => new RegExp(`--${name}: (#[\\da-f]+)`).exec(sheet)?.[1] ?? "";

describe("contrast", () => {
  it.each([
    ["#000000", "#ffffff", 21],
    ["#ffffff", "#ffffff", 1],
    ["#777777", "#ffffff", 4.48],
    ["#0000ff", "#ffffff", 8.59],
  ])("of %s with %s is as WCAG defines it", (one, other, ratio) => {
    expect(contrast(one, other)).toBeCloseTo(ratio, 2);
    expect(contrast(other, one)).toBeCloseTo(ratio, 2);
  });

  it("is measured with the surfaces of the style sheet", () => {
    expect([SURFACES.light.page, ...SURFACES.light.others]).toEqual([
      token(light, "page").replace(/^#fff$/, "#ffffff"),
      token(light, "sunken"),
    ]);
    expect([SURFACES.dark.page, ...SURFACES.dark.others]).toEqual([
      token(dark, "page"),
      token(dark, "sunken"),
      token(dark, "raised"),
    ]);
  });
});

describe("an accent colour", () => {
  it("of the product is clear enough, and text is readable on its soft variant", () => {
    expect(tooFaint(token(light, "accent"), "light")).toBeNull();
    expect(tooFaint(token(dark, "accent"), "dark")).toBeNull();
    for (const accent of ["#0b5a78", "#000000", "#7a0019"])
      expect(contrast(softOf(accent, "light"), token(light, "text-2"))).toBeGreaterThan(4.5);
    for (const accent of ["#7cc7dd", "#ffffff", "#f0907a"])
      expect(contrast(softOf(accent, "dark"), token(dark, "text-2"))).toBeGreaterThan(4.5);
  });

  it("that is too close to the page is refused with its contrast, rounded down", () => {
    expect(tooFaint("#777777", "light")).toBeLessThan(4.48);
    expect(tooFaint("#ffff00", "light")).toBeLessThan(1.1);
    expect(tooFaint("#10181d", "dark")).toBe(1);
    const parsed = ChangeLook.safeParse({ light: "#FFFF00", dark: "red" });
    expect(parsed.error?.issues.map(({ path, message }) => [path.join(), message])).toEqual([
      ["dark", "colour"],
      ["light", "contrast_low"],
    ]);
  });

  it("for light pages leaves dark ones as they are", () => {
    const sheet = accentStyles({ light: "#0b5a78", dark: "" });
    expect(sheet).toContain("@media screen{:root{--accent:#0b5a78;");
    expect(sheet).toContain(`:root[data-theme="dark"]{--accent:${token(dark, "accent")};`);
    expect(accentStyles({ light: "", dark: "#ffffff" })).not.toContain("@media screen{:root{");
    expect(accentStyles({ light: "", dark: "" })).toBe("");
  });
});
