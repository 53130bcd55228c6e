import { randomUUID } from "node:crypto";
import { and, eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { db } from "@/db/client";
import { auditEntry } from "@/db/schema/core";
import { file, fileGrant, fileObject, fileUse } from "@/db/schema/files";
import { revision } from "@/db/schema/revisions";
import { material, materialItem, materialVersion } from "@/db/schema/training";
import { materialDelivery, materialRequest } from "@/db/schema/training-use";
import type { Actor } from "@/lib/core/actor";
import { type DomainError, fieldErrorsOf } from "@/lib/core/errors";
import { can } from "@/lib/core/policy";
import { countDownload, findDownload, updateFileWriters } from "@/lib/files";
import { refreshFiles } from "@/lib/files/bytes";
import { applyRetention } from "@/lib/operation";
import { search } from "@/lib/search";
import { SearchQuery } from "@/lib/search/model";
import {
  acceptVersion,
  answerSuggestion,
  askAccess,
  confirmMaterial,
  countFacets,
  decideRequest,
  deleteVersion,
  findMaterial,
  findTextFor,
  finishVersion,
  hideRating,
  listGranted,
  listMaterials,
  listOpenRequests,
  listOwnMaterials,
  listOwnQuestions,
  listRatings,
  listTrash,
  listWaitingMaterials,
  listWaitingVersions,
  publishMaterial,
  rateMaterial,
  recordDelivery,
  removeDelivery,
  removeMaterial,
  restoreDeletedMaterial,
  restoreMaterial,
  retractMaterial,
  returnMaterial,
  revokeAccess,
  saveDescriptionText,
  saveFiles,
  saveMaterial,
  startMaterial,
  startVersion,
  submitMaterial,
  suggestCorrection,
  withdrawMaterial,
} from "@/lib/training";
import { SaveMaterial, StartMaterial } from "@/lib/training/details/model";
import { countMaterialDownload } from "@/lib/training/files";
import { MATERIAL_KIND, StartVersion } from "@/lib/training/model";
import { LibraryQuery } from "@/lib/training/queries/model";
import { RecordDelivery } from "@/lib/training/use/model";
import { SYSTEM, transact } from "@/lib/transact";
import { listFacts } from "@/tests/support/accounts";
import { useDatabase } from "@/tests/support/database";
import {
  cleanFile,
  describedMaterial,
  draftMaterial,
  filesOf,
  materialFields,
  materialRow,
  publishedMaterial,
  savedMaterial,
  startedMaterial,
} from "@/tests/support/materials";
import { actorOf, by, makeActor } from "@/tests/support/members";
import { makeProfile } from "@/tests/support/profiles";
import { law, prose, records, refusal, save } from "@/tests/support/sections";

useDatabase();

let awa: Actor;
let trusted: Actor;
beforeEach(async () => {
  awa = await makeActor();
  trusted = await makeActor("trusted");
});

type Command<I, O> = (ctx: Parameters<Parameters<typeof transact>[1]>[0], input: I) => Promise<O>;
const run = <I, O>(actor: Actor | null, command: Command<I, O>, input: I): Promise<O> =>
  transact(by(actor), (ctx) => command(ctx, input));

const found = (q: string, actor: Actor | null = null) =>
  search(actor, SearchQuery.parse({ q }), "en").then(({ hits }) =>
    hits.map((hit) => [hit.kind, hit.href.split("#")[0]]),
  );

/** Slugs of materials found by a search limited to verified content. */
const checkedMaterials = () =>
  search(null, SearchQuery.parse({ q: "senegal", type: "material", verified: "1" }), "en").then(({ hits }) =>
    hits.map((hit) => hit.href.replace(/^.*\/|#.*$/g, "")),
  );

const mayHave = async (actor: Actor | null, slug: string, fileId: string) => {
  const download = await findDownload(db(), { fileId, place: `/training/${slug}`, reader: null });
  return download !== null && can(actor, "file.download", download);
};

describe("new material", () => {
  it("of a member needs a review and is then found by everyone", async () => {
    const { slug, fileId } = await draftMaterial(awa);
    expect(await refusal(run(awa, publishMaterial, { slug }))).toMatchObject({ code: "forbidden" });
    await run(awa, submitMaterial, { slug });
    expect(await listMaterials(LibraryQuery.parse({}), "en")).toMatchObject({ rows: [], total: 0 });
    expect(await mayHave(null, slug, fileId)).toBe(false);
    expect(await mayHave(trusted, slug, fileId)).toBe(true);
    expect((await listWaitingMaterials(trusted)).map((one) => one.slug)).toEqual([slug]);
    expect(await listWaitingMaterials(awa)).toEqual([]);
    // Material of the site itself has no owner, and waits in the same list.
    const [own] = await db().update(material).set({ ownerId: null }).returning({ was: material.slug });
    expect(await listWaitingMaterials(trusted)).toMatchObject([{ slug: own?.was, owner: null }]);
    await db().update(material).set({ ownerId: awa.id });
    await run(trusted, publishMaterial, { slug });
    const { rows, total } = await listMaterials(LibraryQuery.parse({}), "en");
    expect(total).toBe(1);
    expect(rows[0]).toMatchObject({ slug, files: 1, bytes: 1000, fileIds: [fileId], languages: ["en"] });
    expect(await mayHave(null, slug, fileId)).toBe(true);
    expect((await found("preserving abroad"))[0]).toEqual(["material", `/training/${slug}`]);
    expect(await listFacts()).toContain("material.published");
  });

  it("is returned with a reason, and decided only once", async () => {
    const { slug } = await draftMaterial(awa);
    await run(awa, submitMaterial, { slug });
    await run(trusted, returnMaterial, { slug, reason: "The licence is missing" });
    expect(await materialRow(slug)).toMatchObject({ state: "draft", returnReason: "The licence is missing" });
    expect(await refusal(run(trusted, returnMaterial, { slug, reason: "Once more" }))).toMatchObject({
      code: "conflict",
      reason: "material_state",
    });
    expect(await refusal(run(trusted, publishMaterial, { slug }))).toMatchObject({
      reason: "material_state",
    });
  });

  it("is created once from a form sent twice, with its own address", async () => {
    const input = StartMaterial.parse({ ...materialFields(), clientToken: randomUUID() });
    const first = await run(awa, startMaterial, input);
    expect(await run(awa, startMaterial, input)).toEqual(first);
    expect(await startedMaterial(awa)).toBe(`${first.slug}-2`);
  });

  it("needs all filter values before publication", async () => {
    const slug = await startedMaterial(trusted, { licence: "unknown" });
    await run(trusted, saveFiles, filesOf(slug, [await cleanFile(trusted.id)]));
    expect(fieldErrorsOf((await refusal(run(trusted, publishMaterial, { slug }))) as DomainError)).toEqual({
      formats: ["choose"],
      countries: ["country_or_neutral"],
      hours: ["required"],
      licence: ["licence_unknown"],
    });
    await run(trusted, saveMaterial, savedMaterial({ slug }));
    await run(trusted, publishMaterial, { slug });
    expect(await materialRow(slug)).toMatchObject({ isNeutral: true });
    const lacking = savedMaterial({ slug, formats: [] });
    expect(await refusal(run(trusted, saveMaterial, lacking))).toMatchObject({ code: "invalid" });
  });

  it("cannot be submitted while empty", async () => {
    const slug = await startedMaterial(trusted);
    expect(await refusal(run(trusted, submitMaterial, { slug }))).toMatchObject({ code: "invalid" });
    await run(trusted, saveMaterial, savedMaterial({ slug, linkUrl: ["https://example.org/guide"] }));
    await run(trusted, publishMaterial, { slug });
    expect(await findMaterial(slug)).toMatchObject({ links: [{ label: "example.org", language: "en" }] });
  });

  it("can be withdrawn or deleted by its owner, who keeps the file", async () => {
    const { slug, fileId } = await draftMaterial(awa);
    await run(awa, submitMaterial, { slug });
    await run(awa, withdrawMaterial, { slug });
    expect(await refusal(run(trusted, removeMaterial, { slug }))).toMatchObject({ code: "forbidden" });
    await run(awa, removeMaterial, { slug });
    expect(await findMaterial(slug)).toBeNull();
    expect(await refusal(run(awa, submitMaterial, { slug }))).toMatchObject({ code: "not_found" });
    expect(await mayHave(trusted, slug, fileId)).toBe(false);
    expect(await mayHave(awa, slug, fileId)).toBe(true);
  });

  it("stays in the owner's trash for thirty days, and is restored completely", async () => {
    const { slug, fileId } = await draftMaterial(awa);
    const text = { slug, base: null, clientToken: randomUUID(), summary: "First", text: "Of quetzals." };
    await run(awa, saveDescriptionText, text);
    const before = await findMaterial(slug);
    await run(awa, removeMaterial, { slug });
    expect((await listTrash(awa)).map((one) => one.slug)).toEqual([slug]);
    expect(await listOwnMaterials(awa)).toEqual([]);
    expect(await listTrash(trusted)).toEqual([]);
    expect(await refusal(run(trusted, restoreDeletedMaterial, { slug }))).toMatchObject({
      code: "not_found",
    });
    // Files in the trash do not count as unused.
    await refreshFiles(new Date(Date.now() + 29 * 86_400_000));
    await run(awa, restoreDeletedMaterial, { slug });
    const { updatedAt: _, ...kept } = before ?? {};
    expect(await findMaterial(slug)).toMatchObject({ ...kept, updatedAt: expect.any(Date) });
    expect(await listTrash(awa)).toEqual([]);
    await run(awa, submitMaterial, { slug });
    expect(await mayHave(trusted, slug, fileId)).toBe(true);
    expect(await refusal(run(awa, restoreDeletedMaterial, { slug }))).toMatchObject({
      reason: "material_state",
    });
  });

  it("is deleted and restored once, however often it is requested", async () => {
    const { slug } = await draftMaterial(awa);
    for (const command of [removeMaterial, restoreDeletedMaterial]) {
      await Promise.all([run(awa, command, { slug }), run(awa, command, { slug })]);
      expect(await run(awa, command, { slug })).toEqual({ slug });
    }
    expect((await listFacts()).filter((fact) => /removed|put-back/.test(fact))).toEqual([
      "material.removed",
      "material.put-back",
    ]);
  });

  it("is erased when its time in the trash is over: text at once, files two days later", async () => {
    const { slug, fileId } = await draftMaterial(awa);
    const text = { slug, base: null, clientToken: randomUUID(), summary: "First", text: "Of quetzals." };
    await run(awa, saveDescriptionText, text);
    await run(awa, removeMaterial, { slug });
    const on = (day: number) => new Date(Date.now() + day * 86_400_000);
    const retain = (day: number) => transact(SYSTEM, (ctx) => applyRetention(ctx), { now: on(day) });
    expect(await retain(29)).toMatchObject({ materialBins: 0 });
    expect(await retain(31)).toMatchObject({ materialBins: 1 });
    expect(await retain(32)).toMatchObject({ materialBins: 0 });
    expect(await listTrash(awa)).toEqual([]);
    expect(await refusal(run(awa, restoreDeletedMaterial, { slug }))).toMatchObject({ code: "not_found" });
    const { pageId, title, abstract } = await materialRow(slug);
    expect([title, abstract]).toEqual(["", ""]);
    expect(await db().select().from(revision).where(eq(revision.pageId, pageId))).toEqual([]);
    expect(await db().select().from(fileUse).where(eq(fileUse.fileId, fileId))).toEqual([]);
    await refreshFiles(on(34));
    expect(await db().select().from(file).where(eq(file.id, fileId))).toEqual([]);
    expect(await db().select().from(fileObject).where(eq(fileObject.fileId, fileId))).toEqual([]);
  });

  it("rejects a label that does not fit its access, and another member's file", async () => {
    const wrong = SaveMaterial.safeParse(materialFields({ slug: "any", tlp: "green" }));
    expect(wrong.error?.issues).toMatchObject([{ path: ["tlp"], message: "tlp_access" }]);
    const slug = await startedMaterial(awa);
    const foreign = await cleanFile(trusted.id);
    expect(await refusal(run(awa, saveFiles, filesOf(slug, [foreign])))).toMatchObject({
      reason: "file_unknown",
    });
  });

  it("has a description with revisions, found as soon as it is saved", async () => {
    const { slug } = await publishedMaterial(trusted);
    const saving = {
      slug,
      base: null,
      clientToken: randomUUID(),
      summary: "First text",
      text: "Of quetzals.",
    };
    await run(trusted, saveDescriptionText, saving);
    expect((await findMaterial(slug))?.base).toBe(1);
    expect(await found("quetzals")).toEqual([["material", `/training/${slug}`]]);
    const again = { ...saving, base: 1, clientToken: randomUUID(), text: "Of toucans." };
    await run(trusted, saveDescriptionText, again);
    expect(await found("quetzals")).toEqual([]);
  });
});

describe("restricted material", () => {
  const given = { access: "practitioners", tlp: "amber" };

  it("is listed for everyone, its files and texts only for those with access", async () => {
    const practitioner = await makeActor("practitioner");
    const slug = await describedMaterial(practitioner, given);
    const fileId = await cleanFile(practitioner.id, { pages: ["Nothing here", "The seized axolotl wallet"] });
    await run(practitioner, saveFiles, filesOf(slug, [fileId]));
    await run(practitioner, publishMaterial, { slug });
    expect((await listMaterials(LibraryQuery.parse({}), "en")).total).toBe(1);
    const other = await makeActor("practitioner");
    expect(await found("axolotl")).toEqual([]);
    expect(await found("axolotl", awa)).toEqual([]);
    expect(await found("axolotl", other)).toEqual([["file", `/training/${slug}/members-text/${fileId}`]]);
    expect(await mayHave(awa, slug, fileId)).toBe(false);
    expect(await mayHave(other, slug, fileId)).toBe(true);
    expect(await findTextFor(by(awa), slug, fileId)).toBeNull();
    expect((await findTextFor(by(other), slug, fileId))?.pages).toHaveLength(2);
    await run(practitioner, retractMaterial, { slug, reason: "It names a case" });
    expect(await found("axolotl", other)).toEqual([]);
    expect(await mayHave(other, slug, fileId)).toBe(false);
    const first = await materialRow(slug);
    const back = { slug, reason: "The case is closed" };
    expect(await refusal(run(other, restoreMaterial, back))).toMatchObject({ code: "forbidden" });
    await run(practitioner, restoreMaterial, back);
    expect(await found("axolotl", other)).toEqual([["file", `/training/${slug}/members-text/${fileId}`]]);
    expect(await mayHave(other, slug, fileId)).toBe(true);
    const { publishedAt, renewedAt } = first;
    expect(await materialRow(slug)).toMatchObject({ publishedAt, renewedAt, retractedBy: null });
    const [entry] = await db().select().from(auditEntry).where(eq(auditEntry.fact, "material.restored"));
    expect(entry?.details).toMatchObject({ slug, reason: back.reason });
  });

  it("taken down by a moderator can be restored by moderators only", async () => {
    const moderator = await makeActor("moderator");
    const { slug } = await publishedMaterial(await makeActor("trusted"));
    const owner = await actorOf((await materialRow(slug)).ownerId ?? "");
    await run(moderator, retractMaterial, { slug, reason: "It names a case" });
    const back = { slug, reason: "It does not any more" };
    expect(await refusal(run(owner, restoreMaterial, back))).toMatchObject({ code: "forbidden" });
    await run(moderator, restoreMaterial, back);
    expect(await materialRow(slug)).toMatchObject({ state: "published", retractionReason: null });
  });

  it("can be requested once, and granted by its owner with a reason, to the requester alone", async () => {
    const practitioner = await makeActor("practitioner");
    const { slug, fileId } = await publishedMaterial(practitioner, given);
    await run(awa, askAccess, { slug, reason: "I train judges in March" });
    await run(awa, askAccess, { slug, reason: "I train judges in March" });
    const [request, ...rest] = await listOpenRequests(practitioner);
    expect(rest).toEqual([]);
    expect(await listOpenRequests(awa)).toEqual([]);
    const id = request?.id ?? "";
    const decision = { id, reason: "For that course", decision: "granted" as const };
    expect(await refusal(run(awa, decideRequest, decision))).toMatchObject({ code: "forbidden" });
    await run(practitioner, decideRequest, decision);
    expect(await refusal(run(practitioner, decideRequest, decision))).toMatchObject({
      reason: "already_decided",
    });
    expect(await mayHave(awa, slug, fileId)).toBe(true);
    expect(await mayHave(await makeActor(), slug, fileId)).toBe(false);
    expect((await listOwnQuestions(awa, (await materialRow(slug)).pageId)).requests).toMatchObject([
      { state: "granted", decisionReason: "For that course" },
    ]);
    expect(await db().selectDistinct({ to: fileGrant.memberId }).from(fileGrant)).toEqual([{ to: awa.id }]);
  });

  const askedAndGranted = async (slug: string, owner: Actor) => {
    await run(awa, askAccess, { slug, reason: "I train judges in March" });
    const [request] = await listOpenRequests(owner);
    await run(owner, decideRequest, { id: request?.id ?? "", reason: "In March", decision: "granted" });
  };

  it("is removed when its owner or a moderator ends it, with a reason for the member", async () => {
    const owner = await makeActor("practitioner");
    const moderator = await makeActor("moderator");
    const { slug, fileId } = await publishedMaterial(owner, given);
    await askedAndGranted(slug, owner);
    const of = await findMaterial(slug);
    if (!of) throw new Error("not published");
    expect(await listGranted(owner, of)).toMatchObject([
      { memberId: awa.id, reason: "I train judges in March", decisionReason: "In March" },
    ]);
    expect(await listGranted(awa, of)).toBeNull();
    const end = { slug, memberId: awa.id, reason: "The course is over" };
    expect(await refusal(run(awa, revokeAccess, end))).toMatchObject({ code: "forbidden" });
    await run(moderator, revokeAccess, end);
    expect(await mayHave(awa, slug, fileId)).toBe(false);
    expect(await refusal(run(owner, revokeAccess, end))).toMatchObject({ reason: "access_ended" });
    expect(await listGranted(owner, of)).toEqual([]);
    expect((await listOwnQuestions(awa, of.id)).requests).toMatchObject([
      { state: "ended", endReason: "The course is over" },
    ]);
    const [entry] = await db().select().from(auditEntry).where(eq(auditEntry.fact, "access.ended"));
    expect(entry?.details).toMatchObject({ slug, memberId: awa.id });
  });

  it("can be requested and granted again after it ended", async () => {
    const owner = await makeActor("practitioner");
    const { slug, fileId } = await publishedMaterial(owner, given);
    await askedAndGranted(slug, owner);
    await run(owner, revokeAccess, { slug, memberId: awa.id, reason: "The course is over" });
    await askedAndGranted(slug, owner);
    expect(await mayHave(awa, slug, fileId)).toBe(true);
  });

  it("stays with a member who was its author in between", async () => {
    const owner = await makeActor("practitioner");
    const { slug } = await publishedMaterial(owner, given);
    await askedAndGranted(slug, owner);
    const thing = { kind: MATERIAL_KIND, id: (await materialRow(slug)).pageId };
    const kept = () =>
      db()
        .select({ isWriter: fileGrant.isWriter })
        .from(fileGrant)
        .where(and(eq(fileGrant.ownerKind, thing.kind), eq(fileGrant.memberId, awa.id)))
        .orderBy(fileGrant.isWriter);
    await transact(by(owner), async (ctx) => {
      ctx.authorize("file.upload");
      ctx.skipAudit("a test of grants");
      await updateFileWriters(ctx, thing, [awa.id]);
    });
    expect(await kept()).toEqual([{ isWriter: false }, { isWriter: true }]);
    await transact(by(owner), async (ctx) => {
      ctx.authorize("file.upload");
      ctx.skipAudit("a test of grants");
      await updateFileWriters(ctx, thing, []);
    });
    expect(await kept()).toEqual([{ isWriter: false }]);
  });

  it("stays closed if declined, and public ones cannot be requested", async () => {
    const practitioner = await makeActor("practitioner");
    const { slug, fileId } = await publishedMaterial(practitioner, given);
    await run(awa, askAccess, { slug, reason: "Curious about it" });
    const [row] = await db().select().from(materialRequest);
    await run(practitioner, decideRequest, { id: row?.id ?? "", reason: "Not enough", decision: "declined" });
    expect(await mayHave(awa, slug, fileId)).toBe(false);
    const open = await publishedMaterial(trusted);
    expect(await refusal(run(awa, askAccess, { slug: open.slug, reason: "Please" }))).toMatchObject({
      reason: "material_open",
    });
  });
});

describe("version of a material", () => {
  const input = (slug: string) =>
    StartVersion.parse({ slug, label: "2", changes: "Covers the Second Protocol" });

  it("by a new member waits while readers have the previous one; then both are available", async () => {
    const { slug, fileId } = await draftMaterial(awa);
    await run(awa, submitMaterial, { slug });
    await run(trusted, publishMaterial, { slug });
    await run(awa, startVersion, input(slug));
    expect(await refusal(run(awa, startVersion, input(slug)))).toMatchObject({ reason: "version_open" });
    const next = await cleanFile(awa.id, { name: "guide-2.pdf", pages: ["The new narwhal chapter"] });
    await run(awa, saveFiles, filesOf(slug, [next]));
    expect(await mayHave(null, slug, next)).toBe(false);
    await run(awa, finishVersion, { slug });
    expect(await mayHave(null, slug, next)).toBe(false);
    expect((await listWaitingVersions(trusted)).map((one) => one.label)).toEqual(["2"]);
    await run(trusted, acceptVersion, { slug });
    expect(await mayHave(null, slug, next)).toBe(true);
    expect(await mayHave(null, slug, fileId)).toBe(true);
    const shown = await findMaterial(slug);
    expect(shown?.versions.map((one) => [one.label, one.files.map((file) => file.id)])).toEqual([
      ["2", [next]],
      ["1", [fileId]],
    ]);
    expect(await found("narwhal")).toEqual([["file", `/training/${slug}/text/${next}`]]);
    expect(await found("preserve the data")).not.toContainEqual(["file", `/training/${slug}/text/${fileId}`]);
  });

  it("keeps published files: removing one creates the next version with a description", async () => {
    const { slug, fileId } = await publishedMaterial(trusted);
    const added = await cleanFile(trusted.id, { name: "annex.pdf", pages: ["The annex"] });
    await run(trusted, saveFiles, filesOf(slug, [fileId, added]));
    expect((await findMaterial(slug))?.versions).toHaveLength(1);
    const mended = await cleanFile(trusted.id, { name: "guide-b.pdf", pages: ["The mended wombat chapter"] });
    const replacing = (changes: string) =>
      run(trusted, saveFiles, filesOf(slug, [mended, added], { changes }));
    expect(fieldErrorsOf((await refusal(replacing(""))) as DomainError)).toEqual({ changes: ["required"] });
    await replacing("Page 4 named the wrong article");
    await replacing("The same form once more");
    const { versions = [] } = (await findMaterial(slug)) ?? {};
    expect(versions.map((one) => [one.label, one.changes, one.files.map((file) => file.id)])).toEqual([
      ["1.1", "Page 4 named the wrong article", [mended, added]],
      ["1", "", [fileId, added]],
    ]);
    for (const id of [fileId, added, mended]) expect(await mayHave(null, slug, id)).toBe(true);
    expect(await found("wombat")).toEqual([["file", `/training/${slug}/text/${mended}`]]);
    expect((await listFacts()).filter((fact) => fact === "version.files-replaced")).toHaveLength(1);
  });

  it("can be deleted without trace, and cannot change a new member's published files", async () => {
    const { slug } = await publishedMaterial(trusted);
    await run(trusted, startVersion, input(slug));
    await run(trusted, deleteVersion, { slug });
    expect(await db().$count(materialVersion)).toBe(1);
    const own = await draftMaterial(awa);
    await run(awa, submitMaterial, { slug: own.slug });
    await run(trusted, publishMaterial, { slug: own.slug });
    expect(await refusal(run(awa, saveFiles, filesOf(own.slug, [])))).toMatchObject({ code: "forbidden" });
    expect(await refusal(run(awa, saveMaterial, savedMaterial({ slug: own.slug })))).toMatchObject({
      code: "forbidden",
    });
  });
});

describe("a course", () => {
  it("consists of published materials in order, and is listed on each", async () => {
    const first = await publishedMaterial(trusted, { title: "First part" });
    const second = await publishedMaterial(trusted, { title: "Second part" });
    const slug = await startedMaterial(trusted, { title: "The course", kind: "course-pack" });
    const items = (...slugs: string[]) => savedMaterial({ slug, kind: "course-pack", item: slugs });
    const refused = async (...texts: string[]) => {
      return (await refusal(run(trusted, saveMaterial, items(...texts)))).details.fields;
    };
    for (const own of [slug, "The course"])
      expect(await refused(own)).toEqual({ item: ["unknown_material"] });
    await run(trusted, saveMaterial, items("  second   PART ", first.slug, "Second part"));
    await run(trusted, publishMaterial, { slug });
    expect((await findMaterial(slug))?.items.map((one) => one.slug)).toEqual([second.slug, first.slug]);
    expect((await findMaterial(first.slug))?.usedIn).toMatchObject([{ slug, number: 2 }]);
    expect(await refused(slug)).toEqual({ item: ["itself"] });
  });

  it("keeps the place of a part retracted while the course is saved", async () => {
    const parts = [];
    for (const title of ["First part", "Second part", "Third part"])
      parts.push((await publishedMaterial(trusted, { title })).slug);
    const [first = "", second = "", third = ""] = parts;
    const slug = await startedMaterial(trusted, { title: "The course", kind: "course-pack" });
    const saved = (...item: string[]) =>
      run(trusted, saveMaterial, savedMaterial({ slug, kind: "course-pack", item }));
    const listed = async () => (await findMaterial(slug))?.items.map((one) => one.slug);
    await saved(first, second, third);
    const moderator = await makeActor("moderator");
    await run(moderator, retractMaterial, { slug: second, reason: "It names a case" });
    await saved(third, first);
    expect(await listed()).toEqual([third, first]);
    await run(moderator, restoreMaterial, { slug: second, reason: "The name is gone" });
    expect(await listed()).toEqual([third, second, first]);
  });

  it("rejects a part that is not a published material, whatever was typed", async () => {
    const draft = await startedMaterial(trusted, { title: "Not yet published" });
    const twin = await publishedMaterial(trusted, { title: "Opening a case" });
    const other = await publishedMaterial(trusted, { title: "opening a case" });
    const slug = await startedMaterial(trusted, { title: "The course", kind: "course-pack" });
    const parts = () => db().select({ itemId: materialItem.itemId }).from(materialItem);
    const save = (item: string) =>
      run(trusted, saveMaterial, savedMaterial({ slug, kind: "course-pack", item: [item] }));
    const refused = async (item: string) => (await refusal(save(item))).details.fields;
    for (const item of [
      draft,
      "Not yet published",
      `Not yet published (${draft})`,
      `Something else (${twin.slug})`,
      "no-such-material",
      "' or true --",
      "%",
      "<script>alert(1)</script>",
      "__proto__",
      "(",
      "()",
      "Opening a case (no-such-material)",
    ])
      expect([item, await refused(item)]).toEqual([item, { item: ["unknown_material"] }]);
    expect(await refused("Opening a case")).toEqual({ item: ["several_material"] });
    expect(() => savedMaterial({ slug, kind: "course-pack", item: ["x".repeat(301)] })).toThrow();
    expect(await parts()).toEqual([]);
    await save(`opening a case (${other.slug})`);
    expect(await parts()).toEqual([{ itemId: (await findMaterial(other.slug))?.id }]);
  });
});

describe("feedback on a material", () => {
  it("counts a rating once per member, by role, until hidden", async () => {
    const { slug } = await publishedMaterial(trusted);
    const rate = (actor: Actor, score: number) =>
      run(actor, rateMaterial, { slug, score, role: "judge", comment: "Clear" });
    expect(await refusal(rate(trusted, 5))).toMatchObject({ code: "forbidden" });
    await rate(awa, 2);
    await rate(awa, 5);
    await rate(await makeActor(), 3);
    expect(await materialRow(slug)).toMatchObject({ ratingCount: 2, ratingSum: 8 });
    const moderator = await makeActor("moderator");
    await run(moderator, hideRating, { slug, memberId: awa.id });
    await rate(awa, 1);
    expect(await materialRow(slug)).toMatchObject({ ratingCount: 1, ratingSum: 3 });
    expect(await listRatings((await materialRow(slug)).pageId)).toHaveLength(1);
  });

  it("includes corrections answered by the owner", async () => {
    const { slug } = await publishedMaterial(trusted);
    const input = { slug, text: "Article 17 is missing", clientToken: randomUUID() };
    await run(awa, suggestCorrection, input);
    await run(awa, suggestCorrection, input);
    const [own] = (await listOwnQuestions(awa, (await materialRow(slug)).pageId)).suggestions;
    const answer = { id: own?.id ?? "", answer: "It is in now", decision: "accepted" as const };
    expect(await refusal(run(awa, answerSuggestion, answer))).toMatchObject({ code: "forbidden" });
    await run(trusted, answerSuggestion, answer);
    expect(await refusal(run(trusted, answerSuggestion, answer))).toMatchObject({
      reason: "already_decided",
    });
  });

  it("includes deliveries in numbers, which the recorder can remove", async () => {
    const { slug } = await publishedMaterial(trusted);
    const input = RecordDelivery.parse({
      slug,
      country: "SN",
      place: "Dakar",
      institution: "CFJ",
      startsOn: "2026-03-02",
      language: "fr",
      participantRole: ["judge", "prosecutor"],
      participantCount: ["12", ""],
      clientToken: randomUUID(),
    });
    await run(awa, recordDelivery, input);
    await run(awa, recordDelivery, input);
    const [row, ...rest] = await db().select().from(materialDelivery);
    expect(rest).toEqual([]);
    expect(row).toMatchObject({ participants: { judge: 12 }, endsOn: "2026-03-02" });
    const removing = { slug, id: row?.id ?? "" };
    expect(await refusal(run(await makeActor(), removeDelivery, removing))).toMatchObject({
      code: "forbidden",
    });
    await run(awa, removeDelivery, removing);
  });
});

describe("law that a material teaches", () => {
  const provision = (locator: string, ...articles: string[]) => ({
    id: `provision-${locator}`,
    locator,
    articles,
    confidence: "likely",
  });
  const code = (...provisions: object[]) => records(law("penal-code", { provisions }));
  const stale = async (slug: string) => (await materialRow(slug)).stalePath;
  let base: number | null = null;
  const change = async (content: object) => {
    const saved = await save(trusted, { section: "laws", base, content });
    base = saved.number;
  };

  it("marks it on each change of a profile, until confirmed", async () => {
    base = null;
    await makeProfile({ slug: "senegal", iso2: "SN" });
    const made = async (title: string, given: Record<string, unknown> = {}) =>
      (await publishedMaterial(trusted, { title, countries: ["SN"], ...given })).slug;
    const any = await made("Of the whole law");
    const orders = await made("Of production orders", { articles: "185:18 224:7" });
    const access = await made("Of illegal access", { articles: "185:2" });
    const neutral = await made("For everywhere", { countries: [] });
    expect(await checkedMaterials()).toContain(any);
    await change(code(provision("s1", "185-18"), provision("s2", "185-2")));
    expect(await checkedMaterials()).not.toContain(any);
    for (const slug of [any, orders, access]) expect(await stale(slug)).toBe("/countries/senegal#laws");
    expect(await stale(neutral)).toBeNull();
    expect(await refusal(run(awa, confirmMaterial, { slug: any }))).toMatchObject({ code: "forbidden" });
    for (const slug of [any, orders, access]) await run(trusted, confirmMaterial, { slug });
    expect(await stale(any)).toBeNull();
    expect(await checkedMaterials()).toContain(any);

    await change(code({ ...provision("s1", "185-18"), note: "Read again" }, provision("s2", "185-2")));
    expect(await stale(any)).toBeNull();
    await change(code({ ...provision("s1", "185-18"), text: "New words" }, provision("s2", "185-2")));
    expect(await stale(orders)).toBe("/countries/senegal#laws");
    expect(await stale(any)).toBe("/countries/senegal#laws");
    expect(await stale(access)).toBeNull();
  });

  it("does not mark it for changed prose", async () => {
    await makeProfile({ slug: "senegal", iso2: "SN" });
    const { slug } = await publishedMaterial(trusted, { countries: ["SN"] });
    await save(trusted, { section: "procedural-law", content: prose({ aaaaaaaaaa: "The law as it is." }) });
    expect(await stale(slug)).toBeNull();
  });
});

describe("library", () => {
  it("applies every filter, with counts of what each value would leave", async () => {
    await publishedMaterial(trusted, { title: "For judges", audiences: ["judge"], kind: "guide" });
    await publishedMaterial(trusted, {
      title: "For both",
      audiences: ["judge", "prosecutor"],
      kind: "module",
    });
    const query = LibraryQuery.parse({ audience: "judge,nobody", kind: "module" });
    expect((await listMaterials(query, "en")).rows.map((row) => row.title)).toEqual(["For both"]);
    const counts = await countFacets(query, "en");
    expect(counts.get("audience")).toEqual(
      new Map([
        ["judge", 1],
        ["prosecutor", 1],
      ]),
    );
    expect(counts.get("kind")).toEqual(
      new Map([
        ["guide", 1],
        ["module", 1],
      ]),
    );
    expect(counts.get("type")?.get("document")).toBe(1);
    expect(counts.get("lang")?.get("en")).toBe(1);
    expect((await listMaterials(LibraryQuery.parse({ q: "100%" }), "en")).total).toBe(0);
  });

  it("searches words like search: by stems, and in public files", async () => {
    await publishedMaterial(trusted, { title: "Preserving data abroad" });
    const practitioner = await makeActor("practitioner");
    await publishedMaterial(practitioner, {
      title: "Restricted",
      abstract: "Of something else altogether.",
      access: "practitioners",
      tlp: "amber",
    });
    const titles = async (asked: Record<string, string>) =>
      (await listMaterials(LibraryQuery.parse(asked), "en")).rows.map((row) => row.title);
    expect(await titles({ q: "preserved abroad" })).toEqual(["Preserving data abroad"]);
    expect(await titles({ q: "preserve the data" })).toEqual(["Preserving data abroad"]);
    expect(await titles({ q: "narwhal" })).toEqual([]);
    expect(await titles({ q: "?!" })).toEqual([]);
  });

  it("filters by article and project, with counts", async () => {
    await publishedMaterial(trusted, { title: "One", articles: "185:18 185:9", project: "GLACY+" });
    await publishedMaterial(trusted, { title: "Other", articles: "185:18" });
    const query = LibraryQuery.parse({ article: "185:9", project: "" });
    expect((await listMaterials(query, "en")).rows.map((row) => row.title)).toEqual(["One"]);
    const counts = await countFacets(query, "en");
    expect(counts.get("article")).toEqual(
      new Map([
        ["185:9", 1],
        ["185:18", 2],
      ]),
    );
    expect(counts.get("project")).toEqual(new Map([["GLACY+", 1]]));
  });

  it("sorts by newest version, and by downloads", async () => {
    const first = await publishedMaterial(trusted, { title: "First" });
    const second = await publishedMaterial(trusted, { title: "Second" });
    const titles = async (sort?: string) =>
      (await listMaterials(LibraryQuery.parse({ sort }), "en")).rows.map((row) => row.title);
    expect(await titles()).toEqual(["Second", "First"]);
    await run(
      trusted,
      startVersion,
      StartVersion.parse({ slug: first.slug, label: "2", changes: "More of it" }),
    );
    await run(trusted, saveFiles, filesOf(first.slug, [await cleanFile(trusted.id)]));
    expect(await titles()).toEqual(["Second", "First"]);
    await run(trusted, finishVersion, { slug: first.slug });
    expect(await titles()).toEqual(["First", "Second"]);
    await countMaterialDownload(db(), second.fileId);
    expect(await titles("used")).toEqual(["Second", "First"]);
    expect(await materialRow(second.slug)).toMatchObject({ downloads: 1 });
    // Each change of a material's files sets its count to the sum by day and country.
    await countDownload(db(), { fileId: second.fileId, memberId: null, now: new Date() });
    await countDownload(db(), { fileId: second.fileId, memberId: awa.id, now: new Date() });
    await run(trusted, saveMaterial, savedMaterial({ slug: second.slug }));
    expect(await materialRow(second.slug)).toMatchObject({ downloads: 2 });
  });

  it.each(["new", "title", "used"] as const)("pages by key in the order %s", async (sort) => {
    for (let n = 0; n < 28; n += 1) await publishedMaterial(trusted, { title: `Material ${n % 7}` });
    const query = LibraryQuery.parse({ sort });
    const first = await listMaterials(query, "en");
    const second = await listMaterials({ ...query, after: first.next ?? "" }, "en");
    const all = [...first.rows, ...second.rows];
    expect(second.rows).toHaveLength(3);
    expect(new Set(all.map((row) => row.id)).size).toBe(28);
    const back = await listMaterials({ ...query, before: second.previous ?? "" }, "en");
    expect(back.rows.map((row) => row.id)).toEqual(first.rows.map((row) => row.id));
    if (sort === "title") expect(all.map((row) => row.title)).toEqual(all.map((row) => row.title).sort());
  });
});
