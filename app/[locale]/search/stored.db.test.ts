import { sql } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { db } from "@/db/client";
import type { Actor } from "@/lib/core/actor";
import { acceptRevision, rejectRevision } from "@/lib/profiles";
import { addSynonyms } from "@/lib/search";
import { transact } from "@/lib/transact";
import { useDatabase } from "@/tests/support/database";
import { by, makeActor } from "@/tests/support/members";
import { asker } from "@/tests/support/pages";
import { makeProfile } from "@/tests/support/profiles";
import { prose, save } from "@/tests/support/sections";
import * as searching from "./route";

useDatabase();

const ask = asker([[/^\/search$/, searching]]);
const found = async (words: string) => (await ask(`/search?q=${encodeURIComponent(words)}`)).body;
const WAITS = "A change awaits review";

let trusted: Actor;
let ana: Actor;

beforeEach(async () => {
  await makeProfile({ slug: "senegal", iso2: "SN" });
  [trusted, ana] = [await makeActor("trusted"), await makeActor()];
  await save(trusted, { content: prose({ aaaaaa: "Hummingbird seizures need a judge." }) });
});

/** Changes the index directly: a page that shows the word was drawn afterwards. */
async function mark(word: string): Promise<void> {
  await db().execute(
    sql`update search_entry set text = ${`Hummingbird ${word}`} where text like 'Hummingbird%'`,
  );
}

describe("the page of a search", () => {
  it("is drawn once for the same search, and sent with no-store", async () => {
    expect(await found("hummingbird")).toContain("need a judge");
    await mark("again");
    const page = await ask("/search?q=hummingbird");
    expect(page.body).toContain("need a judge");
    expect(page.headers.get("cache-control")).toBe("private, no-store");
    expect(page.headers.get("etag")).toBeNull();
    expect(await found("hummingbird seizures")).toContain("again");
    expect((await ask("/search?q=hummingbird&type=profile")).body).toContain("again");
  });

  it("is drawn again when a searchable text changes", async () => {
    await found("hummingbird");
    await save(trusted, { base: 1, content: prose({ aaaaaa: "Hummingbird seizures need a prosecutor." }) });
    expect(await found("hummingbird")).toContain("need a prosecutor");
  });

  it("is drawn again when an edit is proposed, and when it is decided", async () => {
    await found("hummingbird");
    const change = { base: 1, content: prose({ aaaaaa: "Hummingbird seizures need a flamingo." }) };
    const first = await save(ana, change);
    expect(await found("hummingbird")).toContain(WAITS);
    await transact(by(trusted), (ctx) =>
      rejectRevision(ctx, { slug: "senegal", number: first.number ?? 0, reason: "It has no source." }),
    );
    expect(await found("hummingbird")).not.toContain(WAITS);
    const second = await save(ana, change);
    expect(await found("hummingbird")).toContain(WAITS);
    await transact(by(trusted), (ctx) =>
      acceptRevision(ctx, { slug: "senegal", number: second.number ?? 0 }),
    );
    const page = await found("hummingbird");
    expect(page).not.toContain(WAITS);
    expect(page).toContain("flamingo");
  });

  it("is drawn again when synonyms are added", async () => {
    expect(await found("hummingbird judge")).not.toContain("colibri");
    await transact(by(await makeActor("administrator")), (ctx) =>
      addSynonyms(ctx, { phrases: ["hummingbird", "colibri"] }),
    );
    expect(await found("hummingbird judge")).toContain("colibri");
  });

  it("counts a search without results once while its page is stored", async () => {
    expect(await found("xylophone")).toBe(await found("xylophone"));
    const { rows } = await db().execute<{ count: number }>(
      sql`select count from search_miss where query = 'xylophone'`,
    );
    expect(rows).toEqual([{ count: 1 }]);
  });

  it("is drawn separately for another spelling of the address", async () => {
    await found("hummingbird");
    await mark("again");
    const page = await ask("/search?q=hummingbird&page=0");
    expect(page.body).toContain("again");
  });
});
