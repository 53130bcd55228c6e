import { randomUUID } from "node:crypto";
import { asc, eq, like } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { db } from "@/db/client";
import { revision } from "@/db/schema/revisions";
import { searchEntry } from "@/db/schema/search";
import type { Actor } from "@/lib/core/actor";
import {
  findDraft,
  findSection,
  findSectionForEdit,
  revertSection,
  saveDraft,
  saveSectionText,
  undoRevision,
  withdrawRevision,
} from "@/lib/profiles";
import type { SaveSection } from "@/lib/profiles/editing/model";
import { transact } from "@/lib/transact";
import { useDatabase } from "@/tests/support/database";
import { by, makeActor } from "@/tests/support/members";
import { makeProfile } from "@/tests/support/profiles";
import { prose, records, refusal, save, source, standing, textsOf } from "@/tests/support/sections";

useDatabase();

let ana: Actor;
let ben: Actor;

beforeEach(async () => {
  await makeProfile({ slug: "senegal", iso2: "SN" });
  ana = await makeActor("trusted");
  ben = await makeActor("trusted");
});

const english = prose({ aaaaaa: "One.", bbbbbb: "Two." });
const french = prose({ aaaaaa: "Un.", bbbbbb: "Deux." });

/** Saves the source, then a translation of it. */
async function translated(given: Partial<SaveSection> = {}) {
  const written = await save(ana, { content: english });
  const own = await save(ben, { lang: "fr", follows: written.number ?? 0, content: french, ...given });
  return { written, own };
}

const inFrench = async () => {
  const found = await findSection("senegal", "legislation", { lang: "fr" });
  if (!found) throw new Error("this test has no profile");
  return found;
};

describe("a section that nobody has written", () => {
  it("can be begun in another language once its first text was withdrawn, and not before", async () => {
    const member = await makeActor();
    const first = await save(member, { lang: "en", content: english });
    expect(first.state).toBe("pending");
    expect(await refusal(save(ben, { lang: "fr", content: french }))).toMatchObject({
      code: "conflict",
      reason: "other_language",
    });
    await transact(by(member), (ctx) =>
      withdrawRevision(ctx, { slug: "senegal", number: first.number ?? 0 }),
    );
    expect(await save(ben, { lang: "fr", content: french })).toMatchObject({ state: "published" });
    expect((await findSection("senegal", "legislation", {}))?.lang).toBe("fr");
  });
});

describe("a translation", () => {
  it("has its own revisions, numbered together with its source's", async () => {
    const { written, own } = await translated();
    expect([written.number, own.number]).toEqual([1, 2]);
    expect(own).toMatchObject({ section: "legislation", lang: "fr", state: "published" });
    expect(textsOf((await standing()).content)).toEqual({ aaaaaa: "One.", bbbbbb: "Two." });
    expect(await inFrench()).toMatchObject({
      lang: "fr",
      revision: { number: 2 },
      label: null,
      source: { lang: "en", number: 1, follows: 1, behind: 0 },
    });
  });

  it("keeps its old text and says by how many revisions it is behind when the source moves on", async () => {
    await translated();
    await save(ana, { base: 1, content: prose({ aaaaaa: "One.", bbbbbb: "Two, and more." }) });
    await save(ana, { base: 3, content: prose({ aaaaaa: "One.", bbbbbb: "Two, and much more." }) });
    const found = await inFrench();
    expect(found.source).toEqual({ lang: "en", number: 4, follows: 1, behind: 2 });
    expect(textsOf(found.content)).toEqual({ aaaaaa: "Un.", bbbbbb: "Deux." });
  });

  it("is brought up to date by a save that says so, even one that changes no word", async () => {
    await translated();
    await save(ana, { base: 1, content: prose({ aaaaaa: "One.", bbbbbb: "Two!" }) });
    const saved = await save(ben, { lang: "fr", base: 2, follows: 3, content: french });
    expect(saved).toMatchObject({ state: "published", number: 4 });
    expect((await inFrench()).source).toMatchObject({ follows: 3, behind: 0 });
    const again = await save(ben, { lang: "fr", base: 4, follows: 3, content: french });
    expect(again.state).toBe("unchanged");
  });

  it("stays as old as it was by a save that says nothing of its source", async () => {
    await translated();
    await save(ana, { base: 1, content: prose({ aaaaaa: "One.", bbbbbb: "Two!" }) });
    await save(ben, { lang: "fr", base: 2, content: prose({ aaaaaa: "Une.", bbbbbb: "Deux." }) });
    expect((await inFrench()).source).toMatchObject({ follows: 1, behind: 1 });
  });

  it("takes nothing back that someone else brought up to date meanwhile", async () => {
    await translated();
    await save(ana, { base: 1, content: prose({ aaaaaa: "One.", bbbbbb: "Two!" }) });
    await save(ana, {
      lang: "fr",
      base: 2,
      follows: 3,
      content: prose({ aaaaaa: "Un.", bbbbbb: "Deux !" }),
    });
    const merged = await save(ben, {
      lang: "fr",
      base: 2,
      follows: 1,
      content: prose({ aaaaaa: "Une.", bbbbbb: "Deux." }),
    });
    expect(merged.merged).toBe(true);
    const found = await inFrench();
    expect(textsOf(found.content)).toEqual({ aaaaaa: "Une.", bbbbbb: "Deux !" });
    expect(found.source).toMatchObject({ follows: 3, behind: 0 });
  });

  it("gives its new blocks the ids of the blocks that they say the same as", async () => {
    await translated({ content: prose({ xxxxxx: "Un.", yyyyyy: "Deux." }) });
    expect(textsOf((await inFrench()).content)).toEqual({ aaaaaa: "Un.", bbbbbb: "Deux." });
  });

  it("written in the plain form matches its passages by order, if there are as many", async () => {
    await save(ana, { content: english });
    const write = (lang: string, text: string, follows = 1) => {
      const input = { slug: "senegal", section: "legislation", lang, base: null, text, follows } as const;
      return transact(by(ben), (ctx) =>
        saveSectionText(ctx, { ...input, clientToken: randomUUID(), summary: "In another language" }),
      );
    };
    await write("fr", "Un.\n\n- Deux.");
    expect(Object.keys(textsOf((await inFrench()).content))).toEqual(["aaaaaa", "bbbbbb"]);
    // With fewer blocks than the source only those in the source's words can be matched.
    await write("es", "Dos.\n\nTwo.\n\nTres.");
    const found = await findSection("senegal", "legislation", { lang: "es" });
    const ids = Object.keys(textsOf(found?.content));
    expect([ids[1], ids.length]).toEqual(["bbbbbb", 3]);
    expect(await refusal(write("ar", "واحد.", 99))).toMatchObject({
      details: { fields: { follows: ["choose"] } },
    });
  });

  it("must first say which revision it follows, a published one of its source", async () => {
    await save(ana, { content: english });
    const first = { lang: "fr", content: french };
    expect(await refusal(save(ben, first))).toMatchObject({
      code: "invalid",
      details: { fields: { follows: ["required"] } },
    });
    await save(ana, { section: "policies", content: english });
    expect(await refusal(save(ben, { ...first, follows: 2 }))).toMatchObject({
      details: { fields: { follows: ["choose"] } },
    });
  });

  it("is not of records", async () => {
    await save(ana, { section: "sources", content: records(source("src-one")) });
    expect(
      await refusal(
        save(ben, { section: "sources", lang: "fr", follows: 1, content: records(source("src-two")) }),
      ),
    ).toMatchObject({ code: "invalid", details: { fields: { lang: ["choose"] } } });
  });

  it("keeps sources that it cites from being removed", async () => {
    await save(ana, { section: "sources", content: records(source("src-one")) });
    await save(ana, { content: english });
    await save(ben, { lang: "fr", follows: 2, content: prose({ aaaaaa: "Un. [src-one]", bbbbbb: "Deux." }) });
    expect(
      await refusal(save(ana, { section: "sources", base: 1, content: records(source("src-two")) })),
    ).toMatchObject({ reason: "source_in_use", details: { uses: [{ section: "legislation@fr" }] } });
  });

  it("is found in its language, at the address at which it is read in it", async () => {
    await translated();
    const rows = await db()
      .select({ language: searchEntry.language, path: searchEntry.path })
      .from(searchEntry)
      .where(like(searchEntry.owner, "section:%"))
      .orderBy(asc(searchEntry.language));
    const places = new Map(rows.map(({ language, path }) => [language, path]));
    expect(places).toEqual(
      new Map([
        ["en", "/countries/senegal"],
        ["fr", "/countries/senegal?lang=fr"],
      ]),
    );
  });

  it("has its own drafts", async () => {
    await translated();
    await transact(by(ben), (ctx) =>
      saveDraft(ctx, {
        slug: "senegal",
        section: "legislation",
        lang: "fr",
        base: 2,
        content: french,
        summary: "",
        sequence: 1,
        force: false,
      }),
    );
    expect((await findDraft(ben, "senegal", "legislation", { lang: "fr" }))?.baseNumber).toBe(2);
    expect(await findDraft(ben, "senegal", "legislation")).toBeNull();
  });

  it("is edited with the source as it is and as it was", async () => {
    await translated();
    await save(ana, { base: 1, content: prose({ aaaaaa: "One.", bbbbbb: "Two!" }) });
    const { original, base } = await findSectionForEdit(ben, "senegal", "legislation", { lang: "fr" }).then(
      (found) => ({ original: found.original, base: found.revision?.number }),
    );
    expect(base).toBe(2);
    expect(textsOf(original?.content)).toEqual({ aaaaaa: "One.", bbbbbb: "Two!" });
    expect(textsOf(original?.followed)).toEqual({ aaaaaa: "One.", bbbbbb: "Two." });
  });
});

describe("taking back", () => {
  it("follows the earlier source revision again", async () => {
    await translated();
    await save(ana, { base: 1, content: prose({ aaaaaa: "One.", bbbbbb: "Two!" }) });
    await save(ben, { lang: "fr", base: 2, follows: 3, content: prose({ aaaaaa: "Un.", bbbbbb: "Deux !" }) });
    await transact(by(ana), (ctx) =>
      revertSection(ctx, { slug: "senegal", number: 2, summary: "As it was", clientToken: "token-revert" }),
    );
    expect((await inFrench()).source).toMatchObject({ follows: 1, behind: 1 });
    expect(textsOf((await standing()).content)).toEqual({ aaaaaa: "One.", bbbbbb: "Two!" });
  });

  it("undoes one change of one language", async () => {
    await translated();
    await save(ben, { lang: "fr", base: 2, content: prose({ aaaaaa: "Une.", bbbbbb: "Deux." }) });
    await transact(by(ana), (ctx) =>
      undoRevision(ctx, { slug: "senegal", number: 3, summary: "As it was", clientToken: "token-undo" }),
    );
    expect(textsOf((await inFrench()).content)).toEqual({ aaaaaa: "Un.", bbbbbb: "Deux." });
  });
});

describe("an unwritten section", () => {
  it("is in the language of its first author", async () => {
    await save(ana, { lang: "fr", content: french });
    expect(await standing()).toMatchObject({ lang: "fr", source: null, revision: { number: 1 } });
    await save(ben, { lang: "en", follows: 1, content: english });
    const translation = await findSection("senegal", "legislation", { lang: "en" });
    expect(translation).toMatchObject({ lang: "en", source: { lang: "fr", number: 1, follows: 1 } });
  });
});

describe("the status of a text", () => {
  const labelOf = async (number: number) => {
    const [row] = await db()
      .select({ label: revision.label })
      .from(revision)
      .where(eq(revision.number, number));
    return row?.label;
  };

  it("only who speaks for the country says of them that they are official", async () => {
    const focal = await makeActor("focal-point");
    expect(await refusal(save(ana, { content: english, label: "official" }))).toMatchObject({
      code: "forbidden",
      reason: "text_vouch",
    });
    await save(focal, { content: english, label: "official" });
    expect((await standing()).label).toBe("official");
  });

  it("another's words make them the community's again", async () => {
    const focal = await makeActor("focal-point");
    await save(focal, { content: english, label: "official" });
    await save(ana, { base: 1, content: prose({ aaaaaa: "One.", bbbbbb: "Two?" }) });
    expect([await labelOf(1), await labelOf(2)]).toEqual(["official", null]);
  });

  it("stays machine-translated until someone says that it was checked", async () => {
    await translated({ label: "machine" });
    await save(ana, { lang: "fr", base: 2, content: prose({ aaaaaa: "Une.", bbbbbb: "Deux." }) });
    expect((await inFrench()).label).toBe("machine");
    await save(ana, { lang: "fr", base: 3, label: "community", content: french });
    expect((await inFrench()).label).toBeNull();
  });

  it("no revision's is ever changed", async () => {
    await save(ana, { content: english });
    await expect(
      db().update(revision).set({ label: "official" }).where(eq(revision.number, 1)),
    ).rejects.toThrow();
  });
});
