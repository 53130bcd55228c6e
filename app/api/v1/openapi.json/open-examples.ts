/*
 * An example of each response, for the description of the API. A test reads each by its schema, so that an
 * example cannot contain what the software does not return.
 */
const AT = "2026-03-31T12:00:00.000Z";
const CONTENT = {
  schemaVersion: 1,
  doc: {
    type: "doc",
    content: [
      {
        type: "paragraph",
        attrs: { id: "k3v9qd" },
        content: [{ type: "text", text: "Act No. 2008-11 covers cybercrime." }],
      },
    ],
  },
};
const AUTHOR = { handle: "awa-diop", name: "Awa Diop" };

const Country = {
  slug: "senegal",
  iso2: "SN",
  iso3: "SEN",
  names: { en: "Senegal", fr: "Sénégal", ar: "السنغال" },
  region: "Africa",
  subregion: "Western Africa",
  isUnMember: true,
  isCoeMember: false,
  designation: null,
  languages: ["fra"],
  factsFrom: {
    source: "world-countries 5.1.0",
    asOf: "2026-02-05",
    confidence: { languages: "unverified", isUnMember: "likely", isCoeMember: "unverified" },
  },
  sections: [{ section: "legislation", lang: "en", number: 3, updatedAt: AT }],
  href: "/countries/senegal",
};
const SectionRow = {
  country: "senegal",
  iso2: "SN",
  section: "legislation",
  lang: "en",
  family: "prose",
  number: 3,
  updatedAt: AT,
  summary: "Name the act of 2008",
  byToken: false,
  label: null,
  content: CONTENT,
  href: "/countries/senegal#legislation",
};
const Article = {
  id: "185-16",
  instrument: "185",
  number: 16,
  kind: "procedural",
  titles: {
    en: "Expedited preservation of stored computer data",
    fr: "Conservation rapide de données informatiques stockées",
    ar: "الحفظ المعجل للبيانات الحاسوبية المخزنة",
  },
  isAnswered: true,
  href: "/convention/185/16",
};
const Provision = {
  country: "senegal",
  iso2: "SN",
  id: "p-431-8",
  law: {
    id: "penal-code",
    title: "Penal Code",
    original: "Code pénal",
    state: "in_force",
    lang: "fr",
  },
  locator: "Art. 431-8",
  heading: "Illegal access",
  note: null,
  words: { fr: { heading: "Accès illégal" } },
  lang: "fr",
  hasText: true,
  hasTranslation: false,
  articles: ["185-2"],
  pinpoints: ["185-2"],
  confidence: "confirmed",
  asOf: "2026-03-31",
  inForceFrom: "2008-01-25",
  inForceTo: null,
  supersededBy: null,
  force: "current",
  href: "/countries/senegal/law",
};
const Post = {
  id: "01890a5d-ac96-774b-bcce-b302099a8057",
  slug: "preserving-data-across-borders",
  title: "Preserving data across borders",
  summary: "What prosecutors should ask for first.",
  lang: "en",
  topics: ["electronic-evidence"],
  countries: ["SN"],
  authors: [AUTHOR],
  publishedAt: AT,
  updatedAt: AT,
  content: CONTENT,
  href: "/blog/preserving-data-across-borders",
};
const Material = {
  id: "01890a5d-ac96-774b-bcce-b302099a8058",
  slug: "first-responder-checklist",
  title: "First responder checklist",
  abstract: "What to secure at the scene.",
  lang: "en",
  kind: "checklist",
  level: "introductory",
  tlp: "clear",
  audiences: ["first-responder"],
  topics: ["electronic-evidence"],
  languages: ["en", "fr"],
  countries: ["SN"],
  publisher: null,
  durationMinutes: 30,
  version: "1.0",
  files: 1,
  bytes: 48_210,
  isStale: false,
  publishedAt: AT,
  updatedAt: AT,
  content: CONTENT,
  href: "/training/first-responder-checklist",
};
const Change = {
  id: "01890a5d-ac96-774b-bcce-b302099a8059",
  country: "senegal",
  section: "legislation",
  number: 3,
  summary: "Name the act of 2008",
  tag: "edit",
  byToken: false,
  author: AUTHOR,
  createdAt: AT,
  sizeChange: 42,
  href: "/countries/senegal/revisions/3",
};
const Member = {
  ...AUTHOR,
  country: "SN",
  institution: null,
  sector: "prosecution",
  biography: null,
  specialties: ["electronic-evidence"],
  languages: ["fr"],
  href: "/members/awa-diop",
};
const Contribution = {
  id: "01890a5d-ac96-774b-bcce-b302099a8060",
  country: "senegal",
  section: "legislation",
  number: 4,
  summary: "Add the decree of application",
  state: "pending",
  reason: null,
  byToken: true,
  createdAt: AT,
};

const KEY = "-----BEGIN PUBLIC KEY-----\nMCowBQYDK2VwAyEA…\n-----END PUBLIC KEY-----\n";
const SUM = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";
const Dumps = {
  dumps: [
    {
      id: "01890a5d-ac96-774b-bcce-b302099a8061",
      madeAt: AT,
      files: [
        {
          name: "countries.jsonl.gz",
          resource: "countries",
          lines: 197,
          bytes: 18_402,
          sha256: SUM,
          href: "/api/v1/dumps/01890a5d-ac96-774b-bcce-b302099a8061/countries.jsonl.gz",
        },
      ],
      sums: `${SUM}  countries.jsonl.gz\n`,
      signature: "q1Hn…==",
      publicKey: KEY,
    },
  ],
};

const page = (row: object, next: string | null) => ({ rows: [row], next });

/** By the names of schemas in the description. */
export const OPEN_EXAMPLES: Readonly<Record<string, unknown>> = {
  Country,
  CountryList: page(Country, "/api/v1/countries?limit=1&after=senegal"),
  SectionRow,
  SectionList: page(SectionRow, "/api/v1/sections?limit=1&after=senegal%2Flegislation"),
  Article,
  ArticleList: page(Article, "/api/v1/articles?limit=1&after=185-16"),
  Provision,
  ProvisionList: page(Provision, null),
  Post,
  PostList: page(Post, null),
  Material,
  MaterialList: page(Material, null),
  Change,
  ChangeList: page(Change, null),
  Member,
  MemberList: page(Member, "/api/v1/members?limit=1&after=awa-diop"),
  Contribution,
  ContributionList: page(Contribution, null),
  Dumps,
  DumpKey: { algorithm: "Ed25519", publicKey: KEY },
};
