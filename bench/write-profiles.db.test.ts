import { asc, eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { db } from "@/db/client";
import { auditEntry } from "@/db/schema/core";
import { page, revision, section } from "@/db/schema/revisions";
import { listVersions, scope } from "@/lib/core/versions";
import { findSection } from "@/lib/profiles";
import { kindOf } from "@/lib/profiles/kinds";
import type { SectionKey } from "@/lib/profiles/model";
import { SECTION_KEYS } from "@/lib/profiles/model";
import { rebuildProfile } from "@/lib/profiles/projections";
import { canonicalJson } from "@/lib/text/canonical";
import { textHash } from "@/lib/text/hash";
import type { Content } from "@/lib/text/nodes";
import { useDatabase } from "@/tests/support/database";
import { makeEditors } from "./make-editors";
import { planAreas, planOne, revisionsOf, surroundings } from "./profiles";
import { writeProfiles } from "./write-profiles";

useDatabase();

async function written() {
  const editors = await makeEditors(2);
  const authors = editors.map((one) => one.memberId);
  await writeProfiles(planAreas(2, 16), authors);
  const [one] = await db()
    .select({ id: page.id, last: page.lastRevision })
    .from(page)
    .where(eq(page.slug, "area-1"));
  if (!one) throw new Error("nothing was written");
  return { ...one, editors };
}

describe("the data of the bench", () => {
  it("is as the engine would have left it", async () => {
    const { id, last } = await written();
    const rows = await db()
      .select({
        id: revision.id,
        number: revision.number,
        sectionId: revision.sectionId,
        parentId: revision.parentId,
        content: revision.content,
        hash: revision.hash,
        size: revision.size,
        sizeChange: revision.sizeChange,
        authorId: revision.authorId,
      })
      .from(revision)
      .where(eq(revision.pageId, id))
      .orderBy(asc(revision.number));
    expect(rows.map((row) => row.number)).toEqual(Array.from({ length: 16 }, (_row, n) => n + 1));
    expect(last).toBe(16);
    const newest = new Map<string, (typeof rows)[number]>();
    for (const row of rows) {
      expect(row.hash).toBe(textHash(canonicalJson(row.content)));
      expect(row.parentId).toBe(newest.get(row.sectionId)?.id ?? null);
      expect(row.sizeChange).toBe(row.size - (newest.get(row.sectionId)?.size ?? 0));
      newest.set(row.sectionId, row);
    }
    const sections = await db()
      .select({ id: section.id, key: section.key, current: section.currentRevisionId })
      .from(section)
      .where(eq(section.pageId, id));
    expect(sections).toHaveLength(SECTION_KEYS.length);
    for (const one of sections) expect(one.current).toBe(newest.get(one.id)?.id ?? null);
    for (const one of sections) {
      const stored = newest.get(one.id)?.content;
      if (stored) expect(kindOf(one.key as SectionKey).parse(stored)).toEqual(stored);
    }
    expect(await db().$count(auditEntry, eq(auditEntry.fact, "revision.published"))).toBe(2 * 4);
    const versions = await listVersions(db(), [scope.profile("area-1"), scope.changes, scope.countries]);
    expect(versions.size).toBe(3);
    expect(await db().transaction((tx) => rebuildProfile(tx, id))).toBe(0);
  });

  it("reads as a page of 40 KB and is the same each time", () => {
    const around = surroundings();
    const texts = (seed: number) => {
      const standing = new Map<string, unknown>();
      const [plan] = planAreas(seed, 20).slice(-1);
      if (plan) for (const one of revisionsOf(plan, around)) standing.set(one.key, one.content);
      return standing;
    };
    for (const seed of [1, 77]) {
      const [first, again] = [texts(seed), texts(seed)];
      expect([...first]).toEqual([...again]);
      const prose = [...first].filter(([, content]) => "doc" in (content as object));
      const length = prose.reduce(
        (sum, [key, content]) => sum + kindOf(key as SectionKey).text(content).length,
        0,
      );
      expect(length).toBeGreaterThan(36_000);
      expect(length).toBeLessThan(46_000);
      const types = new Set(
        prose.flatMap(([, one]) => (one as Content).doc.content.map((block) => block.type)),
      );
      expect([...types].sort()).toEqual(["bulletList", "heading", "orderedList", "paragraph", "table"]);
    }
  });

  it("has the section of 250,000 characters and 40 tables for the editor", () => {
    const plan = planOne("editor", 900, 12, { key: "legislation", characters: 250_000, tables: 40 });
    const found = [...revisionsOf(plan, surroundings())].find((one) => one.key === "legislation");
    const content = found?.content as Content;
    expect(kindOf("legislation").text(content).length).toBeGreaterThan(250_000);
    expect(content.doc.content.filter((block) => block.type === "table")).toHaveLength(40);
  });

  it("is read by the product", async () => {
    await written();
    const found = await findSection("area-2", "legislation");
    expect(found?.revision?.number).toBeGreaterThan(0);
  });
});
