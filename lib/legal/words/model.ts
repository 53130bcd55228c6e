import type { LawRecord, ProvisionRecord } from "@/lib/profiles/kinds/laws";
import { inWordsOf, primaryLanguage, wordingsOf } from "@/lib/revisions/wordings";

/** The title of a law, and heading and note of a provision, in one language; whether that is a machine's. */
export interface LineWords {
  title?: string;
  heading?: string;
  note?: string;
  isMachine?: true;
}

/** Collects the title of a law and the heading and note of a provision in other languages, for lists of all countries. */
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

/** Reads those of the fields that a record has in a language; none where it has none of them in it. */
function wordsOf<R extends LawRecord | ProvisionRecord>(
  record: R,
  fields: readonly (keyof R & keyof LineWords)[],
  language: string,
): LineWords {
  const { record: read, wording, names } = inWordsOf(record, language);
  const own = fields.filter((field) => names.includes(field));
  return {
    ...Object.fromEntries(own.map((field) => [field, String(read[field])])),
    ...(own.length > 0 && wording?.kind === "machine" ? { isMachine: true } : {}),
  };
}

/** A provision of a list as a reader of a language gets it. */
export function lineInWords<
  L extends {
    heading: string | null;
    note: string | null;
    law: { title: string };
    words?: Readonly<Record<string, LineWords>>;
  },
>(line: L, language: string): L & { isMachine: boolean } {
  const words = line.words?.[language];
  if (!words) return { ...line, isMachine: false };
  return {
    ...line,
    heading: words.heading ?? line.heading,
    note: words.note ?? line.note,
    law: { ...line.law, title: words.title ?? line.law.title },
    isMachine: words.isMachine === true,
  };
}

/** A law and a provision of it, both in the words of a language where somebody has said them in it. */
export function inLegalWords<P extends { law: LawRecord; provision: ProvisionRecord }>(
  one: P,
  language: string,
) {
  const [law, provision] = [inWordsOf(one.law, language), inWordsOf(one.provision, language)];
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
