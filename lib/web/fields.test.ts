import { describe, expect, it } from "vitest";
import { readCookie } from "./cookies";
import { parseStorable, readFields, readSearch } from "./fields";

describe("characters that Postgres rejects", () => {
  it("are removed from addresses (NUL)", () => {
    expect([...readSearch("?q=a%00b&%00c=%2500")]).toEqual([
      ["q", "ab"],
      ["c", "%00"],
    ]);
  });

  it("are removed from JSON (NUL, unpaired surrogates), but pairs are kept", () => {
    expect(parseStorable('{"a":"x\\u0000y\\ud800","b":["\\ud83d\\ude00"]}')).toEqual({
      a: "xy\ufffd",
      b: ["\u{1f600}"],
    });
    expect(() => parseStorable('{"a\\u0000":1}')).toThrow(SyntaxError);
    expect(() => parseStorable('{"\\udc00":1}')).toThrow(SyntaxError);
    expect(parseStorable('{"a":"\\\\u0000"}')).toEqual({ a: "\\u0000" });
  });

  it("are removed from forms (NUL), including names", async () => {
    const body = new URLSearchParams([
      ["a", "x\0y"],
      ["b\0", "1"],
      ["c[]", "\0"],
      ["c[]", "z"],
    ]);
    const fields = await readFields(new Request("http://localhost", { method: "POST", body }));
    expect(fields).toEqual({ a: "xy", c: ["", "z"] });
  });
});

it("do not occur in cookies, as undecodable ones are ignored", () => {
  expect(readCookie("octopus=%; other=%E0%A4%A", "octopus")).toBeNull();
  expect(readCookie("octopus=a%20b", "octopus")).toBe("a b");
});
