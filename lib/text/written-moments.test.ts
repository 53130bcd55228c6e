import { describe, expect, it } from "vitest";
import { splitMoments } from "./written-moments";

const found = (text: string) =>
  splitMoments(text).flatMap((piece) =>
    typeof piece === "string" ? [] : [[piece.text, piece.at.toISOString().slice(0, 16)]],
  );

describe("times with their zone", () => {
  it.each([
    ["2026-12-03 15:00 UTC", "2026-12-03T15:00"],
    ["2026-12-03, 15:00 GMT", "2026-12-03T15:00"],
    ["2026-12-03 15:00 (UTC)", "2026-12-03T15:00"],
    ["2026-12-03 15:00 UTC+1", "2026-12-03T14:00"],
    ["2026-12-03 15:00 UTC+05:30", "2026-12-03T09:30"],
    ["2026-12-03 15:00 GMT-3", "2026-12-03T18:00"],
    ["2026-12-03 15:00 UTC−03:30", "2026-12-03T18:30"],
    ["2026-12-03 15:00 UTC+0530", "2026-12-03T09:30"],
    ["2026-12-03 15:00 GMT+0100", "2026-12-03T14:00"],
    ["2026-12-03 15:00 UTC–3", "2026-12-03T18:00"],
    ["2026-12-03 15:00 (UTC-0330)", "2026-12-03T18:30"],
    ["2026-12-03 15:00 Africa/Dakar", "2026-12-03T15:00"],
    ["2026-12-03 15:00 Europe/Paris", "2026-12-03T14:00"],
    ["2026-07-03 15:00 Europe/Paris", "2026-07-03T13:00"],
    ["2026-12-03 15:00 America/Argentina/Buenos_Aires", "2026-12-03T18:00"],
  ])("%s", (text, at) => {
    expect(found(`We meet on ${text}, online.`)).toEqual([[text, at]]);
    expect(splitMoments(`We meet on ${text}, online.`)).toMatchObject(["We meet on ", {}, ", online."]);
  });

  it.each([
    "2026-12-03 15:00",
    "2026-12-03 15:00 o'clock",
    "2026-02-30 15:00 UTC",
    "2026-12-03 24:00 UTC",
    "2026-12-03 15:00 UTC+19",
    "2026-12-03 15:00 UTC+1900",
    "2026-12-03 15:00 UTC+0160",
    "2026-12-03 15:00 UTC+530",
    "2026-12-03 15:00 UTC+5.5",
    "2026-12-03 15:00 UTC+5,5",
    "2026-12-03 15:00 UTC+10.5",
    "2026-12-03 15:00 UTC + 1",
    "2026-12-03 15:00 GMT +1",
    "2026-12-03 15:00 UTC – 3",
    "2026-12-03 15:00 Etc/GMT+5",
    "2026-12-03 15:00 Europe/Atlantis",
    "2026-12-03 15:00 UTCX",
    "12026-12-03 15:00 UTC",
    "2026-12-03 15:00:07 UTC",
    "",
  ])("are not found in %j", (text) => {
    expect(splitMoments(text)).toEqual([text]);
  });

  it("are found wherever they are, and the text stays as it was", () => {
    const text =
      "2026-12-03 15:00 UTC or 2026-12-04 09:00 Asia/Tokyo. At 2026-12-05 09:00 UTC+1. Not 2026-12-05.";
    expect(found(text)).toHaveLength(3);
    expect(
      splitMoments(text)
        .map((piece) => (typeof piece === "string" ? piece : piece.text))
        .join(""),
    ).toBe(text);
  });
});
