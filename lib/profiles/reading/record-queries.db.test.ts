import { describe, expect, it } from "vitest";
import { fieldMoments } from "@/lib/pages";
import { kindOf } from "@/lib/profiles/kinds";
import { useDatabase } from "@/tests/support/database";
import { makeMember } from "@/tests/support/members";
import { makeProfile, makeRevision } from "@/tests/support/profiles";
import { law, records } from "@/tests/support/sections";
import { listRecordMoments } from "./past";

useDatabase();

const laws = (...list: unknown[]) => kindOf("laws").parse(records(...list));
const provision = (id: string, given: Record<string, unknown> = {}) => ({
  id,
  locator: `Art. ${id}`,
  confidence: "unverified",
  ...given,
});

async function senegal() {
  return makeProfile({ slug: "senegal", iso2: "SN" });
}

describe("listRecordMoments", () => {
  it("lists each value that a record has had, newest first, and no other record's", async () => {
    const pageId = await senegal();
    const made = (content: unknown, rest: object = {}) =>
      makeRevision({ pageId, key: "laws", content, ...rest });
    await made(laws(law("act", { title: "Bill" })));
    await made(laws(law("act", { title: "Bill" }), law("other")));
    await made(laws(law("act", { title: "Act" }), law("other")));
    await made(laws(law("act", { title: "Never" })), { state: "rejected" });
    await made(laws());
    const moments = await listRecordMoments("senegal", "laws", "act");
    expect(moments.map(({ number, record }) => [number, record?.title ?? null])).toEqual([
      [5, null],
      [3, "Act"],
      [1, "Bill"],
    ]);
    expect(moments[1]?.within).toBeNull();
    expect(await listRecordMoments("senegal", "laws", "nothing")).toEqual([]);
    expect(await listRecordMoments("senegal", "policies", "act")).toEqual([]);
    expect(await listRecordMoments("romania", "laws", "act")).toEqual([]);
  });

  it("follows a record within another, past changes of the other", async () => {
    const pageId = await senegal();
    const ana = await makeMember();
    const made = (content: unknown, authorId?: string) =>
      makeRevision({ pageId, key: "laws", content, authorId });
    await made(laws(law("act", { provisions: [provision("p-1"), provision("p-2")] })));
    await made(laws(law("act", { title: "Renamed", provisions: [provision("p-1"), provision("p-2")] })));
    await made(laws(law("act", { provisions: [provision("p-1", { note: "Amended" })] })), ana.id);
    const moments = await listRecordMoments("senegal", "laws", "p-1");
    expect(moments.map(({ number, record }) => [number, record?.note])).toEqual([
      [3, "Amended"],
      [1, null],
    ]);
    expect(moments[0]).toMatchObject({
      within: { record: "act", field: "provisions" },
      author: { handle: ana.handle },
    });
    expect((await listRecordMoments("senegal", "laws", "p-2")).map(({ record }) => record?.id)).toEqual([
      undefined,
      "p-2",
    ]);
  });

  it("gives the values of one field, each with its revision, its end and its sources (S4)", async () => {
    const pageId = await senegal();
    const [ana, ben] = [await makeMember(), await makeMember()];
    const made = (given: Record<string, unknown>, authorId: string) =>
      makeRevision({ pageId, key: "laws", content: laws(law("act", given)), authorId });
    await made({ status: "not_yet_in_force", sources: ["gazette"] }, ana.id);
    await made({ status: "not_yet_in_force", sources: ["gazette"], summary: "Longer." }, ben.id);
    await made({ status: "in_force", sources: ["ministry"], summary: "Longer." }, ben.id);
    const values = fieldMoments(await listRecordMoments("senegal", "laws", "act"), "status");
    expect(
      values.map(({ number, value, author, until, record }) => ({
        number,
        value,
        author: (author as { handle: string }).handle,
        until: until?.number ?? null,
        sources: record?.sources,
      })),
    ).toEqual([
      { number: 3, value: "in_force", author: ben.handle, until: null, sources: ["ministry"] },
      { number: 1, value: "not_yet_in_force", author: ana.handle, until: 3, sources: ["gazette"] },
    ]);
  });
});
