import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import slugs from "@/db/seed/data/slugs.json" with { type: "json" };

/*
 * Stories run at the same time on one site. A story that writes in a country takes it with `countryFor`; another
 * story in the same country would find what the first wrote, or not, as it happens.
 */
const CHOICE = /countryFor\(([^)]*)\)/g;
const NAME = /"([a-z-]+)"/g;

const files = readdirSync("e2e").filter((file) => file.endsWith(".ts"));
const stories = files.map((file) => {
  const text = readFileSync(`e2e/${file}`, "utf8");
  const choices = [...text.matchAll(CHOICE)].map(([, list = ""]) =>
    [...list.matchAll(NAME)].map(([, slug = ""]) => slug),
  );
  return { file, choices: choices.filter((list) => list.length > 0), rest: text.replace(CHOICE, "") };
});
const taken = stories.flatMap(({ file, choices }) => choices.map(([slug = ""]) => ({ file, slug })));

describe("countries of stories", () => {
  it("exist", () => {
    const known = new Set<string>(Object.values(slugs));
    const named = stories.flatMap(({ choices }) => choices.flat());
    expect(named.length).toBeGreaterThan(50);
    expect(named.filter((slug) => !known.has(slug))).toEqual([]);
  });

  it("are taken by one story each", () => {
    const all = taken.map(({ slug }) => slug);
    expect(all.filter((slug, n) => all.indexOf(slug) !== n)).toEqual([]);
  });

  it("are not named in another story", () => {
    const named = taken.flatMap(({ file, slug }) =>
      stories
        .filter((one) => one.file !== file && new RegExp(`["/]${slug}["/#?\`]`).test(one.rest))
        .map((one) => `${slug}: ${file}, ${one.file}`),
    );
    expect(named).toEqual([]);
  });
});
