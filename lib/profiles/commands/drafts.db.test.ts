import { randomBytes, randomUUID } from "node:crypto";
import { beforeEach, describe, expect, it } from "vitest";
import { db } from "@/db/client";
import { auditEntry } from "@/db/schema/core";
import { presence } from "@/db/schema/revisions";
import type { Actor } from "@/lib/core/actor";
import {
  discardDraft,
  findDraft,
  findSectionForEdit,
  leavePresence,
  listDrafts,
  previewSection,
  saveDraft,
  touchPresence,
} from "@/lib/profiles";
import { SaveDraft } from "@/lib/profiles/editing/model";
import { SECTION_KEYS } from "@/lib/profiles/model";
import { transact } from "@/lib/transact";
import { useDatabase } from "@/tests/support/database";
import { by, makeActor } from "@/tests/support/members";
import { makeProfile } from "@/tests/support/profiles";
import { prose, refusal, save, standing, textsOf } from "@/tests/support/sections";

useDatabase();

let ana: Actor;
let ben: Actor;
const at = { slug: "senegal", section: "legislation" as const };

beforeEach(async () => {
  await makeProfile({ slug: "senegal", iso2: "SN" });
  [ana, ben] = [await makeActor("trusted"), await makeActor("trusted")];
});

const keep = (actor: Actor | null, given: Partial<SaveDraft> & { sequence: number }) =>
  transact(by(actor), (ctx) =>
    saveDraft(ctx, {
      ...at,
      base: null,
      summary: "",
      force: false,
      content: prose({ aaaaaa: "Draft." }),
      ...given,
    }),
  );

describe("a draft", () => {
  it("keeps the sources that were made with it, whole", async () => {
    const made = {
      id: "gazette-2013",
      title: "Samoa Gazette 2013",
      kind: null,
      url: "https://example.org/1",
    };
    const content = prose({ aaaaaa: "Says so. [gazette-2013]" });
    await keep(ana, { sequence: 1, content, newSources: [made] });
    expect(await findDraft(ana, "senegal", "legislation")).toMatchObject({ newSources: [made] });
    expect((await findSectionForEdit(ana, "senegal", "legislation")).draft).toMatchObject({
      newSources: [made],
    });
    const again = { sequence: 1, content, newSources: [{ ...made, title: "Another title" }] };
    expect(await refusal(keep(ana, again))).toMatchObject({
      reason: "draft_sequence",
      details: { newSources: [made] },
    });
    await keep(ana, { sequence: 2, content });
    expect(await findDraft(ana, "senegal", "legislation")).toMatchObject({ newSources: [] });
  });

  it("that cites a new source is saved later with what it kept, by a new member and after another's edit", async () => {
    const made = { id: "gazette-2013", title: "Samoa Gazette 2013" };
    const content = prose({ aaaaaa: "Says so. [gazette-2013]" });
    await keep(ana, { sequence: 1, content, newSources: [made] });
    await save(ben, { section: "policies", content: prose({ bbbbbb: "Else." }) });
    const left = (await findSectionForEdit(ana, "senegal", "legislation")).draft;
    if (!left) throw new Error("the draft is gone");
    const input = {
      base: left.baseNumber,
      content: left.content as object,
      newSources: [...left.newSources],
    };
    const fresh = await makeActor();
    await keep(fresh, { sequence: 1, ...input });
    expect(await save(fresh, input)).toMatchObject({ state: "pending" });
    const saved = await save(ana, { ...input, draft: left.sequence });
    expect(saved).toMatchObject({ state: "published" });
    expect((await standing("sources")).content).toMatchObject({ records: [made] });
    expect(await findDraft(ana, "senegal", "legislation")).toBeNull();
  });

  it("brings along as many sources as a long report has, and no more", async () => {
    const many = Array.from({ length: 201 }, (_, n) => ({ id: `source-${n}`, title: `Source ${n}` }));
    const given = { ...at, base: null, content: {}, sequence: 1 };
    expect(SaveDraft.safeParse({ ...given, newSources: many.slice(1) }).success).toBe(true);
    expect(SaveDraft.safeParse({ ...given, newSources: many }).success).toBe(false);
  });

  it("is one per member and section, with its age and how far the section moved on", async () => {
    await save(ben, { content: prose({ aaaaaa: "One." }) });
    await keep(ana, { sequence: 1, base: 1, content: prose({ aaaaaa: "Mine." }), summary: "Why" });
    await save(ben, { base: 1, content: prose({ aaaaaa: "Two." }) });
    await save(ben, { base: 2, content: prose({ aaaaaa: "Three." }) });
    const draft = await findDraft(ana, "senegal", "legislation");
    expect(draft).toMatchObject({ summary: "Why", sequence: 1, baseNumber: 1, behind: 2 });
    expect(textsOf(draft?.content)).toEqual({ aaaaaa: "Mine." });
    expect(Date.now() - (draft?.updatedAt.getTime() ?? 0)).toBeLessThan(10_000);
    expect(await findDraft(ben, "senegal", "legislation")).toBeNull();
    expect((await findSectionForEdit(ana, "senegal", "legislation")).draft).toMatchObject({ behind: 2 });
    expect(await listDrafts(ana)).toMatchObject([{ slug: "senegal", section: "legislation", behind: 2 }]);
    expect(await listDrafts(ben)).toEqual([]);
  });

  it("only rises: an older tab gets the newer text, and wins only by force", async () => {
    await keep(ana, { sequence: 5, content: prose({ aaaaaa: "Newer." }) });
    const error = await refusal(keep(ana, { sequence: 4, content: prose({ aaaaaa: "Older." }) }));
    expect(error).toMatchObject({ code: "conflict", reason: "draft_sequence", details: { sequence: 5 } });
    expect(textsOf(error.details.content)).toEqual({ aaaaaa: "Newer." });
    const same = await refusal(keep(ana, { sequence: 5, content: prose({ aaaaaa: "Other." }) }));
    expect(same.reason).toBe("draft_sequence");
    const forced = await keep(ana, { sequence: 4, content: prose({ aaaaaa: "Older." }), force: true });
    expect(forced.sequence).toBe(6);
    expect(textsOf((await findDraft(ana, "senegal", "legislation"))?.content)).toEqual({ aaaaaa: "Older." });
  });

  it("is that of the first of two tabs that begin one at once; the other is told, and a repeated one counts once", async () => {
    const sections = SECTION_KEYS.slice(0, 12);
    for (const section of sections) {
      const twice = { section, sequence: 1, content: prose({ aaaaaa: "Sent twice." }) };
      const both = await Promise.all([keep(ben, twice), keep(ben, twice)]);
      expect(both.map(({ sequence }) => sequence)).toEqual([1, 1]);
      // The section exists already: otherwise one request would wait for the other to create it.
      const texts = ["One tab.", "Another tab."];
      const tries = await Promise.allSettled(
        texts.map((text) => keep(ana, { section, sequence: 1, content: prose({ aaaaaa: text }) })),
      );
      const kept = texts.filter((_, n) => tries[n]?.status === "fulfilled");
      expect(kept).toHaveLength(1);
      expect(Object.values(textsOf((await findDraft(ana, "senegal", section))?.content))).toEqual(kept);
      expect(tries.find((one) => one.status === "rejected")).toMatchObject({
        reason: { reason: "draft_sequence" },
      });
    }
  });

  it("is refused where all drafts of its member take too much room together, and no other member's is", async () => {
    const long = () => prose({ aaaaaa: randomBytes(430_000).toString("hex") });
    const taken = async (actor: Actor) => {
      const kept: string[] = [];
      for (const section of SECTION_KEYS)
        await keep(actor, { section, sequence: 1, content: long() }).then(
          () => kept.push(section),
          (error) => expect(error).toMatchObject({ code: "too_large", reason: "drafts_full" }),
        );
      return kept.length;
    };
    expect(await taken(ana)).toBeLessThan(SECTION_KEYS.length);
    await expect(keep(ben, { sequence: 1, content: long() })).resolves.toMatchObject({ sequence: 1 });
  });

  it("takes the same save again, as after an answer that was lost", async () => {
    await keep(ana, { sequence: 2 });
    await expect(keep(ana, { sequence: 2 })).resolves.toMatchObject({ sequence: 2 });
  });

  it("of two tabs that begin at once is one of the two", async () => {
    const both = await Promise.allSettled(
      ["Left.", "Right."].map((text) => keep(ana, { sequence: 1, content: prose({ aaaaaa: text }) })),
    );
    const kept = textsOf((await findDraft(ana, "senegal", "legislation"))?.content).aaaaaa;
    expect(["Left.", "Right."]).toContain(kept);
    expect(both.some((one) => one.status === "fulfilled")).toBe(true);
  });

  it("may be unfinished and contain any character, but is limited like a section", async () => {
    const unfinished = { schemaVersion: 1, records: [{ id: "new", title: "A\u0000 \ud800 title" }] };
    await keep(ana, { section: "laws", sequence: 1, content: unfinished });
    expect((await findDraft(ana, "senegal", "laws"))?.content).toEqual({
      schemaVersion: 1,
      records: [{ id: "new", title: "A\ufffd \ufffd title" }],
    });
    const huge = { text: "x".repeat(1_100_000) };
    expect((await refusal(keep(ana, { sequence: 2, content: huge }))).code).toBe("invalid");
  });

  it("is discarded by its author alone, and the discarding is recorded without its text", async () => {
    await keep(ana, { sequence: 1 });
    expect(await transact(by(ben), (ctx) => discardDraft(ctx, at))).toEqual({ isDiscarded: false });
    expect(await transact(by(ana), (ctx) => discardDraft(ctx, at))).toEqual({ isDiscarded: true });
    expect(await findDraft(ana, "senegal", "legislation")).toBeNull();
    const [entry] = await db().select({ details: auditEntry.details }).from(auditEntry);
    expect(Object.keys(entry?.details ?? {}).sort()).toEqual(["memberId", "sectionId"]);
  });

  it("is for members in a session", async () => {
    expect((await refusal(keep(null, { sequence: 1 }))).code).toBe("unauthenticated");
    const token: Actor = { ...ana, scopes: ["profiles:write"] };
    expect((await refusal(keep(token, { sequence: 1 }))).code).toBe("forbidden");
    expect((await refusal(findDraft(null, "senegal", "legislation"))).code).toBe("unauthenticated");
    expect((await refusal(listDrafts(null))).code).toBe("unauthenticated");
  });
});

describe("presence", () => {
  const touch = (actor: Actor | null, now = new Date()) =>
    transact(by(actor), (ctx) => touchPresence(ctx, at), { now });

  it("shows others for half a minute, and never oneself", async () => {
    const start = new Date();
    expect(await touch(ana, start)).toEqual({ others: [] });
    const later = await touch(ben, new Date(start.getTime() + 20_000));
    expect(later.others).toEqual([{ handle: ana.handle, displayName: ana.displayName }]);
    expect(await touch(ben, new Date(start.getTime() + 31_000))).toEqual({ others: [] });
    expect(await db().$count(presence)).toBe(1);
  });

  it("ends when the editor is closed", async () => {
    await touch(ana);
    await transact(by(ana), (ctx) => leavePresence(ctx, at));
    expect(await touch(ben)).toEqual({ others: [] });
    expect((await refusal(touch(null))).code).toBe("unauthenticated");
  });

  it("can be stored for many members at once", async () => {
    const actors = await Promise.all(Array.from({ length: 8 }, () => makeActor("trusted")));
    const long = new Date(Date.now() - 60_000);
    await Promise.all(actors.map((actor) => touch(actor, long)));
    await Promise.all(actors.map((actor) => touch(actor)));
    expect((await touch(ana)).others).toHaveLength(8);
  });
});

describe("a preview", () => {
  const preview = (actor: Actor | null, content: object, base?: number | null) =>
    transact(by(actor), (ctx) => previewSection(ctx, { ...at, content, base }));

  it("shows the difference to the current text, and saves nothing", async () => {
    await save(ben, { content: prose({ aaaaaa: "One." }) });
    const seen = await preview(ana, prose({ aaaaaa: "One.", bbbbbb: "Two." }));
    expect(seen).toMatchObject({
      diff: { family: "prose", blocks: [{ state: "same" }, { state: "added" }] },
      behind: 0,
      conflicts: 0,
      currentNumber: 1,
    });
    expect((await standing()).revision?.number).toBe(1);
  });

  it("with a base shows the result of the merge, and how much only a person can merge", async () => {
    await save(ben, { content: prose({ aaaaaa: "One.", bbbbbb: "Two." }) });
    await save(ben, { base: 1, content: prose({ aaaaaa: "One more.", bbbbbb: "Two." }) });
    const clean = await preview(ana, prose({ aaaaaa: "One.", bbbbbb: "Two more." }), 1);
    expect(clean).toMatchObject({
      behind: 1,
      conflicts: 0,
      diff: { blocks: [{ state: "same" }, { state: "changed" }] },
    });
    const colliding = await preview(ana, prose({ aaaaaa: "One less.", bbbbbb: "Two." }), 1);
    expect(colliding).toMatchObject({ behind: 1, conflicts: 1 });
  });

  it("needs the right to edit", async () => {
    expect((await refusal(preview(null, prose({ aaaaaa: "One." })))).code).toBe("unauthenticated");
    expect((await refusal(preview(ana, { doc: randomUUID() }))).code).toBe("invalid");
  });
});
