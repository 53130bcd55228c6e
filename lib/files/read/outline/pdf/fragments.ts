/** A piece of text as a page places it: some characters in one font. */
export interface Fragment {
  text: string;
  /** Left end and baseline, in points from the top left corner of the page. */
  x: number;
  y: number;
  width: number;
  /** Size of the font in points. */
  size: number;
  /** Direction in degrees, in quarters: 0 is upright, 90 and -90 are turned. */
  angle: number;
  isRtl: boolean;
  /** Whether most of its page is written from right to left. */
  isRtlPage: boolean;
  isBold: boolean;
  isItalic: boolean;
  href: string | null;
  /** Id of the marked content that it is in, to which tags refer. */
  content: string | null;
}

/**
 * Turns fragments so that most of the text of a page is upright, as on a page with a wide table that was turned;
 * leaves out text in other directions, such as a mark along the margin.
 */
export function upright(fragments: readonly Fragment[]): Fragment[] {
  const lengths = new Map<number, number>();
  for (const { angle, text } of fragments) lengths.set(angle, (lengths.get(angle) ?? 0) + text.length);
  const [usual = 0] = [...lengths].sort(([, one], [, other]) => other - one)[0] ?? [];
  return fragments.filter(({ angle }) => angle === usual).map((one) => ({ ...one, ...turned(one, usual) }));
}

function turned({ x, y }: Fragment, angle: number): { x: number; y: number } {
  if (angle === 90) return { x: y, y: -x };
  if (angle === -90) return { x: -y, y: x };
  return angle === 0 ? { x, y } : { x: -x, y: -y };
}

/** Adds up the characters of fragments. */
export function lengthOf(fragments: readonly Fragment[]): number {
  return fragments.reduce((sum, { text }) => sum + text.length, 0);
}

/** Size of a raised mark, and its height above the line, as parts of the size of the text. */
const RAISED_SIZE = 0.86;
const RAISED_BY = 0.12;

/** Checks whether a fragment is written small and above the line, like the mark of a note. */
export function isRaised(fragment: Fragment, line: { y: number; size: number }): boolean {
  return fragment.size <= line.size * RAISED_SIZE && line.y - fragment.y >= line.size * RAISED_BY;
}

/**
 * Puts the fragments of one line in the order in which they are read: the page has them from left to right, with what
 * is written from right to left turned round (Unicode Bidirectional Algorithm, rule L2, backwards).
 */
export function inOrder(fragments: readonly Fragment[]): Fragment[] {
  const seen = [...fragments].sort((one, other) => one.x - other.x);
  const isRtlPage = seen[0]?.isRtlPage ?? false;
  if (!isRtlPage && !seen.some(({ isRtl }) => isRtl)) return seen;
  const runs: { isRtl: boolean; fragments: Fragment[] }[] = [];
  for (const [at, one] of seen.entries()) {
    const isRtl = directionAt(seen, at, isRtlPage);
    const read = isRtl && isNeutral(one) ? mirrored(one) : one;
    const run = runs.at(-1);
    if (run?.isRtl === isRtl) run.fragments.push(read);
    else runs.push({ isRtl, fragments: [read] });
  }
  const ordered = runs.map((run) => {
    if (run.isRtl) return run.fragments.reverse();
    return isRtlPage ? run.fragments.map(punctuatedAfter) : run.fragments;
  });
  return (isRtlPage ? ordered.reverse() : ordered).flat();
}

const isNeutral = ({ text }: Fragment) => !/\p{L}|\p{N}/u.test(text);

/** A fragment without letters has the direction of its neighbours if they agree, otherwise that of the page. */
function directionAt(seen: readonly Fragment[], at: number, isRtlPage: boolean): boolean {
  const one = seen[at];
  if (!one || !isNeutral(one)) return one?.isRtl ?? isRtlPage;
  const [before, after] = [seen[at - 1], seen[at + 1]];
  return before && after && before.isRtl === after.isRtl ? before.isRtl : isRtlPage;
}

const MIRRORED: Readonly<Record<string, string>> = {
  "(": ")",
  ")": "(",
  "[": "]",
  "]": "[",
  "«": "»",
  "»": "«",
};
/** Turns brackets round. Marks of notes are known by their fragments, so others are not copied. */
function mirrored(one: Fragment): Fragment {
  const text = one.text.replace(/[()[\]«»]/g, (character) => MIRRORED[character] ?? character);
  return text === one.text ? one : { ...one, text };
}

/** A full stop to the left of a number is behind it when the line is read from right to left. */
function punctuatedAfter(one: Fragment): Fragment {
  const [, marks = "", rest = ""] = /^\s*([.,:;!?،؛؟]+)(.*)$/su.exec(one.text) ?? [];
  return marks === "" ? one : { ...one, text: rest + marks };
}

/** Checks whether most of the text of a line or column is written from right to left. */
export function isMostlyRtl(fragments: readonly Fragment[]): boolean {
  const rtl = lengthOf(fragments.filter((one) => one.isRtl));
  return rtl > 0 && rtl * 2 >= lengthOf(fragments.filter(({ text }) => /\p{L}/u.test(text)));
}
