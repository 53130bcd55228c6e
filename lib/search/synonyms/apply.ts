import type { Asked } from "../query/expand";
import { all, any, type Node } from "../query/lexemes";
import type { Group, Phrase, PhraseWord } from "./groups";

/** What is looked for, with the other ways to say it. */
export interface Widened {
  nodes: { node: Node; asked: readonly Asked[] }[];
  /** The other ways, as administrators wrote them. */
  synonyms: string[];
}

/** A clause as groups recognise it: its words, each in all its forms. */
export interface Recognised {
  asked: Asked;
  words: readonly ReadonlySet<string>[];
}

/** Puts beside each phrase that a group knows the other phrases of that group; the longest phrase first. */
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
  /** How many clauses the phrase takes. */
  length: number;
  groups: Group[];
  /** The phrases that were said, in all groups that know them. */
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

/** How many clauses from one on say a phrase, word by word; 0 where they do not. */
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
