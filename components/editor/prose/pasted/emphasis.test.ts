import { expect, it } from "vitest";
import { isColourful } from "./emphasis";

it.each(["red", "#ff0000", "#2F5496", "#fc0", "rgb(200, 30, 30)", "rgba(0 0 255 / 1)", "yellow"])(
  "counts %s as a colour",
  (colour) => expect(isColourful(colour)).toBe(true),
);

it.each([
  "",
  "black",
  "windowtext",
  "#000000",
  "#333",
  "rgb(34, 34, 34)",
  "rgba(255, 0, 0, 0)",
  "white",
  "inherit",
])("does not count “%s” as a colour", (colour) => expect(isColourful(colour)).toBe(false));
