import { describe, expect, it } from "vitest";
import * as hub from "@/app/[locale]/moderation/route";
import { submitMaterial } from "@/lib/training";
import { transact } from "@/lib/transact";
import { useDatabase } from "@/tests/support/database";
import { draftMaterial } from "@/tests/support/materials";
import { by, makeActor } from "@/tests/support/members";
import { asker, type Route } from "@/tests/support/pages";
import { commented, publishedPost } from "@/tests/support/posts";

useDatabase();

const ask = asker([[/^\/moderation$/, hub as Route]]);

/** The rows of the table: name and number. */
const rowsOf = (body: string) =>
  Object.fromEntries(
    [...body.matchAll(/<th scope="row"><a href="([^"]*)">[^<]*<\/a><\/th><td[^>]*>(\d+)<\/td>/g)].map(
      ([, href, count]) => [href, Number(count)],
    ),
  );

describe("the hub of moderation", () => {
  it("lists what a moderator decides, with its number and since when the oldest waits", async () => {
    const [ana, mod] = [await makeActor(), await makeActor("moderator")];
    const slug = await publishedPost(ana, { title: "Malabo" });
    await commented(await makeActor(), slug, "First words.");
    await commented(await makeActor(), slug, "Second words.");
    const { body, status } = await ask("/moderation", { as: mod });
    expect(status).toBe(200);
    expect(rowsOf(body)).toEqual({
      "/blog/review#submitted": 0,
      "/blog/review#changed": 0,
      "/blog/review#comments": 2,
      "/training/review#uploads": 0,
      "/training/review#versions": 0,
      "/training/review#requests": 0,
      "/training/review#suggestions": 0,
      "/moderation/files": 0,
    });
    expect(body.match(/<time /g)?.length).toBe(1);
    expect(body).not.toContain("Nothing waits for you.");
  });

  it("shows trusted members what is theirs to review, and counts nothing that is not", async () => {
    const [ana, trusted] = [await makeActor("practitioner"), await makeActor("trusted")];
    for (const access of ["public", "practitioners"]) {
      const { slug } = await draftMaterial(ana, { title: `For ${access}`, access });
      await transact(by(ana), (ctx) => submitMaterial(ctx, { slug }));
    }
    expect(rowsOf((await ask("/moderation", { as: trusted })).body)).toEqual({
      "/training/review#uploads": 1,
      "/training/review#versions": 0,
      "/training/review#requests": 0,
      "/training/review#suggestions": 0,
    });
    const own = await ask("/moderation", { as: ana });
    expect(own.status).toBe(403);
  });
});
