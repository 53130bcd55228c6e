import type { Member } from "./model";

/*
 * Instruments beside the treaties whose status profiles record: who is bound, and since when. From memory, so a route
 * that rests on one of them is unverified, until these memberships are records too.
 */

const OTHER_INSTRUMENTS = [
  "eu_production_order",
  "eu_investigation_order",
  "us_direct_orders",
  "us_bilateral",
  "ets30",
] as const;
export type OtherInstrument = (typeof OTHER_INSTRUMENTS)[number];

/** Whether an instrument is one of these, and not a treaty whose status profiles record. */
export const isOther = (instrument: string): instrument is OtherInstrument =>
  OTHER_INSTRUMENTS.some((one) => one === instrument);

const joinedOn = (day: string, countries: string): [string, { since: string; until?: string }][] =>
  countries.split(" ").map((iso3) => [iso3, { since: day }]);

/** Member States of the European Union by the day of accession; `until`: the last day on which its law bound them. */
const EU = new Map<string, { since: string; until?: string }>([
  ...joinedOn("1958-01-01", "BEL DEU FRA ITA LUX NLD"),
  ...joinedOn("1973-01-01", "DNK IRL"),
  ["GBR", { since: "1973-01-01", until: "2020-12-31" }],
  ...joinedOn("1981-01-01", "GRC"),
  ...joinedOn("1986-01-01", "ESP PRT"),
  ...joinedOn("1995-01-01", "AUT FIN SWE"),
  ...joinedOn("2004-05-01", "CYP CZE EST HUN LTU LVA MLT POL SVK SVN"),
  ...joinedOn("2007-01-01", "BGR ROU"),
  ...joinedOn("2013-07-01", "HRV"),
]);

/** Checks whether the law of the European Union bound a State on a day. */
export function isEuMember(iso3: string, day: string): boolean {
  const member = EU.get(iso3);
  return member !== undefined && member.since <= day && (member.until === undefined || day <= member.until);
}

/** Day from which the orders of two acts of the European Union can be sent, and the Member States that take no part. */
const EU_ACTS = {
  /** Directive 2014/41/EU. */
  eu_investigation_order: { from: "2017-05-22", without: ["DNK", "IRL"] },
  /** Regulation (EU) 2023/1543. */
  eu_production_order: { from: "2026-08-18", without: ["DNK"] },
} as const;

/** Treaties with the United States on mutual assistance, by the day of entry into force. */
const WITH_UNITED_STATES: Readonly<Record<string, string>> = {
  ARG: "1993-02-09",
  AUS: "1999-09-30",
  AUT: "1998-08-01",
  BEL: "2000-01-01",
  BHS: "1990-07-18",
  BRA: "2001-02-21",
  CAN: "1990-01-24",
  CHE: "1977-01-23",
  CYP: "2002-09-18",
  CZE: "2000-05-07",
  DEU: "2009-10-18",
  EGY: "2001-11-29",
  ESP: "1993-06-30",
  EST: "2000-10-20",
  FRA: "2001-12-01",
  GBR: "1996-12-02",
  GRC: "2001-11-20",
  HUN: "1997-03-18",
  IND: "2005-10-03",
  IRL: "2009-08-11",
  ISR: "1999-05-25",
  ITA: "1985-11-13",
  JAM: "1995-07-25",
  JPN: "2006-07-21",
  KOR: "1997-05-23",
  LIE: "2003-08-01",
  LTU: "1999-08-26",
  LUX: "2001-02-01",
  LVA: "1999-09-17",
  MAR: "1993-06-23",
  MEX: "1991-05-03",
  MYS: "2009-01-21",
  NGA: "2003-01-14",
  NLD: "1983-09-15",
  PAN: "1995-09-06",
  PHL: "1996-11-22",
  POL: "1999-09-17",
  ROU: "2001-10-17",
  THA: "1993-06-10",
  TTO: "1999-11-29",
  TUR: "1981-01-01",
  UKR: "2001-02-27",
  URY: "1994-04-15",
  ZAF: "2001-06-25",
};

/** Agreements with the United States on direct orders to providers (CLOUD Act), by the day of entry into force. */
const DIRECT_ORDERS: Readonly<Record<string, string>> = { AUS: "2024-01-31", GBR: "2022-10-03" };

/** States outside the Council of Europe that are Parties to its convention on mutual assistance of 1959 (ETS 30). */
const FURTHER_PARTIES_OF_1959: readonly string[] = ["CHL", "ISR", "KOR", "RUS"];

/** Returns the day since which an instrument binds both States, null in it if unknown; null if it does not bind both. */
export function heldTogether(
  instrument: OtherInstrument,
  [one, other]: readonly [Member, Member],
  day: string,
): { since: string | null } | null {
  switch (instrument) {
    case "eu_production_order":
    case "eu_investigation_order": {
      const { from, without } = EU_ACTS[instrument];
      const isIn = ({ iso3 }: Member) => isEuMember(iso3, day) && !without.some((out) => out === iso3);
      return isIn(one) && isIn(other) && from <= day ? { since: from } : null;
    }
    case "us_bilateral":
      return withUnitedStates([one, other], day, WITH_UNITED_STATES);
    case "us_direct_orders":
      return withUnitedStates([one, other], day, DIRECT_ORDERS);
    case "ets30": {
      const isParty = ({ iso3, isCoeMember }: Member) =>
        isCoeMember || FURTHER_PARTIES_OF_1959.includes(iso3);
      return isParty(one) && isParty(other) ? { since: null } : null;
    }
  }
}

function withUnitedStates(
  [one, other]: readonly [Member, Member],
  day: string,
  inForce: Readonly<Record<string, string>>,
) {
  const partner = one.iso3 === "USA" ? other : other.iso3 === "USA" ? one : null;
  const since = partner && inForce[partner.iso3];
  return since && since <= day ? { since } : null;
}
