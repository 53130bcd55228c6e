import type { LawRecord, ProvisionRecord } from "@/lib/profiles/kinds/laws";
import {
  inWordsOf,
  originalText,
  primaryLanguage,
  type Written,
  wordingsOf,
} from "@/lib/revisions/records/wordings";

/** Title of a law, and heading and note of a provision, in one language; and whether it is machine-translated. */
export interface LineWords {
  title?: string;
  heading?: string;
  note?: string;
  isMachine?: true;
}

/**
 * Collects the title of a law and the heading and note of a provision in other languages, for lists of all
 * countries.
 */
export function lineWords(law: LawRecord, provision: ProvisionRecord): Record<string, LineWords> {
  const languages = new Set(
    [...wordingsOf(law), ...wordingsOf(provision)].flatMap(({ lang }) => primaryLanguage(lang) ?? []),
  );
  return Object.fromEntries(
    [...languages].sort().flatMap((language) => {
      const words: LineWords = {
        ...wordsOf(law, ["title"], language),
        ...wordsOf(provision, ["heading", "note"], language),
      };
      return Object.keys(words).length > 0 ? [[language, words]] : [];
    }),
  );
}

/** Reads a record's fields in a language; without those that it does not have in that language. */
function wordsOf<R extends LawRecord | ProvisionRecord>(
  record: R,
  fields: readonly (keyof R & keyof LineWords)[],
  language: string,
): LineWords {
  const { wording, names } = inWordsOf(record, language);
  const own = fields.filter((field) => names.includes(field));
  return {
    ...Object.fromEntries(own.map((field) => [field, String(wording?.[field])])),
    ...(own.length > 0 && wording?.kind === "machine" ? { isMachine: true } : {}),
  };
}

/** A provision of a list as recorded: heading and note in the members' words, and in other languages. */
interface Line {
  heading: Written | null;
  note: Written | null;
  law: { title: Written; original?: string | null; lang?: string | null };
  words: Readonly<Record<string, LineWords>>;
  written: string;
}

/**
 * Returns a provision of a list in the reader's language. Readers of the law's own language get its original
 * title, with the members' title as the second one.
 */
export function lineInWords<L extends Line>(line: L, language: string) {
  const words = line.words[language] ?? {};
  const { heading, note, title } = words;
  const { law, ...own } = line;
  const written = title ?? originalText(law.title);
  const isRead = Boolean(law.original) && primaryLanguage(law.lang ?? null) === language;
  const named = isRead
    ? { ...law, title: law.original, original: written, lang: title ? language : line.written }
    : { ...law, title: written };
  return {
    ...own,
    heading: heading ?? originalText(line.heading),
    note: note ?? originalText(line.note),
    law: named as Omit<L["law"], "title"> & { title: string },
    isMachine: words.isMachine === true,
    said: {
      names: isRead ? [...new Set([...Object.keys(words), "title"])] : Object.keys(words),
      lang: inWordsOf({}, language, line.written).lang,
    },
  };
}

/** Returns a law and one of its provisions in a language, as far as members wrote them in that language. */
export function inLegalWords<P extends { law: LawRecord; provision: ProvisionRecord }>(
  one: P,
  language: string,
  written: string,
) {
  const law = inWordsOf(one.law, language, written);
  const provision = inWordsOf(one.provision, language, written);
  return {
    ...one,
    law: law.record,
    provision: provision.record,
    said: {
      law: { ...law, original: one.law },
      provision: { ...provision, original: one.provision },
      names: provision.names,
    },
  };
}
