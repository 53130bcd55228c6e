import { beforeEach, describe, expect, it } from "vitest";
import { db, pool } from "@/db/client";
import { postAlias } from "@/db/schema/blog";
import { postComments, publishPost, retractPost } from "@/lib/blog";
import type { Actor } from "@/lib/core/actor";
import { listVersions, scope } from "@/lib/core/versions";
import { fromTextarea } from "@/lib/text/markdown-lite";
import { transact } from "@/lib/transact";
import { makeComment, makePost, makeSeries } from "@/tests/support/blog";
import { useDatabase } from "@/tests/support/database";
import { by, makeActor, makeMember } from "@/tests/support/members";
import { asker, type Route } from "@/tests/support/pages";
import { commented, publishedPost, startedPost } from "@/tests/support/posts";
import { makeProfile, makeRevision } from "@/tests/support/profiles";
import * as profile from "../countries/[slug]/route";
import * as member from "../members/[handle]/route";
import * as home from "../route";
import * as card from "./[slug]/card.png/route";
import * as versions from "./[slug]/comments/[id]/versions/route";
import * as diff from "./[slug]/diff/route";
import * as history from "./[slug]/history/route";
import * as revision from "./[slug]/revisions/[number]/route";
import * as post from "./[slug]/route";
import * as json from "./feed.json/route";
import * as atom from "./feed.xml/route";
import * as list from "./route";

useDatabase();

const ask = asker([
  [/^\/$/, home as Route],
  [/^\/blog$/, list as Route],
  [/^\/blog\/feed\.xml$/, atom as Route],
  [/^\/blog\/feed\.json$/, json as Route],
  [/^\/blog\/(?<slug>[^/]+)$/, post as Route],
  [/^\/blog\/(?<slug>[^/]+)\/card\.png$/, card as Route],
  [/^\/blog\/(?<slug>[^/]+)\/history$/, history as Route],
  [/^\/blog\/(?<slug>[^/]+)\/diff$/, diff as Route],
  [/^\/blog\/(?<slug>[^/]+)\/revisions\/(?<number>[^/]+)$/, revision as Route],
  [/^\/blog\/(?<slug>[^/]+)\/comments\/(?<id>[^/]+)\/versions$/, versions as Route],
  [/^\/countries\/(?<slug>[^/]+)$/, profile as Route],
  [/^\/members\/(?<handle>[^/]+)$/, member as Route],
]);

let ana: Actor;
let moderator: Actor;
beforeEach(async () => {
  ana = await makeActor();
  moderator = await makeActor("moderator");
});

const day = (text: string) => new Date(`${text}T08:00:00Z`);

describe("the list of posts", () => {
  it("shows which posts there are, applies the filters in its address, and links to feeds with the same filters", async () => {
    await makeProfile({ slug: "senegal", iso2: "SN", nameEn: "Senegal" });
    await makePost({ slug: "one", title: "On clouds", topics: ["cloud"], countries: ["SN"] });
    await makePost({ slug: "other", title: "On gender", topics: ["gender"] });
    const all = (await ask("/blog")).body;
    expect(all).toContain("On clouds");
    expect(all).toContain("On gender");
    const narrowed = (await ask("/blog?topic=cloud&country=senegal")).body;
    expect(narrowed).toContain("On clouds");
    expect(narrowed).not.toContain("On gender");
    expect(narrowed).toContain('type="application/atom+xml" title="Blog | Octopus Community"');
    expect(narrowed).toContain("/blog/feed.xml?topic=cloud&amp;country=senegal");
    const none = await ask("/blog?year=2003");
    expect(none.status).toBe(200);
    expect(none.body).toContain("No post matches these filters.");
  });

  it("is filtered by any name of a country, even one without posts", async () => {
    await makeProfile({ slug: "senegal", iso2: "SN", iso3: "SEN", nameEn: "Senegal" });
    await makeProfile({ slug: "france", iso2: "FR", iso3: "FRA", nameEn: "France" });
    await makePost({ slug: "one", title: "On clouds", countries: ["SN"] });
    for (const name of ["senegal", "SN", "sen", "Senegal"]) {
      const { body } = await ask(`/blog?country=${name}`);
      expect([name, body.includes("On clouds"), body.includes("Unknown filter")]).toEqual([
        name,
        true,
        false,
      ]);
      expect(body).toMatch(/<option value="senegal"[^>]* selected="">/);
      expect(body).toContain("<b>On Senegal</b>");
    }
    const none = (await ask("/blog?country=france")).body;
    expect(none).toContain("No post matches these filters.");
    expect(none).toContain("<b>On France</b>");
    expect(none).toMatch(/<option value="france"[^>]* selected="">/);
  });

  it("says that its lists contain countries and languages, so that any of their names finds them", async () => {
    await makeProfile({ slug: "senegal", iso2: "SN", iso3: "SEN", nameEn: "Senegal" });
    await makePost({ slug: "one", title: "On clouds", countries: ["SN"], language: "fr" });
    const { body } = await ask("/blog");
    expect(body).toMatch(/<select[^>]*name="country"[^>]* data-names="country" data-combo=""/);
    expect(body).toContain('<option value="senegal" data-code="SN">Senegal (1)</option>');
    expect(body).toMatch(/<select[^>]*name="lang"[^>]* data-names="language" data-combo=""/);
  });

  it("names filters that are not valid and ignores them", async () => {
    await makePost({ slug: "one", title: "On clouds", topics: ["cloud"], articles: ["185:18"] });
    const { body } = await ask(
      "/blog?topic=nonsense&lang=xx&year=soon&article=185:99&series=none&country=atlantis&before=1",
    );
    expect(body).toContain("On clouds");
    expect(body).toContain("Unknown filters, ignored: “nonsense”, “soon”, “185:99”,");
    expect(body).toContain('name="robots" content="noindex"');
    const mixed = (await ask("/blog?topic=cloud&country=%3Cb%3E")).body;
    expect(mixed).toContain("Unknown filter, ignored: “&lt;b&gt;”.");
    expect((await ask("/blog?author=nobody")).body).toContain("<b>Signed by nobody</b>");
    expect((await ask("/blog?topic=cloud&article=185:18&year=2026&lang=en")).body).not.toContain(
      "Unknown filter",
    );
  });

  it("has pages with plain links that keep the filters", async () => {
    for (let n = 1; n <= 14; n += 1)
      await makePost({
        slug: `p${n}`,
        title: `Number ${n}.`,
        topics: ["cloud"],
        publishedAt: day(`2026-01-${String(n).padStart(2, "0")}`),
      });
    const first = (await ask("/blog?topic=cloud")).body;
    expect(first).toContain("Number 3.");
    expect(first).not.toContain("Number 2.");
    const next = /href="([^"]+)" rel="next"/.exec(first)?.[1]?.replaceAll("&amp;", "&") ?? "";
    expect(next).toContain("topic=cloud");
    const second = (await ask(next)).body;
    expect(second).toContain("Number 2.");
    expect(second).toContain('rel="prev"');
    expect(second).toContain('name="robots" content="noindex"');
  });
});

describe("a post's page", () => {
  it("has its byline, language, place in a series, preview card and subjects", async () => {
    await makeProfile({ slug: "senegal", iso2: "SN", nameEn: "Senegal" });
    const seriesId = await makeSeries("notes", "Field notes");
    const ben = await makeMember({ displayName: "Ben & <Co>" });
    await makePost({ slug: "first", title: "First part", seriesId, publishedAt: day("2025-12-01") });
    await makePost({
      slug: "second",
      title: "Deuxième partie",
      language: "fr",
      seriesId,
      authors: [ana.id, ben.id],
      countries: ["SN"],
      articles: ["185:18"],
      topics: ["cloud"],
      isPersonalView: true,
      text: "## Un titre\n\nDu texte.",
    });
    const { status, body } = await ask("/blog/second");
    expect(status).toBe(200);
    expect(body).toContain('<h1 lang="fr" dir="ltr">Deuxième partie</h1>');
    expect(body).toContain("<bdi>Ben &amp; &lt;Co&gt;</bdi>");
    expect(body).toMatch(/<h2 id="h-text-[a-z0-9]+">Un titre<\/h2>/);
    expect(body).toContain('href="/countries/senegal"');
    expect(body).toContain("Budapest Convention, Article 18");
    expect(body).toContain("The views expressed here are the authors’ own.");
    expect(body).toContain('href="/blog/first" rel="prev"');
    expect(body).toContain('<meta property="og:title" content="Deuxième partie"/>');
    expect(body).toContain(
      '<meta property="og:image" content="http://localhost:3000/blog/second/card.png"/>',
    );
    expect(body).toContain('<meta property="article:tag" content="Cloud"/>');
    expect(body).toContain("Post comment");
  });

  it("has one canonical address, whichever comment leads to it", async () => {
    const postId = await makePost({ slug: "one" });
    const id = await makeComment({ postId, text: "A word." });
    const { body } = await ask(`/fr/blog/one?comment=${id}`);
    expect(body).toContain('rel="canonical" href="http://localhost:3000/fr/blog/one"');
    expect(body).toContain('hrefLang="ar" href="http://localhost:3000/ar/blog/one"');
    expect(body).toContain(`id="comment-${id}"`);
  });

  it("redirects from an earlier address, keeping the rest of the address and the language", async () => {
    const id = await makePost({ slug: "now" });
    await db().insert(postAlias).values({ slug: "before", postId: id });
    expect(await ask("/fr/blog/before")).toMatchObject({ status: 308, to: "/fr/blog/now" });
    expect(await ask("/blog/before/history?after=1")).toMatchObject({
      status: 308,
      to: "/blog/now/history?after=1",
    });
    const never = await ask("/blog/never");
    expect(never.status).toBe(404);
    expect(never.body).toContain('href="/blog/new?title=Never"');
  });

  it("is a 404 until publication in every form, and in no list", async () => {
    const slug = await startedPost(ana, { title: "A secret plan", text: "Not yet." });
    for (const rest of ["", "/card.png", "/history", "/diff", "/diff?to=1", "/revisions/1"])
      expect([rest, (await ask(`/blog/${slug}${rest}`)).status]).toEqual([rest, 404]);
    for (const address of ["/", "/blog", "/blog/feed.xml", "/blog/feed.json", `/members/${ana.handle}`])
      expect((await ask(address)).body).not.toContain("secret plan");
    const { rows } = await pool().query("select 1 from search_entry where kind = 'post'");
    expect(rows).toEqual([]);
  });

  it("if retracted, says why at its address and is nowhere else", async () => {
    const slug = await publishedPost(ana, { title: "Too early", text: "Words that must go." });
    await transact(by(moderator), (ctx) => retractPost(ctx, { slug, reason: "It named a witness." }));
    const { status, body } = await ask(`/blog/${slug}`);
    expect(status).toBe(200);
    expect(body).toContain("It named a witness.");
    expect(body).toContain('name="robots" content="noindex"');
    expect(body).not.toContain("Words that must go.");
    for (const rest of ["/history", "/diff?to=1", "/revisions/1", "/card.png"])
      expect((await ask(`/blog/${slug}${rest}`)).status).toBe(404);
    for (const address of ["/", "/blog", "/blog/feed.xml", "/blog/feed.json", `/members/${ana.handle}`])
      expect((await ask(address)).body).not.toContain("Too early");
    const { rows } = await pool().query("select 1 from search_entry where kind in ('post', 'comment')");
    expect(rows).toEqual([]);
  });

  it("shows comments in threads, and not a word of a hidden one, on the page and in search", async () => {
    const slug = await publishedPost(ana);
    const trusted = await makeActor("trusted");
    const id = await commented(trusted, slug, "Something that nobody should read.");
    await commented(trusted, slug, "A reply to it.", id);
    expect((await ask(`/blog/${slug}`)).body).toContain("Something that nobody should read.");
    await transact(by(moderator), (ctx) => postComments.hide(ctx, { slug, id, reason: "Rude." }));
    const { body } = await ask(`/blog/${slug}`);
    expect(body).not.toContain("Something that nobody should read.");
    expect(body).toContain("A moderator hid this comment.");
    expect(body).toContain("A reply to it.");
    const { rows } = await pool().query<{ n: number }>(
      "select count(*)::int as n from search_entry where kind = 'comment'",
    );
    expect(rows[0]?.n).toBe(1);
  });

  it("does not show a pending comment", async () => {
    const postId = await makePost({ slug: "p" });
    await makeComment({ postId, state: "held", text: "A first comment." });
    expect((await ask("/blog/p")).body).not.toContain("A first comment.");
  });
});

describe("the history of a post", () => {
  it("compares what readers saw, and nothing that was only a draft", async () => {
    const id = await makePost({ slug: "p", publishedAt: day("2026-01-10"), text: "" });
    const write = (text: string, at: string) =>
      makeRevision({ pageId: id, key: "body", content: fromTextarea(text), createdAt: day(at) });
    await write("A secret.", "2026-01-02");
    await write("What appeared.", "2026-01-09");
    await write("What came later.", "2026-02-01");
    const listed = (await ask("/blog/p/history")).body;
    expect(listed).toContain('href="/blog/p/revisions/3"');
    expect(listed).not.toContain("/revisions/1");
    expect((await ask("/blog/p/revisions/1")).status).toBe(404);
    expect((await ask("/blog/p/revisions/2")).body).toContain(
      "You are reading revision 2, not the current text.",
    );
    const first = (await ask("/blog/p/diff?to=2")).body;
    expect(first).toContain("What appeared.");
    expect(first).not.toContain("secret");
    expect((await ask("/blog/p/diff?from=1&to=3")).status).toBe(404);
    expect((await ask("/blog/p/diff?from=3&to=2&chosen=1")).to).toBe("/blog/p/diff?from=2&to=3");
    expect((await ask("/blog/p/diff?from=2&to=3")).body).toContain("later.");
  });
});

describe("a comment that was edited", () => {
  it("shows everyone its earlier versions while it is visible", async () => {
    const slug = await publishedPost(ana);
    const speaker = await makeActor("trusted");
    const id = await commented(speaker, slug, "First words.");
    const at = `/blog/${slug}/comments/${id}/versions`;
    expect((await ask(at)).status).toBe(404);
    await transact(by(speaker), (ctx) => postComments.edit(ctx, { slug, id, text: "Better words." }));
    expect((await ask(`/blog/${slug}`)).body).toContain(at);
    const page = (await ask(at)).body;
    for (const words of ["First words.", "Better words.", "noindex"]) expect(page).toContain(words);
    await transact(by(moderator), (ctx) => postComments.hide(ctx, { slug, id, reason: "Off the subject" }));
    expect((await ask(at)).status).toBe(404);
  });
});

describe("the feeds", () => {
  it("refuse invalid filters with an explanation, and accept any name of a country", async () => {
    await makeProfile({ slug: "senegal", iso2: "SN" });
    await makePost({ slug: "on-senegal", countries: ["SN"] });
    for (const path of ["/blog/feed.xml", "/blog/feed.json"]) {
      const { status, body, headers } = await ask(`/fr${path}?topic=nothing&country=atlantis`);
      expect([status, headers.get("content-type")]).toEqual([400, "text/plain; charset=utf-8"]);
      expect(body.replaceAll(/\s/g, " ")).toContain("Ces filtres n’existent pas : nothing et atlantis.");
      for (const unknown of ["article=185:99", "series=none", "topic=cloud,nothing"])
        expect((await ask(`${path}?${unknown}`)).status, unknown).toBe(400);
      for (const known of ["country=SN", "country=senegal", "utm_source=x", "author=nobody-yet"])
        expect((await ask(`${path}?${known}`)).status, known).toBe(200);
    }
    expect((await ask("/blog/feed.xml?country=SN")).body).toContain("/blog/feed.xml?country=senegal");
  });

  it("contain the whole text with absolute addresses, also for a single article", async () => {
    await makePost({ slug: "one", articles: ["185:18"], text: "Read [the list](/countries) first." });
    await makePost({ slug: "other", text: "Elsewhere." });
    const { items } = JSON.parse((await ask("/fr/blog/feed.json?article=185:18")).body);
    expect(items).toHaveLength(1);
    expect(items[0].content_html).toContain("first.</p>");
    expect(items[0].image).toContain("/fr/blog/one/card.png");
    const { body } = await ask("/blog/feed.xml");
    expect(body).toContain('<content type="html">');
    expect(body).toContain("Elsewhere.&lt;/p&gt;");
    expect((await ask("/blog/one")).body).toContain('href="/convention/185/18"');
    expect((await ask("/blog?article=185:18")).body).not.toContain("/blog/other");
  });

  it("are dated by their drawing if empty", async () => {
    const { body } = await ask("/blog/feed.xml");
    expect(body).not.toContain("1970");
  });

  it("list posts by ids that outlast their addresses, with the filters applied", async () => {
    const id = await makePost({ slug: "one", title: "Cats & <dogs>", topics: ["cloud"] });
    await makePost({ slug: "two", title: "Another", topics: ["gender"] });
    const { body, headers } = await ask("/blog/feed.xml?topic=cloud");
    expect(headers.get("content-type")).toBe("application/atom+xml; charset=utf-8");
    expect(body).toContain(`<id>tag:localhost,2026:blog/${id}</id>`);
    expect(body).toContain("<title>Cats &amp; &lt;dogs&gt;</title>");
    expect(body).not.toContain("Another");
    const feed = JSON.parse((await ask("/fr/blog/feed.json")).body);
    expect(feed).toMatchObject({ version: "https://jsonfeed.org/version/1.1", language: "fr" });
    expect(feed.items.map((item: { url: string }) => item.url).sort()).toEqual([
      "http://localhost:3000/fr/blog/one",
      "http://localhost:3000/fr/blog/two",
    ]);
  });
});

describe("the preview card", () => {
  it("is a picture that stays the same until its text changes, and is revalidated by its tag", async () => {
    await makePost({ slug: "p" });
    await ask("/blog/p/card.png");
    const { status, headers } = await ask("/blog/p/card.png");
    expect(status).toBe(200);
    expect(headers.get("content-type")).toBe("image/png");
    const tag = headers.get("etag");
    expect(tag).toMatch(/^W\/"/);
    expect((await ask("/blog/p/card.png")).headers.get("etag")).toBe(tag);
  });
});

describe("pages that show a post besides its own", () => {
  it("become stale with the author's transaction: countries, authors, lists", async () => {
    await makeProfile({ slug: "senegal", iso2: "SN", nameEn: "Senegal" });
    const scopes = [scope.blog, scope.postsOn("SN"), scope.postsBy(ana.handle)];
    const versions = async () => {
      const found = await listVersions(db(), scopes);
      return scopes.map((name) => found.get(name) ?? 0);
    };
    const slug = await startedPost(ana, { title: "On Senegal", countries: ["SN"] });
    // Only its author can see a draft.
    expect(await versions()).toEqual([0, 0, 0]);
    expect((await ask("/countries/senegal")).body).not.toContain("On Senegal");
    await transact(by(moderator), (ctx) => publishPost(ctx, { slug }));
    expect((await versions()).every((n) => n > 0)).toBe(true);
    for (const address of ["/countries/senegal", `/members/${ana.handle}`, "/"])
      expect((await ask(address)).body).toContain("On Senegal");
    const before = await versions();
    await transact(by(moderator), (ctx) => retractPost(ctx, { slug, reason: "Withdrawn." }));
    expect((await versions()).every((n, at) => n > (before[at] ?? 0))).toBe(true);
    for (const address of ["/countries/senegal", `/members/${ana.handle}`, "/"])
      expect((await ask(address)).body).not.toContain("On Senegal");
  });
});
