import { KINDS } from "./kinds";
import { projectionOf } from "./projections";

const treaty = (id: string, more: object) =>
  Object.assign(
    { id, how: "ratification", sources: ["sample"], asOf: "2026-01-01", confidence: "confirmed" },
    more,
  );
const day = (value: string) => ({ value, precision: "day", confidence: "confirmed" });

const TREATIES = [
  treaty("in-force", {
    treaty: "185",
    signedOn: day("2019-01-01"),
    consentOn: day("2020-01-01"),
    inForceOn: day("2020-04-01"),
  }),
  treaty("ratified", { treaty: "224", consentOn: day("2020-01-01") }),
  treaty("signed", {
    treaty: "189",
    how: "signature_only",
    signedOn: day("2020-01-01"),
    confidence: "unverified",
  }),
];

/** Makes the rows of a fixed profile: when they change, those of all profiles are written again. */
export function profileProjectionSamples(): object[] {
  const content = KINDS["treaty-status"].parse({ schemaVersion: 1, records: TREATIES });
  const { records, treaties } = projectionOf("sample", "treaty-status", content);
  return [...records, ...treaties];
}
