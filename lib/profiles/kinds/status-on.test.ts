import { describe, expect, it } from "vitest";
import { loadSeed } from "@/db/seed";
import { instrumentFacts } from "@/lib/convention";
import { statusOn } from "./status-on";
import { isTreatyInForce, STATUS_TREATIES, type TreatyStatusRecord } from "./treaty-status";

const dated = (value: string) => ({ value, precision: "day" as const, confidence: "confirmed" as const });
const record = (given: Partial<TreatyStatusRecord>) => ({
  treaty: "185" as TreatyStatusRecord["treaty"],
  how: "ratification" as const,
  signedOn: null,
  consentOn: null,
  inForceOn: null,
  invitedOn: null,
  invitedNotAfter: null,
  denouncedOn: null,
  asOf: "2026-02-05",
  ...given,
});

describe("a State's standing on a day", () => {
  const full = record({
    invitedOn: dated("2013-01-10"),
    signedOn: dated("2014-05-02"),
    consentOn: dated("2016-12-16"),
    inForceOn: dated("2017-04-01"),
    denouncedOn: dated("2020-06-01"),
  });

  it.each([
    ["2013-01-09", "none"],
    ["2013-01-10", "invited"],
    ["2014-05-01", "invited"],
    ["2014-05-02", "signatory"],
    ["2016-12-15", "signatory"],
    ["2016-12-16", "party"],
    ["2020-05-31", "party"],
    ["2020-06-01", "none"],
  ])("on %s is %s", (day, expected) => {
    expect(statusOn(full, day)).toBe(expected);
  });

  it("counts a month from its first day, and entry into force where the deposit is not known", () => {
    const ofMonth = record({ consentOn: { ...dated("2023-12"), precision: "month" } });
    expect(statusOn(ofMonth, "2023-12-01")).toBe("party");
    expect(statusOn(ofMonth, "2023-11-30")).toBe("none");
    expect(statusOn(record({ inForceOn: dated("2004-09-01") }), "2004-09-01")).toBe("party");
  });

  it("counts an invitation of unknown date from the date by which it is known", () => {
    const later = record({ invitedNotAfter: dated("2016-12-31"), consentOn: dated("2018-06-05") });
    expect(["2016-12-30", "2016-12-31", "2018-06-05"].map((day) => statusOn(later, day))).toEqual([
      "none",
      "invited",
      "party",
    ]);
  });

  it("counts a status without a date from the date of its check", () => {
    const invited = record({ how: "invited" });
    expect(statusOn(invited, "2016-12-31")).toBe("none");
    expect(statusOn(invited, "2026-02-05")).toBe("invited");
    expect(statusOn(record({ how: "signature_only" }), "2026-02-05")).toBe("signatory");
    expect(statusOn(record({}), "2016-12-31")).toBe("none");
  });

  it("is not Party to a treaty that is not in force", () => {
    const deposited = record({ treaty: "224", consentOn: dated("2023-02-09") });
    expect(["2023-02-08", "2023-02-09", null].map((day) => statusOn(deposited, day))).toEqual([
      "none",
      "ratified",
      "ratified",
    ]);
    expect(statusOn({ ...deposited, inForceOn: dated("2027-01-01") }, null)).toBe("party");
  });

  it("is of today without a day", () => {
    expect(statusOn(record({ how: "invited" }), null)).toBe("invited");
    expect(statusOn(full, null)).toBe("none");
  });
});

it("takes those treaties for not in force that the list of instruments has no day for", () => {
  const open = STATUS_TREATIES.filter((treaty) => instrumentFacts(treaty).inForce.value === null);
  expect(STATUS_TREATIES.filter((treaty) => !isTreatyInForce(treaty))).toEqual(open);
});

it("finds the 51 Parties of the end of 2016 in the starting data", () => {
  const standings = loadSeed().profiles.flatMap(({ sections }) =>
    sections
      .filter(({ key }) => key === "treaty-status")
      .flatMap(({ content }) => (content as unknown as { records: TreatyStatusRecord[] }).records)
      .filter(({ treaty }) => treaty === "185"),
  );
  const on = (day: string) => standings.filter((one) => statusOn(one, day) === "party").length;
  expect([on("2008-04-26"), on("2016-11-16"), on("2016-12-31")]).toEqual([22, 50, 51]);
});
