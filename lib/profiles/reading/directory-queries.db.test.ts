import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { db } from "@/db/client";
import { profileAlias, projectParticipation, treatyStatus } from "@/db/schema/profiles";
import { useDatabase } from "@/tests/support/database";
import { makeProfile, makeRevision, makeTreatyStatus } from "@/tests/support/profiles";
import {
  countPartiesOn,
  countProfiles,
  listDirectory,
  listProfileNames,
  listProjects,
  listTreatyFigures,
} from "./directory-queries";

useDatabase();

async function threeCountries() {
  const senegal = await makeProfile({
    slug: "senegal",
    iso2: "SN",
    nameEn: "Senegal",
    nameFr: "Sénégal",
    nameAr: "السنغال",
  });
  const romania = await makeProfile({ slug: "romania", iso2: "RO", region: "Europe" });
  await makeProfile({ slug: "egypt", iso2: "EG" });
  await makeTreatyStatus({
    pageId: senegal,
    treaty: 185,
    consentOn: "2016-12-16",
    inForceOn: "2017-04-01",
    asOf: "2026-02-05",
  });
  await makeTreatyStatus({
    pageId: romania,
    treaty: 185,
    consentOn: null,
    inForceOn: "2004-09-01",
    asOf: "2024-01-01",
  });
  await makeTreatyStatus({ pageId: romania, treaty: 224, status: "signatory", signedOn: "2022-05-12" });
  return { senegal, romania };
}

describe("listDirectory", () => {
  it("gives every profile its names, standings, projects, other names and filled sections", async () => {
    const { senegal } = await threeCountries();
    await db().insert(profileAlias).values({ alias: "sn", pageId: senegal });
    await db().insert(projectParticipation).values({
      pageId: senegal,
      project: "glacy",
      name: "GLACY",
      part: "participating",
      confidence: "confirmed",
      source: "newsletter-2016q4",
    });
    await makeRevision({
      pageId: senegal,
      key: "policies",
      content: {},
      size: 12,
      createdAt: new Date("2026-01-01T00:00:00Z"),
    });
    await makeRevision({
      pageId: senegal,
      key: "laws",
      content: {},
      size: 0,
      createdAt: new Date("2026-02-01T00:00:00Z"),
    });
    await makeRevision({ pageId: senegal, key: "bills", content: {}, state: "pending" });
    const entries = await listDirectory();
    expect(entries).toHaveLength(3);
    const entry = entries.find((one) => one.slug === "senegal");
    expect(entry).toMatchObject({
      iso2: "SN",
      names: { en: "Senegal", fr: "Sénégal", ar: "السنغال" },
      aliases: ["SN", "SNX", "sn"],
      projects: ["glacy"],
      filledSections: 1,
      updatedAt: new Date("2026-02-01T00:00:00Z"),
    });
    expect(entry?.standings[185]).toEqual({
      status: "party",
      consentOn: "2016-12-16",
      inForceOn: "2017-04-01",
      confidence: "confirmed",
      // No record gives a separate confidence for the days here.
      consentConfidence: null,
      inForceConfidence: null,
      isInForceLater: false,
    });
    expect(entry?.standings[224].status).toBe("none");
    expect(entries.find((one) => one.slug === "egypt")).toMatchObject({ filledSections: 0, updatedAt: null });
    expect(await listProjects()).toEqual([{ slug: "glacy", name: "GLACY" }]);
  });
});

describe("figures", () => {
  it("count each status of each treaty, with the newest day of its data", async () => {
    await threeCountries();
    const [convention, first, second] = await listTreatyFigures();
    expect(convention).toEqual({
      treaty: 185,
      party: 2,
      ratified: 0,
      signatory: 0,
      invited: 0,
      none: 1,
      notYetBound: 0,
      asOf: "2026-02-05",
      unverified: { party: 0, ratified: 0, signatory: 0, invited: 0 },
    });
    expect(first).toMatchObject({ treaty: 189, party: 0, ratified: 0, invited: 0, none: 3, asOf: null });
    expect(second).toMatchObject({ treaty: 224, party: 0, signatory: 1, none: 2 });
    expect(await countProfiles()).toBe(3);
    expect((await listProfileNames()).map(({ slug }) => slug).sort()).toEqual([
      "egypt",
      "romania",
      "senegal",
    ]);
  });

  it("count States not yet bound on the date of their record, and ratifications of a treaty not in force", async () => {
    const { romania, senegal } = await threeCountries();
    const later = { treaty: 189, consentOn: "2026-01-20", inForceOn: "2026-05-01" };
    await makeTreatyStatus({ pageId: romania, ...later, asOf: "2026-02-05" });
    await makeTreatyStatus({ pageId: senegal, ...later, asOf: "2026-05-01" });
    const pageId = (await makeProfile({ slug: "japan", iso2: "JP" })) as string;
    await makeTreatyStatus({ pageId, treaty: 224, status: "ratified", consentOn: "2023-08-10" });
    const [, first, second] = await listTreatyFigures();
    expect(first).toMatchObject({ party: 2, notYetBound: 1, none: 2 });
    expect(second).toMatchObject({ party: 0, ratified: 1, signatory: 1, none: 2 });
    const standings = new Map((await listDirectory()).map((one) => [one.slug, one.standings]));
    expect(standings.get("romania")?.[189]).toMatchObject({ status: "party", isInForceLater: true });
    expect(standings.get("senegal")?.[189].isInForceLater).toBe(false);
    expect(standings.get("japan")?.[224].status).toBe("ratified");
  });

  it("count the Parties on a day by deposit, else by entry into force", async () => {
    await threeCountries();
    expect(await countPartiesOn(185, "2004-08-31")).toEqual({ count: 0, unverified: 0 });
    expect(await countPartiesOn(185, "2004-09-01")).toEqual({ count: 1, unverified: 0 });
    expect(await countPartiesOn(185, "2016-12-15")).toEqual({ count: 1, unverified: 0 });
    expect(await countPartiesOn(185, "2016-12-16")).toEqual({ count: 2, unverified: 0 });
    expect(await countPartiesOn(224, "2030-01-01")).toEqual({ count: 0, unverified: 0 });
    await db().update(treatyStatus).set({ confidence: "unverified" }).where(eq(treatyStatus.treaty, 185));
    expect(await countPartiesOn(185, "2016-12-16")).toEqual({ count: 2, unverified: 2 });
    const [convention] = await listTreatyFigures();
    expect(convention?.unverified).toEqual({ party: 2, ratified: 0, signatory: 0, invited: 0 });
  });
});
