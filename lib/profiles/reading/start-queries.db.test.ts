import { describe, expect, it } from "vitest";
import { useDatabase } from "@/tests/support/database";
import { giveRole, makeListed, makeMember } from "@/tests/support/members";
import { makeProfile, makeRevision, makeTreatyStatus } from "@/tests/support/profiles";
import { findProfileStart } from "./start-queries";

useDatabase();

const HERE = { region: "Africa", subregion: "Western Africa" };

describe("contents of a profile without text", () => {
  it("are sections of neighbours in the same sub-region, those with most first", async () => {
    const togo = await makeProfile({ slug: "togo", iso2: "TG", ...HERE });
    const ghana = await makeProfile({ slug: "ghana", iso2: "GH", nameEn: "Ghana", ...HERE });
    const benin = await makeProfile({ slug: "benin", iso2: "BJ", nameEn: "Benin", ...HERE });
    await makeProfile({ slug: "kenya", iso2: "KE", region: "Africa", subregion: "Eastern Africa" });
    const later = { treaty: 185, consentOn: "2026-01-10", inForceOn: "2026-05-01", asOf: "2026-01-14" };
    await makeTreatyStatus({ pageId: benin, ...later });
    for (const key of ["policies", "legislation"])
      await makeRevision({ pageId: ghana, key, content: {}, size: 12 });
    await makeRevision({ pageId: benin, key: "policies", content: {}, size: 12 });
    await makeRevision({ pageId: benin, key: "bills", content: {}, state: "pending" });
    const { neighbours } = await findProfileStart({ pageId: togo, iso2: "TG", subregion: "Western Africa" });
    expect(neighbours.map(({ slug, status, filledSections }) => [slug, status, filledSections])).toEqual([
      ["ghana", "none", 2],
      ["benin", "ratified", 1],
    ]);
    expect(neighbours[0]?.names.en).toBe("Ghana");
    const alone = await findProfileStart({ pageId: togo, iso2: "TG", subregion: null });
    expect(alone.neighbours).toEqual([]);
  });

  it("are the country's listed focal points, and no one else", async () => {
    const pageId = await makeProfile({ slug: "togo", iso2: "TG", ...HERE });
    const [listed, other, hidden] = [
      (await makeListed("Awa Diop", "awa")).id,
      (await makeListed("Kofi Mensah", "kofi")).id,
      (await makeMember({ handle: "hidden" })).id,
    ];
    await giveRole(listed, "focal-point", "TG");
    await giveRole(other, "focal-point", "GH");
    await giveRole(hidden, "focal-point", "TG");
    const { focalPoints } = await findProfileStart({ pageId, iso2: "TG", subregion: null });
    expect(focalPoints).toEqual([{ handle: "awa", displayName: "Awa Diop" }]);
  });

  it("is six neighbours at most", async () => {
    const pages = [];
    for (let n = 0; n < 8; n += 1)
      pages.push(await makeProfile({ slug: `area-${"abcdefgh"[n]}`, iso2: `A${"ABCDEFGH"[n]}`, ...HERE }));
    const found = await findProfileStart({
      pageId: pages[0] as string,
      iso2: "AA",
      subregion: HERE.subregion,
    });
    expect(found.neighbours).toHaveLength(6);
  });
});
