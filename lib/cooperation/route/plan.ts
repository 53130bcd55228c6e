import { rulesFor } from "@/lib/cooperation/card/model";
import { bitesUnder } from "./bites";
import { bondUnder, type Instrument } from "./bonds";
import { type Naming, ROUTE_RULES, type RouteKey, type RouteRule } from "./catalogue";
import { isOther } from "./instruments";
import {
  type Bite,
  type Bond,
  type CountryFacts,
  MEASURE_OF,
  type Named,
  type Question,
  type Side,
  type StatusTreaty,
} from "./model";
import { namedUnder } from "./whom";

type Bound = Extract<Bond, { state: "bound" }>;
type Facts = Readonly<Record<Side, CountryFacts>>;

/** What a reader is warned of beside a route. */
export type RouteNote = "early" | "procedure_of_other" | "own_procedure" | "named_elsewhere";

export interface PlannedRoute extends RouteRule {
  /** Null: the route needs no instrument. */
  bond: Bound | null;
  bites: readonly Bite[];
  /** Whom to ask; empty where `named` is null, or nobody is recorded. */
  theirs: readonly Named[];
  notes: readonly RouteNote[];
}

/** A route that fits what is asked, but is closed: by its instrument, by a reservation, or without an emergency. */
export interface ClosedRoute {
  key: RouteKey;
  instrument: Instrument;
  why: Exclude<Bond, Bound> | { state: "not_applied"; bites: readonly Bite[] } | { state: "only_emergency" };
}

export type Step =
  | { key: "own"; article: Naming; named: readonly Named[] }
  | { key: "network"; named: readonly Named[] }
  | { key: "preserve"; by: RouteKey }
  | { key: "path" }
  | { key: "dual" };

/** What would help and is not recorded, by whose profile can be completed. */
export interface Gap {
  what: "authority" | "rules" | "languages" | "dual_criminality" | "agreements";
  side: Side;
  /** Article of an authority that is missing. */
  article: Naming | null;
}

export interface Plan {
  first: readonly Step[];
  /** The best first. Never empty: what no instrument covers can be asked for by letters rogatory. */
  routes: readonly PlannedRoute[];
  closed: readonly ClosedRoute[];
  gaps: readonly Gap[];
  /** The rules of the State that is asked for this form of assistance. */
  demands: CountryFacts["rules"];
}

const isTreaty = (instrument: Instrument | null): instrument is StatusTreaty =>
  instrument !== null && !isOther(instrument);

/** Data that a provider or another person could erase. */
const CAN_BE_LOST: readonly Question["need"][] = ["subscriber", "traffic", "content"];

/**
 * Plans how one State asks another one for data or assistance: what to do first, the routes that are open on the day
 * with their reasons, those that are closed and why, and what is not recorded. Rests on the records alone.
 */
export function planRoutes(from: CountryFacts, to: CountryFacts, question: Question): Plan {
  const facts = { from, to };
  const { open, closed } = sort(facts, question);
  const measure = MEASURE_OF[question.need];
  const demands = measure === null ? to.rules : rulesFor(to.rules, measure);
  const first = stepsOf(facts, question, open, demands);
  return { first, routes: open, closed, gaps: gapsOf(question, { open, first, demands }), demands };
}

function sort(facts: Facts, question: Question): { open: PlannedRoute[]; closed: ClosedRoute[] } {
  const open: PlannedRoute[] = [];
  const closed: ClosedRoute[] = [];
  for (const rule of ROUTE_RULES) {
    if (!rule.needs.includes(question.need) || rule.places?.includes(question.place) === false) continue;
    const { key, instrument } = rule;
    const bond = instrument === null ? null : bondUnder(instrument, facts.from, facts.to, question.day);
    const isClosed = (why: ClosedRoute["why"]) => {
      // Of instruments of one region only its States ask why they do not serve.
      const isElsewhere =
        instrument === "malabo" && ![facts.from, facts.to].every(({ region }) => region === "Africa");
      if (isTreaty(instrument) && !isElsewhere) closed.push({ key, instrument, why });
    };
    if (bond && bond.state !== "bound") {
      isClosed(bond);
      continue;
    }
    if (rule.isEmergency && question.urgency !== "life") {
      isClosed({ state: "only_emergency" });
      continue;
    }
    const bites = isTreaty(instrument) ? bitesUnder(instrument, facts, question) : [];
    const shut = bites.filter(({ bite }) => bite === "not_applied");
    if (shut.length > 0) isClosed({ state: "not_applied", bites: shut });
    else open.push(planned(rule, bond, bites, facts, question));
  }
  return { open, closed };
}

function planned(
  rule: RouteRule,
  bond: Bound | null,
  bites: readonly Bite[],
  facts: Facts,
  question: Question,
): PlannedRoute {
  const theirs = rule.named === null ? [] : namedUnder(facts.to, rule.named, "receive", question);
  return { ...rule, bond, bites, theirs, notes: notesOf(rule, theirs, facts, question) };
}

function notesOf(
  { isAssistance, instrument, named }: RouteRule,
  theirs: readonly Named[],
  facts: Facts,
  { stage, day }: Question,
): RouteNote[] {
  if (!isAssistance) return [];
  const notes: RouteNote[] = stage === "before_proceedings" ? ["early"] : [];
  if (instrument === "185") {
    // Article 27(1): its own rules of procedure are for States without another treaty on mutual assistance.
    const hasOther = (["us_bilateral", "ets30"] as const).some(
      (other) => bondUnder(other, facts.from, facts.to, day).state === "bound",
    );
    notes.push(hasOther ? "procedure_of_other" : "own_procedure");
  } else if (named === "185-27" && theirs.length > 0) notes.push("named_elsewhere");
  return notes;
}

function stepsOf(
  facts: Facts,
  question: Question,
  open: readonly PlannedRoute[],
  demands: Plan["demands"],
): Step[] {
  const { need, urgency, place, day } = question;
  const isNetwork = bondUnder("185", facts.from, facts.to, day).state === "bound";
  const isUrgent = urgency !== "none" || need === "preservation";
  const article = isUrgent && isNetwork ? "185-35" : "185-27";
  const steps: Step[] = [{ key: "own", article, named: namedUnder(facts.from, article, "send", question) }];
  const isThere = place === "country" || place === "provider";
  if (CAN_BE_LOST.includes(need) && isThere) {
    const [by] = sort(facts, { ...question, need: "preservation" }).open;
    if (by) steps.push({ key: "preserve", by: by.key });
  }
  if (need === "traffic" && isNetwork && isThere) steps.push({ key: "path" });
  if (urgency === "life" && isNetwork) {
    steps.push({ key: "network", named: namedUnder(facts.to, "185-35", "receive", question) });
  }
  if (asksForDual(open, demands)) steps.push({ key: "dual" });
  return steps;
}

/** Whether a rule or a reservation makes help depend on the act being an offence in both States. */
function asksForDual(open: readonly PlannedRoute[], demands: Plan["demands"]): boolean {
  const isAssisted = open.some(({ isAssistance, instrument }) => isAssistance && instrument !== null);
  const isInRules = demands.some(
    ({ dualCriminalityRule }) => Boolean(dualCriminalityRule) && dualCriminalityRule !== "not_required",
  );
  const isInBites = open.some(({ bites }) =>
    bites.some(({ bite }) => bite === "dual_criminality" || bite === "preservation"),
  );
  return (isAssisted && isInRules) || isInBites;
}

function gapsOf(
  question: Question,
  { open, first, demands }: Pick<Plan, "first" | "demands"> & { open: readonly PlannedRoute[] },
): Gap[] {
  const gaps: Gap[] = [];
  const own = first.find((step) => step.key === "own");
  if (own?.named.length === 0) gaps.push({ what: "authority", side: "from", article: own.article });
  const missing = open.flatMap(({ named, theirs, bond }) =>
    named !== null && theirs.length === 0 && (bond !== null || named === "185-27") ? [named] : [],
  );
  for (const article of new Set(missing)) gaps.push({ what: "authority", side: "to", article });
  const isAnswered = (name: string) =>
    demands.some((rule) => (Array.isArray(rule[name]) ? rule[name].length > 0 : Boolean(rule[name])));
  if (demands.length === 0) gaps.push({ what: "rules", side: "to", article: null });
  else {
    if (!isAnswered("languages")) gaps.push({ what: "languages", side: "to", article: null });
    if (question.need !== "preservation" && !isAnswered("dualCriminalityRule"))
      gaps.push({ what: "dual_criminality", side: "to", article: null });
  }
  gaps.push({ what: "agreements", side: "from", article: null });
  return gaps;
}
