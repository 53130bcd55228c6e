import { cleanLine } from "@/lib/text/clean";
import { FOOTNOTE_MAX } from "@/lib/text/nodes";
import { type Fragment, isRaised } from "./fragments";
import { linesIn } from "./inlines";
import { MARK, noteText } from "./notes";
import { type Branch, fragmentsIn, isBranch } from "./tagged-tree";

const NOTE: ReadonlySet<string> = new Set(["Note", "FENote"]);

/** The notes of a tagged document, and the ids by the marks in its text. */
export interface TaggedNotes {
  texts: ReadonlyMap<string, string>;
  marks: ReadonlyMap<Fragment, string>;
  /** The tags of notes to which a mark refers; others stay in the text. */
  cited: ReadonlySet<Branch>;
}

/**
 * Finds the notes of a document by their tags. A note belongs to the marks of its number before it that have no note
 * yet: several on its page, or those of a whole document with endnotes.
 */
export function taggedNotes(document: Branch): TaggedNotes {
  const texts = new Map<string, string>();
  const marks = new Map<Fragment, string>();
  const cited = new Set<Branch>();
  const waiting = new Map<string, Fragment[]>();
  const readNote = (note: Branch) => {
    const lines = linesIn(fragmentsIn(note));
    const mark = NOTE_MARK.exec(lines[0]?.[0]?.text.trim() ?? "")?.[1] ?? "";
    const fragments = waiting.get(mark) ?? [];
    if (fragments.length === 0) return;
    const id = `footnote-${texts.size + 1}`;
    texts.set(id, cleanLine(noteText(lines, mark)).slice(0, FOOTNOTE_MAX));
    for (const fragment of fragments) marks.set(fragment, id);
    waiting.delete(mark);
    cited.add(note);
  };
  const readText = (fragments: readonly Fragment[]) => {
    for (const { mark, fragment } of raisedMarks(fragments)) {
      const same = waiting.get(mark);
      if (same) same.push(fragment);
      else waiting.set(mark, [fragment]);
    }
  };
  walk(document, readText, readNote);
  return { texts, marks, cited };
}

const NOTE_MARK = /^[[(]?(\d{1,3}|[*†‡§¶]{1,3}|[a-z](?=$|[\s\]).]))/u;

/** Goes through a document: the text between notes together, since a line of text can be in several tags. */
function walk(
  document: Branch,
  readText: (fragments: readonly Fragment[]) => void,
  readNote: (note: Branch) => void,
): void {
  let text: Fragment[] = [];
  const visit = ({ children }: Branch) => {
    for (const child of children) {
      if (!isBranch(child)) text.push(child);
      else if (NOTE.has(child.role)) {
        readText(text);
        text = [];
        readNote(child);
      } else visit(child);
    }
  };
  visit(document);
}

function raisedMarks(text: readonly Fragment[]): { mark: string; fragment: Fragment }[] {
  return linesIn(text).flatMap((line) => {
    const largest = line.reduce((most, one) => (one.size > most.size ? one : most));
    return line.flatMap((fragment) => {
      const mark = isRaised(fragment, largest) ? MARK.exec(fragment.text.trim())?.[1] : undefined;
      return mark === undefined ? [] : [{ mark, fragment }];
    });
  });
}
