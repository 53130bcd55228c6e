import { beforeEach, describe, expect, it } from "vitest";
import { db } from "@/db/client";
import { postComments, retractPost } from "@/lib/blog";
import type { Actor } from "@/lib/core/actor";
import { listVersions } from "@/lib/core/versions";
import { env } from "@/lib/env";
import { retractMaterial } from "@/lib/training";
import { transact } from "@/lib/transact";
import { useDatabase } from "@/tests/support/database";
import { publishedMaterial, startedMaterial } from "@/tests/support/materials";
import { by, makeActor } from "@/tests/support/members";
import { asker, type Route } from "@/tests/support/pages";
import { publishedPost, startedPost } from "@/tests/support/posts";
import { makeProfile } from "@/tests/support/profiles";
import { save } from "@/tests/support/sections";
import * as post from "../blog/[slug]/route";
import * as material from "../training/[slug]/route";
import * as profile from "./[slug]/route";

useDatabase();

const ask = asker([
  [/^\/countries\/(?<slug>[^/]+)$/, profile as Route],
  [/^\/blog\/(?<slug>[^/]+)$/, post as Route],
  [/^\/training\/(?<slug>[^/]+)$/, material as Route],
]);

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
/** Returns the address of each marked link, with its note. */
const marked = (html: string) =>
  [
    ...html.matchAll(
      /<a class="lost" href="([^"]+)"[^>]*>.*?<\/a> <span class="dead-link-note">(.*?)<\/span>/gs,
    ),
  ].map(([, href, said = ""]) => [href, said.replaceAll(/<[^>]+>/g, "")]);
const links = async (path = "/countries/senegal") => marked((await ask(path)).body);
const numbers = (...names: string[]) => listVersions(db(), names);

let ana: Actor;
let moderator: Actor;

beforeEach(async () => {
  await makeProfile({ slug: "senegal", iso2: "SN" });
  await makeProfile({ slug: "georgia", iso2: "GE" });
  ana = await makeActor("trusted");
  moderator = await makeActor("moderator");
});

describe("a link to a page of this site", () => {
  it("that does not exist is marked in words, with a link to create it if it is a post", async () => {
    await save(ana, {
      content: leading(
        "/countries/georgia#laws",
        "/countries/GE",
        "/countries/freshness",
        "/convention/185/18",
        "/countries/atlantis",
        "/convention/185/99",
        "/blog/what-is-missing",
        "/training/nothing",
        "/help/editing",
        "https://example.org/countries/atlantis",
      ),
    });
    expect(await links()).toEqual([
      ["/countries/atlantis", "(page not found)"],
      ["/convention/185/99", "(page not found)"],
      ["/blog/what-is-missing", "(post not found; write it)"],
      ["/training/nothing", "(training material not found; create it)"],
    ]);
    const { body } = await ask("/fr/countries/senegal?lang=en");
    expect(body).toContain('href="/fr/blog/new?title=What%20is%20missing"');
    expect(body).toContain('href="/fr/training/new?title=Nothing"');
    expect(body).toContain("introuvable");
  });

  it("changes as soon as its target is published, and says if it was retracted", async () => {
    const slugs = [await startedPost(ana, { title: "A first look" }), await startedMaterial(ana)];
    await save(ana, { content: leading(`/blog/${slugs[0]}`, `/training/${slugs[1]}`) });
    // Drafts are known only to their writers.
    expect((await links()).map(([, said]) => said)).toEqual([
      "(post not found; write it)",
      "(training material not found; create it)",
    ]);

    const one = await publishedPost(ana, { title: "A second look" });
    const { slug: other } = await publishedMaterial(ana, { title: "A guide" });
    await save(ana, { base: 1, content: leading(`/blog/${one}`, `/training/${other}`) });
    expect(await links()).toEqual([]);
    const scopes = [`there:blog/${one}`, `there:training/${other}`];
    const before = await numbers(...scopes);
    await transact(by(moderator), (ctx) => retractPost(ctx, { slug: one, reason: "It is wrong" }));
    await transact(by(moderator), (ctx) => retractMaterial(ctx, { slug: other, reason: "It is old" }));
    expect(await links()).toEqual([
      [`/blog/${one}`, "(retracted)"],
      [`/training/${other}`, "(retracted)"],
    ]);
    for (const [name, n] of await numbers(...scopes)) expect(n, name).toBe((before.get(name) ?? 0) + 1);
  });

  it("is marked in posts and in comments as well", async () => {
    const { APP_URL } = env();
    const slug = await publishedPost(ana, { text: `As ${APP_URL}/countries/atlantis says.` });
    const input = { slug, text: `See ${APP_URL}/blog/nothing-yet`, parent: null, clientToken: "a-comment" };
    await transact(by(ana), (ctx) => postComments.write(ctx, input));
    expect((await links(`/blog/${slug}`)).map(([, said]) => said)).toEqual([
      "(page not found)",
      "(post not found; write it)",
    ]);
  });
});
