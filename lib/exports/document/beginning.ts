import type { Part, Run } from "./model";
import { sentenceEnds } from "./sentences";

/** Most characters of a sentence searched for a mark of doubt after a cut. */
const MOST_OF_A_SENTENCE = 1_000;

/**
 * Returns the beginning of a text with its source marks, in about `most` characters: whole sentences if they fit,
 * else whole words and "…".
 */
export function beginningOf(parts: readonly Part[], most: number): Run[] {
  if (most === 0) return [];
  const { text, marks } = flat(withoutIntroductions(parts));
  const end = text.length <= most ? text.length : cutOf(text, most);
  const runs: Run[] = [];
  let at = 0;
  for (const mark of marks) {
    if (mark.at > end) break;
    if (mark.at > at) runs.push({ text: text.slice(at, mark.at) });
    runs.push(mark.run);
    at = mark.at;
  }
  const rest = text.slice(at, end);
  const tail = end < text.length ? `${rest} …${doubtBehind(text, end)}` : rest;
  return tail === "" ? runs : [...runs, { text: tail }];
}

/** A mark of doubt in prose: "(unverified)". */
const DOUBT = /\((?:unverified|non vérifiée?s?|غير متحقق منها?)\)/u;

/** Finds a mark of doubt in the part of a sentence that was cut off: it also applies to the part that is shown. */
function doubtBehind(text: string, end: number): string {
  const rest = text.slice(end, end + MOST_OF_A_SENTENCE);
  const first = rest.slice(0, sentenceEnds(rest)[0] ?? rest.length);
  const isWhole = /[.;!?؟؛]$/.test(text.slice(0, end).trimEnd());
  const mark = isWhole ? null : DOUBT.exec(first);
  return mark ? ` ${mark[0]}` : "";
}

const COLON = /[:：]\s*$/u;
const wordsOf = (runs: readonly Run[]) => runs.map(({ text, cites }) => (cites ? "" : text)).join("");
const isText = (part: Part | undefined) => part?.is === "paragraph" || part?.is === "item";

/** Removes sentences that only introduce something left out: "… as follows:" before a table. */
function withoutIntroductions(parts: readonly Part[]): Part[] {
  return parts.flatMap((part, n): Part[] => {
    if (part.is !== "paragraph" || isText(parts[n + 1]) || !COLON.test(wordsOf(part.runs))) return [part];
    const runs = withoutLastSentence(part.runs);
    return runs.length > 0 ? [{ ...part, runs }] : [];
  });
}

function withoutLastSentence(runs: readonly Run[]): Run[] {
  const end = sentenceEnds(wordsOf(runs)).at(-1) ?? 0;
  const kept: Run[] = [];
  let at = 0;
  for (const run of runs) {
    if (at >= end && !(run.cites && at === end && end > 0)) break;
    if (run.cites) kept.push(run);
    else {
      kept.push({ ...run, text: run.text.slice(0, end - at) });
      at += run.text.length;
    }
  }
  return kept;
}

/**
 * Checks whether a text ends with a punctuation mark. After an item of a list without one, `flat` writes a
 * semicolon, so that the next item is not read as part of the same sentence.
 */
const isEnded = (text: string) => /[.;:,!?؟؛،…]["”’»)]*\s*$/u.test(text);

/** Joins paragraphs into one line of text, with the position of each source's mark. */
function flat(parts: readonly Part[]): { text: string; marks: { at: number; run: Run }[] } {
  let text = "";
  const marks: { at: number; run: Run }[] = [];
  for (const [n, part] of parts.entries()) {
    if (part.is !== "paragraph" && part.is !== "item") continue;
    if (part.is === "item" && parts[n - 1]?.is === "item" && !isEnded(text)) text = `${text.trimEnd()};`;
    if (text !== "" && !text.endsWith(" ")) text += " ";
    for (const run of part.runs) {
      if (run.cites) marks.push({ at: text.trimEnd().length, run });
      else text = `${text}${run.text}`.replaceAll(/\s+/g, " ");
    }
    text = text.trimStart();
  }
  return { text: text.trimEnd(), marks };
}

/** Finds the end of the last sentence that fits, or of the last word if that would leave less than a third. */
function cutOf(text: string, most: number): number {
  const end = sentenceEnds(text.slice(0, most + 12)).findLast((one) => one <= most) ?? 0;
  if (end > most / 3) return text.slice(0, end).trimEnd().length;
  const words = text.slice(0, Math.max(text.slice(0, most).lastIndexOf(" "), 0));
  return words.replace(/[\s:,;–-]+$/u, "").length;
}
