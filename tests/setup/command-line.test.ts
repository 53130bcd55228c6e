import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { z } from "zod";
import { command } from "@/scripts/octopus/command";
import { COMMANDS } from "@/scripts/octopus/commands";
import { parseCall } from "@/scripts/octopus/parse";
import { runCommand } from "@/scripts/octopus/run";

let stdout = "";
let stderr = "";

beforeEach(() => {
  stdout = "";
  stderr = "";
  vi.spyOn(process.stdout, "write").mockImplementation((text) => {
    stdout += text;
    return true;
  });
  vi.spyOn(process.stderr, "write").mockImplementation((text) => {
    stderr += text;
    return true;
  });
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
});

describe("the operator's command line", () => {
  it("lists every command, and each has its own help", async () => {
    expect(await runCommand(["--help"])).toBe(0);
    for (const name of Object.keys(COMMANDS)) {
      expect(stdout).toContain(`  ${name}`);
      expect(await runCommand([name, "--help"])).toBe(0);
      expect(stdout).toContain(`Usage: npm run octopus -- ${name}`);
    }
    expect(stderr).toBe("");
  });

  it.each([
    [["fly"], "there is no command fly. See: npm run octopus -- --help"],
    [["migrate", "--fast"], "Unknown option '--fast'. See: npm run octopus -- migrate --help"],
    [["migrate", "now"], "now is not expected. See: npm run octopus -- migrate --help"],
    [["constructor"], "there is no command constructor. See: npm run octopus -- --help"],
  ])("responds to %j with one line and exit code 2", async (args, line) => {
    expect(await runCommand(args)).toBe(2);
    expect(stderr).toBe(`${line}\n`);
    expect(stdout).toBe("");
  });

  it("names an invalid variable and the allowed values, never its value", async () => {
    vi.stubEnv("SMTP_URL", "ftp://user:hunter2@host");
    expect(await runCommand(["check-env"])).toBe(1);
    expect(stderr).toMatch(/^SMTP_URL has a value that is not allowed; allowed: .*\n$/);
    expect(stderr).not.toContain("hunter2");
    vi.stubEnv("SMTP_URL", "");
    expect(await runCommand(["check-env"])).toBe(0);
  });

  it("hides the password of a database that it cannot reach", async () => {
    vi.stubEnv("DATABASE_URL", "postgres://octopus:hunter2@127.0.0.1:1/octopus");
    expect(await runCommand(["migrate"])).toBe(1);
    expect(stderr).toContain("cannot reach postgres://octopus@127.0.0.1:1/octopus (ECONNREFUSED)");
    expect(stderr).not.toContain("hunter2");
  });
});

describe("a call", () => {
  const copy = command({
    name: "copy",
    about: "Copies.",
    operands: ["FILE"],
    options: { "as-name": { value: "NAME", about: "the copy's name" }, quiet: { about: "says nothing" } },
    input: z.object({
      file: z.string(),
      asName: z.string().max(5, "at most 5 characters"),
      quiet: z.boolean().optional(),
    }),
    database: false,
    run: async () => undefined,
  });

  it("is parsed into the input of its command", () => {
    expect(parseCall(copy, ["a.txt", "--as-name", "b", "--quiet"])).toEqual({
      help: false,
      input: { file: "a.txt", asName: "b", quiet: true },
    });
  });

  it.each([
    [["a.txt"], "--as-name is missing"],
    [["--as-name", "b"], "FILE is missing"],
    [["a.txt", "--as-name", "too long"], "--as-name: at most 5 characters"],
    [["a.txt", "b.txt", "--as-name", "b"], "b.txt is not expected"],
  ])("%j is refused", (args, line) => {
    expect(() => parseCall(copy, args)).toThrow(line);
  });
});
