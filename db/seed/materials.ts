import type { Topic } from "@/lib/vocabulary/topics";
import { loadArticles } from "./articles";
import { articlesTable } from "./documents/articles-table";
import type { SeedDocument } from "./documents/document";
import { glossary } from "./documents/glossary";
import { IP_GUIDE } from "./documents/ip-address-guide";
import { PRESERVATION_CHECKLIST } from "./documents/preservation-checklist";
import { SAFEGUARDS_CARD } from "./documents/safeguards-card";
import { SESSION_PLAN } from "./documents/session-plan";

/** A material of the first day: one of our own with its documents, or the entry of one that is kept elsewhere. */
export interface SeedMaterial {
  slug: string;
  title: string;
  abstract: string;
  kind: string;
  level: string;
  licence: string;
  audiences: readonly string[];
  topics: readonly Topic[];
  articles: readonly string[];
  formats: readonly string[];
  publisher: string;
  project: string | null;
  durationMinutes: number | null;
  objectives: readonly string[];
  /** Paragraphs; what is known of it, and from where. */
  description: readonly string[];
  documents: readonly SeedDocument[];
  links: readonly { url: string; label: string; language: string }[];
  /** Slugs of its parts, of a course or a path, with a note each. */
  items: readonly (readonly [slug: string, note: string])[];
}

const NOTHING = {
  formats: [],
  project: null,
  durationMinutes: null,
  objectives: [],
  documents: [],
  links: [],
  items: [],
  articles: [],
} as const;

const OURS = { ...NOTHING, licence: "cc-by", publisher: "Octopus Community", level: "introductory" } as const;
const MADE =
  "Made for this library, with its sources named in it. The Word file is there to be changed and translated; bring a version that fits your country back as a new version.";

const ALL_OF_JUSTICE = ["investigator", "prosecutor", "judge"] as const;
const COE = "https://www.coe.int/en/web/cybercrime";

/** Those that were made for the library: the script that writes them is beside this file. */
function ownMaterials(): SeedMaterial[] {
  return [
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
      durationMinutes: 20,
      description: ["Two pages to work through with a case on the desk.", MADE],
      documents: [PRESERVATION_CHECKLIST],
    },
    {
      ...OURS,
      slug: "article-15-safeguards-card",
      title: "Article 15: conditions and safeguards, a card",
      abstract:
        "What stands round each procedural power: what Article 15 asks for, power by power, with ten questions before an order is signed.",
      kind: "guide",
      audiences: ["judge", "prosecutor", "investigator", "defence-lawyer", "legislator"],
      topics: ["safeguards", "procedural-powers", "data-protection"],
      articles: ["185:15", "185:14", "185:19", "185:21", "224:13", "224:14"],
      durationMinutes: 20,
      description: ["For whoever orders, carries out, reviews or contests a measure.", MADE],
      documents: [SAFEGUARDS_CARD],
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
      documents: [IP_GUIDE],
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
      documents: [articlesTable(loadArticles())],
    },
    {
      ...OURS,
      slug: "glossary-english-french",
      title: "Glossary of cybercrime and electronic evidence, English and French",
      abstract:
        "Thirty terms of the Convention and of daily work, each with its equivalent and what it means. One file read from English, one from French.",
      kind: "template",
      level: "awareness",
      audiences: [...ALL_OF_JUSTICE, "central-authority", "contact-point", "trainer"],
      topics: ["legislation", "international-cooperation", "training"],
      articles: ["185:1"],
      description: ["Where the Convention has a term, it is the term of its two authentic texts.", MADE],
      documents: [glossary("en"), glossary("fr")],
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
      documents: [SESSION_PLAN],
    },
    {
      ...OURS,
      slug: "electronic-evidence-learning-path",
      title: "New to electronic evidence: a path of four readings",
      abstract: "For prosecutors, judges and investigators who begin: what to read first, in two hours.",
      kind: "learning-path",
      audiences: [...ALL_OF_JUSTICE, "trainee-magistrate"],
      topics: ["electronic-evidence", "procedural-powers", "safeguards"],
      articles: [],
      formats: ["self-paced"],
      durationMinutes: 120,
      description: ["All of it can be downloaded and read without a line."],
      items: [
        ["budapest-convention-table-of-articles", "Chapter II, section 2: the procedural powers"],
        ["ip-address-evidence-guide", "What the most frequent item of evidence is worth"],
        ["preservation-request-checklist", "Work through it with a case of your own"],
        ["article-15-safeguards-card", "What has to stand round what you have just asked for"],
      ],
    },
  ];
}

const TRAININGS = {
  url: `${COE}/trainings`,
  label: "Council of Europe, Cybercrime: trainings",
  language: "en",
};
const RESOURCES = {
  url: `${COE}/resources`,
  label: "Council of Europe, Cybercrime: resources",
  language: "en",
};
const ELSEWHERE = { ...NOTHING, licence: "coe-restricted", publisher: "Council of Europe" } as const;
const UPDATE = "Cybercrime@CoE Update, October to December 2016";

/** What others made: named, not copied, each with where the entry comes from. */
const CATALOGUE: readonly SeedMaterial[] = [
  {
    ...ELSEWHERE,
    slug: "electronic-evidence-guide",
    title: "Electronic Evidence Guide",
    abstract:
      "The Council of Europe’s basic guide for police officers, prosecutors and judges on sources and handling of electronic evidence.",
    kind: "guide",
    level: "introductory",
    audiences: ["first-responder", "investigator", "prosecutor", "judge"],
    topics: ["electronic-evidence", "forensics"],
    description: [
      "Given by its publisher to law enforcement and the judiciary only; ask there for a copy.",
      "This entry is from the publisher’s page on trainings, as it was read for a survey of the field. It says nothing of its newest version.",
    ],
    links: [TRAININGS],
  },
  {
    ...ELSEWHERE,
    slug: "basic-judicial-training-module",
    title: "Cybercrime and electronic evidence: basic module for judges and prosecutors",
    abstract:
      "The basic course for judges and prosecutors of the project CyberCrime@IPA, with a pack for the training of trainers.",
    kind: "course-pack",
    level: "introductory",
    audiences: ["judge", "prosecutor", "trainer"],
    topics: ["electronic-evidence", "legislation", "procedural-powers"],
    project: "CyberCrime@IPA",
    description: [
      "One of two modules; the advanced one follows it.",
      "This entry is from the publisher’s page on trainings, as it was read for a survey of the field.",
    ],
    links: [TRAININGS],
  },
  {
    ...ELSEWHERE,
    slug: "advanced-judicial-training-module",
    title: "Cybercrime and electronic evidence: advanced module for judges and prosecutors",
    abstract:
      "The advanced course for judges and prosecutors of the project CyberCrime@IPA, with a pack for the training of trainers.",
    kind: "course-pack",
    level: "advanced",
    audiences: ["judge", "prosecutor", "trainer"],
    topics: ["electronic-evidence", "international-cooperation"],
    project: "CyberCrime@IPA",
    description: [
      "It builds on the basic module.",
      "This entry is from the publisher’s page on trainings, as it was read for a survey of the field.",
    ],
    links: [TRAININGS],
  },
  {
    ...ELSEWHERE,
    slug: "cybercrime-training-concept-for-judges-and-prosecutors",
    title: "Cybercrime training for judges and prosecutors: a concept",
    abstract:
      "How training on cybercrime becomes part of what judges and prosecutors learn: the Council of Europe’s concept paper, with a manual for judges beside it.",
    kind: "curriculum",
    level: "training-of-trainers",
    audiences: ["judge", "prosecutor", "trainer"],
    topics: ["training", "strategy"],
    description: [
      "Offered in English and French, and in Albanian, Arabic, Bosnian, Georgian, Macedonian, Portuguese, Russian, Serbian, Spanish and Turkish.",
      "This entry is from an older page of the publisher’s with training documents, as it was read for a survey of the field; where the paper stands today was not looked up, so the link leads to the page of resources.",
    ],
    links: [RESOURCES],
  },
  {
    ...ELSEWHERE,
    slug: "online-crime-proceeds-module",
    title: "Introductory training module on cybercrime, electronic evidence and online crime proceeds",
    abstract:
      "Material for judges and prosecutors on following, seizing and confiscating the proceeds of crime online, published on the Octopus Community in 2018.",
    kind: "module",
    level: "introductory",
    audiences: ["judge", "prosecutor", "financial-investigator"],
    topics: ["crime-proceeds", "electronic-evidence"],
    project: "iPROCEEDS",
    description: [
      `That such curricula were reviewed in the region is in the inventory of activities of the ${UPDATE}; that the material was published, in the update of the first quarter of 2018.`,
      "Where it stands today was not looked up, so the link leads to the publisher’s page on trainings.",
    ],
    links: [TRAININGS],
  },
  {
    ...ELSEWHERE,
    slug: "cybercrime-and-financial-investigations-module",
    title: "Cybercrime and financial investigations: introductory module",
    abstract:
      "For cybercrime units, financial investigators, financial intelligence units and specialised prosecutors of the iPROCEEDS region.",
    kind: "module",
    level: "introductory",
    audiences: ["investigator", "financial-investigator", "prosecutor"],
    topics: ["crime-proceeds", "virtual-assets", "online-fraud"],
    project: "iPROCEEDS",
    description: [
      `Announced for March 2017 as a regional workshop in the ${UPDATE}. Whether the material itself is public is not known.`,
    ],
    links: [TRAININGS],
  },
  {
    ...ELSEWHERE,
    slug: "fifteen-years-of-the-budapest-convention",
    title: "Fifteen years of the Budapest Convention",
    abstract:
      "A video with those who made the Convention and those who came after, for its anniversary on 23 November 2016.",
    kind: "video",
    level: "awareness",
    audiences: ["legislator", "prosecutor", "judge"],
    topics: ["legislation", "strategy"],
    project: "Cybercrime@Octopus",
    description: [`Told of in the ${UPDATE}; its own address is not in the text that was received.`],
    links: [RESOURCES],
  },
  {
    ...ELSEWHERE,
    slug: "template-articles-29-and-30",
    title: "Template for a request under Articles 29 and 30",
    abstract:
      "The Cybercrime Convention Committee’s form for a request to preserve stored data and to disclose preserved traffic data, T-CY(2018)11.",
    kind: "template",
    level: "intermediate",
    audiences: ["contact-point", "central-authority", "prosecutor", "investigator"],
    topics: ["international-cooperation", "contact-points", "electronic-evidence"],
    articles: ["185:29", "185:30"],
    licence: "unknown",
    description: [
      "Seen in English and Azerbaijani. This entry is from the copy at the link, as it was read for a survey of the field.",
    ],
    links: [{ url: "https://rm.coe.int/0900001680a33478", label: "T-CY(2018)11", language: "en" }],
  },
  {
    ...ELSEWHERE,
    slug: "template-article-31-subscriber-information",
    title: "Template for a request for subscriber information under Article 31",
    abstract:
      "The Cybercrime Convention Committee’s form for mutual assistance to obtain subscriber information, T-CY(2018)10.",
    kind: "template",
    level: "intermediate",
    audiences: ["central-authority", "prosecutor"],
    topics: ["international-cooperation", "electronic-evidence"],
    articles: ["185:31", "185:18"],
    licence: "unknown",
    description: ["This entry is from the copy at the link, as it was read for a survey of the field."],
    links: [
      {
        url: "https://rm.coe.int/template-article31-mla-subscriber/1680a273d9",
        label: "T-CY(2018)10",
        language: "en",
      },
    ],
  },
  {
    ...ELSEWHERE,
    slug: "cybox",
    title: "CYBOX, a platform for courses",
    abstract:
      "Courses on cybercrime and electronic evidence for law enforcement, criminal justice authorities and training institutions, arranged by days and sessions with objectives.",
    kind: "e-learning",
    level: "introductory",
    audiences: ["investigator", "prosecutor", "judge", "trainer"],
    topics: ["training", "electronic-evidence"],
    formats: ["online-live", "self-paced", "blended"],
    description: [
      "For those whom its publisher admits. This entry is from two pages of the platform, as they were read for a survey of the field.",
    ],
    links: [{ url: "https://cybox.coe.int/", label: "CYBOX", language: "en" }],
  },
];

/** The library on its first day: parts before what is made of them. */
export function loadMaterials(): SeedMaterial[] {
  return [...CATALOGUE, ...ownMaterials()];
}
