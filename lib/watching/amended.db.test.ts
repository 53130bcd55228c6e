import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { expect, it } from "vitest";
import * as amendedPost from "@/app/[locale]/blog/[slug]/amended/route";
import * as amendedMaterial from "@/app/[locale]/training/[slug]/amended/route";
import { db } from "@/db/client";
import { revision } from "@/db/schema/revisions";
import { publishPost, saveBody } from "@/lib/blog";
import { submitPost } from "@/lib/blog/commands/steps";
import { translator } from "@/lib/i18n/translator";
import { publishMaterial, saveDescription, submitMaterial } from "@/lib/training";
import { transact } from "@/lib/transact";
import { useDatabase } from "@/tests/support/database";
import { draftMaterial } from "@/tests/support/materials";
import { by, makeActor } from "@/tests/support/members";
import { asker, type Route } from "@/tests/support/pages";
import { postRow, startedPost } from "@/tests/support/posts";
import { makeProfile } from "@/tests/support/profiles";
import { prose, save } from "@/tests/support/sections";
import { listNotices, noticeWords } from "./index";

useDatabase();

const t = translator("en");

async function says(actor: Parameters<typeof listNotices>[0]) {
  const { rows } = await listNotices(actor, {});
  return rows.map(({ content }) => noticeWords(content, t, "en")).map(({ said, path }) => [said, path]);
}

it.each([
  ["The author's words.", "Your edit was accepted", "/countries/senegal/revisions/1"],
  [
    "The reviewer's words.",
    "Your edit was accepted with changes by the reviewer",
    "/countries/senegal/diff?from=1&to=2",
  ],
])("notifies the author of an edit that was accepted as %s", async (text, said, path) => {
  await makeProfile({ slug: "senegal", iso2: "SN" });
  const author = await makeActor();
  const waiting = await save(author, { content: prose({ aaaaaa: "The author's words." }) });
  expect(waiting).toMatchObject({ state: "pending", number: 1 });
  const reviewer = await makeActor("moderator");
  await save(reviewer, { content: prose({ aaaaaa: text }), base: waiting.revisionId, accepts: 1 });
  expect(await says(author)).toEqual([[said, path]]);
});

const asked = asker([
  [/^\/blog\/(?<slug>[^/]+)\/amended$/, amendedPost as Route],
  [/^\/training\/(?<slug>[^/]+)\/amended$/, amendedMaterial as Route],
]);
const numbersOf = async (sectionId: string) =>
  (
    await db().select({ number: revision.number }).from(revision).where(eq(revision.sectionId, sectionId))
  ).map(({ number }) => number);
/** An edit as the editor sends it. */
const words = (slug: string, text: string, base: number | null) => ({
  slug,
  base,
  content: prose({ aaaaaa: text }),
  clientToken: randomUUID(),
  summary: "An edit",
});

it("notifies a post's authors of a reviewer's changes and shows them", async () => {
  const author = await makeActor();
  const moderator = await makeActor("moderator");
  const slug = await startedPost(author, { text: "The author's words." });
  const [first] = await numbersOf((await postRow(slug)).sectionId);
  await transact(by(author), (ctx) => submitPost(ctx, { slug }));
  await transact(by(moderator), (ctx) => saveBody(ctx, words(slug, "The reviewer's words.", first ?? null)));
  await transact(by(moderator), (ctx) => publishPost(ctx, { slug }));
  const place = `/blog/${slug}/amended`;
  expect(await says(author)).toEqual([
    ["Your post was published. The reviewer changed the text first.", place],
  ]);
  const { status, body } = await asked(place, { as: author });
  expect(status).toBe(200);
  expect(body).toContain("The reviewer’s changes");
  expect(body).toMatch(/<del[^>]*>.*author.*<ins[^>]*>.*reviewer/s);
  for (const other of [await makeActor(), moderator])
    expect((await asked(place, { as: other })).status).toBe(404);
});

it("says nothing of changes if a post was published unchanged", async () => {
  const author = await makeActor();
  const slug = await startedPost(author);
  await transact(by(author), (ctx) => submitPost(ctx, { slug }));
  const moderator = await makeActor("moderator");
  await transact(by(moderator), (ctx) => publishPost(ctx, { slug }));
  expect(await says(author)).toEqual([["Your post was published", `/blog/${slug}`]]);
  expect((await asked(`/blog/${slug}/amended`, { as: author })).status).toBe(404);
});

it("notifies a material's owner of a reviewer's changes to its description and shows them", async () => {
  const owner = await makeActor();
  const reviewer = await makeActor("moderator");
  const { slug } = await draftMaterial(owner);
  await transact(by(owner), (ctx) => saveDescription(ctx, words(slug, "The owner's words.", null)));
  await transact(by(owner), (ctx) => submitMaterial(ctx, { slug }));
  await transact(by(reviewer), (ctx) => saveDescription(ctx, words(slug, "The reviewer's words.", 1)));
  await transact(by(reviewer), (ctx) => publishMaterial(ctx, { slug }));
  const place = `/training/${slug}/amended`;
  expect(await says(owner)).toEqual([
    ["Your material was published. The reviewer changed the text first.", place],
  ]);
  const { body } = await asked(place, { as: owner });
  expect(body).toMatch(/<del[^>]*>.*owner.*<ins[^>]*>.*reviewer/s);
  expect((await asked(place, { as: reviewer })).status).toBe(404);
});
