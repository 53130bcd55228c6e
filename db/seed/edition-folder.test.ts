import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { DATA, type DataFile, editions, itemOf } from "@/tests/support/editions";
import { openEdition } from "./edition-folder";
import { DATA_PARTS } from "./editions";

/* A folder with a newer edition of some data files: what is read and what is refused. */
const editionWith = editions();
const TREATIES = DATA_PARTS.treaties.files;

it("is read with the data of this version for the rest", () => {
  const dir = editionWith(TREATIES, {
    "treaty-status.json": (file) => {
      file.asOf = "2026-03-01";
    },
  });
  const { files, parts, seed } = openEdition(dir, {});
  expect([files, parts]).toEqual([[...TREATIES].sort(), ["treaties"]]);
  expect(seed.fileDays).toMatchObject({ "treaty-status.json": "2026-03-01", "reporting.json": "2026-01-31" });
  expect(seed.profiles.find(({ iso3 }) => iso3 === "SEN")?.sections.map(({ key }) => key)).toContain("laws");
});

describe("files that are not as they should be", () => {
  const withTreaty = (change: (file: DataFile) => void) =>
    editionWith(TREATIES, { "treaty-status.json": change });

  it.each<[string, () => string, RegExp]>([
    [
      "a date that is none",
      () => withTreaty((file) => Object.assign(itemOf(file, "SEN"), { consentDate: "2016-13-40" })),
      /treaty-status\.json, items\.\d+\.consentDate \(SEN\): Invalid/,
    ],
    [
      "a field that is not known",
      () => withTreaty((file) => Object.assign(itemOf(file, "SEN"), { depositedOn: "2016-12-16" })),
      /treaty-status\.json, items\.\d+ \(SEN\): Unrecognized key: "depositedOn"/,
    ],
    [
      "a country without a profile",
      () => withTreaty((file) => Object.assign(itemOf(file, "SEN"), { country: "QQQ" })),
      /treaty-status\.json, items\.\d+: there is no profile of QQQ/,
    ],
    [
      "a source that is not listed",
      () => withTreaty((file) => Object.assign(itemOf(file, "SEN"), { sources: ["nowhere"] })),
      /treaty-status\.json, items\.\d+ \(SEN\): source nowhere is not listed/,
    ],
    [
      "a deposit after the data's own day",
      () => withTreaty((file) => Object.assign(itemOf(file, "SEN"), { consentDate: "2031-01-01" })),
      /treaty 185 of SEN: consentDate 2031-01-01 is later than the data's own day/,
    ],
    [
      "the same entry twice",
      () => withTreaty((file) => file.items.push({ ...itemOf(file, "SEN") })),
      /treaty 185 of SEN is there twice/,
    ],
    [
      "a source without its publisher",
      () =>
        withTreaty((file) => {
          file.sources["sen-new"] = { title: "A page", url: null };
          Object.assign(itemOf(file, "SEN"), { sources: ["sen-new"] });
        }),
      /source-details\.json says nothing of sen-new/,
    ],
    [
      "a part of which a file is missing",
      () => editionWith(["treaty-status.json"], {}),
      /declarations\.json: missing\. .* are one edition/,
    ],
    [
      "a folder without such files",
      () => editionWith([], {}),
      /none of the files that can be updated: treaty-status\.json/,
    ],
    ["a folder that is not there", () => join(DATA, "nowhere"), /cannot be read \(ENOENT\)/],
    [
      "a file that is not JSON",
      () => {
        const dir = editionWith(TREATIES);
        writeFileSync(join(dir, "further-status.json"), "{ ");
        return dir;
      },
      /further-status\.json: not JSON/,
    ],
    [
      "a file that is too large",
      () => {
        const dir = editionWith(TREATIES);
        writeFileSync(join(dir, "further-status.json"), " ".repeat(17 * 1024 * 1024));
        return dir;
      },
      /further-status\.json: larger than 16 MB/,
    ],
  ])("refuses %s", (_, make, why) => {
    expect(() => openEdition(make(), {})).toThrow(why);
  });
});
