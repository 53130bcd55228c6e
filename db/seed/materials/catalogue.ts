import { NOTHING, type SeedMaterial } from "./material";

const COE = "https://www.coe.int/en/web/cybercrime";

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
export const CATALOGUE: readonly SeedMaterial[] = [
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
