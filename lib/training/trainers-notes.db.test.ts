import { beforeEach, describe, expect, it } from "vitest";
import { db } from "@/db/client";
import { materialRequest } from "@/db/schema/training-use";
import type { Actor } from "@/lib/core/actor";
import { can } from "@/lib/core/policy";
import { findDownload } from "@/lib/files";
import { ANYONE } from "@/lib/files/looks";
import { search } from "@/lib/search";
import { SearchQuery } from "@/lib/search/model";
import {
  acceptVersion,
  askAccess,
  decideRequest,
  findTextFor,
  finishVersion,
  listMaterials,
  publishMaterial,
  saveFiles,
  saveMaterial,
  startVersion,
  submitMaterial,
} from "@/lib/training";
import { StartVersion } from "@/lib/training/model";
import { LibraryQuery } from "@/lib/training/queries/model";
import { transact } from "@/lib/transact";
import { useDatabase } from "@/tests/support/database";
import { cleanFile, describedMaterial, filesOf, savedMaterial } from "@/tests/support/materials";
import { by, makeActor } from "@/tests/support/members";
import { refusal } from "@/tests/support/sections";

useDatabase();

let owner: Actor;
let member: Actor;
let practitioner: Actor;
beforeEach(async () => {
  owner = await makeActor("practitioner");
  member = await makeActor();
  practitioner = await makeActor("practitioner");
});

type Command<I, O> = (ctx: Parameters<Parameters<typeof transact>[1]>[0], input: I) => Promise<O>;
const run = <I, O>(actor: Actor, command: Command<I, O>, input: I): Promise<O> =>
  transact(by(actor), (ctx) => command(ctx, input));

const mayHave = async (actor: Actor | null, slug: string, fileId: string) => {
  const download = await findDownload(db(), { fileId, place: `/training/${slug}`, reader: null });
  return download !== null && can(actor, "file.download", download);
};
const who = async (slug: string, fileId: string) => ({
  visitor: await mayHave(null, slug, fileId),
  member: await mayHave(member, slug, fileId),
  practitioner: await mayHave(practitioner, slug, fileId),
});
const finds = async (actor: Actor | null, word: string) =>
  (await search(actor, SearchQuery.parse({ q: word }), "en")).hits.length > 0;

/** A published course with public slides and trainers' notes. */
async function course(given: Record<string, unknown>) {
  const slug = await describedMaterial(owner, given);
  const slides = await cleanFile(owner.id, { name: "slides.pdf", pages: ["A pangolin on each slide"] });
  const notes = await cleanFile(owner.id, { name: "notes.pdf", pages: ["The axolotl solution"] });
  await run(owner, saveFiles, filesOf(slug, [slides, notes], { filePart: ["participants", "trainers"] }));
  await run(owner, publishMaterial, { slug });
  return { slug, slides, notes };
}

describe("files for trainers", () => {
  it("have the same access as the rest by default", async () => {
    const { slug, notes } = await course({});
    expect(await who(slug, notes)).toEqual({ visitor: true, member: true, practitioner: true });
  });

  it("can be limited to fewer readers, who alone find and read them", async () => {
    const { slug, slides, notes } = await course({ trainersAccess: "practitioners" });
    expect(await who(slug, slides)).toEqual({ visitor: true, member: true, practitioner: true });
    expect(await who(slug, notes)).toEqual({ visitor: false, member: false, practitioner: true });
    expect(await finds(null, "pangolin")).toBe(true);
    for (const one of [null, member]) expect(await finds(one, "axolotl")).toBe(false);
    expect(await finds(practitioner, "axolotl")).toBe(true);
    expect((await findTextFor(by(practitioner), slug, notes))?.access).toBe("practitioners");
    expect((await findTextFor(ANYONE, slug, slides))?.access).toBe("public");
    const [line] = (await listMaterials(LibraryQuery.parse({}), "en")).rows;
    expect(line).toMatchObject({ files: 1, bytes: 1000, fileIds: [slides] });
  });

  it("are never accessible to more than the rest", async () => {
    const given = { access: "practitioners", tlp: "amber", trainersAccess: "members" };
    const { slug, notes } = await course(given);
    expect(await who(slug, notes)).toEqual({ visitor: false, member: false, practitioner: true });
  });

  it("are limited and opened by the same form, also by a moderator without access to them", async () => {
    const { slug, slides, notes } = await course({});
    const moderator = await makeActor("moderator");
    const closed = { slug, trainersAccess: "practitioners" };
    await run(moderator, saveMaterial, savedMaterial(closed));
    expect((await who(slug, notes)).member).toBe(false);
    expect(await finds(member, "axolotl")).toBe(false);
    await run(moderator, saveMaterial, savedMaterial({ slug, trainersAccess: "members" }));
    expect(await who(slug, notes)).toEqual({ visitor: false, member: true, practitioner: true });
    await run(moderator, saveMaterial, savedMaterial({ slug }));
    expect(await who(slug, notes)).toEqual({ visitor: true, member: true, practitioner: true });
    expect((await who(slug, slides)).visitor).toBe(true);
    expect(await finds(null, "axolotl")).toBe(true);
  });

  it("can be requested and are granted with the rest of the material", async () => {
    const { slug, notes } = await course({ trainersAccess: "practitioners" });
    await run(member, askAccess, { slug, reason: "I teach this in May" });
    const [row] = await db().select().from(materialRequest);
    await run(owner, decideRequest, { id: row?.id ?? "", reason: "For May", decision: "granted" });
    expect(await mayHave(member, slug, notes)).toBe(true);
    expect(await mayHave(await makeActor(), slug, notes)).toBe(false);
  });

  it("wait in a version for a reviewer with access", async () => {
    const [author, trusted, both] = [
      await makeActor(),
      await makeActor("trusted"),
      await makeActor("administrator"),
    ];
    const slug = await describedMaterial(author, { trainersAccess: "practitioners" });
    const first = await cleanFile(author.id);
    await run(author, saveFiles, filesOf(slug, [first]));
    await run(author, submitMaterial, { slug });
    await run(both, publishMaterial, { slug });
    await run(
      author,
      startVersion,
      StartVersion.parse({ slug, label: "2", changes: "Notes for whoever teaches it" }),
    );
    const notes = await cleanFile(author.id, { name: "notes.pdf" });
    await run(author, saveFiles, filesOf(slug, [notes], { filePart: ["trainers"] }));
    await run(author, finishVersion, { slug });
    expect(await mayHave(trusted, slug, notes)).toBe(false);
    expect(await refusal(run(trusted, acceptVersion, { slug, seen: "" }))).toMatchObject({
      code: "forbidden",
    });
    expect(await mayHave(both, slug, notes)).toBe(true);
    expect(await mayHave(practitioner, slug, notes)).toBe(false);
  });
});
