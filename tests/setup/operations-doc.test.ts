import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { EnvSchema, parseEnv } from "@/lib/env";
import { ACCOUNT_DAYS } from "@/lib/members/retention";
import { RETENTION_DAYS } from "@/lib/operation/retention";
import { ROOT } from "@/scripts/lib/paths.mjs";
import { COMMANDS } from "@/scripts/octopus/commands";

const FOLDER = join(ROOT, "docs");
const text = readFileSync(join(FOLDER, "operations.md"), "utf8");

/** Returns the rows of the first table under a heading, cell by cell. */
function tableUnder(heading: string): string[][] {
  const [, after = ""] = text.split(`\n## ${heading}\n`);
  const lines = after.split("\n");
  const start = lines.findIndex((line) => line.startsWith("| ---"));
  const rows = lines.slice(start + 1);
  const end = rows.findIndex((line) => !line.startsWith("|"));
  return rows.slice(0, end).map((line) =>
    line
      .split("|")
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
}

const names = (cell = "") => [...cell.matchAll(/`([^`]+)`/g)].map((match) => match[1] ?? "");

describe("the table of the configuration", () => {
  const rows = tableUnder("Configuration");

  it("lists every variable, and no other", () => {
    expect(rows.map(([name]) => names(name)[0]).sort()).toEqual(Object.keys(EnvSchema.in.shape).sort());
  });

  it("gives the defaults of the program", () => {
    const unset = parseEnv({ DATABASE_URL: "postgres://app@127.0.0.1/octopus", AUTH_SECRET: "x".repeat(32) });
    const given = new Map(rows.map(([name, means]) => [names(name)[0], means?.replaceAll("`", "")]));
    for (const [name, value] of Object.entries(unset)) {
      if (["DATABASE_URL", "AUTH_SECRET", "APP_URL"].includes(name)) continue;
      if (value !== undefined) expect([name, given.get(name)]).toEqual([name, String(value)]);
    }
  });
});

describe("the table of the commands", () => {
  const rows = tableUnder("Commands");

  it("lists every command, and no other", () => {
    expect(rows.map(([name]) => names(name)[0]).sort()).toEqual(Object.keys(COMMANDS).sort());
  });

  it.each(Object.keys(COMMANDS))("names the arguments of %s", async (name) => {
    const command = await COMMANDS[name]?.();
    const takes = [
      ...(command?.operands ?? []),
      ...Object.keys(command?.options ?? {}).map((option) => `--${option}`),
    ];
    const row = rows.find(([cell]) => names(cell)[0] === name);
    expect(names(row?.[1]).sort()).toEqual(takes.sort());
  });
});

describe("the rest of the page", () => {
  it("gives the actual retention periods", () => {
    const kept = new Map(tableUnder("What is kept, and for how long").map(([what, days]) => [what, days]));
    const days = (start: string) => {
      const [, value] = [...kept].find(([what]) => what?.startsWith(start)) ?? [];
      return Number(/\d+/.exec(value ?? "")?.[0]);
    };
    expect(days("network addresses")).toBe(RETENTION_DAYS.address);
    expect(days("network addresses")).toBe(ACCOUNT_DAYS.address);
    expect(days("ended sessions")).toBe(ACCOUNT_DAYS.session);
    expect(days("links from mails")).toBe(ACCOUNT_DAYS.token);
    expect(days("accounts that never")).toBe(ACCOUNT_DAYS.unverified);
    expect(days("invitations")).toBe(ACCOUNT_DAYS.invitation);
    expect(days("known browsers")).toBe(ACCOUNT_DAYS.knownDevice);
    expect(days("drafts")).toBe(RETENTION_DAYS.draft);
    expect(days("runs of jobs")).toBe(RETENTION_DAYS.jobRun);
  });

  it("contains no broken links", () => {
    const links = [...text.matchAll(/\]\(([^)#:]+)\)/g)].map((match) => match[1] ?? "");
    expect(links.filter((link) => !existsSync(join(FOLDER, link)))).toEqual([]);
  });
});
