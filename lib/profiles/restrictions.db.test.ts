import { sql } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import * as list from "@/app/[locale]/moderation/restrictions/route";
import { db } from "@/db/client";
import { section } from "@/db/schema/revisions";
import type { Actor } from "@/lib/core/actor";
import { listRestrictions } from "@/lib/page-kinds";
import { hideRevision, protectSection, showRevision } from "@/lib/profiles";
import { transact } from "@/lib/transact";
import { useDatabase } from "@/tests/support/database";
import { by, makeActor } from "@/tests/support/members";
import { asker, type Route } from "@/tests/support/pages";
import { makeProfile } from "@/tests/support/profiles";
import { prose, save } from "@/tests/support/sections";

useDatabase();

const slug = "senegal";
const ask = asker([[/^\/moderation\/restrictions$/, list as Route]]);
let moderator: Actor;

beforeEach(async () => {
  await makeProfile({ slug, iso2: "SN" });
  moderator = await makeActor("moderator");
});

const protect = (key: "legislation" | "laws", until: string | null = null) =>
  transact(by(moderator), (ctx) =>
    protectSection(ctx, { slug, section: key, level: "trusted", until, reason: `Why ${key}` }),
  );

/** Makes three revisions, of which the first two can be hidden. */
async function written(): Promise<Actor> {
  const ben = await makeActor("trusted");
  for (const [base, text] of [
    [null, "Alpha."],
    [1, "Beta."],
    [2, "Gamma."],
  ] as const)
    await save(ben, { base, content: prose({ aaaaaa: text }) });
  return ben;
}

const hide = (number: number, what: { text: boolean; summary: boolean; author?: boolean }) =>
  transact(by(moderator), (ctx) =>
    hideRevision(ctx, { slug, number, reason: "It names a victim", author: false, ...what }),
  );

describe("protected sections and hidden revisions", () => {
  it("are listed with level, reason, end and author, newest first, until undone", async () => {
    await protect("laws");
    await protect("legislation", "2090-01-31");
    const ben = await written();
    await hide(1, { text: true, summary: true });
    await hide(2, { text: false, summary: true, author: true });
    const { protections, hidings } = await listRestrictions(moderator);
    expect(protections).toMatchObject({
      total: 2,
      rows: [
        { slug, section: "legislation", language: null, level: "trusted", reason: "Why legislation" },
        { section: "laws", until: null, byName: moderator.displayName },
      ],
    });
    expect(protections.rows[0]?.until?.toISOString().slice(0, 7)).toMatch(/^2090-0[12]$/);
    expect(hidings).toMatchObject({
      total: 2,
      rows: [
        {
          number: 2,
          isTextHidden: false,
          isSummaryHidden: true,
          section: "legislation",
          hiddenAuthor: { displayName: ben.displayName, handle: ben.handle },
        },
        {
          number: 1,
          isTextHidden: true,
          isSummaryHidden: true,
          reason: "It names a victim",
          hiddenAuthor: null,
        },
      ],
    });
    await transact(by(moderator), (ctx) => showRevision(ctx, { slug, number: 2 }));
    await db().update(section).set({ protectedUntil: sql`now() - interval '1 minute'` });
    const later = await listRestrictions(moderator);
    expect([later.protections.total, later.protections.rows, later.hidings.total]).toEqual([0, [], 1]);
  });

  it("are listed for those who can undo them, each with a link", async () => {
    await protect("laws");
    await written();
    await hide(1, { text: true, summary: false });
    for (const one of [await makeActor(), await makeActor("trusted"), await makeActor("focal-point")]) {
      await expect(listRestrictions(one)).rejects.toMatchObject({ code: "forbidden" });
      expect((await ask("/moderation/restrictions", { as: one })).status).toBe(403);
    }
    const { body, status } = await ask("/moderation/restrictions", { as: moderator });
    expect(status).toBe(200);
    expect(body).toContain('href="/moderation/sections/senegal/laws"');
    expect(body).toContain('href="/moderation/revisions/senegal/1"');
    const past = await ask("/moderation/restrictions?hiddenPage=9&protectedPage=x", { as: moderator });
    expect(past.body).toContain("There are no more items on this page.");
    expect(past.body).toContain('href="/moderation/sections/senegal/laws"');
  });
});
