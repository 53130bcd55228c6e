import { describe, expect, it } from "vitest";
import treaties from "@/db/seed/data/treaty-status.json";
import { instrumentFacts } from "./instruments";
import { INSTRUMENTS, TREATIES } from "./model";

describe("facts about instruments", () => {
  it("exist for each, with a link to its text", () => {
    for (const instrument of INSTRUMENTS)
      expect(instrumentFacts(instrument).officialUrl.value).toMatch(/^https:\/\//);
  });

  it("agree with the data on Parties", () => {
    for (const treaty of TREATIES) {
      const { opened, inForce, place } = instrumentFacts(treaty);
      expect(treaties.treaties.find(({ number }) => String(number) === treaty)).toMatchObject({
        opened: opened?.value,
        entryIntoForce: inForce.value,
        place,
      });
    }
  });
});
