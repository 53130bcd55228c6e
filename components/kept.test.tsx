import { beforeEach, expect, it } from "vitest";
import { markup } from "@/tests/support/markup";
import { emptyCache, kept } from "./kept";

let drawn = 0;
interface Given {
  words: string;
  at?: Date | undefined;
  list?: readonly string[];
  none?: string | null;
}
const Part = kept("section", ({ words, at, list = [], none }: Given) => {
  drawn += 1;
  return (
    <p title={words}>
      {words} {at?.toISOString()} {list.join()} {none === null ? "null" : none}
    </p>
  );
});
const Other = kept("section", ({ words }: { words: string }) => <b>{words}</b>);

beforeEach(() => {
  emptyCache();
  drawn = 0;
});

it("draws a part once for the same data, and again for other data", () => {
  const given: Given = { words: "One", at: new Date("2026-11-29T10:00:00Z"), list: ["a", "b"] };
  const html = markup(<Part of={given} />);
  expect(markup(<Part of={structuredClone(given)} />)).toBe(html);
  expect(drawn).toBe(1);
  const others: Given[] = [
    { ...given, words: "Two" },
    { ...given, at: new Date("2026-11-29T10:00:00.001Z") },
    { ...given, at: undefined },
    { ...given, list: ["a"] },
    { ...given, list: ["a,b", ""] },
    { ...given, none: null },
    { ...given, none: "null" },
  ];
  expect(new Set(others.map((one) => markup(<Part of={one} />))).size).toBeGreaterThan(4);
  expect(drawn).toBe(1 + others.length);
  expect(markup(<Other of={{ words: "One" }} />)).toBe("<section><b>One</b></section>");
});

it("escapes what members wrote, drawn or cached, inside and on the element", () => {
  const words = `"><script>alert(1)</script>&amp;`;
  const draw = () => markup(<Part id={`"><i>`} of={{ words }} />);
  const first = draw();
  expect(first).not.toMatch(/<script|<i>/);
  expect(draw()).toBe(first);
  expect(drawn).toBe(1);
});

it("caches characters of every script, within its limit of bytes", () => {
  const arabic = "الجريمة السيبرانية 🐙";
  expect(markup(<Part of={{ words: arabic }} />)).toContain(arabic);
  expect(markup(<Part of={{ words: arabic }} />)).toContain(arabic);
  for (let n = 0; n < 9; n += 1) markup(<Part of={{ words: `${n}${"x".repeat(1_000_000)}` }} />);
  const before = drawn;
  markup(<Part of={{ words: arabic }} />);
  expect(drawn).toBe(before + 1);
});

it("takes plain data only: the compiler refuses what JSON leaves out", () => {
  const Called = kept("section", ({ name }: { name: () => string }) => <i>{name()}</i>);
  // @ts-expect-error A function would not be in the key.
  expect(markup(<Called of={{ name: () => "a" }} />)).toContain("a");
  const Mapped = kept("section", ({ by }: { by: { names: ReadonlyMap<string, string> } }) => (
    <i>{by.names.get("a")}</i>
  ));
  // @ts-expect-error Nor would what a map holds.
  expect(markup(<Mapped of={{ by: { names: new Map([["a", "b"]]) } }} />)).toContain("b");
});
