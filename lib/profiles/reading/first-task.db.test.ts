import { beforeEach, describe, expect, it } from "vitest";
import { db } from "@/db/client";
import { sectionFreshness } from "@/db/schema/freshness";
import type { Actor } from "@/lib/core/actor";
import { protectSection } from "@/lib/profiles";
import { transact } from "@/lib/transact";
import { useDatabase } from "@/tests/support/database";
import { actorOf, by, giveRole, makeActor, makeMember } from "@/tests/support/members";
import { makeProfile, makeRevision } from "@/tests/support/profiles";
import { law, prose, records, save } from "@/tests/support/sections";
import { findProfilePage, firstTaskOf } from "./index";

useDatabase();

let pageId = "";
let editor: Actor;
let newcomer: Actor;

beforeEach(async () => {
  pageId = await makeProfile({ slug: "senegal", iso2: "SN", nameEn: "Senegal" });
  editor = await makeActor("trusted");
  newcomer = await makeActor();
});

const taskOf = async (actor: Actor) => {
  const page = await findProfilePage("senegal");
  if (!page) throw new Error("this test has no profile");
  return firstTaskOf(page, actor);
};
const age = () => {
  const checkedAt = new Date(Date.now() - 400 * 86_400_000);
  return db()
    .update(sectionFreshness)
    .set({ checkedAt, reviewBy: new Date(checkedAt.getTime() + 365 * 86_400_000) });
};

describe("the first task", () => {
  it("is an unverified fact with its record, before an empty section", async () => {
    expect(await taskOf(newcomer)).toEqual({ is: "missing", section: "policies", isPublished: false });
    const laws = records(
      law("law-a", { confidence: "confirmed" }),
      law("law-b", { title: "Act on evidence" }),
    );
    await save(editor, { section: "laws", content: laws });
    expect(await taskOf(newcomer)).toMatchObject({
      is: "unverified",
      section: "laws",
      count: 1,
      record: { title: "Act on evidence" },
      isPublished: false,
    });
    expect(await taskOf(editor)).toMatchObject({ is: "unverified", isPublished: true });
  });

  it("is never a confirmation for a member who may not confirm", async () => {
    await save(editor, { content: prose({ aaaaaa: "The law of 2008." }) });
    await age();
    expect((await taskOf(newcomer))?.is).toBe("missing");
    expect(await taskOf(editor)).toMatchObject({ is: "confirm", section: "legislation" });
    const { id } = await makeMember();
    await giveRole(id, "focal-point", "TG");
    expect((await taskOf(await actorOf(id)))?.is).toBe("missing");
    await giveRole(id, "focal-point", "SN");
    expect((await taskOf(await actorOf(id)))?.is).toBe("confirm");
  });

  it("is in no section that the member may not edit or whose changes need a second person", async () => {
    const institution = {
      id: "unit",
      name: "Cyber unit",
      confidence: "unverified",
      sourceState: "none_found",
    };
    await save(editor, { section: "laws", content: records(law("law-a")) });
    const moderator = await makeActor("moderator");
    const level = {
      slug: "senegal",
      section: "laws" as const,
      level: "moderators" as const,
      reason: "A dispute",
    };
    await transact(by(moderator), (ctx) => protectSection(ctx, { ...level, until: null }));
    expect((await taskOf(newcomer))?.is).toBe("missing");
    expect((await taskOf(moderator))?.is).toBe("unverified");
    await makeRevision({ pageId, key: "institutions", content: records(institution) });
    expect((await taskOf(newcomer))?.is).toBe("missing");
  });
});
