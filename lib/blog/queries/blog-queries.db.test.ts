import { describe, expect, it } from "vitest";
import { db } from "@/db/client";
import { postAlias, postCorrection } from "@/db/schema/blog";
import { listPostAddresses } from "@/lib/blog/queries/list-queries";
import { findPageOf, listThreads } from "@/lib/comments";
import { newId } from "@/lib/core/id";
import { fromTextarea } from "@/lib/text/markdown-lite";
import { makeComment, makePost, makeSeries } from "@/tests/support/blog";
import { useDatabase } from "@/tests/support/database";
import { makeMember } from "@/tests/support/members";
import { makeProfile, makeRevision } from "@/tests/support/profiles";
import {
  diffBody,
  findMovedPost,
  findPostHead,
  findPostPage,
  listFacets,
  listPosts,
  listPostsOn,
  listRelated,
  readBodyAfter,
} from "./index";

useDatabase();

const day = (text: string) => new Date(`${text}T08:00:00Z`);
const slugs = (posts: readonly { slug: string }[]) => posts.map((one) => one.slug);
const STATES = ["draft", "submitted", "scheduled", "retracted"] as const;

/** Creates one post in each state hidden from lists, otherwise equal. */
async function makeUnseen(given: object = {}) {
  for (const state of STATES) await makePost({ slug: `post-${state}`, state, ...given });
}

describe("list of posts", () => {
  it("has published ones, newest first, with authors in byline order", async () => {
    const ana = await makeMember({
      displayName: "Ana",
      institution: "Ministry of Justice",
      visibility: { institution: "public" },
    });
    const ben = await makeMember({ displayName: "Ben", institution: "Police" });
    await makePost({ slug: "older", publishedAt: day("2025-05-01") });
    await makePost({ slug: "newer", publishedAt: day("2026-02-01"), authors: [ben.id, ana.id] });
    await makeUnseen();
    const { rows, total } = await listPosts({});
    expect(slugs(rows)).toEqual(["newer", "older"]);
    expect(total).toBe(2);
    expect(rows[0]?.authors).toEqual([
      // Data visible to members only is not in a public page.
      { handle: ben.handle, displayName: "Ben", institution: null },
      { handle: ana.handle, displayName: "Ana", institution: "Ministry of Justice" },
    ]);
  });

  it("filters by topic, country, author, language, year and series, also combined", async () => {
    await makeProfile({ slug: "senegal", iso2: "SN" });
    const seriesId = await makeSeries("field-notes");
    const ana = await makeMember();
    const one = { topics: ["legislation"], countries: ["SN"], language: "fr", seriesId };
    await makePost({ slug: "one", ...one, authors: [ana.id], publishedAt: day("2024-12-31") });
    await makePost({ slug: "other", topics: ["cloud"], publishedAt: day("2025-01-01") });
    await makeUnseen({ ...one, authors: [ana.id] });
    for (const query of [
      { topic: "legislation" },
      { country: "senegal" },
      { author: ana.handle },
      { lang: "fr" },
      { year: 2024 },
      { series: "field-notes" },
      { topic: "legislation", country: "senegal", year: 2024 },
    ] as const) {
      const { rows, total } = await listPosts(query);
      expect([query, slugs(rows), total]).toEqual([query, ["one"], 1]);
    }
    expect((await listPosts({ topic: "cloud", lang: "fr" })).rows).toEqual([]);
    expect((await listPosts({ country: "atlantis" })).rows).toEqual([]);
    expect(slugs(await listPostsOn("SN", 5))).toEqual(["one"]);
  });

  it("finds nothing by a former member's name, and omits it from the byline", async () => {
    const gone = await makeMember({ state: "erased", displayName: "Former member" });
    await makePost({ slug: "kept", authors: [gone.id] });
    expect((await listPosts({ author: gone.handle })).rows).toEqual([]);
    expect((await listPosts({})).rows[0]?.authors).toEqual(["former"]);
  });

  it("pages by key: new posts move none, and removed ones keep their place", async () => {
    for (let n = 1; n <= 7; n += 1) await makePost({ slug: `p${n}`, publishedAt: day(`2026-01-0${n}`) });
    // Two of the same moment are distinguished.
    await makePost({ slug: "twin", publishedAt: day("2026-01-05") });
    const first = await listPosts({}, 3);
    expect(slugs(first.rows)).toEqual(["p7", "p6", expect.stringMatching(/^(p5|twin)$/)]);
    expect(first.previous).toBeNull();
    await makePost({ slug: "new", publishedAt: day("2026-01-09") });
    const second = await listPosts({ before: first.next ?? "" }, 3);
    const third = await listPosts({ before: second.next ?? "" }, 3);
    expect(third.next).toBeNull();
    const seen = [...first.rows, ...second.rows, ...third.rows];
    expect(slugs(seen).sort()).toEqual(["p1", "p2", "p3", "p4", "p5", "p6", "p7", "twin"]);
    const back = await listPosts({ after: second.previous ?? "" }, 3);
    expect(slugs(back.rows)).toEqual(slugs(first.rows));
  });

  it("counts filter values of published posts only", async () => {
    await makeProfile({ slug: "senegal", iso2: "SN" });
    const seriesId = await makeSeries("field-notes", "Field notes");
    await makePost({ slug: "a", topics: ["cloud", "legislation"], countries: ["SN"], seriesId });
    await makePost({ slug: "b", topics: ["cloud"], language: "fr", publishedAt: day("2024-03-01") });
    await makeUnseen({ topics: ["gender"], countries: ["RO"], language: "ar", seriesId });
    expect(await listFacets()).toEqual({
      topics: [
        { value: "cloud", count: 2 },
        { value: "legislation", count: 1 },
      ],
      countries: [
        {
          iso2: "SN",
          slug: "senegal",
          names: { en: "senegal", fr: "senegal", ar: "senegal" },
          designation: null,
          count: 1,
        },
      ],
      years: [
        { value: "2026", count: 1 },
        { value: "2024", count: 1 },
      ],
      languages: [
        { value: "en", count: 1 },
        { value: "fr", count: 1 },
      ],
      series: [{ value: "field-notes", title: "Field notes", count: 1 }],
    });
    expect(slugs(await listPostAddresses())).toEqual(["a", "b"]);
  });
});

describe("reading a post", () => {
  it("includes series, corrections and current text", async () => {
    const seriesId = await makeSeries("field-notes", "Field notes");
    const id = await makePost({ slug: "second", seriesId, text: "First words." });
    await makeRevision({ pageId: id, key: "body", content: fromTextarea("Other words.") });
    await makeRevision({ pageId: id, key: "body", content: fromTextarea("Waiting."), state: "pending" });
    await makePost({ slug: "first", seriesId, publishedAt: day("2025-01-01") });
    await makePost({ slug: "unseen", seriesId, state: "draft" });
    await db()
      .insert(postCorrection)
      .values({ id: newId(), postId: id, note: "A date.", createdAt: day("2026-01-03") });
    const page = await findPostPage("second");
    expect(page).toMatchObject({
      state: "published",
      series: { slug: "field-notes", posts: [{ slug: "first" }, { slug: "second" }] },
      corrections: [{ note: "A date." }],
      retraction: null,
      revision: 2,
      cover: null,
    });
    expect(page?.content.doc.content).toMatchObject([{ content: [{ text: "Other words." }] }]);
  });

  it("links its published translations", async () => {
    const id = newId();
    await makePost({ slug: "english", translationId: id });
    await makePost({ slug: "francais", language: "fr", translationId: id });
    await makePost({ slug: "arabic", language: "ar", translationId: id, state: "submitted" });
    expect((await findPostPage("english"))?.translations).toMatchObject([
      { slug: "francais", language: "fr" },
    ]);
    expect((await findPostPage("francais"))?.translations).toMatchObject([{ slug: "english" }]);
  });

  it("is impossible before publication; a retracted one shows the reason, without text", async () => {
    await makeUnseen({ retractedAt: day("2026-02-01"), retractionReason: "It named a witness." });
    for (const state of ["draft", "submitted", "scheduled"])
      expect(await findPostPage(`post-${state}`)).toBeNull();
    const page = await findPostPage("post-retracted");
    expect(page).toMatchObject({ state: "retracted", retraction: { reason: "It named a witness." } });
    expect(page?.content.doc.content).toEqual([]);
    expect(await findPostHead("post-retracted", null)).toBeNull();
    expect(await findPostPage("no-such-post")).toBeNull();
  });

  it("works by earlier addresses, unless the post is hidden", async () => {
    const seen = await makePost({ slug: "now" });
    const unseen = await makePost({ slug: "secret", state: "draft" });
    await db()
      .insert(postAlias)
      .values([
        { slug: "before", postId: seen },
        { slug: "secret-before", postId: unseen },
      ]);
    expect(await findMovedPost("before")).toBe("now");
    expect(await findMovedPost("secret-before")).toBeNull();
    expect(await findMovedPost("never")).toBeNull();
  });

  it("suggests posts with most in common, and none with nothing", async () => {
    const seriesId = await makeSeries("s");
    const own = { topics: ["cloud", "safeguards"], countries: ["SN"], articles: ["185:18"] };
    const id = await makePost({ slug: "own", ...own, seriesId, translationId: newId() });
    await makePost({ slug: "most", topics: ["cloud", "safeguards"], articles: ["185:18"] });
    await makePost({ slug: "some", topics: ["cloud"] });
    await makePost({ slug: "little", countries: ["SN"], publishedAt: day("2026-05-01") });
    await makePost({ slug: "nothing", topics: ["gender"] });
    await makePost({ slug: "same-series", ...own, seriesId });
    await makeUnseen(own);
    expect(slugs(await listRelated(id, 5))).toEqual(["most", "some", "little"]);
    expect(slugs(await listRelated(id, 1))).toEqual(["most"]);
  });
});

describe("comments on a post", () => {
  it("are in threads of one level, oldest first", async () => {
    const postId = await makePost({ slug: "p" });
    const at = (minute: number) => new Date(Date.UTC(2026, 0, 2, 0, minute));
    const first = await makeComment({ postId, text: "First.", createdAt: at(1) });
    await makeComment({ postId, text: "Second.", createdAt: at(2), editedAt: at(9) });
    await makeComment({ postId, text: "Reply two.", parentId: first, createdAt: at(4) });
    await makeComment({ postId, text: "Reply one.", parentId: first, createdAt: at(3) });
    const { threads } = await listThreads(postId);
    const words = (line: { content: unknown }) => JSON.stringify(line.content).match(/"text":"([^"]+)"/)?.[1];
    expect(threads.map(words)).toEqual(["First.", "Second."]);
    expect(threads[0]?.replies.map(words)).toEqual(["Reply one.", "Reply two."]);
    expect(threads[1]?.editedAt).toEqual(at(9));
  });

  it("come by page, each with all replies", async () => {
    const postId = await makePost({ slug: "p" });
    const at = (minute: number) => new Date(Date.UTC(2026, 0, 2, 0, minute));
    const ids: string[] = [];
    for (const minute of [1, 2, 3]) ids.push(await makeComment({ postId, createdAt: at(minute) }));
    await makeComment({ postId, parentId: ids[2] ?? "", createdAt: at(9) });
    const first = await listThreads(postId, undefined, undefined, 2);
    expect(first).toMatchObject({ threads: [{ id: ids[0] }, { id: ids[1] }], isLater: false, next: ids[1] });
    const later = await listThreads(postId, ids[1], undefined, 2);
    expect(later).toMatchObject({ threads: [{ id: ids[2] }], isLater: true, next: null });
    expect(later.threads[0]?.replies).toHaveLength(1);
  });

  it("can be found on their page, whatever came before or was hidden since", async () => {
    const postId = await makePost({ slug: "p" });
    const other = await makePost({ slug: "other" });
    const at = (minute: number) => new Date(Date.UTC(2026, 0, 2, 0, minute));
    const ids: string[] = [];
    for (const minute of [1, 2, 3, 4, 5]) ids.push(await makeComment({ postId, createdAt: at(minute) }));
    const reply = await makeComment({ postId, parentId: ids[4] ?? "", createdAt: at(9) });
    await makeComment({ postId, state: "hidden", createdAt: at(0) });
    const pageOf = (id: string, of = postId) => findPageOf(of, id, undefined, 2);
    expect(await Promise.all(ids.map((id) => pageOf(id)))).toEqual([
      undefined,
      undefined,
      ids[1],
      ids[1],
      ids[3],
    ]);
    expect(await pageOf(reply)).toBe(ids[3]);
    const { threads } = await listThreads(postId, await pageOf(reply), undefined, 2);
    expect(threads[0]?.replies[0]?.id).toBe(reply);
    expect(await pageOf(reply, other)).toBeUndefined();
    expect(await pageOf("00000000-0000-7000-8000-000000000000")).toBeUndefined();
  });

  it("that are held, hidden or withdrawn show no text; one with replies keeps its place", async () => {
    const postId = await makePost({ slug: "p" });
    const make = (state: "held" | "hidden" | "removed", parentId?: string) =>
      makeComment({ postId, text: `Words of ${state}.`, state, ...(parentId ? { parentId } : {}) });
    const hidden = await make("hidden");
    const removed = await make("removed");
    await make("hidden");
    await make("held");
    await makeComment({ postId, parentId: hidden, text: "A reply." });
    await make("held", hidden);
    await make("hidden", removed);
    const { threads } = await listThreads(postId);
    expect(threads).toMatchObject([{ id: hidden, state: "hidden", author: null, content: null }]);
    expect(threads[0]?.replies).toHaveLength(1);
    expect(JSON.stringify(threads)).not.toContain("Words of");
  });
});

describe("history of a post", () => {
  it("begins with the published text: earlier ones are for its authors", async () => {
    const publishedAt = day("2026-01-10");
    const id = await makePost({ slug: "p", publishedAt, text: "" });
    const write = (text: string, at: string, state: "published" | "pending" = "published") =>
      makeRevision({ pageId: id, key: "body", content: fromTextarea(text), createdAt: day(at), state });
    await write("A secret.", "2026-01-02");
    await write("What appeared.", "2026-01-09");
    await write("What came later.", "2026-02-01");
    await write("What waits.", "2026-02-02", "pending");
    const head = await findPostHead("p", null);
    if (!head) throw new Error("not found");
    expect(head.history.first).toBe(2);
    const words = async (number: number) => JSON.stringify(await readBodyAfter(head, number));
    expect(await words(1)).not.toContain("secret");
    expect(await words(2)).toContain("What appeared.");
    expect(await words(4)).toContain("What came later.");
    expect(JSON.stringify(await diffBody(head, 0, 2))).not.toContain("secret");
    expect((await diffBody(head, 2, 3))?.size.passages).toBeGreaterThan(0);
  });
});
