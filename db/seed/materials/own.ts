import { loadArticles } from "@/db/seed/articles";
import { articlesTable } from "@/db/seed/documents/articles-table";
import { glossary } from "@/db/seed/documents/glossary";
import { IP_GUIDE } from "@/db/seed/documents/ip-address-guide";
import { PRESERVATION_CHECKLIST } from "@/db/seed/documents/preservation-checklist";
import { SAFEGUARDS_CARD } from "@/db/seed/documents/safeguards-card";
import { SESSION_PLAN } from "@/db/seed/documents/session-plan";
import { NOTHING, type SeedMaterial } from "./material";

const OURS = { ...NOTHING, licence: "cc-by", publisher: "Octopus Community", level: "introductory" } as const;
const MADE =
  "Made for this library, with its sources named in it. You can change and translate the Word file; upload a version that fits your country as a new version.";

const ALL_OF_JUSTICE = ["investigator", "prosecutor", "judge"] as const;

/** Materials made for the library; `db/seed/documents` has their text. */
export const OWN: readonly SeedMaterial[] = [
  {
    ...OURS,
    slug: "preservation-request-checklist",
    title: "Preservation request: checklist",
    abstract:
      "From the decision to preserve to the request for the data: what an order at home and a request abroad must say, under Articles 16, 17, 29 and 30.",
    kind: "checklist",
    audiences: ["investigator", "prosecutor", "contact-point", "central-authority"],
    topics: ["electronic-evidence", "procedural-powers", "international-cooperation", "contact-points"],
    articles: ["185:16", "185:17", "185:29", "185:30", "185:35"],
    durationMinutes: 30,
    description: ["Two pages to work through with a case on the desk.", MADE],
    documents: () => [PRESERVATION_CHECKLIST],
  },
  {
    ...OURS,
    slug: "article-15-safeguards-card",
    title: "Article 15: conditions and safeguards, a card",
    abstract:
      "The safeguards for each procedural power: what Article 15 requires, power by power, with ten questions before an order is signed.",
    kind: "guide",
    audiences: ["judge", "prosecutor", "investigator", "defence-lawyer", "legislator"],
    topics: ["safeguards", "procedural-powers", "data-protection"],
    articles: ["185:15", "185:14", "185:19", "185:21", "224:13", "224:14"],
    durationMinutes: 30,
    description: ["For those who order, carry out, review or contest a measure.", MADE],
    documents: () => [SAFEGUARDS_CARD],
  },
  {
    ...OURS,
    slug: "ip-address-evidence-guide",
    title: "IP addresses as evidence",
    abstract:
      "From a line in a log to a subscriber: what belongs to an address, which addresses lead nowhere, what to ask whom, and what none of it proves.",
    kind: "guide",
    audiences: ["first-responder", "investigator", "prosecutor", "judge", "forensic-examiner"],
    topics: ["electronic-evidence", "forensics", "provider-cooperation"],
    articles: ["185:18", "185:16", "185:17", "224:7"],
    durationMinutes: 30,
    description: ["Technical as far as a court needs it, and no further.", MADE],
    documents: () => [IP_GUIDE],
  },
  {
    ...OURS,
    slug: "budapest-convention-table-of-articles",
    title: "The Budapest Convention, article by article",
    abstract:
      "What each of the 48 articles of the Convention does, in plain words, on four pages for the desk.",
    kind: "guide",
    level: "awareness",
    audiences: [...ALL_OF_JUSTICE, "legislator", "trainee-magistrate"],
    topics: ["legislation", "procedural-powers", "international-cooperation"],
    articles: [],
    durationMinutes: 30,
    description: [
      "The summaries are those of the article pages of this site, which also show what each country has made of an article.",
      MADE,
    ],
    documents: () => [articlesTable(loadArticles())],
  },
  {
    ...OURS,
    slug: "glossary-english-french",
    title: "Glossary of cybercrime and electronic evidence, English and French",
    abstract:
      "Thirty terms of the Convention and of daily work, each with its equivalent and what it means. One file read from English, one from French.",
    kind: "guide",
    level: "awareness",
    audiences: [...ALL_OF_JUSTICE, "central-authority", "contact-point", "trainer"],
    topics: ["legislation", "international-cooperation", "training"],
    articles: ["185:1"],
    description: ["Where the Convention has a term, it is the term of its two authentic texts.", MADE],
    documents: () => [glossary("en"), glossary("fr")],
  },
  {
    ...OURS,
    slug: "electronic-evidence-session-plan",
    title: "Electronic evidence in one day: the trainers’ plan",
    abstract:
      "Six sessions for prosecutors, judges and investigators, with two mock cases, a test and notes for the trainer. It needs no Internet in the room.",
    kind: "curriculum",
    level: "training-of-trainers",
    audiences: ["trainer", ...ALL_OF_JUSTICE],
    topics: ["electronic-evidence", "training", "procedural-powers", "safeguards"],
    articles: ["185:14", "185:15", "185:16", "185:17", "185:18", "185:19", "185:29"],
    formats: ["in-person"],
    durationMinutes: 420,
    objectives: [
      "Tell subscriber information, traffic data and content apart, and name the power for each",
      "Decide on preservation within an hour, and draft the request",
      "Test an order against Article 15",
      "Find where the custody of an item of evidence breaks",
    ],
    description: [
      "Names, addresses and cases in it are made up; the addresses are from ranges for examples.",
      MADE,
    ],
    documents: () => [SESSION_PLAN],
  },
  {
    ...OURS,
    slug: "electronic-evidence-learning-path",
    title: "New to electronic evidence: a path of four readings",
    abstract: "For prosecutors, judges and investigators who are new to the subject: what to read first.",
    kind: "learning-path",
    audiences: [...ALL_OF_JUSTICE, "trainee-magistrate"],
    topics: ["electronic-evidence", "procedural-powers", "safeguards"],
    articles: [],
    formats: ["self-paced"],
    durationMinutes: 120,
    description: ["Four readings of 30 minutes each. Everything can be downloaded and read offline."],
    items: [
      ["budapest-convention-table-of-articles", "Chapter II, section 2: the procedural powers"],
      ["ip-address-evidence-guide", "What the most frequent item of evidence is worth"],
      ["preservation-request-checklist", "Work through it with a case of your own"],
      ["article-15-safeguards-card", "The safeguards for what you have just asked for"],
    ],
  },
];
