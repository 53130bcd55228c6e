import { expect, it } from "vitest";
import { lawProjectionSamples } from "@/lib/legal";
import { profileProjectionSamples } from "@/lib/profiles";
import { projectionFormat } from "./projections";

const samples = () => [...profileProjectionSamples(), ...lawProjectionSamples()];

it("is the same while the same rows are written", () => {
  expect(projectionFormat()).toBe(projectionFormat(samples()));
  expect(projectionFormat()).toMatch(/^[0-9a-f]{32}$/);
});

it("changes with any column of any row, so that a worker rebuilds the projections", () => {
  const formats = samples().flatMap((row, n) =>
    Object.keys(row).map((column) =>
      projectionFormat(
        samples().map((one, at) => (at === n ? Object.assign({}, one, { [column]: "other" }) : one)),
      ),
    ),
  );
  expect(formats.length).toBeGreaterThan(80);
  expect(formats).not.toContain(projectionFormat());
});

it("has rows of records, treaties, provisions, assessments and declarations among its samples", () => {
  const columns = new Set(samples().flatMap((row) => Object.keys(row)));
  expect(
    ["data", "inForceOn", "ownState", "coverage", "nature"].filter((name) => !columns.has(name)),
  ).toEqual([]);
});
