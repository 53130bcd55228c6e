/*
 * The fields of requests, as data: the page, the document, the checks and the blank forms are drawn from these lists.
 * They follow the templates of the Cybercrime Convention Committee for Articles 29/30 and 31, and what Articles 6 to 10
 * of the Second Protocol require of an order or a request.
 */

/** What a field asks for. `code`: an identifier, always written from left to right. */
export type FieldKind =
  | "line"
  | "text"
  | "date"
  | "moment"
  | "offset"
  | "email"
  | "phone"
  | "code"
  | "country"
  | "provider"
  | "entity"
  | "authority"
  | "one"
  | "many";

export interface Field {
  /** Also the key of its label in the phrase tables. */
  id: string;
  kind: FieldKind;
  /** Options of `one` and `many`, by the name of their list. */
  options?: OptionList;
  isRequired?: true;
  /** Only for these kinds of identifier. */
  onlyFor?: readonly string[];
}

export const OPTIONS = {
  status: ["new", "extension", "after-mla", "after-preservation"],
  reply: ["by-email", "by-expedited-means"],
  article: ["2", "3", "4", "5", "6", "7", "8", "9", "10", "other-offence"],
  identifier: [
    "ip",
    "email-address",
    "phone-number",
    "account",
    "url",
    "domain",
    "imei",
    "imsi",
    "wallet",
    "transaction",
    "ad-id",
    "bank-account",
    "other",
  ],
  chain: ["bitcoin", "ethereum", "tron", "other"],
  category: ["subscriber", "traffic", "content"],
  subscriber: [
    "identity",
    "postal-address",
    "contact-data",
    "payment-data",
    "service-data",
    "site-data",
    "registration-ip",
    "linked-accounts",
    "login-ips",
  ],
  ground: ["life", "ongoing", "volatile", "custody", "limitation", "other"],
  secrecy: ["confidential", "no-notice", "consult-first"],
  feedback: ["received", "executed", "expiry", "provider-ticket"],
  supervision: ["prosecutor", "judge", "independent"],
  outcome: ["received", "executed", "passed-on", "refused"],
  use: ["stay-confidential", "only-for-case", "ask-before-evidence"],
  yes: ["yes"],
} as const;
export type OptionList = keyof typeof OPTIONS;

/** Where in the wizard a group of fields is asked. */
export const STEPS = ["request", "authorities", "facts", "data", "urgency", "check"] as const;
export type Step = (typeof STEPS)[number];

export interface Group {
  id: string;
  step: Step;
  fields: readonly Field[];
  /** At most this many of them. */
  most?: number;
}

const line = (id: string): Field => ({ id, kind: "line" });
const text = (id: string): Field => ({ id, kind: "text" });
const date = (id: string): Field => ({ id, kind: "date" });
const one = (id: string, options: OptionList): Field => ({ id, kind: "one", options });
const many = (id: string, options: OptionList): Field => ({ id, kind: "many", options });
const needed = (field: Field): Field => ({ ...field, isRequired: true });
const phone = (id: string): Field => ({ id, kind: "phone" });
const EMAIL: Field = { id: "email", kind: "email" };

const CONTACT = [line("organisation"), line("person"), line("function"), phone("phone"), EMAIL];
const EARLIER = [date("earlierDate"), line("earlierTicket"), text("contactThere"), text("contactHere")];

/** Identifiers of a person, device or account. */
const IDENTIFIER: readonly Field[] = [
  needed(one("identifierKind", "identifier")),
  needed({ id: "identifier", kind: "code" }),
  { ...line("platform"), onlyFor: ["account"] },
  { ...line("accountId"), kind: "code", onlyFor: ["account"] },
  { ...one("chain", "chain"), onlyFor: ["wallet", "transaction"] },
  { ...line("port"), kind: "code", onlyFor: ["ip"] },
  { ...line("seenAt"), kind: "moment", onlyFor: ["ip"] },
  { ...line("seenOffset"), kind: "offset", onlyFor: ["ip"] },
  { ...line("destination"), kind: "code", onlyFor: ["ip"] },
];

export const GROUPS = {
  head: { step: "request", fields: [needed(date("date")), needed(line("reference"))] },
  status: { step: "request", fields: [one("status", "status"), line("earlierTicket")] },
  requested: {
    step: "authorities",
    fields: [
      needed({ id: "country", kind: "country" }),
      needed({ id: "authority", kind: "authority" }),
      text("address"),
      EMAIL,
    ],
  },
  addressee: {
    step: "authorities",
    fields: [
      needed({ id: "provider", kind: "provider" }),
      needed({ id: "entity", kind: "entity" }),
      needed({ id: "entityCountry", kind: "country" }),
      text("address"),
      EMAIL,
    ],
  },
  requesting: {
    step: "authorities",
    fields: [
      needed({ id: "country", kind: "country" }),
      needed({ id: "organisation", kind: "authority" }),
      needed(line("person")),
      text("address"),
      phone("phone"),
      phone("mobile"),
      needed(EMAIL),
      phone("fax"),
      line("hours"),
      { id: "zone", kind: "offset" },
      many("reply", "reply"),
    ],
  },
  confirming: {
    step: "authorities",
    fields: [line("name"), line("jobTitle"), line("function"), phone("phone"), phone("mobile"), EMAIL],
  },
  operational: { step: "authorities", fields: CONTACT },
  prosecution: { step: "authorities", fields: [line("office"), line("caseNumbers"), text("decisions")] },
  earlierMla: { step: "request", fields: [...EARLIER, line("means")] },
  earlierPreservation: { step: "request", fields: [...EARLIER, line("channel")] },
  earlier: {
    step: "request",
    fields: [
      needed(date("earlierDate")),
      needed(line("earlierTicket")),
      line("providerTicket"),
      date("expiresOn"),
    ],
  },
  order: {
    step: "facts",
    fields: [
      needed(line("issuedBy")),
      needed(date("issuedOn")),
      one("supervision", "supervision"),
      line("seekingAuthority"),
    ],
  },
  legal: { step: "facts", fields: [text("domesticBasis")] },
  offences: {
    step: "facts",
    most: 10,
    fields: [needed(line("provision")), one("article", "article"), text("wording"), line("maxPenalty")],
  },
  facts: { step: "facts", fields: [needed(text("summary"))] },
  emergency: { step: "facts", fields: [needed(text("danger")), needed(text("whyNow")), text("howHelps")] },
  holder: {
    step: "data",
    fields: [{ id: "provider", kind: "provider" }, line("location"), line("providerTicket")],
  },
  identifiers: { step: "data", most: 30, fields: IDENTIFIER },
  categories: { step: "data", fields: [needed(many("category", "category")), text("service")] },
  subscriberData: { step: "data", fields: [needed(many("subscriber", "subscriber"))] },
  registration: { step: "data", fields: [needed(text("domains")), needed(text("elements"))] },
  period: {
    step: "data",
    fields: [
      { id: "from", kind: "moment" },
      { id: "until", kind: "moment" },
      { id: "offset", kind: "offset" },
    ],
  },
  need: { step: "data", fields: [needed(text("link")), text("necessity")] },
  path: { step: "data", fields: [many("otherProviders", "yes")] },
  information: { step: "data", fields: [needed(text("information")), many("use", "use")] },
  newEnd: { step: "data", fields: [needed(date("newEnd")), needed(text("reason"))] },
  reason: { step: "data", fields: [needed(text("reason"))] },
  answer: {
    step: "data",
    fields: [
      needed(date("receivedOn")),
      line("receivedReference"),
      needed(one("outcome", "outcome")),
      date("expiresOn"),
      line("providerTicket"),
      text("remarks"),
    ],
  },
  urgency: { step: "urgency", fields: [many("ground", "ground"), text("explanation"), date("answerBy")] },
  next: {
    step: "urgency",
    fields: [needed(many("intendsMla", "yes")), date("mlaExpected"), line("mlaReference")],
  },
  secrecy: { step: "urgency", fields: [many("secrecy", "secrecy")] },
  procedure: { step: "urgency", fields: [text("procedures"), text("certification"), text("manner")] },
  feedback: { step: "urgency", fields: [many("feedback", "feedback")] },
  attachments: { step: "urgency", fields: [text("attachments")] },
  signature: { step: "urgency", fields: [needed(line("name")), line("jobTitle"), line("place")] },
} as const satisfies Record<string, Omit<Group, "id">>;
export type GroupId = keyof typeof GROUPS;

/** Returns a group with its name. */
export const groupOf = (id: GroupId): Group => ({ id, ...GROUPS[id] });

/** Returns the fields of a group that are asked, given what is filled in: an IP address has a port, a telephone has not. */
export function askedFields(group: Group, read: (field: string) => string): readonly Field[] {
  return group.fields.filter(({ onlyFor }) => !onlyFor || onlyFor.includes(read("identifierKind")));
}
