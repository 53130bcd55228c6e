import { readFileSync } from "node:fs";
import { beforeAll, describe, expect, it } from "vitest";
import { pool } from "@/db/client";
import { countFacets, listFeedEntries, listMaterials, listUsage } from "@/lib/training";
import { LibraryQuery } from "@/lib/training/queries/model";
import { useDatabase } from "@/tests/support/database";
import { materialRow } from "@/tests/support/materials";

useDatabase({ keep: true });

/** A hundred times today's materials (bench/explain-training.sql). */
beforeAll(async () => {
  const client = await pool().connect();
  try {
    await client.query("set statement_timeout = 0");
    await client.query(readFileSync("bench/explain-training.sql", "utf8"));
    await client.query("analyze");
  } finally {
    client.release(true);
  }
}, 120_000);

/** The plans of all statements that a query of ours sends. */
async function plansOf(query: () => Promise<unknown>): Promise<string[]> {
  const sent: { text: string; values: unknown[] }[] = [];
  const target = pool();
  const original = target.query.bind(target);
  target.query = ((config: string | { text: string }, values?: unknown[]) => {
    const text = typeof config === "string" ? config : config.text;
    sent.push({ text, values: values ?? (config as { values?: unknown[] }).values ?? [] });
    return original(config as string, values as unknown[]);
  }) as typeof target.query;
  try {
    await query();
  } finally {
    target.query = original as typeof target.query;
  }
  const plans = [];
  for (const { text, values } of sent) {
    const { rows } = await original(`explain ${text}`, values as unknown[]);
    plans.push(rows.map((row) => Object.values(row)[0]).join("\n"));
  }
  return plans;
}

const countOf = (plan: string, node: string) => plan.split(node).length - 1;

describe("the library of 6,000 materials", () => {
  it.each([
    ["new", "material_new"],
    ["used", "material_used"],
    ["title", "material_title"],
  ])("in the order %s is read by the index %s, and no download is summed up", async (sort, index) => {
    const query = LibraryQuery.parse({ sort });
    const { next } = await listMaterials(query, "en");
    for (const after of [undefined, next ?? ""]) {
      const [rows = ""] = await plansOf(() => listMaterials({ ...query, after }, "en"));
      expect(rows).toContain(index);
      expect(rows).not.toContain("file_download");
      expect(rows).not.toMatch(/Seq Scan on (?:material |material_version|material_file|file)/);
    }
  });

  it("counts the values of all filters by reading each table once", async () => {
    for (const asked of [{}, { type: "document", kind: "guide,module", topic: "cloud" }]) {
      const [plan = ""] = await plansOf(() => countFacets(LibraryQuery.parse(asked), "en"));
      expect(countOf(plan, "CTE those")).toBe(1);
      expect(countOf(plan, "Scan on material ")).toBe(1);
      expect(countOf(plan, "SubPlan")).toBeLessThanOrEqual(1);
    }
  });

  it("has a feed and the figures of a member's materials without a sum over all", async () => {
    const [newest = ""] = await plansOf(() => listFeedEntries(LibraryQuery.parse({}), 50));
    expect(newest).toContain("material_new");
    const { pageId } = await materialRow("material-77");
    const [usage = ""] = await plansOf(() => listUsage([pageId]));
    expect(usage).toContain("file_download_file_id_day_country_pk");
    expect(usage).not.toContain("Seq Scan");
  });
});
