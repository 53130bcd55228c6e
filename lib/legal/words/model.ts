import type { LawRecord, ProvisionRecord } from "@/lib/profiles/kinds/laws";
import { inWordsOf, wordingsOf } from "@/lib/revisions/wordings";

/** The title of a law, and heading and note of a provision, in one language; whether that is a machine's. */
export interface LineWords {
  title?: string;
  heading?: string;
  note?: string;
  isMachine?: true;
}

/** What a law is called, and what a provision says of itself, in other languages: what lists of all countries show. */
export function lineWords(law: LawRecord, provision: ProvisionRecord): Record<string, LineWords> {
  const languages = new Set(
    [...wordingsOf(law), ...wordingsOf(provision)].map(({ lang }) => lang.split("-")[0] ?? lang),
  );
  languages.delete("und");
  return Object.fromEntries(
    [...languages].sort().flatMap((language) => {
      const [ofLaw, ofProvision] = [inWordsOf(law, language), inWordsOf(provision, language)];
      const words: LineWords = {
        ...(ofLaw.names.includes("title") ? { title: String(ofLaw.record.title) } : {}),
        ...(ofProvision.names.includes("heading") ? { heading: String(ofProvision.record.heading) } : {}),
        ...(ofProvision.names.includes("note") ? { note: String(ofProvision.record.note) } : {}),
      };
      if (Object.keys(words).length === 0) return [];
      const isMachine = [ofLaw, ofProvision].some(({ wording }) => wording?.kind === "machine");
      return [[language, isMachine ? { ...words, isMachine } : words]];
    }),
  );
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
