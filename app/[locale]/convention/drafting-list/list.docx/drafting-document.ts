import {
  type LawDrawing,
  lawDocument,
  lawDrawing,
  provisionRuns,
  textParts,
} from "@/components/legal/document/law-parts";
import { dayOf } from "@/lib/core/moments";
import type { ExportDocument, Part } from "@/lib/exports/document/model";
import type { DraftEntry, Drafted } from "@/lib/legal/drafting/model";
import type { Evidence } from "@/lib/legal/evidence/model";
import type { ProvisionLine } from "@/lib/legal/reading/model";
import { lineInWords, lineWords } from "@/lib/legal/words/model";
import { translationsOf } from "@/lib/profiles/kinds/translations";
import { draftAddress, draftCitation, draftHead, type Speaking } from "../draft-citation";

interface Given {
  entries: readonly (DraftEntry & { note: string })[];
  address: string;
}

/**
 * A drafting list for Word: each provision as it was when collected, with its citation and the reader's
 * note.
 */
export function draftingDocument(at: Speaking, { entries, address }: Given): ExportDocument {
  const { t } = at;
  const found = entries.flatMap((entry) => entry.found ?? []);
  // Sources are numbered over the whole document; each entry has its own revision, so its own texts.
  const drawing = lawDrawing(at, new Map());
  const parts = entries.flatMap(({ found: drafted, note }): Part[] => [
    ...(drafted
      ? entryParts(at, { ...drawing, evidenceOf: () => evidenceOf(drafted) }, drafted)
      : [paragraph(t("law.drafting.gone"))]),
    ...(note ? [meta(t("law.drafting.note")), ...note.split(/\n+/).map(paragraph)] : []),
  ]);
  const heads = found.map(({ answer }) => answer.head);
  const newest = (slug: string) =>
    found
      .filter(({ answer }) => answer.head.slug === slug)
      .sort((a, b) => b.answer.line.number - a.answer.line.number)[0];
  return lawDocument(
    {
      ...drawing,
      evidenceOf: (slug) => {
        const one = newest(slug);
        return one ? evidenceOf(one) : drawing.evidenceOf(slug);
      },
    },
    {
      title: t("law.drafting.title"),
      isRepeatable: false,
      asOf:
        found
          .map(({ answer }) => dayOf(answer.line.createdAt))
          .sort()
          .at(-1) ?? null,
      address,
      countries: [...new Map(heads.map((head) => [head.slug, { ...head, names: head.names }])).values()],
      parts: [meta(t("law.drafting.docxNote", { count: entries.length })), ...parts],
    },
  );
}

function entryParts(at: Speaking, own: LawDrawing, drafted: Drafted): Part[] {
  const { t } = at;
  const { slug } = drafted.answer.head;
  const line = lineOf(drafted);
  const { heading, law, note } = lineInWords(line, at.locale);
  const href = draftAddress(at, drafted);
  const texts = textParts(own, slug, line);
  return [
    { is: "heading", level: 2, runs: [{ text: draftHead(at, drafted) }] },
    { is: "paragraph", runs: provisionRuns(own, slug, line) },
    ...[heading, law.original, note].flatMap((text) => (text ? [meta(text)] : [])),
    ...(drafted.newer === "same" ? [] : [meta(t(`law.drafting.newerPlain.${drafted.newer}`))]),
    ...(texts.length > 0 ? texts : [meta(t("law.noText"))]),
    { is: "paragraph", look: "small", runs: [{ text: draftCitation(at, drafted), href }] },
  ];
}

const paragraph = (text: string): Part => ({ is: "paragraph", runs: [{ text }] });
const meta = (text: string): Part => ({ is: "paragraph", look: "meta", runs: [{ text }] });

/** Converts a provision of the list to the type that the functions for drawing provisions use. */
function lineOf({ answer, one: { law, provision, force } }: Drafted): ProvisionLine {
  return {
    id: provision.id,
    locator: provision.locator,
    heading: provision.heading,
    lang: provision.lang,
    note: provision.note,
    confidence: provision.confidence,
    pinpoints: provision.articles,
    asOf: null,
    hasText: provision.text !== null,
    force,
    words: lineWords(law, provision),
    written: answer.row.written.laws,
    law: { title: law.title, original: law.titleOriginal, lang: law.lang[0] ?? null, state: law.status },
  };
}

/** Its texts and sources at its own revision. */
function evidenceOf({ answer, one: { provision } }: Drafted): Evidence {
  const { text, lang } = provision;
  const sources = answer.sources.filter((source) => provision.sources.includes(source.id));
  const said = { text, lang, translations: translationsOf(provision), sources };
  return {
    revision: answer.line.number,
    asOf: dayOf(answer.line.createdAt),
    texts: new Map([[provision.id, said]]),
    findings: new Map(),
  };
}
