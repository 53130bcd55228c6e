import { describe, expect, it } from "vitest";
import { productFiles, read } from "@/tests/architecture/syntax";
import { day, MomentKey, milliseconds, moment, momentKey, readMomentKey } from "./moments";

const ID = "0198c7a0-0000-7000-8000-000000000001";
const isOk = (schema: { safeParse: (value: unknown) => { success: boolean } }, value: unknown) =>
  schema.safeParse(value).success;

describe("days and moments from user input", () => {
  it("accepts only days and moments to which a day can be added or subtracted", () => {
    for (const text of ["0001-01-01", "2024-02-29", "9998-12-31"])
      expect([text, isOk(day(), text)]).toEqual([text, true]);
    for (const text of ["0000-12-31", "9999-01-01", "9999-12-31", "2023-02-29", "10000-01-01", "x", ""])
      expect([text, isOk(day(), text)]).toEqual([text, false]);
    expect(isOk(moment(), "9998-12-31T23:59:59.999Z")).toBe(true);
    expect(isOk(moment(), "9999-01-01T00:00:00Z")).toBe(false);
    expect(isOk(moment(), "0000-12-31T23:59:59Z")).toBe(false);
    expect(isOk(milliseconds(), "8640000000000000")).toBe(false);
    expect(isOk(milliseconds(), String(Date.now()))).toBe(true);
  });

  it("reports one error for an invalid day", () => {
    for (const text of ["9999-12-31", "x"])
      expect(
        day("day")
          .safeParse(text)
          .error?.issues.map(({ message }) => message),
      ).toEqual(["day"]);
  });

  it("reads the keys that lists write and rejects others", () => {
    const place = { at: new Date(1_700_000_000_000), id: ID };
    expect(readMomentKey(momentKey(place))).toEqual(place);
    for (const key of [
      undefined,
      "",
      ID,
      `8640000000000001.${ID}`,
      `999999999999999.${ID}`,
      `-1.${ID}`,
      `1e3.${ID}`,
      `1.${"-".repeat(36)}`,
      `1.${ID}.1`,
      `.${ID}`,
    ]) {
      expect([key, readMomentKey(key)]).toEqual([key, null]);
      expect(isOk(MomentKey, key)).toBe(false);
    }
  });

  it("is the only module that parses days, moments and their keys", () => {
    const others = productFiles("app", "components", "lib").filter(
      (file) =>
        file !== "lib/core/moments.ts" &&
        /z\s*\.iso\b|getTime\(\)\}\.\$|8_?640_?000_?000_?000_?00/.test(read(file)),
    );
    expect(others).toEqual([]);
  });
});
