/** A passage of a text: its anchor, and its language if not the entry's. */
export interface Passage {
  text: string;
  anchor?: string | undefined;
  language?: string | undefined;
  /** A heading, which states the subject. */
  isHeading?: boolean;
  /** A place that people say together with the name: "Romania Criminal Code". */
  isPlace?: boolean;
}

/** A part of a text, short enough to read for a snippet. */
export interface Part {
  passages: readonly Passage[];
  text: string;
  /** Start of each anchor in `text`. */
  anchors: [number, string][];
}

/** Characters of a part; a text up to half longer is not split. */
const PART = 6_000;
/** Characters of a text that are indexed: some four hundred printed pages. */
const MAX_TEXT = 1_500_000;

/** Splits a text into parts, between passages or, in a long passage, between words. */
export function partsOf(passages: readonly Passage[]): Part[] {
  const length = passages.reduce((sum, { text }) => sum + text.length, 0);
  if (length <= PART * 1.5) return [partOf(passages)];
  const parts: Part[] = [];
  let open: Passage[] = [];
  let size = 0;
  let left = MAX_TEXT;
  const close = () => {
    if (open.length > 0) parts.push(partOf(open));
    open = [];
    size = 0;
  };
  for (const passage of passages.flatMap(cut)) {
    if (left <= 0) break;
    left -= passage.text.length;
    if (size > 0 && size + passage.text.length > PART) close();
    open.push(passage);
    size += passage.text.length;
  }
  close();
  return parts;
}

function cut(passage: Passage): Passage[] {
  if (passage.text.length <= PART) return [passage];
  const pieces: Passage[] = [];
  let rest = passage.text;
  while (rest.length > 0) {
    const space = rest.length > PART ? rest.lastIndexOf(" ", PART) : -1;
    const end = rest.length <= PART ? rest.length : space > PART / 2 ? space : PART;
    pieces.push({ ...passage, text: rest.slice(0, end) });
    rest = rest.slice(end).trimStart();
  }
  return pieces;
}

function partOf(passages: readonly Passage[]): Part {
  const anchors: [number, string][] = [];
  let text = "";
  for (const passage of passages) {
    if (text !== "") text += "\n";
    if (passage.anchor !== undefined && anchors.at(-1)?.[1] !== passage.anchor)
      anchors.push([text.length, passage.anchor]);
    text += passage.text;
  }
  return { passages, text, anchors };
}
