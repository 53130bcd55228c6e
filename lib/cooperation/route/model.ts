import { z } from "zod";
import { day } from "@/lib/core/moments";
import type { AuthorityFunction, AuthorityRecord } from "@/lib/profiles/kinds/authorities";
import type { MEASURES } from "@/lib/profiles/kinds/measures";
import type {
  DeclarationRecord,
  STATUS_TREATIES,
  TreatyStatusRecord,
} from "@/lib/profiles/kinds/treaty-status";
import type { AnyRecord, Confidence } from "@/lib/revisions/records-fields";

/** What is asked for. */
export const NEEDS = [
  "preservation",
  "subscriber",
  "traffic",
  "content",
  "realtime_traffic",
  "realtime_content",
  "domain",
  "other",
] as const;
export type Need = (typeof NEEDS)[number];

/** The form of assistance, as the rules and the functions of authorities name it. */
export const MEASURE_OF: Readonly<Record<Need, (typeof MEASURES)[number] | null>> = {
  preservation: "preservation",
  subscriber: "subscriber_information",
  traffic: "traffic_data",
  content: "content_data",
  realtime_traffic: "realtime_traffic",
  realtime_content: "interception",
  domain: "domain_registration",
  other: null,
};

export const URGENCIES = ["none", "volatile", "ongoing", "detained", "hearing", "life"] as const;
export type Urgency = (typeof URGENCIES)[number];

export const STAGES = ["before_proceedings", "investigation", "trial"] as const;
export type Stage = (typeof STAGES)[number];

/** Where the data are: anywhere in the other State, with a service provider there, open to anyone, or with a person who consents. */
export const PLACES_OF_DATA = ["country", "provider", "public", "consent"] as const;
export type PlaceOfData = (typeof PLACES_OF_DATA)[number];

const Country = z.string().trim().max(80).optional().catch(undefined);

/** What a reader asks the planner. Unknown words ask for nothing, so that an old address still shows the form. */
export const RouteQuery = z.object({
  from: Country,
  to: Country,
  data: z.enum(NEEDS).optional().catch(undefined),
  urgency: z.enum(URGENCIES).optional().catch(undefined),
  stage: z.enum(STAGES).optional().catch(undefined),
  place: z.enum(PLACES_OF_DATA).optional().catch(undefined),
  on: day().optional().catch(undefined),
});
export type RouteQuery = z.infer<typeof RouteQuery>;

export interface Question {
  need: Need;
  urgency: Urgency;
  /** Undefined: any. */
  stage: Stage | undefined;
  place: PlaceOfData;
  /** YYYY-MM-DD: what was in force at the end of this day. */
  day: string;
}

export type StatusTreaty = (typeof STATUS_TREATIES)[number];

/** A State, as far as instruments go by who it is. */
export interface Member {
  iso3: string;
  isCoeMember: boolean;
  /** UN M49 region: "Africa". Null: none is recorded. */
  region: string | null;
}

/** What is recorded of a State. */
export interface CountryFacts extends Member {
  slug: string;
  /** At most one for each treaty. */
  treaties: readonly TreatyStatusRecord[];
  authorities: readonly AuthorityRecord[];
  rules: readonly AnyRecord[];
}

export type Side = "from" | "to";

/** Whether an instrument binds both States on a day. */
export type Bond =
  | { state: "bound"; since: string | null; confidence: Confidence }
  | { state: "unbound" | "unknown"; sides: readonly Side[] }
  /** Both are to be bound, from this day. */
  | { state: "later"; from: string }
  /** The instrument itself is not in force. */
  | { state: "not_in_force" };

/** What a reservation or a declaration changes for a request. */
export const BITES = [
  "dual_criminality",
  "preservation",
  "real_time",
  "channel",
  "territory",
  "not_applied",
] as const;
export interface Bite {
  bite: (typeof BITES)[number];
  side: Side;
  treaty: StatusTreaty;
  declaration: DeclarationRecord;
}

/** An authority with the function that the question is about. */
export interface Named {
  authority: AuthorityRecord;
  task: AuthorityFunction;
}

/** Time limits, each explained where it is shown. */
export const LIMITS = [
  "preserve_60",
  "preserve_un_60",
  "preserve_eu_60",
  "provider_30",
  "order_45",
  "eu_production",
  "eu_order",
] as const;
export type Limit = (typeof LIMITS)[number];

/** Whether what is received can be used in court: as received, after a check of the own law, or not. */
export type Evidence = "yes" | "check" | "no";

/** Templates of requests. */
export const FORMS = [
  "29",
  "31",
  "assistance",
  "224-6",
  "224-7",
  "224-8",
  "224-9",
  "224-10",
  "emergency",
] as const;
export type Form = (typeof FORMS)[number];
