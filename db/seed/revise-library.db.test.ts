import { randomUUID } from "node:crypto";
import { and, eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { db } from "@/db/client";
import { post } from "@/db/schema/blog";
import { auditEntry } from "@/db/schema/core";
import { page, revision, section } from "@/db/schema/revisions";
import { searchEntry } from "@/db/schema/search";
import { material, materialVersion } from "@/db/schema/training";
import { retractPost, saveBody, startPost } from "@/lib/blog";
import { StartPost } from "@/lib/blog/model";
import { findLibraryEditions } from "@/lib/operation";
import type { Content } from "@/lib/text/nodes";
import { contentText } from "@/lib/text/plain";
import { findMaterial, retractMaterial, saveDescription, saveMaterial } from "@/lib/training";
import { SaveMaterial } from "@/lib/training/details/model";
import { OPERATOR, transact } from "@/lib/transact";
import { useDatabase } from "@/tests/support/database";
import { by, makeActor } from "@/tests/support/members";
import { applyMaterials } from "./apply-materials";
import { importPosts } from "./apply-posts";
import type { SeedDocument } from "./documents/document";
import { NOTHING, type SeedMaterial } from "./materials/material";
import { loadPosts, type SeedPost } from "./posts";
import { reviseLibrary } from "./revise-library";

/*
 * A later edition of posts and training materials on a running site.
 */
useDatabase();

const [first, second] = loadPosts() as [SeedPost, SeedPost];
const posts: SeedPost[] = [
  Object.assign({}, first, { translates: null }),
  Object.assign({}, second, { translates: null }),
];

const document = (text: string): SeedDocument => ({
  name: "sample",
  title: "Sample",
  subtitle: "A sample",
  language: "en",
  asOf: "2026-11-01",
  blocks: [{ text }],
  sources: ["A source"],
});

const sample = (slug: string, more: Partial<SeedMaterial>): SeedMaterial => ({
  ...NOTHING,
  slug,
  title: `Title of ${slug}`,
  abstract: `Abstract of ${slug}`,
  kind: "guide",
  level: "introductory",
  licence: "cc-by",
  audiences: ["judge"],
  topics: ["legislation"],
  formats: ["self-paced"],
  durationMinutes: 30,
  publisher: "Octopus Community",
  description: [`Description of ${slug}.`, "A second paragraph."],
  ...more,
});
const link = (url: string) => ({ url, label: "A page", language: "en" });
const guide = sample("sample-guide", { documents: () => [document("Right")] });
const entry = sample("sample-entry", { links: [link("https://example.org/right")] });
const path = sample("sample-path", { kind: "learning-path", items: [["sample-guide", "Read it first"]] });
const materials = [guide, entry, path];

const wrong = (one: SeedMaterial): SeedMaterial =>
  Object.assign({}, one, { abstract: "A wrong abstract", description: ["A wrong description."] });

/** The edition before: other titles, texts, links and documents. */
const earlier = {
  posts: posts.map((one) =>
    Object.assign({}, one, { title: "A wrong title", content: withText(one.content, "wrong0", "Wrong") }),
  ),
  materials: [
    Object.assign(wrong(guide), { documents: () => [document("Wrong")] }),
    Object.assign(wrong(entry), { links: [link("https://example.org/wrong")] }),
    wrong(path),
  ],
};

function withText(content: Content, id: string, text: string): Content {
  const added = { type: "paragraph" as const, attrs: { id }, content: [{ type: "text" as const, text }] };
  return { ...content, doc: { ...content.doc, content: [...content.doc.content, added] } };
}

/** A site as an earlier version began it; `knows`: it recorded which edition that was. */
async function begin({ knows = false } = {}): Promise<void> {
  await transact(OPERATOR, async (ctx) => {
    ctx.asSystem("a test");
    ctx.skipAudit("a test");
    await importPosts(ctx, earlier.posts);
  });
  const added = await applyMaterials(OPERATOR, earlier.materials);
  if (knows) await reviseLibrary(OPERATOR, { ...earlier, added });
}
const revise = () => reviseLibrary(OPERATOR, { posts, materials });

async function current(slug: string, key: string) {
  const [row] = await db()
    .select({ id: revision.id, content: revision.content, authorId: revision.authorId })
    .from(section)
    .innerJoin(page, eq(page.id, section.pageId))
    .innerJoin(revision, eq(revision.id, section.currentRevisionId))
    .where(and(eq(page.slug, slug), eq(section.key, key)));
  if (!row) throw new Error(`${slug} has no ${key}`);
  return { ...row, text: contentText(row.content as Content) };
}
const findPost = async (slug: string) => (await db().select().from(post).where(eq(post.slug, slug)))[0];
const pending = () => db().$count(revision, eq(revision.state, "pending"));
const counts = async () => [
  await db().$count(revision),
  await db().$count(materialVersion),
  await db().$count(auditEntry),
];

describe("a later edition of posts", () => {
  it("revises text and details that nobody edited, with a note to readers, and changes nothing the second time", async () => {
    await begin();
    const { revised, proposed, left } = await revise();
    expect([proposed, left]).toEqual([[], []]);
    expect(revised).toContain(`/blog/${first.slug} (text)`);
    expect(revised).toContain(`/blog/${first.slug} (details)`);
    const now = await current(first.slug, "body");
    expect(now.content).toEqual(JSON.parse(JSON.stringify(first.content)));
    expect((await findPost(first.slug))?.title).toBe(first.title);
    const found = await db().select({ titles: searchEntry.titles }).from(searchEntry);
    expect(found.map(({ titles }) => titles[""])).toContain(first.title);
    expect(found.map(({ titles }) => titles[""])).not.toContain("A wrong title");

    const before = await counts();
    expect(await revise()).toEqual({ revised: [], proposed: [], left: [] });
    expect(await counts()).toEqual(before);
  });

  it("waits for review where a member edited the text, once, and leaves a retracted post alone", async () => {
    await begin();
    const actor = await makeActor("moderator");
    const { id, content } = await current(first.slug, "body");
    const edited = withText(content as Content, "member1", "A member's words");
    const save = { base: id, content: edited, summary: "More", clientToken: randomUUID() };
    await transact(by(actor), (ctx) => saveBody(ctx, { slug: first.slug, ...save }));
    await transact(by(actor), (ctx) => retractPost(ctx, { slug: second.slug, reason: "It is wrong" }));

    const { revised, proposed } = await revise();
    expect(proposed).toEqual([`/blog/${first.slug} (text)`]);
    expect(revised).toContain(`/blog/${first.slug} (details)`);
    expect((await current(first.slug, "body")).text).toContain("A member's words");
    expect(await pending()).toBe(1);
    expect(await findPost(second.slug)).toMatchObject({ state: "retracted", title: "A wrong title" });

    expect((await revise()).proposed).toEqual([]);
    expect(await pending()).toBe(1);
  });

  it("leaves a post that a member wrote at the same address", async () => {
    const actor = await makeActor("moderator");
    const form = {
      title: first.slug.replaceAll("-", " "),
      topics: ["legislation"],
      text: "A member's words",
    };
    const input = StartPost.parse({
      ...form,
      clientToken: randomUUID(),
      summary: "A member's summary",
      step: "publish",
    });
    const { slug } = await transact(by(actor), (ctx) => startPost(ctx, input));
    expect(slug).toBe(first.slug);
    expect((await revise()).revised).toEqual([]);
    expect((await current(slug, "body")).text).toBe("A member's words");
  });
});

describe("a later edition of training materials", () => {
  it("revises details, links, parts and description, and publishes new documents as a version", async () => {
    await begin();
    const { revised, left } = await revise();
    expect(left).toEqual([]);
    expect(revised).toEqual(
      expect.arrayContaining([
        "/training/sample-guide (details)",
        "/training/sample-guide (description)",
        "/training/sample-guide (files)",
        "/training/sample-entry (details)",
      ]),
    );
    expect((await current("sample-guide", "description")).text).toContain("Description of sample-guide.");
    const found = await findMaterial("sample-guide");
    expect(found).toMatchObject({ abstract: "Abstract of sample-guide" });
    expect(found?.versions.map(({ label }) => label)).toEqual(["1.1", "1"]);
    expect((await findMaterial("sample-entry"))?.links.map(({ url }) => url)).toEqual([
      "https://example.org/right",
    ]);

    const before = await counts();
    expect(await revise()).toEqual({ revised: [], proposed: [], left: [] });
    expect(await counts()).toEqual(before);
  });

  it("leaves and names what a member edited, until it is as in the edition, and keeps retracted ones", async () => {
    await begin({ knows: true });
    const actor = await makeActor("moderator");
    const { id, content } = await current("sample-guide", "description");
    const edited = withText(content as Content, "member1", "A member's words");
    const save = { base: id, content: edited, summary: "More", clientToken: randomUUID() };
    await transact(by(actor), (ctx) => saveDescription(ctx, { slug: "sample-guide", ...save }));
    const form = { title: entry.title, kind: "guide", level: "introductory", access: "public", tlp: "clear" };
    const details = {
      licence: "cc-by",
      audiences: ["judge"],
      topics: ["legislation"],
      formats: "self-paced",
    };
    const said = {
      slug: "sample-entry",
      isNeutral: "on",
      hours: "0.5",
      linkUrl: ["https://example.org/member"],
    };
    const written = SaveMaterial.parse({ ...form, ...details, ...said, abstract: "A member's abstract" });
    await transact(by(actor), (ctx) => saveMaterial(ctx, written));
    await transact(by(actor), (ctx) => retractMaterial(ctx, { slug: "sample-path", reason: "It is wrong" }));
    // Without a later edition there is nothing to leave.
    expect(await reviseLibrary(OPERATOR, earlier)).toEqual({ revised: [], proposed: [], left: [] });

    const { revised, left } = await revise();
    expect(left).toEqual(["/training/sample-guide (description)", "/training/sample-entry (details)"]);
    expect(revised).toContain("/training/sample-guide (files)");
    expect((await current("sample-guide", "description")).text).toContain("A member's words");
    expect((await findMaterial("sample-entry"))?.abstract).toBe("A member's abstract");
    expect((await findLibraryEditions()).left).toEqual({
      "/training/sample-guide": ["description"],
      "/training/sample-entry": ["details"],
    });
    const [retracted] = await db().select().from(material).where(eq(material.slug, "sample-path"));
    expect(retracted).toMatchObject({ state: "retracted", abstract: "A wrong abstract" });

    expect((await revise()).left).toHaveLength(2);
    const { abstract } = entry;
    const links = {
      linkUrl: ["https://example.org/right"],
      linkLabel: ["A page"],
      publisher: entry.publisher,
    };
    const taken = SaveMaterial.parse({ ...form, ...details, ...said, ...links, abstract });
    await transact(by(actor), (ctx) => saveMaterial(ctx, taken));
    expect((await revise()).left).toEqual(["/training/sample-guide (description)"]);
  });

  it("leaves documents to which a member added a version", async () => {
    await begin();
    const actor = await makeActor("moderator");
    const found = await findMaterial("sample-guide");
    await db()
      .update(materialVersion)
      .set({ createdBy: actor.id })
      .where(eq(materialVersion.materialId, found?.id ?? ""));
    const { left, revised } = await revise();
    expect(left).toEqual(["/training/sample-guide (files)"]);
    expect(revised).toContain("/training/sample-guide (details)");
    expect((await findMaterial("sample-guide"))?.versions).toHaveLength(1);
  });

  it("adds what a later edition has more, but nothing to a site that began without materials", async () => {
    expect(await applyMaterials(OPERATOR, materials, { onlyIfAny: true })).toEqual([]);
    await applyMaterials(OPERATOR, [guide]);
    expect(await applyMaterials(OPERATOR, materials, { onlyIfAny: true })).toEqual([
      "sample-entry",
      "sample-path",
    ]);
  });
});
