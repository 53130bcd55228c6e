import { describe, expect, it } from "vitest";
import { findRevisionLine, listHistory, listRevisionsBetween } from "@/lib/pages";
import { useDatabase } from "@/tests/support/database";
import { makeMember } from "@/tests/support/members";
import { makeProfile, makeRevision } from "@/tests/support/profiles";
import { historyOf } from "../model";
import { listChanges } from "./change-queries";

useDatabase();

const numbers = (rows: readonly { number: number }[]) => rows.map(({ number }) => number);

async function senegal() {
  return makeProfile({ slug: "senegal", iso2: "SN", nameEn: "Senegal" });
}

describe("listHistory", () => {
  it("lists published revisions, newest first, each with the previous one", async () => {
    const pageId = await senegal();
    await makeRevision({ pageId, key: "laws", content: {}, tag: "import", summary: "Brought in" });
    await makeRevision({ pageId, key: "bills", content: {}, state: "pending" });
    await makeRevision({ pageId, key: "policies", content: {} });
    const { rows, total, previous, next } = await listHistory(historyOf("senegal"), {});
    expect(numbers(rows)).toEqual([3, 1]);
    expect(rows.map((row) => row.previous)).toEqual([1, 0]);
    expect(rows[1]).toMatchObject({
      section: "laws",
      tag: "import",
      summary: "Brought in",
      author: "community",
    });
    expect({ total, previous, next }).toEqual({ total: 2, previous: null, next: null });
  });

  it("narrows by section and knows nothing of other pages", async () => {
    const pageId = await senegal();
    const other = await makeProfile({ slug: "romania", iso2: "RO" });
    await makeRevision({ pageId, key: "laws", content: {} });
    await makeRevision({ pageId, key: "policies", content: {} });
    await makeRevision({ pageId: other, key: "laws", content: {} });
    expect(numbers((await listHistory(historyOf("senegal"), { section: "laws" })).rows)).toEqual([1]);
    expect((await listHistory(historyOf("atlantis"), {})).total).toBe(0);
  });

  it("pages by number, both ways", async () => {
    const pageId = await senegal();
    for (let index = 0; index < 60; index += 1) await makeRevision({ pageId, key: "laws", content: {} });
    const first = await listHistory(historyOf("senegal"), {});
    expect(numbers(first.rows)[0]).toBe(60);
    expect({ previous: first.previous, next: first.next, total: first.total }).toEqual({
      previous: null,
      next: "36",
      total: 60,
    });
    const second = await listHistory(historyOf("senegal"), { before: 36 });
    expect([second.rows[0]?.number, second.rows.at(-1)?.number, second.previous]).toEqual([35, 11, "35"]);
    const back = await listHistory(historyOf("senegal"), { after: 35 });
    expect(numbers(back.rows)).toEqual(numbers(first.rows));
    expect(back.previous).toBeNull();
    const last = await listHistory(historyOf("senegal"), { before: 11 });
    expect([last.rows.length, last.next]).toEqual([10, null]);
  });

  it("names members, and those who have left only as such", async () => {
    const pageId = await senegal();
    const member = await makeMember({ displayName: "Awa D." });
    const gone = await makeMember({ state: "erased" });
    await makeRevision({ pageId, key: "laws", content: {}, authorId: member.id });
    await makeRevision({ pageId, key: "laws", content: {}, authorId: gone.id });
    const { rows } = await listHistory(historyOf("senegal"), {});
    expect(rows.map((row) => row.author)).toEqual([
      "former",
      { handle: member.handle, displayName: "Awa D." },
    ]);
  });
});

describe("findRevisionLine", () => {
  it("finds published revisions only", async () => {
    const pageId = await senegal();
    await makeRevision({ pageId, key: "laws", content: {} });
    await makeRevision({ pageId, key: "laws", content: {}, state: "pending" });
    await makeRevision({ pageId, key: "laws", content: {}, state: "rejected" });
    expect(await findRevisionLine(historyOf("senegal"), 1)).toMatchObject({ number: 1, section: "laws" });
    expect(await findRevisionLine(historyOf("senegal"), 2)).toBeNull();
    expect(await findRevisionLine(historyOf("senegal"), 3)).toBeNull();
    expect(await findRevisionLine(historyOf("romania"), 1)).toBeNull();
  });

  it("lists the revisions between two numbers", async () => {
    const pageId = await senegal();
    for (const key of ["laws", "bills", "policies", "laws"]) await makeRevision({ pageId, key, content: {} });
    expect(numbers(await listRevisionsBetween(historyOf("senegal"), 1, 3, 10))).toEqual([2, 3]);
    expect(numbers(await listRevisionsBetween(historyOf("senegal"), 0, 4, 2))).toEqual([1, 2]);
  });
});

describe("listChanges", () => {
  it("lists the changes of all profiles by time, and narrows them", async () => {
    const [sn, ro] = [await senegal(), await makeProfile({ slug: "romania", iso2: "RO", region: "Europe" })];
    const member = await makeMember();
    const at = (day: number) => new Date(Date.now() - day * 86_400_000);
    await makeRevision({ pageId: sn, key: "laws", content: {}, tag: "import", createdAt: at(40) });
    await makeRevision({ pageId: ro, key: "laws", content: {}, authorId: member.id, createdAt: at(5) });
    await makeRevision({ pageId: sn, key: "bills", content: {}, createdAt: at(1) });
    await makeRevision({ pageId: sn, key: "bills", content: {}, createdAt: at(0), state: "pending" });
    const places = async (query: Parameters<typeof listChanges>[0]) =>
      (await listChanges(query)).rows.map((row) => `${row.slug}/${row.section}`);
    expect(await places({})).toEqual(["senegal/bills", "romania/laws", "senegal/laws"]);
    expect(await places({ region: "Europe" })).toEqual(["romania/laws"]);
    expect(await places({ country: "senegal" })).toEqual(["senegal/bills", "senegal/laws"]);
    expect(await places({ section: "laws" })).toEqual(["romania/laws", "senegal/laws"]);
    expect(await places({ member: member.handle })).toEqual(["romania/laws"]);
    expect(await places({ tag: "import" })).toEqual(["senegal/laws"]);
    expect(await places({ days: "7" })).toEqual(["senegal/bills", "romania/laws"]);
    expect(await places({ since: at(3).toISOString() })).toEqual(["senegal/bills"]);
    expect(await places({ since: at(6).toISOString(), region: "Europe" })).toEqual(["romania/laws"]);
  });

  it("pages by moment and id, so that revisions of one moment are neither lost nor doubled", async () => {
    const pageId = await senegal();
    const at = new Date();
    for (let index = 0; index < 30; index += 1)
      await makeRevision({ pageId, key: "laws", content: {}, createdAt: at });
    const first = await listChanges({});
    const second = await listChanges({ before: first.next ?? "" });
    expect(new Set([...numbers(first.rows), ...numbers(second.rows)]).size).toBe(30);
    const back = await listChanges({ after: second.previous ?? "" });
    expect(numbers(back.rows)).toEqual(numbers(first.rows));
  });
});
