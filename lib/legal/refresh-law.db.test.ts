import { asc } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { db } from "@/db/client";
import { provision } from "@/db/schema/legal";
import type { Actor } from "@/lib/core/actor";
import { listVersions } from "@/lib/core/versions";
import { SYSTEM, transact } from "@/lib/transact";
import { useDatabase } from "@/tests/support/database";
import { makeActor } from "@/tests/support/members";
import { makeProfile } from "@/tests/support/profiles";
import { law, records, saveAccepted } from "@/tests/support/sections";
import { countByArticle, findGaps, findLegalProfile, listAnswers, refreshLaw } from "./index";
import { countAnswers, isAnsweredBy } from "./reading/model";

useDatabase();

const provisionOf = (id: string, article: string, given: object = {}) => ({
  id,
  locator: `art. ${id}`,
  articles: [article],
  confidence: "unverified",
  ...given,
});

let editor: Actor;
beforeEach(async () => {
  editor = await makeActor("trusted");
  await makeProfile({ slug: "senegal", iso2: "SN", nameEn: "Senegal" });
  await makeProfile({ slug: "mali", iso2: "ML", nameEn: "Mali" });
  await saveAccepted(editor, {
    section: "laws",
    content: records(
      law("law-old", {
        status: "repealed",
        provisions: [provisionOf("old-2", "185-2"), provisionOf("old-3", "185-3")],
      }),
      law("law-code", {
        status: "in_force",
        provisions: [
          provisionOf("code-2", "185-2"),
          provisionOf("code-4", "185-4", { inForceTo: "2030" }),
          provisionOf("code-5", "185-5", { inForceFrom: "2040-01-01" }),
          provisionOf("code-6", "185-6", { supersededBy: "code-2" }),
          provisionOf("code-7", "185-7", { state: "struck_down", inForceFrom: "2012" }),
        ],
      }),
    ),
  });
});

const forces = async () =>
  Object.fromEntries(
    (await db().select().from(provision).orderBy(asc(provision.position))).map((row) => [
      row.recordId,
      row.force,
    ]),
  );
const tend = (day: string) => transact(SYSTEM, refreshLaw, { now: new Date(`${day}T06:00:00Z`) });

describe("provisions in force", () => {
  it("are projected by their dates, their law and their replacement", async () => {
    expect(await forces()).toEqual({
      "old-2": "past",
      "old-3": "past",
      "code-2": "current",
      "code-4": "current",
      "code-5": "future",
      "code-6": "past",
      "code-7": "past",
    });
  });

  it("stays out of the count where a court struck it down, also when the day is looked at again", async () => {
    await tend("2027-01-01");
    expect((await forces())["code-7"]).toBe("past");
    const rows = (await listAnswers(["185-7"], "185")).flatMap((one) => one.provisions);
    expect(rows.map(({ force }) => [force.state, force.own])).toEqual([["past", "struck_down"]]);
    expect(countAnswers(await listAnswers(["185-7"], "185")).withProvision).toBe(0);
    expect((await countByArticle()).get("185-7")).toBeUndefined();
  });

  it("alone counts as an answer, as against a gap, and as an example", async () => {
    const [, answer] = (await listAnswers(["185-3"], "185")).sort((a, b) => (a.slug < b.slug ? -1 : 1));
    expect(answer?.provisions.map(({ id, force }) => [id, force.state])).toEqual([["old-3", "past"]]);
    expect(countAnswers(await listAnswers(["185-3"], "185")).withProvision).toBe(0);
    const both = (await listAnswers(["185-2"], "185")).flatMap((one) => one.provisions);
    expect(both.map(({ id }) => id)).toEqual(["code-2", "old-2"]);
    expect((await countByArticle()).get("185-2")?.provisions).toBe(1);
    expect((await countByArticle()).get("185-3")).toBeUndefined();
    const profile = await findLegalProfile("senegal");
    const answered = profile?.rows.filter((row) => isAnsweredBy(row.provisions));
    expect(answered?.map(({ article }) => article.id)).toEqual(["185-2", "185-4"]);
    const own = await findGaps("senegal");
    expect(own?.report.gaps.map(({ article }) => article.id)).toContain("185-3");
    const near = await findGaps("mali");
    const examples = (id: string) =>
      near?.report.gaps.find((gap) => gap.article.id === id)?.examples.flatMap((one) => one.provisions) ?? [];
    expect(examples("185-2").map(({ id }) => id)).toEqual(["code-2"]);
    expect(examples("185-3")).toEqual([]);
  });

  it("change with the days: pages are redrawn once when a provision ends or begins", async () => {
    const scopes = ["profile:senegal", "law", "article:185-4", "article:185-5", "article:185-2"];
    const before = await listVersions(db(), scopes);
    expect(await tend("2030-12-31")).toBe(0);
    expect(await tend("2031-01-01")).toBe(1);
    expect(await tend("2031-01-01")).toBe(0);
    expect(await forces()).toMatchObject({ "code-4": "past", "code-5": "future", "code-2": "current" });
    const after = await listVersions(db(), scopes);
    expect(scopes.filter((name) => after.get(name) !== before.get(name))).toEqual([
      "profile:senegal",
      "law",
      "article:185-4",
    ]);
    expect(await tend("2040-01-01")).toBe(1);
    expect(await forces()).toMatchObject({ "code-5": "current" });
  });
});
