import { randomUUID } from "node:crypto";
import { and, eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { db } from "@/db/client";
import { file, fileUse } from "@/db/schema/files";
import { draft } from "@/db/schema/revisions";
import type { Actor } from "@/lib/core/actor";
import { type DomainError, isDomainError } from "@/lib/core/errors";
import { findPageDraft } from "@/lib/revisions";
import {
  discardDescriptionDraft,
  findMaterial,
  previewDescription,
  previewDescriptionText,
  publishMaterial,
  removeMaterial,
  restoreDeletedMaterial,
  saveDescription,
  saveDescriptionDraft,
  saveDescriptionText,
  saveRefusedDescription,
} from "@/lib/training";
import { DESCRIPTION, PICTURES_KIND } from "@/lib/training/model";
import { listMaterialDrafts } from "@/lib/training/queries/drafts";
import { transact } from "@/lib/transact";
import { useDatabase } from "@/tests/support/database";
import { cleanFile, draftMaterial, materialRow, publishedMaterial } from "@/tests/support/materials";
import { by, makeActor } from "@/tests/support/members";
import { prose, refusal, textsOf } from "@/tests/support/sections";

useDatabase();

let owner: Actor;
let stranger: Actor;
let moderator: Actor;
let slug: string;

beforeEach(async () => {
  [owner, stranger, moderator] = [
    await makeActor("practitioner"),
    await makeActor("trusted"),
    await makeActor("moderator"),
  ];
  ({ slug } = await draftMaterial(owner));
});

const edit = (content: unknown, base: number | null = null) => ({
  slug,
  base,
  content: content as object,
  clientToken: randomUUID(),
  summary: "An edit",
});
const save = (actor: Actor, input: ReturnType<typeof edit>) =>
  transact(by(actor), (ctx) => saveDescription(ctx, input));
const keep = (actor: Actor, content: object, sequence: number, force = false) =>
  transact(by(actor), (ctx) =>
    saveDescriptionDraft(ctx, { slug, base: null, content, summary: "", sequence, force }),
  );
const stands = async () => textsOf((await findMaterial(slug))?.description);
const draftOf = async (actor: Actor) =>
  findPageDraft(actor.id, (await materialRow(slug)).pageId, DESCRIPTION);

const figure = (id: string) => ({
  schemaVersion: 1,
  doc: { type: "doc", content: [{ type: "figure", attrs: { id: "aaaaaa", file: id, alt: "A map" } }] },
});

describe("description of a material", () => {
  it("is merged by block with other edits, and saved once however often it is sent", async () => {
    const first = edit(prose({ aaaaaa: "One.", bbbbbb: "Two." }));
    expect(await save(owner, first)).toMatchObject({ state: "published", number: 1, merged: false });
    expect(await save(owner, first)).toMatchObject({ number: 1 });
    await save(moderator, edit(prose({ aaaaaa: "One more.", bbbbbb: "Two." }), 1));
    const merged = await save(owner, edit(prose({ aaaaaa: "One.", bbbbbb: "Two more." }), 1));
    expect(merged).toMatchObject({ number: 3, merged: true });
    expect(await stands()).toEqual({ aaaaaa: "One more.", bbbbbb: "Two more." });
  });

  it("is refused with both texts if it cannot be merged, and kept as a draft", async () => {
    await save(owner, edit(prose({ aaaaaa: "One." })));
    await save(moderator, edit(prose({ aaaaaa: "Theirs." }), 1));
    const lost = edit(prose({ aaaaaa: "Mine." }), 1);
    const error = await save(owner, lost).catch((thrown: unknown) => thrown as DomainError);
    if (!isDomainError(error)) throw new Error("nothing was refused");
    const details = error.details as { theirs: unknown; conflicts: { id: string }[] };
    expect(error).toMatchObject({ code: "conflict", reason: "edit_conflict", details: { currentNumber: 2 } });
    expect(textsOf(details.theirs)).toEqual({ aaaaaa: "Theirs." });
    await transact(by(owner), (ctx) => saveRefusedDescription(ctx, lost, error));
    const kept = await draftOf(owner);
    expect(textsOf(kept?.content)).toEqual({ aaaaaa: "Mine." });
    expect(kept).toMatchObject({ baseNumber: 1, behind: 1 });
    const choices = Object.fromEntries(details.conflicts.map(({ id }) => [id, { take: "mine" as const }]));
    await save(owner, { ...edit(prose({ aaaaaa: "Mine." }), 1), choices, seen: 2 } as never);
    expect(await stands()).toEqual({ aaaaaa: "Mine." });
    expect(await draftOf(owner)).toBeNull();
  });

  it("can be previewed from a plain field without being saved", async () => {
    await save(owner, edit(prose({ aaaaaa: "One.", bbbbbb: "Two." })));
    const look = (text: string, base: number | null = 1) =>
      transact(by(owner), (ctx) => previewDescriptionText(ctx, { slug, base, text }));
    expect(await look("One.\n\nTwo more.")).toMatchObject({
      behind: 0,
      conflicts: 0,
      currentNumber: 1,
      diff: { family: "prose", size: { passages: 1 } },
    });
    await save(moderator, edit(prose({ aaaaaa: "One more.", bbbbbb: "Two." }), 1));
    expect(await look("One.\n\nTwo more.")).toMatchObject({ behind: 1, diff: { size: { passages: 1 } } });
    expect(await look("One, otherwise.\n\nTwo.")).toMatchObject({ behind: 1, conflicts: 1 });
    expect(await stands()).toEqual({ aaaaaa: "One more.", bbbbbb: "Two." });
    expect(await draftOf(owner)).toBeNull();
    const others = transact(by(stranger), (ctx) =>
      previewDescriptionText(ctx, { slug, base: 1, text: "No" }),
    );
    expect((await refusal(others)).code).toBe("not_found");
  });

  it("supports tables, code and quotations, which a plain field reports as unsupported, but no citations", async () => {
    const code = {
      schemaVersion: 1,
      doc: { type: "doc", content: [{ type: "codeBlock", content: [{ type: "text", text: "rule x {}" }] }] },
    };
    await save(owner, edit(code));
    const plain = (given: object) =>
      transact(by(owner), (ctx) =>
        saveDescriptionText(ctx, {
          slug,
          base: 1,
          clientToken: randomUUID(),
          summary: "An edit",
          ...given,
        }),
      );
    expect(await refusal(plain({ text: "Plain" }))).toMatchObject({ code: "invalid", reason: "holds_more" });
    expect(await plain({})).toBeNull();
    expect((await refusal(save(owner, edit(prose({ aaaaaa: "Says so. [gazette]" }), 1)))).code).toBe(
      "invalid",
    );
  });

  it("has pictures that are public from publication on, whatever the access to its files", async () => {
    const mine = await cleanFile(owner.id, { name: "map.png" });
    await db().update(file).set({ type: "png" }).where(eq(file.id, mine));
    await save(owner, edit(figure(mine)));
    const use = async () =>
      db()
        .select({ access: fileUse.access, isOpen: fileUse.isOpen, place: fileUse.place })
        .from(fileUse)
        .where(and(eq(fileUse.fileId, mine), eq(fileUse.ownerKind, PICTURES_KIND)));
    expect(await use()).toEqual([{ access: "public", isOpen: false, place: `/training/${slug}` }]);
    await transact(by(owner), (ctx) => publishMaterial(ctx, { slug }));
    expect(await use()).toMatchObject([{ access: "public", isOpen: true }]);
    expect((await findMaterial(slug))?.pictures.map(({ id }) => id)).toEqual([mine]);
    // A picture does not count as a file of the material.
    expect((await findMaterial(slug))?.versions[0]?.files.map(({ id }) => id)).not.toContain(mine);
    await save(owner, edit(prose({ aaaaaa: "Words alone." }), 1));
    expect(await use()).toEqual([]);
    const foreign = await cleanFile(stranger.id, { name: "other.png" });
    expect(await refusal(save(owner, edit(figure(foreign), 2)))).toMatchObject({ reason: "file_unknown" });
  });
});

describe("draft of a description", () => {
  it("exists once per member, rises in sequence, can be compared and discarded", async () => {
    await keep(owner, prose({ aaaaaa: "Older." }), 1);
    await keep(owner, prose({ aaaaaa: "Newer." }), 2);
    expect(await refusal(keep(owner, prose({ aaaaaa: "From another tab." }), 2))).toMatchObject({
      reason: "draft_sequence",
      details: { sequence: 2 },
    });
    expect(await keep(owner, prose({ aaaaaa: "Taken over." }), 1, true)).toMatchObject({ sequence: 3 });
    expect(await draftOf(moderator)).toBeNull();
    expect(textsOf((await draftOf(owner))?.content)).toEqual({ aaaaaa: "Taken over." });
    const seen = await transact(by(owner), (ctx) =>
      previewDescription(ctx, { slug, content: prose({ aaaaaa: "New." }), base: null }),
    );
    expect(seen).toMatchObject({ behind: 0, conflicts: 0, currentNumber: null, diff: { family: "prose" } });
    const discard = () => transact(by(owner), (ctx) => discardDescriptionDraft(ctx, { slug }));
    expect(await discard()).toEqual({ slug, isDiscarded: true });
    expect(await discard()).toEqual({ slug, isDiscarded: false });
  });

  it("is deleted by saving its text, and moves to the trash with its material", async () => {
    await keep(owner, prose({ aaaaaa: "There." }), 1);
    await save(owner, edit(prose({ aaaaaa: "There." })));
    expect(await db().$count(draft)).toBe(0);
    await keep(owner, prose({ aaaaaa: "More." }), 1);
    await transact(by(owner), (ctx) => removeMaterial(ctx, { slug }));
    expect(await listMaterialDrafts(owner)).toEqual([]);
    await transact(by(owner), (ctx) => restoreDeletedMaterial(ctx, { slug }));
    expect((await listMaterialDrafts(owner)).map((one) => one.slug)).toEqual([slug]);
  });

  it("needs the right to edit: drafts are not found by others, published materials are forbidden", async () => {
    const content = prose({ aaaaaa: "Mine." });
    expect((await refusal(keep(stranger, content, 1))).code).toBe("not_found");
    expect((await refusal(save(stranger, edit(content)))).code).toBe("not_found");
    ({ slug } = await publishedMaterial(owner, { title: "Another" }));
    expect((await refusal(keep(stranger, content, 1))).code).toBe("forbidden");
    expect((await refusal(save(stranger, edit(content)))).code).toBe("forbidden");
    expect(await keep(moderator, content, 1)).toMatchObject({ sequence: 1 });
  });
});
