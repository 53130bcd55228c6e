import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { db } from "@/db/client";
import { fileObject } from "@/db/schema/files";
import type { Actor } from "@/lib/core/actor";
import { readFileInside, readOutline } from "@/lib/files/bytes";
import { findDraft, listDrafts, listPending, protectSection, saveSection } from "@/lib/profiles";
import type { Content } from "@/lib/text/nodes";
import { contentText } from "@/lib/text/plain";
import { transact } from "@/lib/transact";
import { useDatabase } from "@/tests/support/database";
import { by, makeActor } from "@/tests/support/members";
import { saveOutlined } from "@/tests/support/outlines";
import { makeProfile } from "@/tests/support/profiles";
import { prose, refusal, save } from "@/tests/support/sections";
import { draftLaws, draftText, readLaws, readText } from ".";
import { DraftLaws, DraftText } from "./model";

useDatabase();

let ana: Actor;
let ben: Actor;

beforeEach(async () => {
  await makeProfile({ slug: "albania", iso2: "AL" });
  [ana, ben] = [await makeActor("trusted"), await makeActor()];
});

const CHOICES = { "part-0": "none", "part-1": "policies", "part-2": "state-of-play", "part-3": "safeguards" };

async function importText(actor: Actor, given: Record<string, string> = {}) {
  const file = await saveOutlined(actor, "albania-libreoffice.docx");
  const input = await readText(
    DraftText.parse({ slug: "albania", file, lang: "en", ...CHOICES, ...given }),
    actor,
  );
  return transact(by(actor), (ctx) => draftText(ctx, input));
}

const COLUMNS = [
  "titleOriginal",
  "title",
  "number",
  "kind",
  "adoptedOn",
  "inForceFrom",
  "locator",
  "articles",
  "heading",
];

async function importLaws(actor: Actor) {
  const file = await saveOutlined(actor, "albania-laws-calc.xlsx");
  const columns = Object.fromEntries([...COLUMNS, "source"].map((column, n) => [`column-${n}`, column]));
  const input = await readLaws(DraftLaws.parse({ slug: "albania", file, sheet: 0, ...columns }), actor);
  return transact(by(actor), (ctx) => draftLaws(ctx, input));
}

describe("a document that is imported", () => {
  it("becomes drafts of the chosen sections, and nothing that readers see", async () => {
    expect(await importText(ana)).toEqual({
      drafted: ["policies", "state-of-play", "safeguards"],
      kept: [],
      closed: [],
      laws: null,
    });
    const drafts = await listDrafts(ana);
    expect(drafts.map(({ section, summary }) => [section, summary]).sort()).toEqual([
      ["policies", "albania-libreoffice.docx"],
      ["safeguards", "albania-libreoffice.docx"],
      ["state-of-play", "albania-libreoffice.docx"],
    ]);
    const draft = await findDraft(ana, "albania", "policies");
    expect(contentText(draft?.content as Content)).toContain("Two strategies ended in 2025");
    expect(draft?.newSources).toMatchObject([
      { title: "Council of Europe, Octopus: Albania", url: "https://coe.int/en/web/octopus/-/albania" },
    ]);
    expect(await listDrafts(ben)).toEqual([]);
  });

  it("is saved from its draft with the sources of its footnotes", async () => {
    await importText(ana);
    const draft = await findDraft(ana, "albania", "state-of-play");
    const saved = await transact(by(ana), (ctx) =>
      saveSection(ctx, {
        slug: "albania",
        section: "state-of-play",
        base: null,
        content: draft?.content as object,
        newSources: [...(draft?.newSources ?? [])],
        summary: "From our report",
        clientToken: randomUUID(),
        draft: draft?.sequence,
      }),
    );
    expect(saved.state).toBe("published");
    expect(await findDraft(ana, "albania", "state-of-play")).toBeNull();
  });

  it("is added below the section's existing text", async () => {
    await save(ana, { slug: "albania", section: "policies", content: prose({ aaaaaa: "What stands." }) });
    await importText(ana);
    const draft = await findDraft(ana, "albania", "policies");
    expect(contentText(draft?.content as Content)).toMatch(/^What stands\.[\s\S]*Two strategies/);
    expect(draft?.baseNumber).toBe(1);
  });

  it("continues the member's own pending edit, and saving replaces it", async () => {
    const waiting = await save(ben, {
      slug: "albania",
      section: "policies",
      content: prose({ aaaaaa: "What waits." }),
    });
    await importText(ben);
    const draft = await findDraft(ben, "albania", "policies");
    expect(contentText(draft?.content as Content)).toMatch(/^What waits\.[\s\S]*Two strategies/);
    expect(draft?.baseNumber).toBe(waiting.number);
    const saved = await transact(by(ben), (ctx) =>
      saveSection(ctx, {
        slug: "albania",
        section: "policies",
        base: waiting.number,
        content: draft?.content as object,
        newSources: [...(draft?.newSources ?? [])],
        summary: "From our report",
        clientToken: randomUUID(),
      }),
    );
    expect(saved.state).toBe("pending");
    expect((await listPending(ana, "albania")).rows.map(({ number }) => number)).toEqual([saved.number]);
  });

  it("leaves a draft alone that the member has already, and names it", async () => {
    await importText(ana);
    const first = await findDraft(ana, "albania", "policies");
    expect(await importText(ana)).toMatchObject({
      drafted: [],
      kept: ["policies", "state-of-play", "safeguards"],
    });
    expect(await findDraft(ana, "albania", "policies")).toEqual(first);
  });

  it("leaves out sections that the member may not edit", async () => {
    const moderator = await makeActor("moderator");
    await transact(by(moderator), (ctx) =>
      protectSection(ctx, {
        slug: "albania",
        section: "policies",
        level: "moderators",
        reason: "Dispute",
        until: null,
      }),
    );
    expect(await importText(ben)).toMatchObject({
      drafted: ["state-of-play", "safeguards"],
      closed: ["policies"],
    });
    expect(await findDraft(ben, "albania", "policies")).toBeNull();
  });

  it("is read by its sender alone", async () => {
    const file = await saveOutlined(ana, "albania-libreoffice.docx");
    const input = DraftText.parse({ slug: "albania", file, lang: "en", ...CHOICES });
    expect(await refusal(readText(input, ben))).toMatchObject({ code: "not_found" });
    expect(await refusal(readText(input, null))).toMatchObject({ code: "not_found" });
    expect(await readOutline(ben, file)).toBeNull();
    expect(await refusal(readText({ ...input, targets: ["policies"] }, ana))).toMatchObject({
      code: "invalid",
    });
  });

  it("is refused for a profile that there is not", async () => {
    expect(await refusal(importText(ana, { slug: "nowhere" }))).toMatchObject({ code: "not_found" });
  });
});

describe("a spreadsheet that is imported", () => {
  it("becomes one draft of the laws, with a source for each", async () => {
    expect(await importLaws(ana)).toEqual({
      drafted: ["laws"],
      kept: [],
      closed: [],
      laws: { added: 4, extended: 0, known: 0, left: 0, untitled: 0, cut: 0 },
    });
    const draft = await findDraft(ana, "albania", "laws");
    const saved = await transact(by(ana), (ctx) =>
      saveSection(ctx, {
        slug: "albania",
        section: "laws",
        base: null,
        content: draft?.content as object,
        newSources: [...(draft?.newSources ?? [])],
        summary: "From our list",
        clientToken: randomUUID(),
        draft: draft?.sequence,
      }),
    );
    expect(saved.state).toBe("published");
    // A second import of the same file adds nothing and makes no draft.
    expect(await importLaws(ana)).toMatchObject({
      drafted: [],
      laws: { added: 0, extended: 0, known: 4, left: 0, untitled: 0, cut: 0 },
    });
    expect(await findDraft(ana, "albania", "laws")).toBeNull();
  });
});

describe("the outline of an upload", () => {
  it.each(["fiji-word.docx", "mauritius-groff.pdf"])(
    "of %s is made by the job that reads it, and is replaced by the next reading",
    async (name) => {
      const fileId = await saveOutlined(ana, name);
      const outlines = () =>
        db()
          .select({ state: fileObject.state, kind: fileObject.kind })
          .from(fileObject)
          .where(eq(fileObject.fileId, fileId));
      await readFileInside({ fileId });
      expect(
        (await outlines())
          .filter(({ kind }) => kind === "outline")
          .map(({ state }) => state)
          .sort(),
      ).toEqual(["doomed", "kept"]);
      expect((await readOutline(ana, fileId))?.outline.kind).toBe("text");
    },
  );
});
