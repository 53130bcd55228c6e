import { beforeEach, describe, expect, it } from "vitest";
import { db, pool } from "@/db/client";
import { retractPost, savePost } from "@/lib/blog";
import type { Actor } from "@/lib/core/actor";
import { listVersions } from "@/lib/core/versions";
import { env } from "@/lib/env";
import { findSection, saveSectionText } from "@/lib/profiles";
import { rebuildProjections } from "@/lib/projections";
import { retractMaterial, saveDescriptionText } from "@/lib/training";
import { OPERATOR, transact } from "@/lib/transact";
import { useDatabase } from "@/tests/support/database";
import { publishedMaterial } from "@/tests/support/materials";
import { by, makeActor } from "@/tests/support/members";
import { fillTables, plansOf } from "@/tests/support/plans";
import { postRow, publishedPost, savedPost } from "@/tests/support/posts";
import { makeProfile } from "@/tests/support/profiles";
import { save } from "@/tests/support/sections";
import { listBacklinks } from "./page-kinds";

useDatabase();

let ana: Actor;

beforeEach(async () => {
  await makeProfile({ slug: "senegal", iso2: "SN" });
  await makeProfile({ slug: "georgia", iso2: "GE" });
  ana = await makeActor("trusted");
});

/** Prose with a link to each address. */
const leading = (...hrefs: string[]) => ({
  schemaVersion: 1,
  doc: {
    type: "doc",
    content: hrefs.map((href, n) => ({
      type: "paragraph",
      attrs: { id: `aaaaa${n}` },
      content: [{ type: "text", text: "See there", marks: [{ type: "link", attrs: { href } }] }],
    })),
  },
});
const slugs = async (to: string) =>
  (await listBacklinks(`countries/${to}`)).rows.map((link) =>
    link.kind === "profile" ? `${link.slug}#${link.part}` : link.slug,
  );

describe("links to a profile", () => {
  it("is known with the save that made the link, and forgotten with the one that took it away", async () => {
    await save(ana, {
      content: leading(
        "/countries/georgia#laws",
        "/fr/countries/georgia",
        "https://example.org/countries/georgia",
      ),
    });
    expect(await slugs("georgia")).toEqual(["senegal#legislation"]);
    await save(ana, { base: 1, content: leading("/countries", "/countries/georgian") });
    expect(await slugs("georgia")).toEqual([]);
  });

  it("are found by its full address too, also after a rebuild; those to other sites are not", async () => {
    const { APP_URL } = env();
    await save(ana, {
      content: leading(
        `${APP_URL}/fr/countries/georgia?lang=fr#laws`,
        `${APP_URL.replace("//", "//www.")}/countries/mali`,
        "https://localhost.example/countries/mali",
      ),
    });
    expect(await slugs("georgia")).toEqual(["senegal#legislation"]);
    expect((await pool().query("select target from page_link")).rows).toEqual([
      { target: "countries/georgia" },
    ]);
    await pool().query("delete from page_link");
    expect((await transact(OPERATOR, (ctx) => rebuildProjections(ctx))).changed).toBe(1);
    expect(await slugs("georgia")).toEqual(["senegal#legislation"]);
  });

  it("that was typed into the plain form is kept as a page of this site, and can be edited there again", async () => {
    const { APP_URL } = env();
    const type = (text: string, base: number | null) =>
      transact(by(ana), (ctx) =>
        saveSectionText(ctx, {
          slug: "senegal",
          section: "legislation",
          text,
          base,
          summary: "A link",
          clientToken: `plain-${base}`,
        }),
      );
    const address = `${APP_URL}/countries/georgia#laws`;
    await type(`As in ${address}.`, null);
    const stored = async () => JSON.stringify((await findSection("senegal", "legislation"))?.content);
    expect(await stored()).toContain('"href":"/countries/georgia#laws"');
    expect(await stored()).toContain(`"text":"${address}"`);
    expect(await slugs("georgia")).toEqual(["senegal#legislation"]);
    await type(`As in ${address}, and more.`, 1);
    expect(await stored()).toContain('"href":"/countries/georgia#laws"');
    expect(await stored()).toContain(", and more.");
  });

  it("is not the profile itself", async () => {
    await save(ana, { content: leading("/countries/senegal#laws") });
    expect(await slugs("senegal")).toEqual([]);
  });

  it("are the same after a rebuild", async () => {
    await save(ana, { content: leading("/countries/georgia") });
    const rebuild = () => transact(OPERATOR, (ctx) => rebuildProjections(ctx));
    expect((await rebuild()).changed).toBe(0);
    await pool().query("delete from page_link");
    expect((await rebuild()).changed).toBe(1);
    expect(await slugs("georgia")).toEqual(["senegal#legislation"]);
  });

  it("is nothing that not everybody may read", async () => {
    const id = "01890a5d-ac96-774b-bcce-b302099a8057";
    await save(ana, { content: leading("/countries/georgia") });
    await pool().query(
      `with own as (insert into page (id, kind, slug, last_revision, created_at) values ($1, 'post', 'a-draft', 0, now()) returning id)
       insert into section (id, page_id, key) select $1, id, 'body' from own`,
      [id],
    );
    await pool().query(
      "insert into page_link (section_id, page_id, target) values ($1, $1, 'countries/georgia')",
      [id],
    );
    expect(await slugs("georgia")).toEqual(["senegal#legislation"]);
  });
});

describe("links to a post, a material and an article", () => {
  let moderator: Actor;
  let post: string;
  let material: string;
  const to = async (target: string) =>
    (await listBacklinks(target)).rows.map((link) =>
      link.kind === "profile" ? `${link.slug}#${link.part}` : `${link.kind} ${link.slug}`,
    );

  beforeEach(async () => {
    moderator = await makeActor("moderator");
    const { APP_URL } = env();
    material = (await publishedMaterial(ana)).slug;
    post = await publishedPost(ana, {
      text: `As ${APP_URL}/training/${material} says of Articles 16 and 17 BC.\n\n## Art. 21 BC`,
    });
    await transact(by(ana), (ctx) =>
      saveDescriptionText(ctx, {
        slug: material,
        base: null,
        summary: "Says what it is",
        clientToken: "described",
        text: `More in ${APP_URL}/fr/blog/${post}#comments and ${APP_URL}/convention/budapest/art-18.`,
      }),
    );
    await save(ana, { content: leading(`/blog/${post}`, `/training/${material}`, "/convention/185/16") });
  });

  it("are found in profiles, posts and materials, by links and by citations", async () => {
    expect(await to(`blog/${post}`)).toEqual([`material ${material}`, "senegal#legislation"]);
    expect(await to(`training/${material}`)).toEqual([`post ${post}`, "senegal#legislation"]);
    expect(await to("convention/185-16")).toEqual([`post ${post}`, "senegal#legislation"]);
    expect(await to("convention/185-17")).toEqual([`post ${post}`]);
    expect(await to("convention/185-18")).toEqual([`material ${material}`]);
    expect(await to("convention/185-21")).toEqual([]);
  });

  it("disappear when their page is retracted, with the lists that show them", async () => {
    const lists = async () => listVersions(db(), ["blog", "training"]);
    const before = await lists();
    await transact(by(moderator), (ctx) => retractPost(ctx, { slug: post, reason: "It is wrong" }));
    await transact(by(moderator), (ctx) => retractMaterial(ctx, { slug: material, reason: "It is old" }));
    expect(await to("convention/185-17")).toEqual([]);
    expect(await to("convention/185-18")).toEqual([]);
    const after = await lists();
    for (const [name, n] of after) expect(n, name).toBeGreaterThan(before.get(name) ?? 0);
  });

  it("make the lists stale when a description changes", async () => {
    const before = (await listVersions(db(), ["training"])).get("training") ?? 0;
    const text = "It leads nowhere.";
    await transact(by(ana), (ctx) =>
      saveDescriptionText(ctx, {
        slug: material,
        base: 1,
        summary: "Less",
        clientToken: "described-again",
        text,
      }),
    );
    expect((await listVersions(db(), ["training"])).get("training")).toBeGreaterThan(before);
    expect(await to(`blog/${post}`)).toEqual(["senegal#legislation"]);
  });

  it("are found by the earlier address of a post, and by other names of a country", async () => {
    const { title } = await postRow(post);
    const input = savedPost({ slug: post, title, address: "a-new-address" });
    await transact(by(moderator), (ctx) => savePost(ctx, input));
    expect(await to("blog/a-new-address")).toEqual([`material ${material}`, "senegal#legislation"]);
    await save(ana, { base: 1, content: leading("/countries/GE", "/countries/Georgia/legal") });
    expect(await slugs("georgia")).toEqual(["senegal#legislation"]);
  });

  it("are restored by a rebuild, for posts and materials too", async () => {
    const read = async () =>
      (await pool().query("select target, page_id from page_link order by target, page_id")).rows;
    const before = await read();
    await pool().query("delete from page_link");
    expect((await transact(OPERATOR, (ctx) => rebuildProjections(ctx))).changed).toBe(before.length);
    expect(await read()).toEqual(before);
  });
});

it("links to an article are paged, each line once", async () => {
  await pool().query(
    `insert into page (id, kind, slug, last_revision, created_at)
       select md5(n::text)::uuid, 'post', 'post-' || lpad(n::text, 3, '0'), 1, now() from generate_series(1, 130) n`,
  );
  await pool().query(
    "insert into section (id, page_id, key) select id, id, 'body' from page where kind = 'post'",
  );
  await pool().query(
    `insert into post (page_id, section_id, slug, state, title, summary, language, created_by, created_at, updated_at, published_at)
       select id, id, slug, 'published', slug, '', 'en', $1, now(), now(), now() from page where kind = 'post'`,
    [ana.id],
  );
  await pool().query(
    "insert into page_link (section_id, page_id, target) select id, page_id, 'convention/185-18' from section where key = 'body'",
  );
  const first = await listBacklinks("convention/185-18");
  expect([first.rows.length, first.total, first.previous]).toEqual([100, 130, null]);
  const second = await listBacklinks("convention/185-18", { after: first.next ?? "" });
  expect([second.rows.length, second.next]).toEqual([30, null]);
  const back = await listBacklinks("convention/185-18", { before: second.previous ?? "" });
  expect(back.rows).toEqual(first.rows);
});

it("is found by its index among a hundred times the links of today", async () => {
  await save(ana, { content: leading("/countries/georgia", "/convention/185/18") });
  await fillTables(
    `insert into page_link (section_id, page_id, target)
      select section_id, page_id, 'countries/other-' || n from page_link, generate_series(1, 100000) n
      where target = 'countries/georgia'`,
  );
  for (const target of ["countries/georgia", "blog/none", "training/none", "convention/185-18"])
    for (const { plan } of await plansOf(() => listBacklinks(target)))
      expect(plan).not.toMatch(/Seq Scan on page_link/);
});
