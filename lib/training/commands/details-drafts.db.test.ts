import { randomUUID } from "node:crypto";
import { beforeEach, describe, expect, it } from "vitest";
import { db } from "@/db/client";
import { draft } from "@/db/schema/revisions";
import { material } from "@/db/schema/training";
import type { Actor } from "@/lib/core/actor";
import { fieldErrorsOf, isDomainError } from "@/lib/core/errors";
import { findFormDraft } from "@/lib/revisions";
import {
  beginMaterial,
  discardMaterialDetails,
  findBegunMaterial,
  saveDescriptionDraft,
  saveMaterial,
  saveMaterialDetailsDraft,
  startMaterial,
  submitMaterial,
} from "@/lib/training";
import { discardMaterialDrafts } from "@/lib/training/commands/edit-description";
import { StartMaterial } from "@/lib/training/details/model";
import { listMaterialDrafts } from "@/lib/training/queries/drafts";
import { transact } from "@/lib/transact";
import { useDatabase } from "@/tests/support/database";
import { materialFields, materialRow, savedMaterial, startedMaterial } from "@/tests/support/materials";
import { by, makeActor } from "@/tests/support/members";
import { prose, refusal } from "@/tests/support/sections";

useDatabase();

let owner: Actor;
let other: Actor;
beforeEach(async () => {
  [owner, other] = [await makeActor(), await makeActor("trusted")];
});

const typed = (title: string) => ({ fields: [["title", title] as [string, string]] });
const keep = (actor: Actor, slug: string, title: string, sequence: number) =>
  transact(by(actor), (ctx) =>
    saveMaterialDetailsDraft(ctx, {
      slug,
      base: null,
      content: typed(title),
      summary: "",
      sequence,
      force: false,
    }),
  );
const draftOf = async (slug: string) => findFormDraft(owner.id, (await materialRow(slug)).pageId);
const start = (clientToken: string, given: Record<string, unknown> = {}) =>
  transact(by(owner), (ctx) =>
    startMaterial(ctx, StartMaterial.parse({ ...materialFields(given), clientToken })),
  );

describe("draft of a material's form", () => {
  it("is saved for its member, listed under the typed title, and deleted on save", async () => {
    const slug = await startedMaterial(owner);
    await keep(owner, slug, "Preserving data at home", 1);
    expect((await draftOf(slug))?.content).toEqual(typed("Preserving data at home"));
    await transact(by(owner), (ctx) =>
      saveDescriptionDraft(ctx, {
        slug,
        base: null,
        content: prose({ aaaaaa: "Words." }),
        summary: "Why",
        sequence: 1,
        force: false,
      }),
    );
    // One row per material, whatever was drafted.
    expect(await listMaterialDrafts(owner)).toMatchObject([
      { slug, title: "Preserving data at home", summary: "Why" },
    ]);
    expect(await listMaterialDrafts(other)).toEqual([]);
    const save = (formDraft: number | null) =>
      transact(by(owner), (ctx) => saveMaterial(ctx, savedMaterial({ slug, formDraft })));
    // A save from another tab or without a draft does not affect this draft.
    await save(null);
    await keep(owner, slug, "Preserving data at home, longer", 2);
    await save(1);
    expect((await draftOf(slug))?.content).toEqual(typed("Preserving data at home, longer"));
    await save(2);
    expect(await draftOf(slug)).toBeNull();
    expect(await listMaterialDrafts(owner)).toMatchObject([{ slug, title: "Preserving data abroad" }]);
    expect(await transact(by(owner), (ctx) => discardMaterialDrafts(ctx, { slug }))).toMatchObject({
      isDiscarded: true,
    });
    expect(await db().$count(draft)).toBe(0);
  });

  it("is not overwritten by an older tab, and can be discarded by its member only", async () => {
    const slug = await startedMaterial(owner);
    await keep(owner, slug, "Newer", 2);
    expect(await refusal(keep(owner, slug, "Older", 1))).toMatchObject({ reason: "draft_sequence" });
    expect((await refusal(keep(other, slug, "Not mine", 1))).code).toBe("not_found");
    const discard = (actor: Actor) => transact(by(actor), (ctx) => discardMaterialDetails(ctx, { slug }));
    expect((await refusal(discard(other))).code).toBe("not_found");
    expect(await discard(owner)).toMatchObject({ isDiscarded: true });
    expect(await discard(owner)).toMatchObject({ isDiscarded: false });
  });
});

describe("material with only a title", () => {
  const begin = (clientToken: string, title = "Preser") =>
    transact(by(owner), (ctx) => beginMaterial(ctx, { title, language: "en", clientToken }));

  it("is created once, then completed from its form, with an address from the full title", async () => {
    const token = randomUUID();
    const [one, two] = await Promise.all([begin(token), begin(token)]);
    expect([one.slug, two.slug]).toEqual(["preser", "preser"]);
    expect(await db().$count(material)).toBe(1);
    expect(await findBegunMaterial(owner, token)).toMatchObject({ slug: "preser" });
    expect(await findBegunMaterial(other, token)).toBeNull();
    await keep(owner, "preser", "Preserving data abroad", 1);
    expect(await start(token, { formDraft: 1 })).toEqual({ slug: "preserving-data-abroad" });
    expect(await materialRow("preserving-data-abroad")).toMatchObject({ kind: "guide", state: "draft" });
    expect(await draftOf("preserving-data-abroad")).toBeNull();
    // Submitting the form again changes nothing.
    expect(await start(token, { title: "Something else" })).toEqual({ slug: "preserving-data-abroad" });
    expect(await db().$count(material)).toBe(1);
  });

  it("cannot be submitted before its form is complete", async () => {
    await begin(randomUUID());
    const error = await transact(by(owner), (ctx) => submitMaterial(ctx, { slug: "preser" })).catch(
      (thrown: unknown) => thrown,
    );
    if (!isDomainError(error)) throw new Error("it was handed in");
    expect(Object.keys(fieldErrorsOf(error))).toEqual(
      expect.arrayContaining(["abstract", "kind", "level", "licence", "audiences", "topics"]),
    );
  });
});
