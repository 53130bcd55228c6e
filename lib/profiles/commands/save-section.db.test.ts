import { randomUUID } from "node:crypto";
import { and, asc, eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { db } from "@/db/client";
import { auditEntry } from "@/db/schema/core";
import { profileRecord } from "@/db/schema/profiles";
import { page, revision, section } from "@/db/schema/revisions";
import type { Actor } from "@/lib/core/actor";
import { listVersions, scope } from "@/lib/core/versions";
import { discardDraft, findDraft, saveDraft, saveRefusedText } from "@/lib/profiles";
import { transact } from "@/lib/transact";
import { useDatabase } from "@/tests/support/database";
import { by, makeActor } from "@/tests/support/members";
import { makeProfile } from "@/tests/support/profiles";
import { law, prose, records, refusal, save, source, standing, textsOf } from "@/tests/support/sections";

useDatabase();

let ana: Actor;
let ben: Actor;

beforeEach(async () => {
  await makeProfile({ slug: "senegal", iso2: "SN" });
  ana = await makeActor("trusted");
  ben = await makeActor("trusted");
});

const rows = () =>
  db()
    .select({
      number: revision.number,
      key: section.key,
      tag: revision.tag,
      state: revision.state,
      authorId: revision.authorId,
      baseId: revision.baseId,
      parentId: revision.parentId,
      size: revision.size,
      sizeChange: revision.sizeChange,
      id: revision.id,
    })
    .from(revision)
    .innerJoin(section, eq(section.id, revision.sectionId))
    .orderBy(asc(revision.number));

describe("a first save", () => {
  it("makes revision 1, current, recorded, with the profile's documents stale", async () => {
    const saved = await save(ana, { content: prose({ aaaaaa: "The law of 2016." }) });
    expect(saved).toMatchObject({
      slug: "senegal",
      section: "legislation",
      state: "published",
      number: 1,
      merged: false,
      sources: null,
    });
    const now = await standing();
    expect(now.revision?.id).toBe(saved.revisionId);
    expect(textsOf(now.content)).toEqual({ aaaaaa: "The law of 2016." });
    const [row] = await rows();
    expect(row).toMatchObject({
      authorId: ana.id,
      tag: "edit",
      baseId: null,
      parentId: null,
      size: 16,
      sizeChange: 16,
    });
    const [entry] = await db()
      .select({ details: auditEntry.details, actorId: auditEntry.actorId })
      .from(auditEntry)
      .where(eq(auditEntry.fact, "revision.published"));
    expect(entry).toMatchObject({
      actorId: ana.id,
      details: { number: 1, slug: "senegal", section: "legislation" },
    });
    const versions = await listVersions(db(), [scope.profile("senegal"), scope.changes]);
    expect([...versions.values()]).toEqual([1, 1]);
  });

  it("numbers revisions over the whole profile", async () => {
    await save(ana, { content: prose({ aaaaaa: "One." }) });
    const second = await save(ana, { section: "safeguards", content: prose({ bbbbbb: "Two." }) });
    expect(second.number).toBe(2);
  });

  it.each([
    ["a visitor", null, "unauthenticated", "sign_in"],
    ["an unknown profile", "atlantis", "not_found", "profile"],
  ])("refuses %s", async (_, who, code, reason) => {
    const error = await refusal(
      save(who === null ? null : ana, { slug: who ?? "senegal", content: prose({ aaaaaa: "One." }) }),
    );
    expect(error).toMatchObject({ code, reason });
    expect(await rows()).toEqual([]);
  });

  it("refuses unknown fields, and bases of another section", async () => {
    expect(await refusal(save(ana, { content: { schemaVersion: 1, doc: { type: "html" } } }))).toMatchObject({
      code: "invalid",
      reason: "content",
    });
    const other = await save(ana, { section: "safeguards", content: prose({ bbbbbb: "Two." }) });
    for (const base of [other.revisionId, other.number, randomUUID(), 99]) {
      expect(await refusal(save(ana, { base, content: prose({ aaaaaa: "One." }) }))).toMatchObject({
        code: "invalid",
        details: { fields: { base: ["choose"] } },
      });
    }
  });

  it("keeps a locked section to moderators", async () => {
    await save(ana, { content: prose({ aaaaaa: "One." }) });
    await db().update(section).set({ protection: "moderators" });
    expect(await refusal(save(ana, { base: 1, content: prose({ aaaaaa: "Two." }) }))).toMatchObject({
      code: "forbidden",
    });
    const moderator = await makeActor("moderator");
    await expect(save(moderator, { base: 1, content: prose({ aaaaaa: "Two." }) })).resolves.toMatchObject({
      number: 2,
    });
  });

  it("keeps a token to its scope", async () => {
    const reader: Actor = { ...ana, scopes: ["profiles:read"] };
    expect(await refusal(save(reader, { content: prose({ aaaaaa: "One." }) }))).toMatchObject({
      code: "forbidden",
    });
    const writer: Actor = { ...ana, scopes: ["profiles:write"] };
    await expect(save(writer, { content: prose({ aaaaaa: "One." }) })).resolves.toMatchObject({ number: 1 });
  });
});

describe("the same save twice", () => {
  it("is one revision, whatever was saved in between", async () => {
    const clientToken = randomUUID();
    const first = await save(ana, { clientToken, content: prose({ aaaaaa: "One." }) });
    await save(ben, { base: 1, content: prose({ aaaaaa: "One.", bbbbbb: "Two." }) });
    const again = await save(ana, { clientToken, content: prose({ aaaaaa: "One." }) });
    expect(again).toMatchObject({ number: first.number, revisionId: first.revisionId, state: "published" });
    expect(await rows()).toHaveLength(2);
  });

  it("is one revision if both arrive at once", async () => {
    const clientToken = randomUUID();
    const both = await Promise.all(
      Array.from({ length: 6 }, () => save(ana, { clientToken, content: prose({ aaaaaa: "One." }) })),
    );
    expect(new Set(both.map((saved) => saved.number))).toEqual(new Set([1]));
    expect(await rows()).toHaveLength(1);
  });

  it("is refused when the token was used for another text, summary or base", async () => {
    const clientToken = randomUUID();
    const content = prose({ aaaaaa: "One.", bbbbbb: "Two." });
    await save(ana, { content: prose({ aaaaaa: "One." }) });
    const sent = { clientToken, base: 1, content, summary: "Adds two" };
    await save(ana, sent);
    for (const other of [
      { content: prose({ aaaaaa: "One.", bbbbbb: "Three." }) },
      { summary: "Adds three" },
      { base: 2 },
      { base: null },
    ])
      expect([other, await refusal(save(ana, { ...sent, ...other }))]).toEqual([
        other,
        expect.objectContaining({ code: "invalid", reason: "token_used" }),
      ]);
    // Only block ids differ: this is the same save, since each time that no ids are sent, new ones are made.
    expect(await save(ana, { ...sent, content: prose({ aaaaaa: "One.", cccccc: "Two." }) })).toMatchObject({
      number: 2,
    });
    expect(await rows()).toHaveLength(2);
  });

  it("is recognised if it was merged with another edit", async () => {
    const clientToken = randomUUID();
    await save(ana, { content: prose({ aaaaaa: "One.", bbbbbb: "Two." }) });
    await save(ben, { base: 1, content: prose({ aaaaaa: "One!", bbbbbb: "Two." }) });
    const sent = { clientToken, base: 1, content: prose({ aaaaaa: "One.", bbbbbb: "Two!" }) };
    const first = await save(ana, sent);
    expect(first).toMatchObject({ number: 3, merged: true });
    await save(ben, { base: 3, content: prose({ aaaaaa: "Once.", bbbbbb: "Two!" }) });
    expect(await save(ana, sent)).toMatchObject({ number: 3, merged: true, revisionId: first.revisionId });
    const other = { ...sent, content: prose({ aaaaaa: "One.", bbbbbb: "Three." }) };
    expect(await refusal(save(ana, other))).toMatchObject({ code: "invalid", reason: "token_used" });
  });

  it("is refused when the token was used for another section", async () => {
    const clientToken = randomUUID();
    await save(ana, { clientToken, content: prose({ aaaaaa: "One." }) });
    expect(
      await refusal(save(ana, { clientToken, section: "safeguards", content: prose({ aaaaaa: "One." }) })),
    ).toMatchObject({ code: "conflict", reason: "token_used" });
  });

  it("is refused alike if both sections are sent at once", async () => {
    const clientToken = randomUUID();
    const both = await Promise.allSettled(
      (["legislation", "safeguards"] as const).map((key) =>
        save(ana, { clientToken, section: key, content: prose({ aaaaaa: "One." }) }),
      ),
    );
    const refused = both.filter((one) => one.status === "rejected");
    expect(refused).toHaveLength(1);
    expect(refused[0]?.reason).toMatchObject({ code: "conflict", reason: "token_used" });
    expect(await rows()).toHaveLength(1);
  });

  it("is another member's save when another member sends it", async () => {
    const clientToken = randomUUID();
    await save(ana, { clientToken, content: prose({ aaaaaa: "One." }) });
    await expect(
      save(ben, { clientToken, base: 1, content: prose({ aaaaaa: "Two." }) }),
    ).resolves.toMatchObject({ number: 2 });
  });
});

describe("a save equal to the current text", () => {
  it("makes no revision", async () => {
    await save(ana, { content: prose({ aaaaaa: "One." }) });
    const again = await save(ben, { base: 1, content: prose({ aaaaaa: "One." }) });
    expect(again).toMatchObject({ state: "unchanged", number: 1, merged: false });
    expect(await rows()).toHaveLength(1);
  });

  it("may leave an empty section empty", async () => {
    const saved = await save(ana, { content: prose({}) });
    expect(saved).toMatchObject({ state: "unchanged", number: null, revisionId: null });
  });
});

describe("a save on a section that moved on", () => {
  beforeEach(async () => {
    await save(ana, { content: prose({ aaaaaa: "Alpha one two.", bbbbbb: "Beta one two." }) });
    await save(ben, { base: 1, content: prose({ aaaaaa: "Alpha ONE two.", bbbbbb: "Beta one two." }) });
  });

  it("is merged where the edits are apart, with both texts and both bases", async () => {
    const saved = await save(ana, {
      base: 1,
      content: prose({ aaaaaa: "Alpha one two.", bbbbbb: "Beta one TWO." }),
    });
    expect(saved).toMatchObject({ state: "published", number: 3, merged: true });
    expect(textsOf((await standing()).content)).toEqual({
      aaaaaa: "Alpha ONE two.",
      bbbbbb: "Beta one TWO.",
    });
    const all = await rows();
    expect(all[2]).toMatchObject({ tag: "merge", baseId: all[0]?.id, parentId: all[1]?.id });
  });

  it("is refused if they overlap, with all three texts and the merged part", async () => {
    const mine = prose({ aaaaaa: "Alpha 1 two.", bbbbbb: "Beta one TWO." });
    const error = await refusal(save(ana, { base: 1, content: mine }));
    expect(error).toMatchObject({ code: "conflict", reason: "edit_conflict" });
    const { base, theirs, mine: own, merged, conflicts, currentNumber } = error.details;
    expect(textsOf(base).aaaaaa).toBe("Alpha one two.");
    expect(textsOf(theirs).aaaaaa).toBe("Alpha ONE two.");
    expect(textsOf(own)).toEqual({ aaaaaa: "Alpha 1 two.", bbbbbb: "Beta one TWO." });
    expect(textsOf(merged)).toEqual({ aaaaaa: "Alpha ONE two.", bbbbbb: "Beta one TWO." });
    expect(conflicts).toMatchObject([{ id: "aaaaaa", kind: "block" }]);
    expect(currentNumber).toBe(2);
    expect(await rows()).toHaveLength(2);
  });

  it("is saved with a decision for each conflict", async () => {
    const saved = await save(ana, {
      base: 1,
      content: prose({ aaaaaa: "Alpha 1 two.", bbbbbb: "Beta one TWO." }),
      choices: { aaaaaa: { take: "mine" } },
      seen: 2,
    });
    expect(saved).toMatchObject({ number: 3, merged: true });
    expect(textsOf((await standing()).content)).toEqual({ aaaaaa: "Alpha 1 two.", bbbbbb: "Beta one TWO." });
  });

  it("asks again when the text has changed since the decision", async () => {
    const given = {
      base: 1,
      content: prose({ aaaaaa: "Alpha 1 two.", bbbbbb: "Beta one two." }),
      choices: { aaaaaa: { take: "mine" } } as const,
    };
    await save(ben, { base: 2, content: prose({ aaaaaa: "Alpha NOW two.", bbbbbb: "Beta one two." }) });
    const error = await refusal(save(ana, { ...given, seen: 2 }));
    expect(error).toMatchObject({ reason: "edit_conflict", details: { currentNumber: 3 } });
  });

  it("takes the base by id as well as by number", async () => {
    const [first] = await rows();
    const saved = await save(ana, {
      base: first?.id ?? null,
      content: prose({ aaaaaa: "Alpha one two.", bbbbbb: "Beta one TWO." }),
    });
    expect(saved.merged).toBe(true);
  });

  it("stores the refused text as the member's draft, in a separate transaction", async () => {
    const input = {
      slug: "senegal",
      section: "legislation" as const,
      base: 1,
      summary: "Mine",
      clientToken: randomUUID(),
      content: prose({ aaaaaa: "Alpha 1 two. [gazette]", bbbbbb: "Beta one two." }),
      newSources: [source("gazette")],
    };
    const error = await save(ana, input).catch((thrown: unknown) => thrown);
    expect(await transact(by(ana), (ctx) => saveRefusedText(ctx, input, error))).toBe(true);
    expect(await findDraft(ana, "senegal", "legislation")).toMatchObject({
      summary: "Mine",
      baseNumber: 1,
      behind: 1,
      content: input.content,
      newSources: input.newSources,
    });
    const token: Actor = { ...ben, scopes: ["profiles:write"] };
    expect(await transact(by(token), (ctx) => saveRefusedText(ctx, input, error))).toBe(false);
    expect(await transact(by(ben), (ctx) => saveRefusedText(ctx, input, new Error("other")))).toBe(false);
    expect(await findDraft(ben, "senegal", "legislation")).toBeNull();
  });

  it("leaves a draft of another tab alone that the refused save does not know", async () => {
    const mine = prose({ aaaaaa: "Typed in the other tab." });
    const other = { slug: "senegal", section: "legislation" as const, base: 1, summary: "", force: false };
    await transact(by(ana), (ctx) => saveDraft(ctx, { ...other, content: mine, sequence: 7 }));
    const input = {
      slug: "senegal",
      section: "legislation" as const,
      base: 1,
      summary: "Mine",
      clientToken: randomUUID(),
      content: prose({ aaaaaa: "Alpha 1 two.", bbbbbb: "Beta one two." }),
    };
    const error = await save(ana, input).catch((thrown: unknown) => thrown);
    expect(await transact(by(ana), (ctx) => saveRefusedText(ctx, input, error))).toBe(false);
    const known = { ...input, draft: 6 };
    expect(await transact(by(ana), (ctx) => saveRefusedText(ctx, known, error))).toBe(false);
    const kept = await findDraft(ana, "senegal", "legislation");
    expect(kept?.content).toEqual(mine);
    const own = { ...input, draft: kept?.sequence };
    expect(await transact(by(ana), (ctx) => saveRefusedText(ctx, own, error))).toBe(true);
    expect((await findDraft(ana, "senegal", "legislation"))?.content).toEqual(input.content);
  });
});

describe("a draft", () => {
  const draft = { slug: "senegal", section: "legislation" as const, base: null, summary: "", force: false };
  const keep = (who: Actor, text: string, sequence = 1) =>
    transact(by(who), (ctx) => saveDraft(ctx, { ...draft, content: prose({ aaaaaa: text }), sequence }));

  it("is deleted by saving its text, and only its author's", async () => {
    await keep(ana, "One.");
    await keep(ben, "One.");
    await save(ana, { content: prose({ aaaaaa: "One." }) });
    expect(await findDraft(ana, "senegal", "legislation")).toBeNull();
    expect(await findDraft(ben, "senegal", "legislation")).toMatchObject({ behind: 1 });
  });

  it("stays if another text was saved, since it is stored nowhere else", async () => {
    await keep(ana, "Typed in another tab.");
    await save(ana, { content: prose({ aaaaaa: "One." }) });
    expect(await findDraft(ana, "senegal", "legislation")).toMatchObject({
      content: prose({ aaaaaa: "Typed in another tab." }),
    });
  });

  it("is discarded by its number only while it is the draft of that number", async () => {
    await keep(ana, "One.", 1);
    await keep(ana, "Two.", 2);
    const discard = (sequence: number) =>
      transact(by(ana), (ctx) => discardDraft(ctx, { slug: "senegal", section: "legislation", sequence }));
    expect(await discard(1)).toEqual({ isDiscarded: false });
    expect(await findDraft(ana, "senegal", "legislation")).toMatchObject({ sequence: 2 });
    expect(await discard(2)).toEqual({ isDiscarded: true });
  });
});

describe("sources", () => {
  it("are saved with the text that cites them: two revisions, one transaction", async () => {
    const saved = await save(ana, {
      content: prose({ aaaaaa: "Says the gazette. [gazette]" }),
      newSources: [source("gazette")],
    });
    expect(saved).toMatchObject({ number: 2, sources: { number: 1 } });
    expect((await rows()).map(({ key, number }) => [number, key])).toEqual([
      [1, "sources"],
      [2, "legislation"],
    ]);
    const [row] = await db()
      .select({ title: profileRecord.title, section: profileRecord.section })
      .from(profileRecord);
    expect(row).toEqual({ section: "sources", title: "Source gazette" });
  });

  it("are answered again with the same save", async () => {
    const input = {
      clientToken: randomUUID(),
      content: prose({ aaaaaa: "Says the gazette. [gazette]" }),
      newSources: [source("gazette")],
    };
    const first = await save(ana, input);
    expect(await save(ana, input)).toEqual(first);
    expect(await rows()).toHaveLength(2);
  });

  it("must be known: an unknown one undoes all", async () => {
    const error = await refusal(save(ana, { content: prose({ aaaaaa: "Says who. [nobody]" }) }));
    expect(error).toMatchObject({
      code: "invalid",
      reason: "unknown_source",
      details: { sources: ["nobody"] },
    });
    expect(await rows()).toEqual([]);
  });

  it("keep their ids: another source with a used id is refused, the same one is skipped", async () => {
    await save(ana, { section: "sources", content: records(source("gazette")) });
    const other = {
      content: prose({ aaaaaa: "Says the gazette. [gazette]" }),
      newSources: [source("gazette", "Else")],
    };
    expect(await refusal(save(ana, other))).toMatchObject({ details: { fields: { newSources: ["taken"] } } });
    const saved = await save(ana, { ...other, newSources: [source("gazette")] });
    expect(saved).toMatchObject({ number: 2, sources: null });
  });

  it("of many sections at once all go in, one after the other", async () => {
    const keys = ["legislation", "safeguards", "policies", "state-of-play", "related-laws"] as const;
    const saved = await Promise.all(
      keys.map((section, n) =>
        save(n % 2 ? ana : ben, {
          section,
          content: prose({ aaaaaa: `Cites. [source-${n}]` }),
          newSources: [source(`source-${n}`)],
        }),
      ),
    );
    expect(saved.map((one) => one.number).sort((a, b) => Number(a) - Number(b))).toEqual([2, 4, 6, 8, 10]);
    expect((await standing("sources")).content).toMatchObject({ records: { length: 5 } });
  });

  it("cannot go while they are cited, in prose or in records", async () => {
    await save(ana, { section: "sources", content: records(source("gazette"), source("other")) });
    await save(ana, { content: prose({ aaaaaa: "Says the gazette. [gazette]" }) });
    await save(ana, {
      section: "laws",
      content: records(law("law-one", { sources: ["other"], sourceState: "cited" })),
    });
    const error = await refusal(save(ana, { section: "sources", base: 1, content: records() }));
    expect(error).toMatchObject({ code: "conflict", reason: "source_in_use" });
    expect(error.details.uses).toEqual(
      expect.arrayContaining([
        { source: "gazette", section: "legislation" },
        { source: "other", section: "laws" },
      ]),
    );
  });

  it("cannot be removed while a text that cites them is being saved", async () => {
    await save(ana, { section: "sources", content: records(source("gazette")) });
    const outcomes = await Promise.allSettled([
      save(ana, { content: prose({ aaaaaa: "Says the gazette. [gazette]" }) }),
      save(ben, { section: "sources", base: 1, content: records() }),
    ]);
    expect(outcomes.filter((one) => one.status === "fulfilled")).toHaveLength(1);
    const cites = JSON.stringify((await standing()).content).includes("gazette");
    const isThere = JSON.stringify((await standing("sources")).content).includes("gazette");
    expect(isThere || !cites).toBe(true);
  });
});

describe("projections", () => {
  it("follow each published records section", async () => {
    await save(ana, { section: "laws", content: records(law("law-one"), law("law-two")) });
    await save(ana, {
      section: "laws",
      base: 1,
      content: records(law("law-two", { title: "Renamed" }), law("law-three")),
    });
    const own = await db()
      .select({ id: profileRecord.recordId, title: profileRecord.title, position: profileRecord.position })
      .from(profileRecord)
      .where(and(eq(profileRecord.section, "laws")))
      .orderBy(asc(profileRecord.position));
    expect(own).toEqual([
      { id: "law-two", title: "Renamed", position: 0 },
      { id: "law-three", title: "Law law-three", position: 1 },
    ]);
  });

  it("are undone with the save they belong to", async () => {
    await save(ana, { section: "laws", content: records(law("law-one")) });
    await refusal(
      save(ana, {
        section: "laws",
        base: 1,
        content: records(law("law-two", { sources: ["none-such"], sourceState: "cited" })),
      }),
    );
    const own = await db().select({ id: profileRecord.recordId }).from(profileRecord);
    expect(own).toEqual([{ id: "law-one" }]);
  });
});

it("takes back the number of a save that failed", async () => {
  await save(ana, { content: prose({ aaaaaa: "One." }) });
  await refusal(save(ana, { base: 1, content: prose({ aaaaaa: "Two. [nobody]" }) }));
  await save(ana, { base: 1, content: prose({ aaaaaa: "Two." }) });
  const [own] = await db().select({ last: page.lastRevision }).from(page);
  expect(own?.last).toBe(2);
});
