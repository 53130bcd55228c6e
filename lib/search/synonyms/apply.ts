import type { Asked } from "../query/expand";
import { all, any, type Node } from "../query/lexemes";
import type { Group, Phrase, PhraseWord } from "./groups";

/** A query with its synonyms. */
export interface Widened {
  nodes: { node: Node; asked: readonly Asked[] }[];
  /** The synonyms, as administrators wrote them. */
  synonyms: string[];
}

/** A clause as groups match it: its words, each in all forms. */
export interface Recognised {
  asked: Asked;
  words: readonly ReadonlySet<string>[];
}

/** Adds the other phrases of a group to each phrase found; longest phrase first. */
export function widen(recognised: readonly Recognised[], groups: readonly Group[]): Widened {
  const nodes: Widened["nodes"] = [];
  const synonyms = new Set<string>();
  let at = 0;
  while (at < recognised.length) {
    const found = longestAt(recognised, at, groups);
    const one = recognised[at] as Recognised;
    if (!found) {
      nodes.push({ node: one.asked.node, asked: [one.asked] });
      at += 1;
      continue;
    }
    const said = recognised.slice(at, at + found.length).map(({ asked }) => asked);
    const others = found.groups
      .flatMap(({ phrases }) => phrases)
      .filter((phrase) => !found.phrases.has(phrase));
    for (const { text } of others) synonyms.add(text);
    nodes.push({
      node: any([all(said.map(({ node }) => node)), ...others.map(({ node }) => node)]),
      asked: said,
    });
    at += found.length;
  }
  return { nodes, synonyms: [...synonyms] };
}

interface Match {
  /** Number of clauses in the phrase. */
  length: number;
  groups: Group[];
  /** The phrases found, in all groups with them. */
  phrases: Set<Phrase>;
}

function longestAt(recognised: readonly Recognised[], at: number, groups: readonly Group[]): Match | null {
  let best: Match | null = null;
  for (const group of groups) {
    for (const phrase of group.phrases) {
      const length = lengthOf(phrase, recognised, at);
      if (length === 0 || (best && length < best.length)) continue;
      if (!best || length > best.length) best = { length, groups: [], phrases: new Set() };
      if (!best.groups.includes(group)) best.groups.push(group);
      best.phrases.add(phrase);
    }
  }
  return best;
}

/** Number of clauses from one on that match a phrase word by word; 0 for none. */
function lengthOf({ words }: Phrase, recognised: readonly Recognised[], at: number): number {
  let next = 0;
  let taken = 0;
  while (next < words.length) {
    const one = recognised[at + taken];
    if (!one || one.asked.clause.isExcluded || one.words.length === 0) return 0;
    for (const forms of one.words) {
      while (words[next]?.isSmall && !meet(forms, words[next])) next += 1;
      if (!meet(forms, words[next])) return 0;
      next += 1;
    }
    taken += 1;
  }
  return taken;
}

const meet = (forms: ReadonlySet<string>, word: PhraseWord | undefined) =>
  word !== undefined && [...forms].some((form) => word.forms.has(form));
