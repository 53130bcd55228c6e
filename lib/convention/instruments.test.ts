import { describe, expect, it } from "vitest";
import treaties from "@/db/seed/data/treaty-status.json";
import { instrumentFacts } from "./instruments";
import { INSTRUMENTS, TREATIES } from "./model";

describe("what is known of instruments", () => {
  it("is there of each, and leads to its text", () => {
    for (const instrument of INSTRUMENTS)
      expect(instrumentFacts(instrument).officialUrl.value).toMatch(/^https:\/\//);
  });

  it("agrees with the data of who is a Party", () => {
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
