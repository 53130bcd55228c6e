import { randomUUID } from "node:crypto";
import { desc, eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { db } from "@/db/client";
import { revision } from "@/db/schema/revisions";
import type { Actor } from "@/lib/core/actor";
import { revertSection, rollBackSection, undoRevision } from "@/lib/profiles";
import { transact } from "@/lib/transact";
import { useDatabase } from "@/tests/support/database";
import { by, makeActor } from "@/tests/support/members";
import { makeProfile, makeRevision } from "@/tests/support/profiles";
import { prose, records, refusal, save, source, standing, textsOf } from "@/tests/support/sections";

useDatabase();

let ana: Actor;
let ben: Actor;
let trusted: Actor;

beforeEach(async () => {
  await makeProfile({ slug: "senegal", iso2: "SN" });
  [ana, ben, trusted] = [await makeActor("trusted"), await makeActor("trusted"), await makeActor("trusted")];
});

const back = (number: number) => ({
  slug: "senegal",
  number,
  summary: "Back again",
  clientToken: randomUUID(),
});
const undo = (actor: Actor | null, number: number) =>
  transact(by(actor), (ctx) => undoRevision(ctx, back(number)));
const revert = (actor: Actor | null, number: number) =>
  transact(by(actor), (ctx) => revertSection(ctx, back(number)));
const rollBack = (actor: Actor, last: number, clientToken: string = randomUUID()) =>
  transact(by(actor), (ctx) =>
    rollBackSection(ctx, { slug: "senegal", section: "legislation", last, clientToken }),
  );

async function newest() {
  const [row] = await db()
    .select({
      number: revision.number,
      tag: revision.tag,
      sourceId: revision.sourceId,
      summary: revision.summary,
      parentId: revision.parentId,
    })
    .from(revision)
    .orderBy(desc(revision.number))
    .limit(1);
  return row;
}

async function idOf(number: number) {
  const [row] = await db().select({ id: revision.id }).from(revision).where(eq(revision.number, number));
  return row?.id;
}

const A = { aaaaaa: "Alpha one.", bbbbbb: "Beta one." };

describe("a revert", () => {
  beforeEach(async () => {
    await save(ana, { content: prose(A) });
    await save(ben, { base: 1, content: prose({ ...A, aaaaaa: "Alpha two." }) });
    await save(ana, { base: 2, content: prose({ ...A, aaaaaa: "Alpha three." }) });
  });

  it("is a new revision that names its source; the history is kept", async () => {
    expect(await revert(ben, 1)).toMatchObject({ state: "published", number: 4, section: "legislation" });
    expect(textsOf((await standing()).content)).toEqual(A);
    expect(await newest()).toMatchObject({
      tag: "revert",
      sourceId: await idOf(1),
      parentId: await idOf(3),
      summary: "Back again",
    });
  });

  it("to the current text changes nothing", async () => {
    expect(await revert(ben, 3)).toMatchObject({ state: "unchanged", number: 3 });
  });

  it("sent twice is one revision", async () => {
    const input = back(1);
    const twice = await Promise.all([1, 2].map(() => transact(by(ben), (ctx) => revertSection(ctx, input))));
    expect(twice.map((saved) => saved.number)).toEqual([4, 4]);
  });

  it("is refused to visitors, and for unpublished revisions", async () => {
    expect(await refusal(revert(null, 1))).toMatchObject({ code: "unauthenticated" });
    expect(await refusal(revert(ana, 99))).toMatchObject({ code: "not_found", reason: "revision" });
  });

  it("restores cited sources that were removed", async () => {
    await save(ana, {
      base: 3,
      content: prose({ ...A, cccccc: "Cites. [gazette]" }),
      newSources: [source("gazette")],
    });
    await save(ana, { base: 5, content: prose(A) });
    await save(ana, { section: "sources", base: 4, content: records() });
    expect(await revert(ben, 5)).toMatchObject({ state: "published", sources: { number: 8 }, number: 9 });
    expect(JSON.stringify((await standing("sources")).content)).toContain("Source gazette");
  });
});

describe("an undo", () => {
  it("removes one edit and keeps later ones", async () => {
    await save(ana, { content: prose(A) });
    await save(ben, { base: 1, content: prose({ ...A, aaaaaa: "Alpha two." }) });
    await save(ana, {
      base: 2,
      content: prose({ aaaaaa: "Alpha two.", bbbbbb: "Beta two.", cccccc: "Gamma." }),
    });
    expect(await undo(ana, 2)).toMatchObject({ state: "published", number: 4 });
    expect(textsOf((await standing()).content)).toEqual({
      aaaaaa: "Alpha one.",
      bbbbbb: "Beta two.",
      cccccc: "Gamma.",
    });
    expect(await newest()).toMatchObject({ tag: "undo", sourceId: await idOf(2) });
  });

  it("is reported as a conflict, never guessed, if later edits changed the same text", async () => {
    await save(ana, { content: prose(A) });
    await save(ben, { base: 1, content: prose({ ...A, aaaaaa: "Alpha two." }) });
    await save(ana, { base: 2, content: prose({ ...A, aaaaaa: "Alpha three." }) });
    const error = await refusal(undo(ana, 2));
    expect(error).toMatchObject({ code: "conflict", reason: "undo_conflict", details: { currentNumber: 3 } });
    expect(textsOf((await standing()).content).aaaaaa).toBe("Alpha three.");
  });

  it("of the first revision empties the section", async () => {
    await save(ana, { content: prose(A) });
    expect(await undo(ben, 1)).toMatchObject({ state: "published", number: 2 });
    expect(textsOf((await standing()).content)).toEqual({});
  });
});

describe("a rollback", () => {
  it("takes back an author's last run to the newest by someone else, and names both ends", async () => {
    await save(ana, { content: prose(A) });
    await save(ben, { base: 1, content: prose({ ...A, aaaaaa: "Bad." }) });
    await save(ben, { base: 2, content: prose({ ...A, aaaaaa: "Worse." }) });
    expect(await rollBack(trusted, 3)).toMatchObject({ state: "published", number: 4 });
    expect(textsOf((await standing()).content)).toEqual(A);
    expect(await newest()).toMatchObject({
      tag: "rollback",
      sourceId: await idOf(1),
      parentId: await idOf(3),
      summary: "2–3 → 1",
    });
  });

  it("is refused to members, if the section changed, and if there is no other author", async () => {
    await save(ben, { content: prose(A) });
    expect(await refusal(rollBack(await makeActor(), 1))).toMatchObject({ code: "forbidden" });
    expect(await refusal(rollBack(trusted, 1))).toMatchObject({ reason: "only_author" });
    await save(ana, { base: 1, content: prose({ ...A, aaaaaa: "Alpha two." }) });
    expect(await refusal(rollBack(trusted, 1))).toMatchObject({ reason: "not_last", details: { number: 2 } });
    expect(await refusal(rollBack(trusted, 99))).toMatchObject({ reason: "not_last" });
  });

  it("sent twice is one revision, at once and one after the other", async () => {
    await save(ana, { content: prose(A) });
    await save(ben, { base: 1, content: prose({ ...A, aaaaaa: "Bad." }) });
    const token = randomUUID();
    const twice = await Promise.all([1, 2].map(() => rollBack(trusted, 2, token)));
    expect([...twice, await rollBack(trusted, 2, token)].map((saved) => saved.number)).toEqual([3, 3, 3]);
    expect((await standing()).revision?.number).toBe(3);
  });

  it("undoes an import by the community, and can itself be undone", async () => {
    await save(ana, { content: prose(A) });
    const [own] = await db().select({ pageId: revision.pageId }).from(revision);
    const content = prose({ ...A, aaaaaa: "Imported." });
    await makeRevision({ pageId: own?.pageId ?? "", key: "legislation", content, tag: "import" });
    expect(await rollBack(trusted, 2)).toMatchObject({ number: 3 });
    expect(textsOf((await standing()).content)).toEqual(A);
    expect(await undo(ana, 3)).toMatchObject({ state: "published", number: 4 });
    expect(textsOf((await standing()).content).aaaaaa).toBe("Imported.");
  });

  it("loses no simultaneous save", async () => {
    await save(ana, { content: prose(A) });
    await save(ben, { base: 1, content: prose({ ...A, aaaaaa: "Bad." }) });
    const [rolled, saved] = await Promise.allSettled([
      rollBack(trusted, 2),
      save(ana, { base: 2, content: prose({ ...A, aaaaaa: "Bad.", cccccc: "Good." }) }),
    ]);
    if (rolled.status === "rejected") expect(rolled.reason).toMatchObject({ reason: "not_last" });
    expect(saved.status).toBe("fulfilled");
    expect(textsOf((await standing()).content).cccccc).toBe("Good.");
  });
});
