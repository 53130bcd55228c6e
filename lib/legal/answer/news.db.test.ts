import { beforeEach, describe, expect, it } from "vitest";
import type { Actor } from "@/lib/core/actor";
import { hideRevision } from "@/lib/profiles";
import { findSeenNumber } from "@/lib/profiles/watched";
import { transact } from "@/lib/transact";
import { markSeen } from "@/lib/watching";
import { useDatabase } from "@/tests/support/database";
import { by, makeActor } from "@/tests/support/members";
import { makeProfile } from "@/tests/support/profiles";
import { law, records, refusal, saveAccepted } from "@/tests/support/sections";
import { watches } from "@/tests/support/watching";
import { listChangedArticles } from "..";
import { ANSWER_SECTIONS } from "./model";

useDatabase();

let editor: Actor;
let reader: Actor;

const provision = (id: string, article: string, given: object = {}) => ({
  id,
  locator: `art. ${id}`,
  articles: [article],
  confidence: "likely",
  ...given,
});
const writeLaws = (base: number | null, ...provisions: object[]) =>
  saveAccepted(editor, { base, section: "laws", content: records(law("code", { provisions })) });

beforeEach(async () => {
  editor = await makeActor("trusted");
  reader = await makeActor();
  await makeProfile({ slug: "senegal", iso2: "SN" });
  await writeLaws(null, provision("sn-2", "185-2"), provision("sn-3", "185-3"));
});

describe("changes of a country's answers since a revision", () => {
  it("names the articles that are answered otherwise, and no others", async () => {
    expect(await listChangedArticles("senegal", 1)).toEqual([]);
    await writeLaws(
      1,
      provision("sn-2", "185-2", { note: "Read again" }),
      provision("sn-3", "185-3"),
      provision("sn-n", "189-3"),
    );
    expect(await listChangedArticles("senegal", 1)).toEqual(["185-2", "189-3"]);
    await saveAccepted(editor, {
      section: "mappings",
      content: records({
        id: "map-18",
        articles: ["185-18(1)(a)"],
        coverage: "full",
        sourceState: "none_found",
        confidence: "likely",
      }),
    });
    expect(await listChangedArticles("senegal", 2)).toEqual(["185-18"]);
    // A change that was undone is not a change.
    await writeLaws(2, provision("sn-2", "185-2"), provision("sn-3", "185-3"));
    expect(await listChangedArticles("senegal", 1)).toEqual(["185-18"]);
    expect(await listChangedArticles("atlantis", 1)).toEqual([]);
  });

  it("do not reveal a hidden text", async () => {
    await writeLaws(1, provision("sn-2", "185-2", { note: "Of a victim" }), provision("sn-3", "185-3"));
    await writeLaws(2, provision("sn-2", "185-2"), provision("sn-3", "185-3"));
    const moderator = await makeActor("moderator");
    await transact(by(moderator), (ctx) =>
      hideRevision(ctx, {
        slug: "senegal",
        number: 2,
        text: true,
        summary: false,
        author: false,
        reason: "It names a victim",
      }),
    );
    expect(await listChangedArticles("senegal", 2)).toEqual([]);
  });

  it("is asked from where a member who watches has looked; of others it is not kept", async () => {
    const seen = (as: Actor | null) => findSeenNumber(as, "senegal", ANSWER_SECTIONS);
    expect(await seen(reader)).toBeNull();
    expect(await refusal(seen(null))).toMatchObject({ code: "unauthenticated" });
    await watches(reader, "section:senegal/mappings");
    expect(await seen(reader)).toBe(1);
    await writeLaws(1, provision("sn-2", "185-2"));
    expect(await seen(reader)).toBe(1);
    const of = { kind: "profile", slug: "senegal" } as const;
    await transact(by(reader), (ctx) =>
      markSeen(ctx, { of, from: 1, number: 2, at: Date.now(), kind: undefined, show: undefined }),
    );
    expect(await seen(reader)).toBe(2);
  });
});
