import { beforeEach, describe, expect, it } from "vitest";
import { db } from "@/db/client";
import { invitation } from "@/db/schema/invitations";
import type { Actor } from "@/lib/core/actor";
import { transact } from "@/lib/transact";
import { useDatabase } from "@/tests/support/database";
import { by, makeActor } from "@/tests/support/members";
import { refusal } from "@/tests/support/sections";
import { checkInvitationList, inviteList, prepareList } from "./invite-list";
import { InviteList, readInvitationList } from "./model";

useDatabase();

let admin: Actor;
beforeEach(async () => {
  admin = await makeActor("administrator");
});

const given = (list: string, further: object = {}) =>
  InviteList.parse({ list, role: "member", language: "en", ...further });
const read = (list: string, further: object = {}) =>
  readInvitationList(given(list, further), (name) => (name === "point focal" ? "focal-point" : null));

async function invite(list: string, further: object = {}, actor: Actor = admin) {
  const { reason } = given(list, further);
  const prepared = await prepareList(actor, { people: read(list, further), reason });
  return transact(by(actor), (ctx) => inviteList(ctx, prepared));
}

describe("a pasted list of people", () => {
  it("is read by what each cell contains, in any order, with headings and empty rows left out", () => {
    const list = [
      "Name of institution\tEmail\tCountry",
      "Ministry of Justice, Dakar\tawa@justice.example\tSénégal",
      "\t\t",
      "kofi@court.example\tGhana\t\tPoint focal\tFrench",
      "المغرب\tsara@example.org",
    ].join("\n");
    expect(read(list, { reason: "Named by the ministry" })).toEqual([
      {
        row: 2,
        email: "awa@justice.example",
        role: "member",
        country: "SN",
        institution: "Ministry of Justice, Dakar",
        language: "en",
        problem: null,
      },
      {
        row: 3,
        email: "kofi@court.example",
        role: "focal-point",
        country: "GH",
        institution: "",
        language: "fr",
        problem: null,
      },
      {
        row: 4,
        email: "sara@example.org",
        role: "member",
        country: "MA",
        institution: "",
        language: "en",
        problem: null,
      },
    ]);
  });

  it("can have semicolons or commas between cells, and quotation marks around a text with them", () => {
    expect(read("a@example.org;Prosecutor General, Unit 3;Kenya")[0]).toMatchObject({
      institution: "Prosecutor General, Unit 3",
      country: "KE",
    });
    expect(read('b@example.org,"Police, Cybercrime Unit",Kenya')[0]).toMatchObject({
      institution: "Police, Cybercrime Unit",
      problem: null,
    });
    expect(read("c@example.org")).toMatchObject([{ email: "c@example.org", problem: null }]);
  });

  it("names the problem of each row", () => {
    const list = [
      "not an address\tPolice\tCourt",
      "a@example.org\tKenya\tPolice\tCourt",
      "b@example.org\tPoint focal",
      "c@example.org\tKenya\tPoint focal",
      "d@example.org",
      "D@example.org",
      `e@example.org\t${"long ".repeat(60)}`,
    ].join("\n");
    expect(read(`x@example.org\n${list}`).map(({ problem }) => problem)).toEqual([
      null,
      "email",
      "words",
      "country",
      "reason",
      null,
      "twice",
      "institution",
    ]);
    expect(
      read("a@example.org\nno address\nnor here\nB@example.org\nb@example.org").map(({ problem }) => problem),
    ).toEqual([null, "email", "email", null, "twice"]);
    const many = Array.from({ length: 202 }, (_, n) => `p${n}@example.org`).join("\n");
    expect(read(many).filter(({ problem }) => problem === "many")).toHaveLength(2);
  });
});

describe("inviting the people of a list", () => {
  it("makes one invitation for each who has none, and leaves the others out", async () => {
    expect(await invite("a@example.org\tKenya\nb@example.org")).toEqual({ count: 2 });
    expect(await invite("b@example.org\nc@example.org\tPolice")).toEqual({ count: 1 });
    expect(await invite("a@example.org\nb@example.org")).toEqual({ count: 0 });
    const rows = await db()
      .select({ email: invitation.email, country: invitation.country, institution: invitation.institution })
      .from(invitation)
      .orderBy(invitation.email);
    expect(rows).toEqual([
      { email: "a@example.org", country: "KE", institution: null },
      { email: "b@example.org", country: null, institution: null },
      { email: "c@example.org", country: null, institution: "Police" },
    ]);
    const checked = await checkInvitationList(admin, read("a@example.org\nd@example.org"));
    expect(checked.map(({ isInvited }) => isInvited)).toEqual([true, false]);
  });

  it("invites nobody if one row has a problem, or the sender may not invite", async () => {
    expect(await refusal(invite("a@example.org\nnobody"))).toMatchObject({
      details: { fields: { list: ["rows"] } },
    });
    const moderator = await makeActor("moderator");
    expect(await refusal(invite("a@example.org", {}, moderator))).toMatchObject({ code: "forbidden" });
    expect(await db().$count(invitation)).toBe(0);
  });

  it("sent twice at the same time invites each person once", async () => {
    const list = "a@example.org\nb@example.org\nc@example.org";
    const counts = await Promise.all([invite(list), invite(list)]);
    expect(counts.reduce((sum, { count }) => sum + count, 0)).toBe(3);
    expect(await db().$count(invitation)).toBe(3);
  });
});
