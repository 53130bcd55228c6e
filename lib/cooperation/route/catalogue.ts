import type { Instrument } from "./bonds";
import type { Evidence, Form, Limit, Need, PlaceOfData } from "./model";

/** Articles under which States name whom to ask. */
export type Naming = "185-27" | "185-35" | "224-7" | "224-8" | "224-10";

/** Who is asked, besides authorities that States name by a treaty. */
export type Receiver = "provider" | "person" | "nobody" | "police" | "registry" | "judicial" | "central";

export interface RouteRule {
  key: RouteKey;
  /** Null: none is needed. */
  instrument: Instrument | null;
  /** Articles that readers can open here. */
  articles?: readonly string[];
  needs: readonly Need[];
  /** Only for data at these places; without it, for all. */
  places?: readonly PlaceOfData[];
  /** Only where a life is in danger. */
  isEmergency?: boolean;
  /** A request from State to State, within an investigation or proceedings. */
  isAssistance?: boolean;
  /** Under which article the State that is asked has named who receives such requests; null: a provider, or nobody. */
  named: Naming | null;
  /** Who is asked where no authority is. */
  receiver: Receiver;
  /** Null: nothing is handed over. */
  evidence: Evidence | null;
  limits?: readonly Limit[];
  form?: Form;
}

const STORED = ["subscriber", "traffic", "content"] as const;
const LIVE = ["realtime_traffic", "realtime_content"] as const;

const ASSISTANCE = {
  isAssistance: true,
  named: "185-27",
  evidence: "yes",
  form: "assistance",
} as const;

/**
 * All routes, the best first: those that bind and are quick, then those that bind, then those that rest on goodwill, and
 * last what is no evidence. What only an emergency opens comes before what does not bind within hours.
 */
const WRITTEN = [
  {
    key: "open_data",
    receiver: "nobody",
    instrument: null,
    articles: ["185-32(a)"],
    needs: [...STORED, "other"],
    places: ["public"],
    evidence: "check",
    named: null,
  },
  {
    key: "consent",
    receiver: "person",
    instrument: "185",
    articles: ["185-32(b)"],
    needs: STORED,
    places: ["consent"],
    evidence: "yes",
    named: null,
  },
  {
    key: "eu_production_order",
    receiver: "provider",
    instrument: "eu_production_order",
    needs: STORED,
    named: null,
    evidence: "yes",
    limits: ["eu_production"],
  },
  {
    key: "emergency_provider",
    receiver: "provider",
    instrument: null,
    needs: STORED,
    isEmergency: true,
    named: null,
    evidence: "check",
    form: "emergency",
  },
  {
    key: "emergency_disclosure",
    receiver: "central",
    instrument: "224",
    articles: ["224-9"],
    needs: STORED,
    isEmergency: true,
    named: "185-35",
    evidence: "yes",
    form: "224-9",
  },
  {
    key: "emergency_assistance",
    receiver: "central",
    instrument: "224",
    articles: ["224-10"],
    needs: [...STORED, ...LIVE, "other"],
    isEmergency: true,
    isAssistance: true,
    named: "224-10",
    evidence: "yes",
    form: "224-10",
  },
  {
    key: "eu_preservation_order",
    receiver: "provider",
    instrument: "eu_production_order",
    needs: ["preservation"],
    named: null,
    evidence: null,
    limits: ["preserve_eu_60"],
  },
  {
    key: "us_direct_orders",
    receiver: "provider",
    instrument: "us_direct_orders",
    needs: [...STORED, ...LIVE],
    named: null,
    evidence: "yes",
  },
  {
    key: "preservation",
    receiver: "central",
    instrument: "185",
    articles: ["185-29"],
    needs: ["preservation"],
    named: "185-35",
    evidence: null,
    limits: ["preserve_60"],
    form: "29",
  },
  {
    key: "un_preservation",
    receiver: "central",
    instrument: "un",
    needs: ["preservation"],
    named: null,
    evidence: null,
    limits: ["preserve_un_60"],
    form: "29",
  },
  {
    key: "provider_preservation",
    receiver: "provider",
    instrument: null,
    needs: ["preservation"],
    named: null,
    evidence: null,
    form: "29",
  },
  {
    key: "domain_request",
    receiver: "registry",
    instrument: "224",
    articles: ["224-6"],
    needs: ["domain"],
    named: null,
    evidence: "check",
    form: "224-6",
  },
  {
    key: "provider_order",
    receiver: "provider",
    instrument: "224",
    articles: ["224-7"],
    needs: ["subscriber"],
    named: "224-7",
    evidence: "yes",
    limits: ["provider_30"],
    form: "224-7",
  },
  {
    key: "order_given_effect",
    receiver: "central",
    instrument: "224",
    articles: ["224-8"],
    needs: ["subscriber", "traffic"],
    named: "224-8",
    evidence: "yes",
    limits: ["order_45"],
    form: "224-8",
  },
  {
    key: "eu_investigation_order",
    receiver: "judicial",
    instrument: "eu_investigation_order",
    needs: [...STORED, ...LIVE, "other"],
    isAssistance: true,
    named: null,
    evidence: "yes",
    limits: ["eu_order"],
  },
  {
    key: "voluntary",
    receiver: "provider",
    instrument: null,
    needs: ["subscriber", "traffic", "domain"],
    evidence: "check",
    named: null,
  },
  {
    key: "stored_data",
    receiver: "central",
    instrument: "185",
    articles: ["185-31"],
    needs: STORED,
    ...ASSISTANCE,
    form: "31",
  },
  {
    key: "live_traffic",
    receiver: "central",
    instrument: "185",
    articles: ["185-33"],
    needs: ["realtime_traffic"],
    ...ASSISTANCE,
  },
  {
    key: "live_content",
    receiver: "central",
    instrument: "185",
    articles: ["185-34"],
    needs: ["realtime_content"],
    ...ASSISTANCE,
  },
  {
    key: "assistance",
    receiver: "central",
    instrument: "185",
    articles: ["185-25", "185-27"],
    needs: ["domain", "other"],
    ...ASSISTANCE,
  },
  {
    key: "us_bilateral",
    receiver: "central",
    instrument: "us_bilateral",
    needs: [...STORED, "domain", "other"],
    ...ASSISTANCE,
  },
  {
    key: "ets30",
    receiver: "central",
    instrument: "ets30",
    needs: [...STORED, "domain", "other"],
    ...ASSISTANCE,
  },
  {
    key: "un_assistance",
    receiver: "central",
    instrument: "un",
    needs: [...STORED, ...LIVE, "domain", "other"],
    ...ASSISTANCE,
  },
  {
    key: "malabo",
    receiver: "central",
    instrument: "malabo",
    needs: [...STORED, ...LIVE, "domain", "other"],
    ...ASSISTANCE,
  },
  {
    key: "reciprocity",
    receiver: "central",
    instrument: null,
    needs: ["preservation", ...STORED, ...LIVE, "domain", "other"],
    ...ASSISTANCE,
  },
  {
    key: "police",
    receiver: "police",
    instrument: null,
    needs: ["preservation", "subscriber", "traffic", "domain", "other"],
    evidence: "no",
    named: null,
  },
] as const satisfies readonly (Omit<RouteRule, "key"> & { key: string })[];

export type RouteKey = (typeof WRITTEN)[number]["key"];

export const ROUTE_RULES: readonly RouteRule[] = WRITTEN;
