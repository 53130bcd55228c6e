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

/** Newest first, as lists show them. */
const moments = (...records: (AnyRecord | null)[]) =>
  records.map((record, n) => moment(n + 1, record)).reverse();

const shortly = (of: readonly RecordMoment[], field: string) =>
  fieldMoments(of, field).map(({ number, value, until, record }) => [
    number,
    value,
    until?.number ?? null,
    record?.sources ?? null,
  ]);

describe("past values of a field", () => {
  it("begin with the revision that set them and end with the one that changed them", () => {
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

  it("collect all sources the record cited during the value, in order of appearance", () => {
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

  it("end where the record was removed and start again where it was restored", () => {
    const past = moments({ id: "act", status: "draft" }, null, { id: "act", status: "draft" });
    expect(shortly(past, "status")).toEqual([
      [3, "draft", null, null],
      [2, null, 3, null],
      [1, "draft", 2, null],
    ]);
  });

  it("compare equal whatever the order of keys, and start empty", () => {
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

  it("do not change their input", () => {
    const past = moments({ id: "act", sources: ["a"] }, { id: "act", sources: ["b"] });
    const before = structuredClone(past);
    fieldMoments(past, "status");
    expect(past).toEqual(before);
  });
});

describe("finding a record", () => {
  const list: AnyRecord[] = [
    { id: "act", topics: ["p-1"], provisions: [{ id: "p-1" }, { id: "p-2" }] },
    { id: "code", on: { value: "2016" }, provisions: [{ id: "p-3" }] },
  ];

  it("finds it in its section, or nested in another record with its place", () => {
    expect(findRecord(list, "code")).toMatchObject({ record: { id: "code" }, within: null });
    expect(findRecord(list, "p-3")).toEqual({
      record: { id: "p-3" },
      within: { record: "code", field: "provisions" },
    });
    expect(findRecord(list, "p-1")?.record).toEqual({ id: "p-1" });
    expect(findRecord(list, "p-9")).toBeNull();
  });
});
