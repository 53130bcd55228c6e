/** Abbreviations that end no sentence, without their full stop, in the languages that profiles are written in. */
const ABBREVIATIONS = new Set(
  [
    "abs art arts aufl bzw ca cap cf ch chap cod const corp crim dept dir doc dr ed eds etc fig gen ggf gov",
    "inc jr lit ltd mm mme mlle mr mrs ms no nos nr op ord p para paras par pp pr prof pt reg regs resp rev",
    "s sched sec sect sr ss st stat tit tr u v vgl vol vs z ziff",
    "jan feb febr mar apr jun jul aug sept oct okt nov dec dez janv févr avr juil déc",
  ].flatMap((line) => line.split(" ")),
);
/** A punctuation mark that can end a sentence, closing quotes or brackets after it, and the following space. */
const MARK = /[.!?؟;؛]["”’»)\]]* +/gu;
/** The start of a sentence: a capital letter, a letter of a script without capitals, or a digit. */
const BEGINNING = /^["“‘«([]*(?:\p{Lu}|\p{Lo}|\p{N})/u;
const LONGEST_ORDINAL = 3;

/**
 * Returns the positions in a text where one sentence ends and another begins, after mark and space; none after an
 * abbreviation. The end of the text is not among them.
 */
export function sentenceEnds(text: string): number[] {
  const ends: number[] = [];
  for (const match of text.matchAll(MARK)) {
    const end = match.index + match[0].length;
    if (!BEGINNING.test(text.slice(end, end + 4))) continue;
    if (match[0].startsWith(".") && isAbbreviated(text.slice(Math.max(0, match.index - 40), match.index)))
      continue;
    ends.push(end);
  }
  return ends;
}

/**
 * Checks whether a full stop belongs to the word before it: an ordinal ("41."), an initial, a Roman number, an
 * abbreviation ("Art.", "e.g.", "BGBl."). If in doubt it does: two sentences are then cut as one.
 */
function isAbbreviated(before: string): boolean {
  const word = /[\p{L}\p{M}\p{N}.]+$/u.exec(before)?.[0] ?? "";
  if (word === "") return false;
  if (/^\p{N}+$/u.test(word)) return word.length <= LONGEST_ORDINAL;
  if (/^[IVXLC]+$/.test(word) || /^\p{L}$/u.test(word) || word.includes(".")) return true;
  if (ABBREVIATIONS.has(word.toLowerCase())) return true;
  // Consonants only: an abbreviation, not a word in Latin script.
  return (
    /^[\p{Script=Latin}]+$/u.test(word) &&
    word !== word.toUpperCase() &&
    !/[aeiouyà-æè-ïò-öù-ýœ]/iu.test(word)
  );
}
