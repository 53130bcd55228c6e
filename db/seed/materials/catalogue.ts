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
const ASK =
  "The link leads to the publisher’s page on trainings, not to the file. Ask the Cybercrime Programme Office there for the current version and for the languages that exist.";

/** Resources by others: named, not copied. Each entry says what it is, for whom, and where to find it. */
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
      "A reference for those who find, seize, examine or present electronic evidence without being specialists: where it can be, how to secure it, and how to keep it usable in court.",
      "Given to law enforcement and the judiciary only. The link leads to the publisher’s page on trainings; ask the Cybercrime Programme Office there for a copy from an official address.",
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
      "The first of two modules, for judges and prosecutors without previous training on the subject. Its pack for trainers lets a training institute adapt and deliver it with national law and cases.",
      ASK,
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
      "The second of two modules, for judges and prosecutors who completed the basic one or have dealt with such cases. Like the basic module, it has a pack for trainers.",
      ASK,
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
      "For those who plan the training of magistrates: it describes how initial and in-service training on cybercrime and electronic evidence can become part of the ordinary curriculum of a judicial training institute.",
      "Offered in English and French, and in Albanian, Arabic, Bosnian, Georgian, Macedonian, Portuguese, Russian, Serbian, Spanish and Turkish. The link leads to the publisher’s page of resources.",
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
      "For judges and prosecutors who meet money flows in cybercrime cases: how proceeds are moved online, and how to follow, seize and confiscate them. It was published in the first quarter of 2018, after curricula had been reviewed in the region of the iPROCEEDS project (South-eastern Europe and Türkiye).",
      ASK,
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
      `For teams that combine cybercrime and financial investigation. Announced as a regional workshop for March 2017 in the ${UPDATE}; whether its material was published is not known.`,
      ASK,
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
    description: [
      `Useful as an opening for a training or a conference: people who drafted and applied the Convention say what it was made for. Described in the ${UPDATE}.`,
      "The link leads to the publisher’s page of resources; the address of the video is not known.",
    ],
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
      "A form to fill in: authority and contact, urgency, facts of the case, the data and where they are, the legal basis, and what is asked under each of the two articles. Adopted in July 2018; the link leads to the file.",
      "It exists in English and Azerbaijani at least; the iPROCEEDS project also published Albanian, Bosnian, Macedonian, Montenegrin, Serbian and Turkish versions.",
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
    description: [
      "A form to fill in: requesting and requested authority, earlier requests and preservation, the legal basis, the case, and the subscriber information that is needed. Adopted in July 2018; the link leads to the file.",
    ],
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
      "Courses that authorities and training institutions run on the platform, live or at the learner’s own pace. Each has days, sessions and objectives.",
      "Access is given by the Council of Europe to the participants of a course. The link leads to the sign-in page of the platform.",
    ],
    links: [{ url: "https://cybox.coe.int/", label: "CYBOX", language: "en" }],
  },
];
