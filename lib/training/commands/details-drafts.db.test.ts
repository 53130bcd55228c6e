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
  keepMaterialDetails,
  saveDescriptionDraft,
  saveMaterial,
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
    keepMaterialDetails(ctx, {
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

describe("what is typed into the form of a material", () => {
  it("is kept for its member, listed under the typed title, and gone once it is saved", async () => {
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
    // One line for a material, whatever of it was drafted.
    expect(await listMaterialDrafts(owner)).toMatchObject([
      { slug, title: "Preserving data at home", summary: "Why" },
    ]);
    expect(await listMaterialDrafts(other)).toEqual([]);
    const save = (formDraft: number | null) =>
      transact(by(owner), (ctx) => saveMaterial(ctx, savedMaterial({ slug, formDraft })));
    // A save of what another tab holds, or of a form that knows of no draft, says nothing of this one.
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

  it("is not overwritten by an older tab, and thrown away by its member alone", async () => {
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

describe("a material of which the title alone is known", () => {
  const begin = (clientToken: string, title = "Preser") =>
    transact(by(owner), (ctx) => beginMaterial(ctx, { title, language: "en", clientToken }));

  it("is begun once, and becomes what its form says, with the address of its whole title", async () => {
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
    // The same form again changes nothing.
    expect(await start(token, { title: "Something else" })).toEqual({ slug: "preserving-data-abroad" });
    expect(await db().$count(material)).toBe(1);
  });

  it("can't be handed in before its form was filled in", async () => {
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
