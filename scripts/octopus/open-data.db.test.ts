import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { closeDatabase } from "@/db/client";
import { migrateDatabase } from "@/db/migrate";
import { loadSeed, type Seed } from "@/db/seed";
import { applySeed } from "@/db/seed/apply";
import { OPERATOR, transact } from "@/lib/transact";
import { setEnvironment } from "@/tests/support/accounts";
import { useDatabase } from "@/tests/support/database";
import { emptyDatabases, onServer } from "@/tests/support/empty-database";
import { exportProfiles } from "./export";
import { importProfiles } from "./import";

useDatabase({ keep: true });
const emptyDatabase = emptyDatabases();
const folder = mkdtempSync(join(tmpdir(), "octopus-open-data-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const [first, second] = [join(folder, "first"), join(folder, "second")];
let seed: Seed;
let source = "";
let other = "";

/** Runs a command; returns its output and exit code. */
async function run(work: () => Promise<unknown>): Promise<{ code: number; lines: string[] }> {
  const said: string[] = [];
  const spy = vi.spyOn(process.stdout, "write").mockImplementation((text) => said.push(String(text)) > 0);
  const code = (await work().finally(() => spy.mockRestore())) ?? 0;
  return { code: Number(code), lines: said.join("").trimEnd().split("\n") };
}
const exportTo = (dir: string) => run(() => exportProfiles.run({ dir }));
const importFrom = (dir: string, dryRun = false) => run(() => importProfiles.run({ dir, dryRun }));
const profileOf = (dir: string, slug: string) =>
  JSON.parse(readFileSync(join(dir, "profiles", `${slug}.json`), "utf8"));

/** A profile without what differs between sites. */
function withoutNumbers({ revision: _, sections, ...rest }: ReturnType<typeof profileOf>) {
  const contents = sections.map(({ key, content }: { key: string; content: unknown }) => ({ key, content }));
  return { ...rest, sections: contents };
}

beforeAll(async () => {
  const all = loadSeed();
  const slugs = ["romania", "senegal", "france"];
  const of = <One extends { slug: string }>(list: One[]) => list.filter(({ slug }) => slugs.includes(slug));
  seed = { ...all, countries: of(all.countries), profiles: of(all.profiles) };
  await transact(OPERATOR, (ctx) => applySeed(ctx, seed));
  await exportTo(first);
  source = process.env.DATABASE_URL ?? "";
  other = await emptyDatabase();
  await migrateDatabase(other);
  await closeDatabase();
  setEnvironment({ DATABASE_URL: other });
  await transact(OPERATOR, (ctx) => applySeed(ctx, { ...seed, profiles: [] }));
}, 60_000);

describe("open data", () => {
  it("has every profile with its origin, and an index", () => {
    const index = JSON.parse(readFileSync(join(first, "index.json"), "utf8"));
    expect(index).toMatchObject({ format: "octopus-export/1", site: "http://localhost:3000" });
    expect(index.profiles.map(({ slug }: { slug: string }) => slug)).toEqual([
      "france",
      "romania",
      "senegal",
    ]);
    expect(profileOf(first, "senegal")).toMatchObject({
      format: "octopus-profile/1",
      profile: { slug: "senegal", iso2: "SN" },
      sections: expect.arrayContaining([
        {
          key: "sources",
          revision: { number: 1, author: "community", createdAt: expect.any(String) },
          content: expect.anything(),
        },
      ]),
    });
    expect(readdirSync(join(first, "profiles"))).toHaveLength(3);
  });

  it("reports what it would add to another site, adds it, and then has nothing to add", async () => {
    const count = () =>
      onServer<{ n: number }>(
        "select count(*)::int as n from revision r join page p on p.id = r.page_id where p.kind = 'profile'",
        other,
      );
    const dry = await importFrom(first, true);
    expect(dry.lines.at(-1)).toMatch(
      /^3 profiles read; sections: [1-9]\d* would be added, 0 the same, 0 differ .*, 0 refused$/,
    );
    expect(await count()).toEqual([{ n: 0 }]);
    const real = await importFrom(first);
    expect(real).toEqual({
      code: 0,
      lines: [...dry.lines.slice(0, -1), dry.lines.at(-1)?.replace("would be added", "added")],
    });
    expect((await importFrom(first)).lines).toEqual([
      expect.stringMatching(/sections: 0 added, [1-9]\d* the same, 0 differ/),
    ]);
    await exportTo(second);
    for (const slug of ["france", "romania", "senegal"])
      expect(withoutNumbers(profileOf(second, slug))).toEqual({ ...withoutNumbers(profileOf(first, slug)) });
    expect(
      await onServer(
        "select distinct tag, author_id from revision r join page p on p.id = r.page_id where p.kind = 'profile'",
        other,
      ),
    ).toEqual([{ tag: "import", author_id: null }]);
    const standings = "select treaty, status, in_force_on from treaty_status order by page_id, treaty";
    expect(await onServer(standings, other)).toHaveLength((await onServer(standings, source)).length);
  });

  it("never changes existing content, and names what it cannot import", async () => {
    const changed = profileOf(first, "senegal");
    const prose = changed.sections.find(({ key }: { key: string }) => key === "legislation");
    prose.content.doc.content = prose.content.doc.content.slice(0, 1);
    changed.sections.find(({ key }: { key: string }) => key === "laws").content.records[0].script =
      "<script>";
    const place = (name: string) => join(first, "profiles", name);
    writeFileSync(place("senegal.json"), JSON.stringify(changed));
    writeFileSync(place("atlantis.json"), JSON.stringify({ ...changed, profile: { slug: "atlantis" } }));
    writeFileSync(place("broken.json"), "{");
    writeFileSync(place("other.json"), JSON.stringify({ format: "octopus-profile/9" }));
    const { code, lines } = await importFrom(first);
    expect(code).toBe(1);
    expect(lines).toContain("  senegal/legislation  kept");
    expect(lines.find((line) => line.startsWith("  senegal/laws"))).toMatch(
      /refused: records 0 script unknown$/,
    );
    expect(lines).toContain("  atlantis  refused: this site has no such profile");
    expect(lines).toContain("  broken  refused: no JSON");
    expect(lines.find((line) => line.startsWith("  other "))).toMatch(/refused: format/);
    await expect(importFrom(join(folder, "nowhere"))).rejects.toThrow(/cannot be read \(ENOENT\)/);
  });
});
