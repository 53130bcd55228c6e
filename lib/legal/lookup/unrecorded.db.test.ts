import { describe, expect, it } from "vitest";
import { useDatabase } from "@/tests/support/database";
import { makeProfile, makeRevision } from "@/tests/support/profiles";
import { entry, put } from "@/tests/support/search";
import { findUnrecorded } from "../index";

useDatabase();

const none = { hasResult: () => false };

async function makeFiji(): Promise<string> {
  const pageId = await makeProfile({ slug: "fiji", iso2: "FJ" });
  const title = { en: "Fiji", fr: "Fidji", ar: "فيجي" };
  await put([entry("Fiji", "", { kind: "profile", path: "/countries/fiji", title, countries: ["FJ"] })]);
  return pageId;
}

describe("a country and a topic of which nothing is recorded", () => {
  it("are an article without provisions, in any order of the words and in each language", async () => {
    await makeFiji();
    const place = { path: "/countries/fiji/legal#a-185-2", watch: { kind: "profile", slug: "fiji" } };
    const expected = { country: "Fiji", topic: "Illegal access", ...place };
    expect(await findUnrecorded("illegal access in Fiji", "en", none)).toEqual(expected);
    expect(await findUnrecorded("fiji illegal access", "en", none)).toEqual(expected);
    const french = { country: "Fidji", topic: "Accès illégal", ...place };
    expect(await findUnrecorded("accès illégal fidji", "fr", none)).toEqual(french);
    expect(await findUnrecorded("المادة 2 فيجي", "ar", none)).toMatchObject({ country: "فيجي", ...place });
  });

  it("are an unwritten section, until it is written", async () => {
    const pageId = await makeFiji();
    expect(await findUnrecorded("fiji legislation", "en", none)).toEqual({
      country: "Fiji",
      topic: "Legislation",
      path: "/countries/fiji#legislation",
      watch: { kind: "section", slug: "fiji", section: "legislation" },
    });
    const text = { type: "text", text: "The law of 2020." };
    const doc = { type: "doc", content: [{ type: "paragraph", content: [text] }] };
    await makeRevision({ pageId, key: "legislation", content: { schemaVersion: 1, doc } });
    expect(await findUnrecorded("fiji legislation", "en", none)).toBeNull();
  });

  it.each([
    ["fiji"],
    ["illegal access"],
    ["fiji elephants"],
    ["illegal access fij"],
    [""],
    ["x".repeat(3_000)],
  ])("are not %s", async (q) => {
    await makeFiji();
    expect(await findUnrecorded(q, "en", none)).toBeNull();
  });

  it("are not named if the country has a result", async () => {
    await makeFiji();
    expect(
      await findUnrecorded("illegal access fiji", "en", { hasResult: (country) => country === "FJ" }),
    ).toBeNull();
  });

  it("are a topic alone if the results are limited to one country", async () => {
    await makeFiji();
    const within = (country: string) => ({ ...none, within: country });
    const found = { country: "Fiji", topic: "Illegal access", path: "/countries/fiji/legal#a-185-2" };
    expect(await findUnrecorded("illegal access", "en", within("FJ"))).toMatchObject(found);
    expect(await findUnrecorded("legislation", "en", within("FJ"))).toMatchObject({ topic: "Legislation" });
    expect(await findUnrecorded("illegal access fiji", "en", within("FJ"))).toMatchObject(found);
    // The words name another country, or the country of the filter has no profile.
    expect(await findUnrecorded("illegal access fiji", "en", within("GH"))).toBeNull();
    expect(await findUnrecorded("illegal access", "en", within("GH"))).toBeNull();
    expect(await findUnrecorded("elephants", "en", within("FJ"))).toBeNull();
  });
});
