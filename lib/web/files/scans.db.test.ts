import { beforeEach, describe, expect, it } from "vitest";
import { db } from "@/db/client";
import { file } from "@/db/schema/files";
import type { Actor } from "@/lib/core/actor";
import { ANYONE } from "@/lib/files/looks";
import { runDueJobs } from "@/lib/jobs/worker";
import { search } from "@/lib/search";
import { SearchQuery } from "@/lib/search/model";
import { eraseScanWords, findTextFor, publishMaterial, recogniseScan, saveFiles } from "@/lib/training";
import { transact } from "@/lib/transact";
import { listFacts, setEnvironment } from "@/tests/support/accounts";
import { useDatabase } from "@/tests/support/database";
import { leftInWork, useFileDoor } from "@/tests/support/file-door";
import { cleanFile, describedMaterial, filesOf } from "@/tests/support/materials";
import { by, makeActor } from "@/tests/support/members";
import { scanOf } from "@/tests/support/scans";
import { refusal } from "@/tests/support/sections";

useDatabase();
const { upload } = useFileDoor();
setEnvironment({ RATE_LIMITS: "off", MAX_UPLOAD_MB: "40" });

let owner: Actor;
beforeEach(async () => {
  owner = await makeActor("practitioner");
});

/** A draft with a file of its owner in a language. */
async function described(fileId: string, language = "en", given: Record<string, unknown> = {}) {
  const slug = await describedMaterial(owner, given);
  const input = filesOf(slug, [fileId], { fileLanguage: [language] });
  await transact(by(owner), (ctx) => saveFiles(ctx, input));
  return slug;
}

/** The same, published. */
async function published(...given: Parameters<typeof described>) {
  const slug = await described(...given);
  await transact(by(owner), (ctx) => publishMaterial(ctx, { slug }));
  return slug;
}

const ask = (actor: Actor, slug: string, fileId: string) =>
  transact(by(actor), (ctx) => recogniseScan(ctx, { slug, fileId }));
const finds = async (actor: Actor | null, word: string) =>
  (await search(actor, SearchQuery.parse({ q: word }), "en")).hits.map((hit) => hit.href.split(":~:")[0]);
const stateOf = async () => {
  const [row] = await db()
    .select({ reading: file.reading, recognition: file.recognition, pages: file.recognisedPages })
    .from(file);
  return row;
};

// Each page is drawn and recognized in separate processes, on a busy machine.
describe("scanned document", { timeout: 180_000 }, () => {
  const PAGES = [
    [
      "Preservation of stored computer data",
      "The seized pangolin wallet was imaged",
      "on the third of March.",
    ],
    [],
    ["The second axolotl wallet was not."],
  ];

  it("has no text until recognition is requested; its words are then found by page, and marked", async () => {
    const { id, reading } = await upload(owner, "scan.pdf", await scanOf(PAGES));
    expect(reading).toBe("empty");
    const slug = await published(id);
    expect(await finds(null, "pangolin")).toEqual([]);
    await ask(owner, slug, id);
    await ask(owner, slug, id);
    expect(await stateOf()).toMatchObject({ reading: "empty", recognition: "waiting" });
    await runDueJobs();
    expect(await stateOf()).toEqual({ reading: "read", recognition: "read", pages: 3 });
    expect(await finds(null, "pangolin")).toEqual([`/training/${slug}/text/${id}#page-1`]);
    expect(await finds(null, "axolotl")).toEqual([`/training/${slug}/text/${id}#page-3`]);
    const text = await findTextFor(ANYONE, slug, id);
    expect(text?.recognised).toEqual({ pages: 3, total: 3 });
    expect(text?.pages[0]?.text).toContain("The seized pangolin wallet was imaged");
    expect(text?.pages[1]?.text).toBe("");
    expect(leftInWork()).toEqual([]);
    expect((await listFacts()).filter((fact) => fact === "file.recognition-asked")).toHaveLength(1);

    await transact(by(owner), (ctx) => eraseScanWords(ctx, { slug, fileId: id }));
    expect(await stateOf()).toMatchObject({ reading: "empty", recognition: null });
    expect(await finds(null, "pangolin")).toEqual([]);
    expect((await findTextFor(ANYONE, slug, id))?.pages).toEqual([]);
    expect(await listFacts()).toContain("file.words-removed");
  });

  it("is recognized in French and in Arabic", async () => {
    const french = await upload(
      owner,
      "fr.pdf",
      await scanOf([["La conservation rapide des données stockées"]]),
    );
    const arabic = await upload(
      owner,
      "ar.pdf",
      await scanOf([["التعجيل بحفظ البيانات المخزنة"]], { isRtl: true }),
    );
    const fr = await published(french.id, "fr", { title: "Conservation" });
    const ar = await published(arabic.id, "ar", { title: "Hifz" });
    await ask(owner, fr, french.id);
    await ask(owner, ar, arabic.id);
    // One scan at a time: the second job is due only after the first.
    while ((await runDueJobs()).done > 0);
    expect((await findTextFor(ANYONE, fr, french.id))?.pages[0]?.text).toContain(
      "conservation rapide des données",
    );
    expect((await findTextFor(ANYONE, ar, arabic.id))?.pages[0]?.text).toContain("البيانات المخزنة");
  });

  it("is recognized for its owner before publication, and found by search afterwards", async () => {
    const { id } = await upload(owner, "scan.pdf", await scanOf(PAGES));
    const slug = await described(id);
    const trusted = await makeActor("trusted");
    expect(await refusal(ask(trusted, slug, id))).toMatchObject({ code: "not_found" });
    await ask(owner, slug, id);
    await runDueJobs();
    expect(await stateOf()).toEqual({ reading: "read", recognition: "read", pages: 3 });
    expect(await finds(null, "pangolin")).toEqual([]);
    expect(await findTextFor(ANYONE, slug, id)).toBeNull();
    await transact(by(owner), (ctx) => publishMaterial(ctx, { slug }));
    expect(await finds(null, "pangolin")).toEqual([`/training/${slug}/text/${id}#page-1`]);
  });

  it("that is restricted is recognized and found by those with access", async () => {
    const { id } = await upload(owner, "scan.pdf", await scanOf(PAGES));
    const slug = await published(id, "en", { access: "practitioners", tlp: "amber" });
    const [trusted, practitioner] = [await makeActor("trusted"), await makeActor("practitioner")];
    expect(await refusal(ask(trusted, slug, id))).toMatchObject({ code: "forbidden" });
    await ask(owner, slug, id);
    await runDueJobs();
    for (const one of [null, trusted]) expect(await finds(one, "pangolin")).toEqual([]);
    expect(await finds(practitioner, "pangolin")).toEqual([`/training/${slug}/members-text/${id}#page-1`]);
    expect(await findTextFor(by(trusted), slug, id)).toBeNull();
  });

  it("can be requested by owner and reviewers, in a supported language", async () => {
    const { id } = await upload(owner, "scan.pdf", await scanOf([["Text"]]));
    const slug = await published(id, "sq");
    expect(await refusal(ask(await makeActor(), slug, id))).toMatchObject({ code: "forbidden" });
    expect(await refusal(ask(await makeActor("trusted"), slug, id))).toMatchObject({
      code: "conflict",
      reason: "scan_language",
    });
    const other = await cleanFile(owner.id);
    expect(await refusal(ask(owner, slug, other))).toMatchObject({ code: "not_found" });
    const withText = await published(other, "en", { title: "With text" });
    expect(await refusal(ask(owner, withText, other))).toMatchObject({ reason: "not_a_scan" });
  });

  it("without words is reported as such", async () => {
    const { id } = await upload(owner, "blank.pdf", await scanOf([[]]));
    const slug = await published(id);
    await ask(owner, slug, id);
    await runDueJobs();
    expect(await stateOf()).toEqual({ reading: "empty", recognition: "nothing", pages: 1 });
    await ask(owner, slug, id);
    expect(await stateOf()).toMatchObject({ recognition: "waiting" });
  });
});
