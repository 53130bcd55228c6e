import { describe, expect, it } from "vitest";
import type { AnyRecord } from "@/lib/revisions/records-fields";
import { fieldMoments, findRecord } from "./field-history";
import type { RecordMoment } from "./model";

const moment = (number: number, record: AnyRecord | null): RecordMoment => ({
  number,
  createdAt: new Date(2026, 0, number),
  summary: `Revision ${number}`,
  tag: "edit",
  byToken: false,
  author: "community",
  record,
  within: null,
});

/** Newest first, as they are listed. */
const moments = (...records: (AnyRecord | null)[]) =>
  records.map((record, n) => moment(n + 1, record)).reverse();

const shortly = (of: readonly RecordMoment[], field: string) =>
  fieldMoments(of, field).map(({ number, value, until, record }) => [
    number,
    value,
    until?.number ?? null,
    record?.sources ?? null,
  ]);

describe("the values of a field", () => {
  it("begin with the revision that brought them and end with the one that took them", () => {
    const past = moments(
      { id: "act", status: "draft" },
      { id: "act", status: "in_force" },
      { id: "act", status: "in_force", note: "Something else" },
      { id: "act", status: "repealed" },
    );
    expect(shortly(past, "status")).toEqual([
      [4, "repealed", null, null],
      [2, "in_force", 4, null],
      [1, "draft", 2, null],
    ]);
  });

  it("have all sources that the record named while they stood, in the order of their coming", () => {
    const past = moments(
      { id: "act", status: "draft", sources: ["a"] },
      { id: "act", status: "draft", sources: ["b", "a"] },
      { id: "act", status: "in_force", sources: ["c"] },
    );
    expect(shortly(past, "status")).toEqual([
      [3, "in_force", null, ["c"]],
      [1, "draft", 3, ["a", "b"]],
    ]);
  });

  it("are interrupted where the record was taken away, and come again with it", () => {
    const past = moments({ id: "act", status: "draft" }, null, { id: "act", status: "draft" });
    expect(shortly(past, "status")).toEqual([
      [3, "draft", null, null],
      [2, null, 3, null],
      [1, "draft", 2, null],
    ]);
  });

  it("compare by what they say, and begin with nothing where nobody said anything", () => {
    const past = moments(
      { id: "act" },
      { id: "act", on: { value: "2016", precision: "year" } },
      { id: "act", on: { precision: "year", value: "2016" } },
    );
    expect(fieldMoments(past, "on").map(({ number, value }) => [number, value])).toEqual([
      [2, { value: "2016", precision: "year" }],
      [1, null],
    ]);
  });

  it("leave the moments as they were", () => {
    const past = moments({ id: "act", sources: ["a"] }, { id: "act", sources: ["b"] });
    const before = structuredClone(past);
    fieldMoments(past, "status");
    expect(past).toEqual(before);
  });
});

describe("a record", () => {
  const list: AnyRecord[] = [
    { id: "act", topics: ["p-1"], provisions: [{ id: "p-1" }, { id: "p-2" }] },
    { id: "code", on: { value: "2016" }, provisions: [{ id: "p-3" }] },
  ];

  it("is found in its section, or within another with the place that it has there", () => {
    expect(findRecord(list, "code")).toMatchObject({ record: { id: "code" }, within: null });
    expect(findRecord(list, "p-3")).toEqual({
      record: { id: "p-3" },
      within: { record: "code", field: "provisions" },
    });
    expect(findRecord(list, "p-1")?.record).toEqual({ id: "p-1" });
    expect(findRecord(list, "p-9")).toBeNull();
  });
});
