import { KINDS } from "@/lib/profiles/kinds";
import { SECTION_KEYS, type SectionKey, sectionOf } from "@/lib/profiles/model";
import type { Content } from "@/lib/text/nodes";
import { editProse, type Measure, makeProse, type Surroundings } from "./content";
import { between, phrase, pick, type Random, randomFrom, readWords } from "./words";

/** A profile that the bench makes: what it is called, how long it is and how often it was edited. */
export interface ProfilePlan {
  slug: string;
  /** Any whole number that no other plan has; the text follows from it. */
  seed: number;
  revisions: number;
  /** Characters of prose over all sections. */
  characters: number;
  /** A section whose length is given apart from the others. */
  section?: { key: SectionKey } & Measure;
}

/** A revision of a planned profile, in the order in which they are made. */
export interface PlannedRevision {
  key: SectionKey;
  content: unknown;
  summary: string;
  isFirst: boolean;
}

/** Share of each section in a profile's prose. */
const SHARES: Partial<Record<SectionKey, number>> = {
  policies: 0.1,
  legislation: 0.2,
  "state-of-play": 0.15,
  "substantive-law": 0.16,
  "procedural-law": 0.12,
  safeguards: 0.08,
  "related-laws": 0.06,
  "international-cooperation": 0.08,
  "public-private": 0.05,
};
const PROSE = SECTION_KEYS.filter((key) => sectionOf(key).family === "prose");
/** Whole blocks are added, so sections become about a tenth longer than requested: 40 KB in all. */
const CHARACTERS = 37_000;
const SOURCES = 20;
const LAWS = 6;

/** Profiles as most are: 40 KB of prose, `area-1` and so on. */
export function planAreas(count: number, revisions: number): ProfilePlan[] {
  return Array.from({ length: count }, (_area, n) => ({
    slug: `area-${n + 1}`,
    seed: n + 1,
    revisions,
    characters: CHARACTERS,
  }));
}

/**
 * Plans one profile of its own kind, of the same length of 40 KB; `section` is longer. `seed` counts from a million,
 * above those of `planAreas`.
 */
export function planOne(slug: string, seed: number, revisions: number, section?: ProfilePlan["section"]) {
  return { slug, seed: 1_000_000 + seed, revisions, characters: CHARACTERS, section } satisfies ProfilePlan;
}

/**
 * Yields all revisions of a profile: first the sources, the treaty status, the laws and each section of prose once,
 * then edits of single paragraphs. The length stays about the same.
 */
export function* revisionsOf(
  plan: ProfilePlan,
  around: Pick<Surroundings, "words">,
): Generator<PlannedRevision> {
  const random = randomFrom(plan.seed);
  const sources = Array.from({ length: SOURCES }, (_source, n) => `source-${n + 1}`);
  const links = [
    "/countries/senegal",
    "/countries/romania#legislation",
    "https://www.coe.int/en/web/octopus/",
  ];
  const surroundings: Surroundings = { ...around, sources, links };
  const standing = new Map<SectionKey, Content>();
  const first = (key: SectionKey, content: unknown): PlannedRevision => ({
    key,
    content,
    summary: "First text of the bench",
    isFirst: true,
  });
  yield first("sources", makeSources(surroundings, random));
  yield first("treaty-status", makeTreatyStatus(random, sources));
  yield first("laws", makeLaws(surroundings, random));
  for (const key of PROSE) {
    const own = plan.section?.key === key ? plan.section : undefined;
    const content = makeProse(
      surroundings,
      random,
      own ?? { characters: plan.characters * (SHARES[key] ?? 0) },
    );
    standing.set(key, content);
    yield first(key, content);
  }
  for (let made = PROSE.length + 3; made < plan.revisions; made += 1) {
    const key = plan.section && made % 2 === 0 ? plan.section.key : pick(random, PROSE);
    const before = standing.get(key);
    if (!before) throw new Error(`No prose in ${key}`);
    const content = editProse(surroundings, random, before);
    standing.set(key, content);
    const summary = phrase(around.words, random, between(random, 3, 9)).slice(0, 200);
    yield { key, content, summary, isFirst: false };
  }
}

/** Shared by the plans of one run, because reading the words takes a while. */
export function surroundings(): Pick<Surroundings, "words"> {
  return { words: readWords() };
}

function makeSources({ words, sources }: Surroundings, random: Random): unknown {
  return KINDS.sources.parse({
    schemaVersion: 1,
    records: sources.map((id, n) => ({
      id,
      title: phrase(words, random, between(random, 5, 12)),
      publisher: phrase(words, random, 3),
      kind: pick(random, ["official_gazette", "ministry", "igo", "academic"]),
      url: `https://example.org/source/${n + 1}`,
      lang: "en",
    })),
  });
}

function makeTreatyStatus(random: Random, sources: readonly string[]): unknown {
  const records = ["185", "189", "224"].map((treaty) => ({
    id: `treaty-${treaty}`,
    treaty,
    how: "ratification",
    consentOn: { value: `${between(random, 2004, 2024)}-03-15`, precision: "day", confidence: "likely" },
    sources: [pick(random, sources)],
    sourceState: "cited",
    asOf: "2025-01-31",
    confidence: "likely",
  }));
  return KINDS["treaty-status"].parse({ schemaVersion: 1, records });
}

function makeLaws({ words, sources }: Surroundings, random: Random): unknown {
  const provision = (law: number, n: number) => ({
    id: `provision-${law}-${n}`,
    locator: `Art. ${between(random, 1, 400)}`,
    articles: [`185-${between(random, 2, 13)}`],
    note: phrase(words, random, between(random, 6, 14)),
    sources: [pick(random, sources)],
    confidence: "likely",
  });
  const records = Array.from({ length: LAWS }, (_law, law) => ({
    id: `law-${law + 1}`,
    title: phrase(words, random, between(random, 5, 10)),
    kind: "act",
    status: "in_force",
    adoptedOn: `${between(random, 1990, 2024)}`,
    provisions: Array.from({ length: 5 }, (_provision, n) => provision(law + 1, n + 1)),
    sources: [pick(random, sources)],
    sourceState: "cited",
    asOf: "2025-01-31",
    confidence: "likely",
  }));
  return KINDS.laws.parse({ schemaVersion: 1, records });
}
