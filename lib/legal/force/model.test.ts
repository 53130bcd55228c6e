import { describe, expect, it } from "vitest";
import { type ForceFacts, forceFacts, forceOn } from "./model";

const NOTHING: ForceFacts = { from: null, to: null, law: null, own: null, supersededBy: null };
const on = (day: string, given: Partial<ForceFacts>) => forceOn(day, { ...NOTHING, ...given });

describe("provisions in force", () => {
  it("is whatever nothing speaks against", () => {
    expect(on("2026-11-28", {})).toBe("current");
    for (const law of ["in_force", "amending_act", "partly_replaced"])
      expect(on("2026-11-28", { law }), law).toBe("current");
  });

  it("do not include a repealed act or a replaced provision", () => {
    expect(on("2026-11-28", { law: "repealed" })).toBe("past");
    expect(on("2026-11-28", { law: "replaced" })).toBe("past");
    expect(on("2026-11-28", { supersededBy: "art-2" })).toBe("past");
    expect(on("2026-11-28", { law: "not_yet_in_force" })).toBe("future");
  });

  it("do not include what a court struck down or what was repealed alone, whatever its law's state", () => {
    for (const own of ["struck_down", "repealed"]) {
      expect(on("2026-11-28", { law: "in_force", own }), own).toBe("past");
      expect(on("2026-11-28", { law: "in_force", own, to: "2014" }), own).toBe("past");
      expect(on("2013-06-01", { law: "in_force", own, to: "2014" }), own).toBe("current");
    }
  });

  it("include what stayed in force when the rest of its law was replaced", () => {
    expect(on("2026-11-28", { law: "replaced", own: "in_force" })).toBe("current");
  });

  it("follow dates first, then the law's state", () => {
    expect(on("2026-11-28", { law: "repealed", to: "2027-01-01" })).toBe("current");
    expect(on("2027-01-01", { law: "repealed", to: "2027-01-01" })).toBe("current");
    expect(on("2027-01-02", { law: "in_force", to: "2027-01-01" })).toBe("past");
    expect(on("2026-11-28", { from: "2026-11-28" })).toBe("current");
    expect(on("2026-11-27", { from: "2026-11-28" })).toBe("future");
    expect(on("2026-11-28", { law: "not_yet_in_force", from: "2026-01-01" })).toBe("current");
  });

  it("takes a year or a month whole: it ends when that has passed, and begins with it", () => {
    expect(on("2026-11-28", { to: "2026" })).toBe("current");
    expect(on("2027-01-01", { to: "2026" })).toBe("past");
    expect(on("2026-11-28", { to: "2026-10" })).toBe("past");
    expect(on("2026-11-28", { from: "2026" })).toBe("current");
    expect(on("2026-11-28", { from: "2026-12" })).toBe("future");
  });

  it("is said by the provision before it is said by its law", () => {
    const law = { status: "in_force", inForceFrom: "2014", repealedOn: null };
    const provision = { inForceFrom: null, inForceTo: "2020", supersededBy: null };
    expect(forceFacts(law, provision)).toEqual({
      from: "2014",
      to: "2020",
      law: "in_force",
      own: null,
      supersededBy: null,
    });
    expect(forceFacts(law, { ...provision, state: "struck_down" }).own).toBe("struck_down");
  });
});
