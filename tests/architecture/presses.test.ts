import { parseSync } from "oxc-parser";
import { describe, expect, it } from "vitest";
import { productFiles, read, Visitor } from "./syntax";

/** Code that may act when a field is left while the mouse button is still pressed, and why. */
const ALLOWED: Record<string, string> = {
  "components/listbox/after-press.ts": "is what makes the others wait",
  "enhance/cards.ts": "closes a card that lies over the page and moves nothing",
  "enhance/mentions.ts": "stops a question to the server, and shows nothing",
};
const LEAVES = new Set(["blur", "focusout"]);

/** Whether a file acts when a field is left without using `afterPress` or `pressEnded`. */
function actsAtOnce(source: string, name = "source.tsx"): boolean {
  let isFound = false;
  const look = (start: number, end: number) => {
    if (!/\b(afterPress|pressEnded)\(/.test(source.slice(start, end))) isFound = true;
  };
  new Visitor({
    CallExpression({ callee, arguments: given, start, end }) {
      if (callee.type !== "MemberExpression" || callee.property.type !== "Identifier") return;
      const [event] = given;
      if (callee.property.name === "addEventListener" && event?.type === "Literal")
        if (LEAVES.has(String(event.value))) look(start, end);
    },
    JSXAttribute({ name: attribute, value, start, end }) {
      if (attribute.type === "JSXIdentifier" && attribute.name === "onBlur" && value) look(start, end);
    },
  }).visit(parseSync(name, source).program);
  return isFound;
}

describe("actions when a field is left", () => {
  it("wait until the pressed mouse button has completed its click", () => {
    const found = productFiles("app", "components", "enhance").filter((file) => actsAtOnce(read(file), file));
    expect(found.sort()).toEqual(Object.keys(ALLOWED).sort());
  });

  it.each([
    'field.addEventListener("blur", () => close());',
    'document.addEventListener("focusout", close);',
    "const a = <input onBlur={() => setOpen(false)} />;",
  ])("is a violation: %s", (source) => expect(actsAtOnce(source)).toBe(true));

  it.each([
    'field.addEventListener("blur", () => afterPress(close));',
    "const a = <input onBlur={() => afterPress(() => setOpen(false))} />;",
    'field.addEventListener("focus", open);',
  ])("is allowed: %s", (source) => expect(actsAtOnce(source)).toBe(false));
});
