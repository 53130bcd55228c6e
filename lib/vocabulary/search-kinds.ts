/**
 * Kinds of search results in the order of the filters, with their weight among equal matches: answers to a
 * question before related content. A domain with another kind adds it here, with its words in `messages/*.json`
 * under `search.kind` and `search.kinds`; results of a kind missing here are found, but no filter offers it.
 */
export const SEARCH_WEIGHTS = {
  profile: 0.3,
  instrument: 0.35,
  article: 0.35,
  law: 0.25,
  institution: 0.2,
  strategy: 0.2,
  case: 0.1,
  statistic: 0.05,
  post: 0.15,
  discussion: 0.1,
  comment: 0,
  material: 0.2,
  file: 0.1,
  source: 0,
  member: 0.05,
  page: 0.1,
} as const;
export type SearchKind = keyof typeof SEARCH_WEIGHTS;
export const SEARCH_KINDS = Object.keys(SEARCH_WEIGHTS) as [SearchKind, ...SearchKind[]];

/** The kind of countries and their sections. */
export const PLACE_KIND: SearchKind = "profile";

/** Weight of a kind. */
export const weightOf = (kind: string): number =>
  (SEARCH_WEIGHTS as Readonly<Record<string, number>>)[kind] ?? 0;

/** Kinds that texts can link to by name, besides countries and their sections. */
export const LINKED_KINDS: readonly SearchKind[] = [
  "instrument",
  "article",
  "post",
  "material",
  "discussion",
  "page",
];

/** Kinds shown as one result with their parts. */
export const WITH_PARTS = { material: ["file"] } as const satisfies Partial<
  Record<SearchKind, readonly SearchKind[]>
>;
