import { describe, expect, it } from "vitest";
import { db } from "@/db/client";
import { file } from "@/db/schema/files";
import { runDueJobs } from "@/lib/jobs/worker";
import { countFacets, findMaterial, listMaterials } from "@/lib/training";
import { LibraryQuery } from "@/lib/training/queries/model";
import { OPERATOR } from "@/lib/transact";
import { useDatabase } from "@/tests/support/database";
import { applyMaterials } from "./apply-materials";
import { MATERIALS } from "./materials";

useDatabase({ keep: true });

const all = LibraryQuery.parse({});

describe("the library on its first day", () => {
  it("contains at least six documents of our own, as PDF and Word file, checked like uploads", async () => {
    expect(await applyMaterials(OPERATOR)).toHaveLength(MATERIALS.length);
    await runDueJobs();
    const files = await db().select({ type: file.type, state: file.state, reading: file.reading }).from(file);
    expect(files.filter(({ type }) => type === "pdf").length).toBeGreaterThanOrEqual(6);
    expect(files.filter(({ type }) => type === "docx").length).toBeGreaterThanOrEqual(6);
    expect(new Set(files.map((one) => `${one.state} ${one.reading}`))).toEqual(new Set(["clean read"]));
  }, 600_000);

  it("lists resources by others without copying them", async () => {
    const { rows } = await listMaterials(all, "en");
    const linked = rows.filter((row) => row.links > 0);
    expect(linked.length).toBeGreaterThanOrEqual(8);
    expect(linked.every((row) => row.files === 0)).toBe(true);
    expect((await findMaterial("electronic-evidence-learning-path"))?.items).toHaveLength(4);
    expect((await countFacets(all, "en")).get("lang")?.get("fr")).toBe(1);
  });

  it("says of each what it is and where to find it, without remarks by its compilers", () => {
    for (const { slug, description, links } of MATERIALS) {
      const text = description.join(" ");
      expect(text, slug).not.toMatch(/survey of the field|was read|looked up|text that was received/i);
      if (links.length > 0) expect(text.length, slug).toBeGreaterThan(180);
    }
  });

  it("adds nothing the second time", async () => {
    expect(await applyMaterials(OPERATOR)).toEqual([]);
  });
});
