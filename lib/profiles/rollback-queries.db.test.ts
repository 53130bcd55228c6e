import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { db } from "@/db/client";
import { section } from "@/db/schema/revisions";
import type { Actor } from "@/lib/core/actor";
import { listHistory } from "@/lib/pages";
import { findRollback, hideRevision, rollBackSection } from "@/lib/profiles";
import { findLastRun } from "@/lib/profiles/reading";
import { transact } from "@/lib/transact";
import { useDatabase } from "@/tests/support/database";
import { by, makeActor } from "@/tests/support/members";
import { makeProfile, makeRevision } from "@/tests/support/profiles";
import { law, prose, records, refusal, save } from "@/tests/support/sections";
import { historyOf } from "./model";

useDatabase();

let pageId: string;
let ana: Actor;
let ben: Actor;
let trusted: Actor;

beforeEach(async () => {
  pageId = await makeProfile({ slug: "senegal", iso2: "SN" });
  [ana, ben, trusted] = [await makeActor("trusted"), await makeActor("trusted"), await makeActor("trusted")];
});

/** Writes "legislation" directly: one revision by each author, in that order. */
async function written(...authors: (Actor | null)[]): Promise<void> {
  for (const [n, author] of authors.entries())
    await makeRevision({
      pageId,
      key: "legislation",
      content: prose({ aaaaaa: `Text ${n + 1}.` }),
      authorId: author?.id ?? null,
    });
}

const numbersOf = (run: Awaited<ReturnType<typeof findLastRun>>) =>
  run && { first: run.first, last: run.last.number, count: run.count, target: run.target.number };

describe("the last run of a section", () => {
  it("is all edits of its newest author in sequence, back to the newest by someone else", async () => {
    await written(ben, ana, ben, ben, ben);
    expect(numbersOf(await findLastRun("senegal", "legislation"))).toEqual({
      first: 3,
      last: 5,
      count: 3,
      target: 2,
    });
  });

  it("names no one while an author of its revisions is hidden, before and after the rollback", async () => {
    await written(ben, ana, ana);
    const moderator = await makeActor("moderator");
    const hiding = {
      slug: "senegal",
      number: 2,
      text: false,
      summary: false,
      author: true,
      reason: "The name endangers its writer",
    };
    await transact(by(moderator), (ctx) => hideRevision(ctx, hiding));
    const run = await findLastRun("senegal", "legislation");
    expect(run).toMatchObject({ first: 2, count: 2, last: { number: 3, author: "hidden" } });
    const input = {
      slug: "senegal",
      section: "legislation" as const,
      last: 3,
      summary: "Back",
      clientToken: randomUUID(),
    };
    await transact(by(trusted), (ctx) => rollBackSection(ctx, input));
    const [line] = (await listHistory(historyOf("senegal"), {})).rows;
    expect(line?.takenBack?.run).toEqual({ first: 2, last: 3, author: "hidden" });
  });

  it("is missing if there is no other author, nothing, or no such section or country", async () => {
    await written(ben, ben);
    expect(await findLastRun("senegal", "legislation")).toBeNull();
    expect(await findLastRun("senegal", "policies")).toBeNull();
    expect(await findLastRun("senegal", "elsewhere")).toBeNull();
    expect(await findLastRun("romania", "legislation")).toBeNull();
  });

  it("can be the community's, or end at its import", async () => {
    await written(null, ana);
    expect(numbersOf(await findLastRun("senegal", "legislation"))).toMatchObject({ last: 2, target: 1 });
    await written(null, null);
    expect(numbersOf(await findLastRun("senegal", "legislation"))).toEqual({
      first: 3,
      last: 4,
      count: 2,
      target: 2,
    });
  });

  it("counts its own section alone, and nothing that waits or was refused", async () => {
    await written(ana, ben);
    await makeRevision({
      pageId,
      key: "policies",
      content: prose({ aaaaaa: "Elsewhere." }),
      authorId: ana.id,
    });
    for (const state of ["pending", "rejected"] as const)
      await makeRevision({
        pageId,
        key: "legislation",
        content: prose({ aaaaaa: "Not yet." }),
        authorId: ana.id,
        state,
      });
    await written(ben);
    expect(numbersOf(await findLastRun("senegal", "legislation"))).toEqual({
      first: 2,
      last: 6,
      count: 2,
      target: 1,
    });
  });
});

describe("the preview of a rollback", () => {
  it("shows whose revisions are undone, which becomes current, and the changes", async () => {
    await written(ana, ben, ben);
    const found = await findRollback(trusted, "senegal", "legislation");
    expect(numbersOf(found)).toEqual({ first: 2, last: 3, count: 2, target: 1 });
    expect(found?.revisions.map(({ number, author }) => [number, author])).toMatchObject([
      [3, { displayName: ben.displayName }],
      [2, { displayName: ben.displayName }],
    ]);
    expect(found?.target.author).toMatchObject({ displayName: ana.displayName });
    expect(found?.diff).toMatchObject({ family: "prose", size: { passages: 1 } });
  });

  it("compares records as records", async () => {
    await save(ana, { section: "laws", content: records(law("act")) });
    await save(ben, { section: "laws", base: 1, content: records(law("act", { title: "Renamed" })) });
    const found = await findRollback(trusted, "senegal", "laws");
    expect(found?.diff).toMatchObject({
      family: "records",
      records: [{ id: "act", state: "changed", fields: [{ name: "title", before: "Renamed" }] }],
    });
  });

  it("names twenty of the revisions, and counts them all", async () => {
    await written(ana, ...Array.from({ length: 23 }, () => ben));
    const found = await findRollback(trusted, "senegal", "legislation");
    expect(found?.count).toBe(23);
    expect(found?.revisions.map(({ number }) => number)).toEqual(
      Array.from({ length: 20 }, (_, n) => 24 - n),
    );
  });

  it("is empty if there is nothing to roll back to", async () => {
    expect(await findRollback(trusted, "senegal", "legislation")).toBeNull();
    await written(ben);
    expect(await findRollback(trusted, "senegal", "legislation")).toBeNull();
  });

  it("is shown only to those who may roll back", async () => {
    await written(ana, ben);
    const ask = (actor: Actor | null, slug = "senegal") => findRollback(actor, slug, "legislation");
    const focal: Actor = { ...ben, roles: ["member", "focal-point"], focalCountries: ["SN"] };
    expect(await ask(focal)).not.toBeNull();
    expect(await refusal(ask({ ...focal, focalCountries: ["RO"] }))).toMatchObject({ code: "forbidden" });
    expect(await refusal(ask(null))).toMatchObject({ code: "unauthenticated", reason: "sign_in" });
    const cleo = await makeActor();
    expect(await refusal(ask(cleo))).toMatchObject({ code: "forbidden", reason: "revision_rollback" });
    expect(await refusal(ask({ ...cleo, dormantRoles: ["moderator"] }))).toMatchObject({
      code: "forbidden",
      details: { dormant: ["moderator"] },
    });
    // A wrong country is reported before the reader is asked to sign in.
    expect(await refusal(ask(null, "atlantis"))).toMatchObject({ code: "not_found", reason: "profile" });
  });

  it("is refused for a locked section, like every edit", async () => {
    await written(ana, ben);
    await db().update(section).set({ protection: "moderators" }).where(eq(section.key, "legislation"));
    expect(await refusal(findRollback(trusted, "senegal", "legislation"))).toMatchObject({
      code: "forbidden",
    });
  });
});
