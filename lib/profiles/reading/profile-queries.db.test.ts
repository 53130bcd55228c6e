import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { db } from "@/db/client";
import { profileAlias, projectParticipation } from "@/db/schema/profiles";
import { revision } from "@/db/schema/revisions";
import { kindOf } from "@/lib/profiles/kinds";
import { dataHash, textHash } from "@/lib/text/hash";
import { useDatabase } from "@/tests/support/database";
import { makeMember } from "@/tests/support/members";
import { makeProfile, makeRevision } from "@/tests/support/profiles";
import { listSectionDiffs } from "./at-revision";
import { findSlugOf } from "./name-queries";
import { findProfileAfter, findProfilePage } from "./profile-queries";

useDatabase();

const prose = (...texts: string[]) =>
  kindOf("policies").parse({
    schemaVersion: 1,
    doc: {
      type: "doc",
      content: texts.map((text, index) => ({
        type: "paragraph",
        attrs: { id: `block${index}` },
        content: [{ type: "text", text }],
      })),
    },
  });

const bills = (...titles: string[]) =>
  kindOf("bills").parse({
    schemaVersion: 1,
    records: titles.map((title, index) => ({
      ...BILL,
      id: `bill-${index + 1}`,
      title,
    })),
  });

const BILL = {
  titleOriginal: null,
  lang: [],
  topics: [],
  stage: "drafting",
  introducedOn: null,
  nextStep: null,
  expectedOn: null,
  summary: null,
  url: null,
  note: null,
  sources: [],
  sourceState: "none_found",
  asOf: null,
  confidence: "unverified",
};

async function senegal() {
  return makeProfile({ slug: "senegal", iso2: "SN", iso3: "SEN", nameEn: "Senegal", languages: ["fra"] });
}

describe("findProfilePage", () => {
  it("uses the stored hash of unchanged content, and computes that of upgraded content", async () => {
    const pageId = await senegal();
    const number = await makeRevision({ pageId, key: "policies", content: prose("New.") });
    const [stored] = await db()
      .select({ hash: revision.hash })
      .from(revision)
      .where(eq(revision.number, number));
    await makeRevision({ pageId, key: "laws", content: { schemaVersion: 1, records: [] } });
    const { sections } = (await findProfilePage("senegal")) ?? {};
    const hashOf = (key: "policies" | "laws") => dataHash(sections?.[key]?.content as object);
    expect(sections?.laws?.content).toMatchObject({ schemaVersion: 2 });
    expect(hashOf("policies")).toBe(stored?.hash);
    expect(hashOf("laws")).toBe(textHash(JSON.stringify(sections?.laws?.content)));
  });

  it("returns fixed facts, every current section, and the part in projects", async () => {
    const pageId = await senegal();
    const member = await makeMember();
    await makeRevision({ pageId, key: "policies", content: prose("Old.") });
    await makeRevision({ pageId, key: "policies", content: prose("New."), authorId: member.id });
    await makeRevision({ pageId, key: "bills", content: bills() });
    await makeRevision({ pageId, key: "policies", content: prose("Waits."), state: "pending" });
    await db().insert(projectParticipation).values({
      pageId,
      project: "glacy",
      name: "GLACY",
      part: "participating",
      startMonth: "2013-11",
      endMonth: "2016-10",
      confidence: "confirmed",
      source: "newsletter",
    });
    const page = await findProfilePage("senegal");
    expect(page?.head).toMatchObject({ slug: "senegal", iso3: "SEN", languages: ["fra"], designation: null });
    expect(page?.sections.policies).toMatchObject({
      isEmpty: false,
      revision: { number: 2, author: { handle: member.handle } },
      content: { doc: { content: [{ content: [{ text: "New." }] }] } },
    });
    expect(page?.sections.bills).toMatchObject({
      isEmpty: true,
      revision: { number: 3, author: "community" },
    });
    expect(page?.sections.laws).toBeUndefined();
    expect(page?.revision).toBe(3);
    expect(page?.participations).toMatchObject([{ project: "glacy", startMonth: "2013-11" }]);
    expect(await findProfilePage("romania")).toBeNull();
  });
});

describe("findProfileAfter", () => {
  it("returns every section as of then, without pending and rejected edits", async () => {
    const pageId = await senegal();
    await makeRevision({ pageId, key: "policies", content: prose("One.") });
    await makeRevision({ pageId, key: "bills", content: bills("Bill") });
    await makeRevision({ pageId, key: "policies", content: prose("Refused."), state: "rejected" });
    await makeRevision({ pageId, key: "policies", content: prose("Two.") });
    const third = await findProfileAfter("senegal", 3);
    expect(third?.sections.policies?.revision.number).toBe(1);
    expect(third?.sections.bills?.revision.number).toBe(2);
    expect((await findProfileAfter("senegal", 1))?.sections.bills).toBeUndefined();
    expect((await findProfileAfter("senegal", 4))?.sections.policies?.revision.number).toBe(4);
  });
});

describe("listSectionDiffs", () => {
  it("compares all sections that differ, in the order of the page", async () => {
    const pageId = await senegal();
    await makeRevision({ pageId, key: "bills", content: bills("Bill") });
    await makeRevision({ pageId, key: "policies", content: prose("One.", "Two.") });
    await makeRevision({ pageId, key: "policies", content: prose("One.", "Three.") });
    await makeRevision({ pageId, key: "bills", content: bills("Act") });
    expect((await listSectionDiffs(pageId, 2, 4)).map(({ key }) => key)).toEqual(["policies", "bills"]);
    expect((await listSectionDiffs(pageId, 2, 3)).map(({ key }) => key)).toEqual(["policies"]);
    const [first] = await listSectionDiffs(pageId, 0, 1);
    expect(first).toMatchObject({ key: "bills", diff: { family: "records", records: [{ state: "added" }] } });
  });

  it("skips changes that were undone", async () => {
    const pageId = await senegal();
    await makeRevision({ pageId, key: "policies", content: prose("One.") });
    await makeRevision({ pageId, key: "policies", content: prose("Two.") });
    await makeRevision({ pageId, key: "policies", content: prose("One.") });
    expect(await listSectionDiffs(pageId, 1, 3)).toEqual([]);
  });
});

describe("findSlugOf", () => {
  it("knows codes in any case, other names, and the name itself in other letters", async () => {
    const pageId = await makeProfile({ slug: "cote-divoire", iso2: "CI", iso3: "CIV" });
    await db().insert(profileAlias).values({ alias: "ivory-coast", pageId });
    for (const name of ["ci", "CI", "Civ", "ivory-coast", "Ivory Coast", "Côte d’Ivoire", "COTE-DIVOIRE"]) {
      expect(await findSlugOf(name), name).toBe("cote-divoire");
    }
    expect(await findSlugOf("cote-divoire")).toBeNull();
    expect(await findSlugOf("atlantis")).toBeNull();
    expect(await findSlugOf("' or true --")).toBeNull();
  });
});
