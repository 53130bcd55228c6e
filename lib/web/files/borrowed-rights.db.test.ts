import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { db } from "@/db/client";
import { auditEntry } from "@/db/schema/core";
import { fileGrant, fileUse } from "@/db/schema/files";
import { savePost } from "@/lib/blog";
import type { Actor } from "@/lib/core/actor";
import { newId } from "@/lib/core/id";
import { trashKind } from "@/lib/core/trash";
import { type FileOwner, updateFileUses } from "@/lib/files";
import { listSameFiles } from "@/lib/files/queries/file-queries";
import { saveDescriptionText, saveMaterial } from "@/lib/training";
import { transact } from "@/lib/transact";
import { useDatabase } from "@/tests/support/database";
import { keep, place, sha256, useFileDoor } from "@/tests/support/file-door";
import { draftMaterial, publishedMaterial, savedMaterial } from "@/tests/support/materials";
import { by, makeActor } from "@/tests/support/members";
import { savedPost, startedPost } from "@/tests/support/posts";
import { refusal } from "@/tests/support/sections";

useDatabase();
const { ask } = useFileDoor();

const AT = "/training/evidence-guide";

describe("access to one work's files", () => {
  it("grants no access to another's, as a writer or by request", async () => {
    const uploader = await makeActor("practitioner");
    const restricted = await keep(uploader, "restricted.txt", "for practitioners");
    const draft = await keep(uploader, "draft.txt", "not yet open");
    await place([restricted], { access: "practitioners" });
    await place([draft], { at: "/training/another-guide", isOpen: false });

    const writer = await makeActor();
    await startedPost(writer);
    const granted = await makeActor();
    await db()
      .insert(fileGrant)
      .values({ ownerKind: "material", ownerId: newId(), memberId: granted.id, grantedAt: new Date() });

    for (const as of [writer, granted]) {
      expect((await ask(`${AT}/files/${restricted}`, { as })).status).toBe(404);
      expect((await ask(`/training/another-guide/files/${draft}`, { as })).status).toBe(404);
      expect((await ask(`${AT}/files.zip`, { as })).status).toBe(404);
      expect(await listSameFiles(as, [sha256("for practitioners"), sha256("not yet open")])).toEqual([]);
    }
    expect((await ask(`${AT}/files/${restricted}`, { as: uploader })).status).toBe(200);
  });
});

describe("using a file elsewhere", () => {
  /** Uses files in another work, as its command does. */
  const use = (as: Actor, ids: string[], given: Partial<FileOwner> = {}) =>
    transact(by(as), async (ctx) => {
      ctx.authorize("material.write");
      ctx.skipAudit("a test");
      const owner = { kind: "material", id: newId(), place: "/training/elsewhere", scope: "test:elsewhere" };
      const state = { access: "public", isOpen: true, isInReview: false } as const;
      await updateFileUses(ctx, { ...owner, ...state, ...given }, ids);
    });
  const unknown = { code: "invalid", reason: "file_unknown" };
  const restricted = { code: "invalid", reason: "file_restricted" };
  const reused = async (id: string) =>
    (await db().select().from(auditEntry).where(eq(auditEntry.fact, "file.reused"))).filter(
      ({ details }) => (details as { fileId?: string }).fileId === id,
    );

  it("is not allowed by mere access: nobody can widen access to another's file", async () => {
    const uploader = await makeActor("practitioner");
    const id = await keep(uploader, "restricted.txt", "for practitioners");
    await place([id], { access: "practitioners" });
    const others = [
      await makeActor("practitioner"),
      await makeActor("focal-point"),
      await makeActor("trusted"),
    ];
    for (const as of others) {
      for (const access of ["public", "members", "practitioners"] as const)
        expect(await refusal(use(as, [id], { access })), access).toMatchObject(unknown);
      const slug = await startedPost(as);
      const cover = savedPost({ slug, coverId: id, coverAlt: "A map" });
      expect(await refusal(transact(by(as), (ctx) => savePost(ctx, cover)))).toMatchObject(unknown);
    }
    expect((await ask(`/training/elsewhere/files/${id}`)).status).toBe(404);
    expect(await reused(id)).toEqual([]);
  });

  it("is allowed to uploader and reviewers, logged, and never wider than its strictest use", async () => {
    const uploader = await makeActor("practitioner");
    const reviewer = await makeActor("trusted", "practitioner");
    const id = await keep(uploader, "restricted.txt", "for practitioners");
    await use(uploader, [id], { access: "practitioners" });
    expect(await reused(id)).toEqual([]);
    for (const as of [uploader, reviewer]) {
      expect(await refusal(use(as, [id], { access: "members" }))).toMatchObject(restricted);
      await use(as, [id], { access: "practitioners" });
    }
    expect(await reused(id)).toHaveLength(2);
    expect((await ask(`/files/${id}`, { as: await makeActor() })).status).toBe(404);
  });

  it("cannot be widened later while it is used elsewhere", async () => {
    const uploader = await makeActor("practitioner");
    const id = await keep(uploader, "restricted.txt", "for practitioners");
    await place([id], { access: "practitioners" });
    const thing = newId();
    await use(uploader, [id], { id: thing, access: "practitioners" });
    expect(await refusal(use(uploader, [id], { id: thing, access: "public" }))).toMatchObject(restricted);
    await db().delete(fileUse).where(eq(fileUse.place, AT));
    await use(uploader, [id], { id: thing, access: "public" });
  });

  it("gives no access to another's draft or trash, even to reviewers", async () => {
    const uploader = await makeActor();
    const administrator = await makeActor("administrator", "trusted");
    for (const kind of ["material", "post", trashKind("material")]) {
      const id = await keep(uploader, "draft.txt", `not yet open: ${kind}`);
      await use(uploader, [id], { kind, isOpen: false });
      expect(await refusal(use(administrator, [id])), kind).toMatchObject(unknown);
    }
  });

  it("does not open a material's restricted files as pictures of its description", async () => {
    const owner = await makeActor("practitioner");
    const { slug, fileId } = await draftMaterial(owner, { access: "practitioners", tlp: "amber" });
    const figure = { type: "figure", attrs: { file: fileId, alt: "A page", id: "aaaaaa" } };
    const content = { schemaVersion: 1, doc: { type: "doc", content: [figure] } };
    const input = { slug, base: null, clientToken: crypto.randomUUID(), summary: "A picture", content };
    const run = transact(by(owner), (ctx) => saveDescriptionText(ctx, input));
    expect(await refusal(run)).toMatchObject(restricted);
  });

  it("leaves access to a material's own files to those who publish it", async () => {
    const owner = await makeActor("practitioner");
    const { slug, fileId } = await publishedMaterial(owner, { access: "practitioners", tlp: "amber" });
    expect((await ask(`/training/${slug}/files/${fileId}`)).status).toBe(404);
    await transact(by(owner), (ctx) => saveMaterial(ctx, savedMaterial({ slug })));
    const [row] = await db().select().from(fileUse).where(eq(fileUse.fileId, fileId));
    expect(row).toMatchObject({ access: "public", isOpen: true });
  });
});
