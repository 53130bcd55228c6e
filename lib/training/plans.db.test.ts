import { readFileSync } from "node:fs";
import { beforeAll, describe, expect, it } from "vitest";
import { pool } from "@/db/client";
import { countFacets, findPack, listFeedEntries, listMaterials, listUsage } from "@/lib/training";
import { LibraryQuery } from "@/lib/training/queries/model";
import { useDatabase } from "@/tests/support/database";
import { materialRow } from "@/tests/support/materials";
import { plansOf, settledPlansOf } from "@/tests/support/plans";

useDatabase({ keep: true });

/** Two courses of these materials, and the places of their files. */
const COURSES = `
  update material set slug = 'course-of-50' where slug = 'material-5001';
  update material set slug = 'course-of-2' where slug = 'material-5002';
  insert into material_item (course_id, item_id, position)
    select md5('material-5001')::uuid, md5('material-' || n)::uuid, n from generate_series(1, 52) n where n % 20 <> 0;
  insert into material_item (course_id, item_id, position)
    select md5('material-5002')::uuid, md5('material-' || n)::uuid, n from generate_series(1, 2) n;
  delete from material_file where material_id in (md5('material-5001')::uuid, md5('material-5002')::uuid);
  insert into file_object (key, file_id, kind, state, size, created_at)
    select 'original/' || id, id, 'original', 'kept', size, now() from file;
  insert into file_use (file_id, owner_kind, owner_id, place, scope, access, is_open, position)
    select distinct on (f.file_id) f.file_id, 'material', f.material_id, '/training/' || m.slug, 'material:' || m.slug,
      m.access, m.state = 'published', f.position
    from material_file f join material m on m.page_id = f.material_id;`;

/**
 * Their search entries: each material and two parts of a file, one in forty-one with a given word; and many
 * other entries with it.
 */
const ENTRIES = `
  drop index search_entry_terms;
  insert into search_entry (thing, part, owner, key, kind, path, titles, language, countries, audience, prior, text, anchors,
      terms, hash)
    select gen_random_uuid(), p, case p when 0 then 'material:' else 'material-files:' end || md5('material-' || n)::uuid,
      n || '-' || p, case p when 0 then 'material' else 'file' end, '/', '{}', 'en', '{}', 'public', 0, '', '[]',
      to_tsvector('simple', 'filler' || n || case when n % 41 = 0 then ' warrant' else '' end)
        || array_to_tsvector(array['=k:' || case p when 0 then 'material' else 'file' end]), ''
    from generate_series(1, 6000) n, generate_series(0, 2) p;
  insert into search_entry (thing, part, owner, key, kind, path, titles, language, countries, audience, prior, text, anchors,
      terms, hash)
    select gen_random_uuid(), 0, 'section:' || n, 'x', 'section', '/', '{}', 'en', '{}', 'public', 0, '', '[]',
      to_tsvector('simple', 'warrant filler' || n) || array_to_tsvector(array['=k:section']), ''
    from generate_series(1, 10000) n;
  create index search_entry_terms on search_entry using gin (terms) with (gin_pending_list_limit = 256);`;

/** A hundred times today's materials (bench/explain-training.sql). */
beforeAll(async () => {
  const client = await pool().connect();
  try {
    await client.query("set statement_timeout = 0");
    await client.query(readFileSync("bench/explain-training.sql", "utf8"));
    await client.query(COURSES);
    await client.query(ENTRIES);
    await client.query("analyze");
  } finally {
    client.release(true);
  }
}, 300_000);

/** No statement was sent, so no expectation matches. */
const NONE = { text: "", plan: "" };

const countOf = (plan: string, node: string) => plan.split(node).length - 1;

describe("library of 6,000 materials", () => {
  it.each([
    ["new", "material_new"],
    ["used", "material_used"],
    ["title", "material_title"],
  ])("reads the order %s from the index %s, without summing downloads", async (sort, index) => {
    const query = LibraryQuery.parse({ sort });
    const { next } = await listMaterials(query, "en");
    for (const after of [undefined, next ?? ""]) {
      const [{ plan: rows } = NONE] = await plansOf(() => listMaterials({ ...query, after }, "en"));
      expect(rows).toContain(index);
      expect(rows).not.toContain("file_download");
      expect(rows).not.toMatch(/Seq Scan on (?:material |material_version|material_file|file)/);
    }
  });

  it("counts all filter values by reading each table once", async () => {
    for (const asked of [{}, { type: "document", kind: "guide,module", topic: "cloud" }]) {
      const [{ plan } = NONE] = await plansOf(() => countFacets(LibraryQuery.parse(asked), "en"));
      expect(countOf(plan, "CTE those")).toBe(1);
      expect(countOf(plan, "Scan on material ")).toBe(1);
      expect(countOf(plan, "SubPlan")).toBeLessThanOrEqual(1);
    }
  });

  it("looks words up once by the index, not again for each material", async () => {
    const query = LibraryQuery.parse({ q: "warrant" });
    const asked = [() => listMaterials(query, "en"), () => countFacets(query, "en")];
    for (const ask of asked) {
      const plans = await settledPlansOf(ask);
      const looking = plans.filter((plan) => plan.includes("search_entry"));
      expect(looking).toHaveLength(1);
      expect(looking[0]).toMatch(/Bitmap Index Scan on search_entry_terms/);
      expect(looking[0]).not.toMatch(/Seq Scan|Nested Loop/);
      const reading = plans.filter((plan) => /on material /.test(plan) && !looking.includes(plan));
      expect(reading.length).toBeGreaterThan(0);
      for (const plan of reading) expect(plan).not.toMatch(/Semi Join/);
    }
    const { total } = await listMaterials(query, "en");
    expect(total).toBe(139);
  });

  it("reads feed and member figures without a sum over all", async () => {
    const [{ plan: newest } = NONE] = await plansOf(() => listFeedEntries(LibraryQuery.parse({}), 50));
    expect(newest).toContain("material_new");
    const { pageId } = await materialRow("material-77");
    const [{ plan: usage } = NONE] = await plansOf(() => listUsage([pageId]));
    expect(usage).toContain("file_download_file_id_day_country_pk");
    expect(usage).not.toContain("Seq Scan");
  });

  it("reads a course of fifty parts by indexes, in as many statements as one of two", async () => {
    const plans = await plansOf(() => findPack("course-of-50"));
    expect(plans).toHaveLength((await plansOf(() => findPack("course-of-2"))).length);
    for (const { plan } of plans)
      expect(plan).not.toMatch(
        /Seq Scan on (?:material|material_version|material_file|file|file_use|file_object) /,
      );
    expect((await findPack("course-of-50"))?.parts.map(({ files }) => files.length)).toEqual([
      0,
      ...Array.from({ length: 50 }, () => 2),
    ]);
  });
});
