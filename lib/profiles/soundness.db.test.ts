import { describe, expect, it } from "vitest";
import { db } from "@/db/client";
import { linkCheck } from "@/db/schema/links";
import { useDatabase } from "@/tests/support/database";
import { makeActor } from "@/tests/support/members";
import { makeProfile } from "@/tests/support/profiles";
import { law, records, save, source } from "@/tests/support/sections";
import { findSoundness } from "./soundness";

useDatabase();

describe("findSoundness", () => {
  it("counts facts without a source, with an unfit or a dead one, and empty profiles", async () => {
    await makeProfile({ slug: "romania", iso2: "RO" });
    await makeProfile({ slug: "senegal", iso2: "SN" });
    const ana = await makeActor("trusted");
    const cited = Object.assign(source("s-1"), { url: "https://someone.blogspot.com/law" });
    const sourced = law("act", { sources: ["s-1"], confidence: "unverified" });
    const gone = Object.assign(source("s-2"), { url: "https://gone.example/" });
    await save(ana, { section: "sources", content: records(cited, gone) });
    await save(ana, { section: "laws", content: records(sourced, law("other")) });
    await db()
      .insert(linkCheck)
      .values({ url: "https://gone.example/", nextAt: new Date(), brokenSince: new Date() });
    const found = await findSoundness();
    expect(found).toMatchObject({ profiles: 2, empty: 1, records: 2, unsourced: 1, sources: 2, dead: 1 });
    expect(found.unverified).toBeGreaterThanOrEqual(1);
    expect(found.unfit).toEqual([{ slug: "senegal", url: "https://someone.blogspot.com/law" }]);
  });

  it("finds nothing on an empty site", async () => {
    expect(await findSoundness()).toMatchObject({ profiles: 0, empty: 0, records: 0, unfit: [], dead: 0 });
  });
});
