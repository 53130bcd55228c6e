import { generateSync } from "otplib";
import { describe, expect, it } from "vitest";
import { newSecret, secretAddress, stepOf } from "./code";
import { newRecoveryCodes, plainCode } from "./recovery-codes";

const NOW = new Date("2026-11-25T10:00:10Z");
const seconds = (n: number) => Math.floor(NOW.getTime() / 1000) + n;

describe("codes", () => {
  const secret = newSecret();

  it("match one step before and after, and no further", () => {
    const fits = (offset: number) =>
      stepOf(secret, generateSync({ secret, epoch: seconds(offset) }), NOW, null) !== null;
    expect([-30, 0, 30].map(fits)).toEqual([true, true, true]);
    expect([-90, 90].map(fits)).toEqual([false, false]);
  });

  it("no longer match once their step was used", () => {
    const code = generateSync({ secret, epoch: seconds(0) });
    const step = stepOf(secret, code, NOW, null);
    expect(step).not.toBeNull();
    expect(stepOf(secret, code, NOW, step)).toBeNull();
  });

  it("are six digits and nothing else", () => {
    for (const typed of ["", "12345", "1234567", "12345a", "١٢٣٤٥٦"])
      expect(stepOf(secret, typed, NOW, null)).toBeNull();
  });

  it("come from an address that apps understand", () => {
    expect(secretAddress(secret, "awa@example.org")).toMatch(
      /^otpauth:\/\/totp\/Octopus%20Community:awa%40example\.org\?secret=/,
    );
  });
});

describe("recovery codes", () => {
  it("are ten different ones, readable however typed", () => {
    const codes = newRecoveryCodes();
    expect(new Set(codes).size).toBe(10);
    for (const code of codes) {
      expect(code).toMatch(/^([2-9b-z]{4}-){3}[2-9b-z]{4}$/);
      expect(plainCode(` ${code.toUpperCase().replaceAll("-", " ")} `)).toBe(code.replaceAll("-", ""));
    }
    expect(plainCode("123456")).toBeNull();
    expect(plainCode("aaaa-aaaa-aaaa-aaaa")).toBeNull();
  });
});
