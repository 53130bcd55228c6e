import type { Instrument } from "./bonds";
import type { Evidence, Form, Limit, Need, PlaceOfData } from "./model";

/** Articles under which States name whom to ask. */
export type Naming = "185-27" | "185-35" | "224-7" | "224-8" | "224-10";

export interface RouteRule {
  key: RouteKey;
  /** Null: none is needed. */
  instrument: Instrument | null;
  /** Articles that readers can open here. */
  articles: readonly string[];
  needs: readonly Need[];
  /** Only for data at these places; without it, for all. */
  places?: readonly PlaceOfData[];
  /** Only where a life is in danger. */
  isEmergency?: boolean;
  /** A request from State to State, within an investigation or proceedings. */
  isAssistance?: boolean;
  /** Under which article the State that is asked has named who receives such requests; null: a provider, or nobody. */
  named: Naming | null;
  /** Null: nothing is handed over. */
  evidence: Evidence | null;
  limits: readonly Limit[];
  form: Form | null;
}

const STORED = ["subscriber", "traffic", "content"] as const;
const LIVE = ["realtime_traffic", "realtime_content"] as const;

const NO_ONE = { named: null, limits: [], form: null } as const;
const ASSISTANCE = {
  isAssistance: true,
  named: "185-27",
  evidence: "yes",
  limits: [],
  form: "assistance",
} as const;

/**
 * All routes, the best first: those that bind and are quick, then those that bind, then those that rest on goodwill, and
 * last what is no evidence. What only an emergency opens comes before
 * what does not bind within hours.
 */
const WRITTEN = [
  {
    key: "open_data",
    instrument: null,
    articles: ["185-32(a)"],
    needs: [...STORED, "other"],
    places: ["public"],
    evidence: "check",
    ...NO_ONE,
  },
  {
    key: "consent",
    instrument: "185",
    articles: ["185-32(b)"],
    needs: STORED,
    places: ["consent"],
    evidence: "yes",
    ...NO_ONE,
  },
  {
    key: "eu_production_order",
    instrument: "eu_production_order",
    articles: [],
    needs: STORED,
    named: null,
    evidence: "yes",
    limits: ["eu_production"],
    form: null,
  },
  {
    key: "emergency_provider",
    instrument: null,
    articles: [],
    needs: STORED,
    isEmergency: true,
    named: null,
    evidence: "check",
    limits: [],
    form: "emergency",
  },
  {
    key: "emergency_disclosure",
    instrument: "224",
    articles: ["224-9"],
    needs: STORED,
    isEmergency: true,
    named: "185-35",
    evidence: "yes",
    limits: [],
    form: "224-9",
  },
  {
    key: "emergency_assistance",
    instrument: "224",
    articles: ["224-10"],
    needs: [...STORED, ...LIVE, "other"],
    isEmergency: true,
    isAssistance: true,
    named: "224-10",
    evidence: "yes",
    limits: [],
    form: "224-10",
  },
  {
    key: "eu_preservation_order",
    instrument: "eu_production_order",
    articles: [],
    needs: ["preservation"],
    named: null,
    evidence: null,
    limits: ["preserve_eu_60"],
    form: null,
  },
  {
    key: "us_direct_orders",
    instrument: "us_direct_orders",
    articles: [],
    needs: [...STORED, ...LIVE],
    named: null,
    evidence: "yes",
    limits: [],
    form: null,
  },
  {
    key: "preservation",
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
    instrument: "un",
    articles: [],
    needs: ["preservation"],
    named: null,
    evidence: null,
    limits: ["preserve_un_60"],
    form: "29",
  },
  {
    key: "provider_preservation",
    instrument: null,
    articles: [],
    needs: ["preservation"],
    named: null,
    evidence: null,
    limits: [],
    form: "29",
  },
  {
    key: "domain_request",
    instrument: "224",
    articles: ["224-6"],
    needs: ["domain"],
    named: null,
    evidence: "check",
    limits: [],
    form: "224-6",
  },
  {
    key: "provider_order",
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
    instrument: "eu_investigation_order",
    articles: [],
    needs: [...STORED, ...LIVE, "other"],
    isAssistance: true,
    named: null,
    evidence: "yes",
    limits: ["eu_order"],
    form: null,
  },
  {
    key: "voluntary",
    instrument: null,
    articles: [],
    needs: ["subscriber", "traffic", "domain"],
    evidence: "check",
    ...NO_ONE,
  },
  { key: "stored_data", instrument: "185", articles: ["185-31"], needs: STORED, ...ASSISTANCE, form: "31" },
  {
    key: "live_traffic",
    instrument: "185",
    articles: ["185-33"],
    needs: ["realtime_traffic"],
    ...ASSISTANCE,
  },
  {
    key: "live_content",
    instrument: "185",
    articles: ["185-34"],
    needs: ["realtime_content"],
    ...ASSISTANCE,
  },
  {
    key: "assistance",
    instrument: "185",
    articles: ["185-25", "185-27"],
    needs: ["domain", "other"],
    ...ASSISTANCE,
  },
  {
    key: "us_bilateral",
    instrument: "us_bilateral",
    articles: [],
    needs: [...STORED, "domain", "other"],
    ...ASSISTANCE,
  },
  { key: "ets30", instrument: "ets30", articles: [], needs: [...STORED, "domain", "other"], ...ASSISTANCE },
  {
    key: "un_assistance",
    instrument: "un",
    articles: [],
    needs: [...STORED, ...LIVE, "domain", "other"],
    ...ASSISTANCE,
  },
  {
    key: "malabo",
    instrument: "malabo",
    articles: [],
    needs: [...STORED, ...LIVE, "domain", "other"],
    ...ASSISTANCE,
  },
  {
    key: "reciprocity",
    instrument: null,
    articles: [],
    needs: ["preservation", ...STORED, ...LIVE, "domain", "other"],
    ...ASSISTANCE,
  },
  {
    key: "police",
    instrument: null,
    articles: [],
    needs: ["preservation", "subscriber", "traffic", "domain", "other"],
    evidence: "no",
    ...NO_ONE,
  },
] as const satisfies readonly (Omit<RouteRule, "key"> & { key: string })[];

export type RouteKey = (typeof WRITTEN)[number]["key"];

export const ROUTE_RULES: readonly RouteRule[] = WRITTEN;
