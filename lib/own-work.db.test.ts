import { beforeEach, describe, expect, it } from "vitest";
import * as me from "@/app/[locale]/me/route";
import * as waiting from "@/app/[locale]/me/waiting/route";
import { pool } from "@/db/client";
import type { Actor } from "@/lib/core/actor";
import { saveDraft } from "@/lib/profiles";
import { verifySection } from "@/lib/profiles/freshness";
import { transact } from "@/lib/transact";
import { useDatabase } from "@/tests/support/database";
import { actorOf, by, giveRole, makeActor, makeMember } from "@/tests/support/members";
import { asker } from "@/tests/support/pages";
import { sentBy } from "@/tests/support/plans";
import { makeProfile } from "@/tests/support/profiles";
import { prose, save } from "@/tests/support/sections";
import { watches } from "@/tests/support/watching";
import { findOwnWork } from "./own-work";

useDatabase();

const ask = asker([
  [/^\/me$/, me],
  [/^\/me\/waiting$/, waiting],
]);

/** Returns how many statements it takes to find what waits for a member. */
const statementsFor = async (actor: Actor) => (await sentBy(() => findOwnWork(actor))).length;

let newcomer: Actor;
let reviewer: Actor;

beforeEach(async () => {
  await makeProfile({ slug: "senegal", iso2: "SN", nameEn: "Senegal" });
  newcomer = await makeActor();
  reviewer = await makeActor("trusted");
});

const reviewsOf = async (actor: Actor) =>
  (await findOwnWork(actor)).reviews.map(({ name, waiting: { count } }) => [name, count]);

describe("what waits for a member", () => {
  it("is nothing at first", async () => {
    expect(await findOwnWork(newcomer)).toEqual({
      reviews: [],
      verify: { rows: [], total: 0 },
      pending: 0,
      unseen: 0,
      watched: 0,
    });
    const { body } = await ask("/me/waiting", {
      as: await actorOf((await makeMember({ firstStepsEndedAt: new Date() })).id),
    });
    expect(body).toContain("Nothing is waiting for you.");
  });

  it("is their own pending edit, and for those who may decide on it a review", async () => {
    await save(newcomer, { content: prose({ aaaaaa: "The law of 2008." }) });
    expect(await findOwnWork(newcomer)).toMatchObject({ reviews: [], pending: 1 });
    expect(await reviewsOf(reviewer)).toEqual([["edits", 1]]);
    expect(await reviewsOf(await makeActor("focal-point"))).toEqual([["edits", 1]]);
    const { id } = await makeMember();
    await giveRole(id, "focal-point", "TG");
    expect(await reviewsOf(await actorOf(id))).toEqual([]);
    // The author cannot decide on it, whatever their role.
    await giveRole(newcomer.id, "moderator");
    expect(await reviewsOf(await actorOf(newcomer.id))).toEqual([]);
  });

  it("is a section to verify for the focal point of its country, until its current text is verified", async () => {
    await save(reviewer, { content: prose({ aaaaaa: "The law of 2008." }) });
    const focal = await makeActor("focal-point");
    const verify = async (actor: Actor) => (await findOwnWork(actor)).verify;
    expect(await verify(focal)).toMatchObject({
      rows: [{ slug: "senegal", section: "legislation", names: { en: "Senegal" } }],
      total: 1,
    });
    const { body } = await ask("/me/waiting", { as: focal });
    expect(body).toContain('<a href="/countries/senegal/check/legislation">Verify “Legislation” of Senegal');
    expect((await verify(reviewer)).total).toBe(0);
    const { id } = await makeMember();
    await giveRole(id, "focal-point", "TG");
    expect((await verify(await actorOf(id))).total).toBe(0);
    const seen = { slug: "senegal", section: "legislation" as const, seen: 1 };
    await transact(by(focal), (ctx) => verifySection(ctx, seen));
    expect((await verify(focal)).total).toBe(0);
    await save(reviewer, { base: 1, content: prose({ aaaaaa: "The law of 2008, as amended." }) });
    expect((await verify(focal)).total).toBe(1);
    await transact(by(focal), (ctx) => verifySection(ctx, { ...seen, seen: 2 }));
    await pool().query("update section_freshness set review_by = review_by - interval '1 year'");
    expect((await verify(focal)).total).toBe(1);
  });

  it("is a watched profile that another member changed, until it was looked at", async () => {
    await watches(newcomer, "profile:senegal");
    expect((await findOwnWork(newcomer)).watched).toBe(0);
    await save(reviewer, { content: prose({ aaaaaa: "The law of 2008." }) });
    expect((await findOwnWork(newcomer)).watched).toBe(1);
    await watches(newcomer, "profile:senegal", "muted");
    expect((await findOwnWork(newcomer)).watched).toBe(0);
  });

  it("is shown in the box, with drafts to continue and the own country", async () => {
    const { id } = await makeMember({ country: "SN" });
    const actor = await actorOf(id);
    const draft = {
      base: null,
      content: prose({ aaaaaa: "Begun." }),
      summary: "",
      sequence: 1,
      force: false,
    };
    await transact(by(actor), (ctx) => saveDraft(ctx, { slug: "senegal", section: "policies", ...draft }));
    await save(actor, { content: prose({ aaaaaa: "The law of 2008." }) });
    const drawn = await ask("/me/waiting", { as: actor });
    expect(drawn.headers.get("cache-control")).toBe("private, no-store");
    for (const address of ["/me/waiting", "/me"]) {
      const { body } = await ask(address, { as: actor });
      expect(body).toContain('<a href="/countries/senegal/edit/policies">Continue your draft:');
      expect(body).toContain("One of your changes is waiting for review");
      expect(body).toContain('href="/countries/senegal">Open the profile of Senegal');
      expect(body).not.toContain("for your review");
    }
    expect(drawn.body).toContain("Take your first steps here");
    const { body } = await ask("/me/waiting", { as: reviewer });
    expect(body).toContain('data-review-count="1">One item waits for your review');
    expect(body).toContain('<a href="/moderation/edits">Edits to profiles: 1');
    expect((await ask("/fr/me/waiting", { as: reviewer })).body).toContain(
      "Un élément attend votre relecture",
    );
    expect(await ask("/me/waiting")).toMatchObject({ status: 303, to: "/signin?next=%2Fme%2Fwaiting" });
  });

  it("takes three statements for a member, and nine for a trusted member", async () => {
    expect(await statementsFor(newcomer)).toBe(3);
    expect(await statementsFor(reviewer)).toBe(9);
  });
});
