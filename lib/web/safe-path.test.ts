import { describe, expect, it } from "vitest";
import { safePath } from "./safe-path";

describe("where a form leads on to", () => {
  it.each([
    ["/me/security", "/me/security"],
    ["/fr/me/security?held=1#x", "/me/security?held=1#x"],
    ["/ar", "/"],
    ["/countries/senegal/../romania", "/countries/romania"],
  ])("is an address of ours: %s", (given, path) => {
    expect(safePath(given, "/me")).toBe(path);
  });

  it.each([
    "",
    "me",
    "//evil.example",
    "/\\evil.example",
    "https://evil.example/",
    "javascript:alert(1)",
    "/..//evil.example",
    "/\t/evil.example",
    `/${"x".repeat(3000)}`,
  ])("is nowhere else: %j", (given) => {
    expect(safePath(given, "/me")).toBe("/me");
  });
});
