import { randomUUID } from "node:crypto";
import { beforeEach, describe, expect, it } from "vitest";
import type { Actor } from "@/lib/core/actor";
import {
  acceptRevision,
  findSectionForEdit,
  revertSection,
  rollBackSection,
  undoRevision,
} from "@/lib/profiles";
import { transact } from "@/lib/transact";
import { useDatabase } from "@/tests/support/database";
import { by, makeActor } from "@/tests/support/members";
import { makeProfile } from "@/tests/support/profiles";
import { records, refusal, save, standing } from "@/tests/support/sections";

useDatabase();

const slug = "senegal";
const section = "treaty-status" as const;
const provenance = { sourceState: "none_found", confidence: "unverified" };

interface Given {
  authority?: string;
  reservation?: string;
}

/**
 * Builds Senegal's status under the Convention. `authority`, `reservation`: the summary of a declaration that names an
 * authority, and of a reservation; left out if not given.
 */
function status({ authority, reservation }: Given) {
  const declarations = [
    ...(authority ? [{ id: "central", nature: "authorities", summary: authority, sources: [] }] : []),
    ...(reservation ? [{ id: "reserve", nature: "reservation", summary: reservation, sources: [] }] : []),
  ];
  return records({ id: "cets-185", treaty: "185", how: "accession", ...provenance, declarations });
}

let ben: Actor;
let cleo: Actor;
let chief: Actor;

const accept = (actor: Actor, number: number) =>
  transact(by(actor), (ctx) => acceptRevision(ctx, { slug, number }));
const put = (actor: Actor, base: number | null, given: Given, accepts?: number) =>
  save(actor, { section, base, content: status(given), ...(accepts ? { accepts } : {}) });

beforeEach(async () => {
  await makeProfile({ slug, iso2: "SN" });
  [ben, cleo] = [await makeActor("trusted"), await makeActor("trusted")];
  chief = await makeActor("administrator");
  await put(ben, null, { reservation: "Article 22" });
  await put(ben, 1, { reservation: "Article 22", authority: "Ministry of Justice" });
});

describe("a declaration that names authorities", () => {
  it("needs a second person, whoever writes it; the rest of its section does not", async () => {
    expect((await standing(section)).revision?.number).toBe(1);
    expect(await refusal(accept(ben, 2))).toMatchObject({ code: "forbidden" });
    expect(await accept(cleo, 2)).toMatchObject({ state: "published" });
    const both = { reservation: "Article 29", authority: "Ministry of Justice" };
    expect(await put(chief, 2, both)).toMatchObject({ state: "published", number: 3 });
    expect(await put(chief, 3, { ...both, authority: "Somebody else" })).toMatchObject({ state: "pending" });
    expect(await put(cleo, 3, { reservation: "Article 29" })).toMatchObject({ state: "pending" });
    expect((await standing(section)).revision?.number).toBe(3);
    expect(await findSectionForEdit(ben, slug, section)).toMatchObject({
      isPublishedAtOnce: true,
      needsSecond: false,
      needsSecondInPart: true,
    });
  });

  it("counts as unchanged if only other records changed meanwhile", async () => {
    await accept(cleo, 2);
    await put(chief, 2, { reservation: "Article 29", authority: "Ministry of Justice" });
    const merged = await put(cleo, 2, { reservation: "Article 22", authority: "Ministry of Justice" });
    expect(merged).toMatchObject({ state: "unchanged" });
  });

  it("needs two people to be reverted too, in every way", async () => {
    await accept(cleo, 2);
    const token = () => ({ clientToken: randomUUID(), summary: "Back" });
    const undone = await transact(by(chief), (ctx) => undoRevision(ctx, { slug, number: 2, ...token() }));
    expect(undone).toMatchObject({ state: "pending" });
    const reverted = await transact(by(chief), (ctx) => revertSection(ctx, { slug, number: 1, ...token() }));
    expect(reverted).toMatchObject({ state: "pending" });
    await put(cleo, 2, { reservation: "Article 29", authority: "Ministry of Justice" });
    const rolled = { slug, section, last: 5, clientToken: randomUUID() };
    expect(await transact(by(chief), (ctx) => rollBackSection(ctx, rolled))).toMatchObject({
      state: "published",
    });
    expect((await standing(section)).revision?.number).toBe(6);
  });

  it("cannot be amended while accepting; other records can", async () => {
    const other = { reservation: "Article 22", authority: "The reviewer's own" };
    expect(await refusal(put(cleo, 2, other, 2))).toMatchObject({
      code: "forbidden",
      reason: "section_publish",
    });
    const beside = { reservation: "Article 29", authority: "Ministry of Justice" };
    expect(await put(cleo, 2, beside, 2)).toMatchObject({ state: "published" });
    expect(JSON.stringify((await standing(section)).content)).toContain("Article 29");
  });
});
