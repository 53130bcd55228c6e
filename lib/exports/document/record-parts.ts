import { openText, shownFields } from "@/components/content/record-facts";
import { titleOf } from "@/components/content/record-title";
import { translationName } from "@/components/content/translations";
import { namesOf } from "@/components/profiles/named-record";
import { dayText } from "@/components/time";
import { append } from "@/lib/core/append";
import { localeOf, message } from "@/lib/i18n/translator";
import { inReadersOrder, translationsOf } from "@/lib/profiles/kinds/translations";
import { isMarkedUnsourced } from "@/lib/revisions/doubt";
import type { RecordsKind } from "@/lib/revisions/records/records";
import { inWordsOf, langOfField, WORDINGS } from "@/lib/revisions/records/wordings";
import {
  type AnyRecord,
  type Confidence,
  type Field,
  fieldLabelKey,
  isBlank,
  openFields,
} from "@/lib/revisions/records-fields";
import { type Cell, inLanguage, type Lines, type Part, type Run } from "./model";
import { citeRun, confidenceRuns, type Drawing, paragraphs, valueLines } from "./value-lines";

/** Draws the records of a section: in a table if their kind has columns, else each under its name. */
export function recordParts(
  drawing: Drawing,
  kind: RecordsKind,
  records: readonly AnyRecord[],
  level: 3 | 4,
): Part[] {
  if (kind.columns) return tableOf(drawing, kind, records, kind.columns);
  return records.flatMap((record) => recordPart(drawing, kind, record, level));
}

/** A record with its words in the document's language, and the language of each field. */
interface Read {
  record: AnyRecord;
  langOf: (field: string) => string | undefined;
}

function readOf({ locale, written }: Drawing, original: AnyRecord): Read {
  const read = inWordsOf(original, locale, written);
  return { record: read.record, langOf: (field) => langOfField(read, field) };
}

/** Returns the language that a record gives for its own text, the first one if it gives several. */
const ownLanguage = ({ lang }: AnyRecord): string | undefined => {
  const own: unknown = Array.isArray(lang) ? lang[0] : lang;
  return typeof own === "string" ? own : undefined;
};

function recordPart(drawing: Drawing, kind: RecordsKind, original: AnyRecord, level: 3 | 4): Part[] {
  const { t } = drawing;
  const read = readOf(drawing, original);
  const { record } = read;
  const ofOrigin = kind.fields.find((field) => field.name.endsWith("Original"));
  const own = kind.fields.filter((field) => field.name !== kind.titleField && field !== ofOrigin);
  const { first, beside } = namesOf(t, kind, original, drawing.written);
  return [
    {
      is: "heading",
      level,
      runs: [first, ...markRuns(drawing, record, kind.fields)],
    },
    ...(beside ? [{ is: "paragraph", look: "meta", runs: [beside] } as const] : []),
    ...factParts(drawing, kind, read, own),
    ...own.flatMap((field) => (isListed(field) ? withinParts(drawing, kind, record, field) : [])),
    ...wordingParts(drawing, original, kind.key, kind.fields),
    ...provenanceParts(drawing, kind, read),
  ];
}

const labelOf = ({ t }: Drawing, kind: RecordsKind, field: Field) =>
  message(t, fieldLabelKey(kind.key, field));

/** Records within a record that are drawn as a table; not its wordings. */
const isListed = (field: Field) => field.type === "records" && field.name !== WORDINGS;

/** Draws who translated a record that is shown in translation, and the original text of the translated fields. */
function wordingParts(
  { t, locale, written }: Drawing,
  original: AnyRecord,
  section: string,
  fields: readonly Field[],
): Part[] {
  const { wording, names } = inWordsOf(original, locale);
  if (!wording) return [];
  const name = translationName(t, { ...wording, text: "" });
  const said = fields.flatMap((field) =>
    names.includes(field.name) && !isBlank(field, original[field.name])
      ? quoted(
          t("common.pair", {
            label: t("revisions.record.original"),
            value: message(t, fieldLabelKey(section, field)),
          }),
          [original[field.name]].flat().join("\n"),
          written,
        )
      : [],
  );
  return [{ is: "paragraph", look: "meta", runs: [{ text: name }] }, ...said];
}

/** Draws the marks after a name: its sources, and one mark of doubt. */
function markRuns(drawing: Drawing, record: AnyRecord, fields: readonly Field[], than?: Confidence): Run[] {
  const sources = fields.some((field) => field.type === "sources")
    ? ((record.sources ?? []) as string[])
    : [];
  return [
    ...sources.map((source) => citeRun(drawing, source)),
    ...confidenceRuns(drawing, record.confidence, than),
    ...(isMarkedUnsourced(record, than)
      ? [{ text: ` (${drawing.t("revisions.options.sourceState.none_found")})`, italic: true }]
      : []),
  ];
}

function factParts(drawing: Drawing, kind: RecordsKind, read: Read, fields: readonly Field[]): Part[] {
  const { record, langOf } = read;
  const shown = shownFields(fields, record);
  const open = openFields(fields, record);
  const missing: Part[] =
    open.length > 0
      ? [
          {
            is: "paragraph",
            look: "meta",
            runs: [{ text: openText(kind, open, drawing.t, drawing.locale) }],
          },
        ]
      : [];
  if (shown.length === 0) return missing;
  const pairs = shown.map((field) => ({
    term: labelOf(drawing, kind, field),
    lines: valueLines(drawing, field, record[field.name], {
      than: record.confidence,
      lang: langOf(field.name),
    }),
  }));
  return [{ is: "facts", pairs }, ...missing];
}

function provenanceParts(drawing: Drawing, kind: RecordsKind, { record, langOf }: Read): Part[] {
  const asOf = kind.fields.find((field) => field.name === "asOf");
  const runs: Run[] = [];
  if (record.note) runs.push({ text: String(record.note), lang: langOf("note") });
  if (record.asOf && asOf)
    runs.push({
      text: `${runs.length > 0 ? " · " : ""}${labelOf(drawing, kind, asOf)} ${dayText(String(record.asOf), drawing.locale)}`,
    });
  return runs.length > 0 ? [{ is: "paragraph", look: "meta", runs }] : [];
}

/** Fields of a provision that `textParts` draws below the text that they translate. */
const TRANSLATED = ["translation", "translations"];

/** Replaces the id of a provision, to which another one refers, by its locator if both are in the same table. */
function named(field: Field, value: unknown, beside: readonly AnyRecord[]): unknown {
  if (field.type !== "provision") return value;
  return beside.find((one) => one.id === value)?.locator ?? value;
}

/** Records within a record: a table of their fields, with texts of law below it in their own language. */
function withinParts(drawing: Drawing, kind: RecordsKind, record: AnyRecord, field: Field): Part[] {
  const records = record[field.name] as AnyRecord[];
  if (records.length === 0) return [];
  const fields = field.fields ?? [];
  const columns = fields.filter(
    (one) =>
      !["sources", "confidence", "text", "heading", ...TRANSLATED].includes(one.name) &&
      one.type !== "records" &&
      !(one.name === "lang" && fields.some((other) => other.name === "text")) &&
      records.some((inner) => !isBlank(one, inner[one.name])),
  );
  const rows = records.map((own) => {
    const { record: inner, langOf } = readOf(drawing, own);
    return columns.map((one, n): Cell => {
      const lines: Run[][] = isBlank(one, inner[one.name])
        ? [[]]
        : valueLines(drawing, one, named(one, inner[one.name], records), {
            than: record.confidence,
            lang: langOf(one.name),
          }).map((line) => [...line]);
      if (n === 0) {
        const last = lines.at(-1);
        if (last) append(last, markRuns(drawing, inner, fields, record.confidence as Confidence | undefined));
        if (inner.heading)
          lines.push([{ text: String(inner.heading), dim: true, lang: headingLanguage(own, langOf) }]);
      }
      return { lines };
    });
  });
  const head = columns.map(
    (one): Cell => ({ lines: [[{ text: labelOf(drawing, kind, one) }]], isHead: true }),
  );
  const widths = columns.map((one, n) => (one.type === "longtext" ? 3 : n === 0 ? 1.6 : 1.2));
  return [
    { is: "table", caption: labelOf(drawing, kind, field), headRows: 1, widths, rows: [head, ...rows] },
    ...records.flatMap((inner) => [
      ...textParts(drawing, inner),
      ...wordingParts(drawing, inner, kind.key, fields),
    ]),
  ];
}

/** Returns the language of a heading: that of its provision, unless the heading is given in the document's. */
function headingLanguage(provision: AnyRecord, langOf: Read["langOf"]): string | undefined {
  return langOf("heading") && (ownLanguage(provision) ?? langOf("heading"));
}

/** Draws the text of a provision, and below it its translations, each marked as one and with its translator. */
function textParts({ t }: Drawing, record: AnyRecord): Part[] {
  const locator = String(record.locator ?? "");
  const text = record.text
    ? quoted(t("revisions.record.text", { locator }), String(record.text), ownLanguage(record))
    : [];
  const translations = inReadersOrder(translationsOf(record), localeOf(t)).flatMap((one, n) => {
    const name = translationName(t, one);
    const head = record.text || locator === "" || n > 0 ? name : `${locator} · ${name}`;
    return quoted(head, one.text, one.lang ?? undefined);
  });
  return [...text, ...translations];
}

const quoted = (head: string, text: string, lang: string | undefined): Part[] => [
  { is: "paragraph", look: "meta", runs: [{ text: head }] },
  ...paragraphs(text).map((runs): Part => ({ is: "paragraph", look: "quote", runs: inLanguage(runs, lang) })),
];

function tableOf(
  drawing: Drawing,
  kind: RecordsKind,
  records: readonly AnyRecord[],
  columns: readonly string[],
): Part[] {
  const shown = columns
    .flatMap((name) => kind.fields.find((field) => field.name === name) ?? [])
    .filter((field, n) => n === 0 || records.some((record) => !isBlank(field, record[field.name])));
  const head = shown.map(
    (field): Cell => ({ lines: [[{ text: labelOf(drawing, kind, field) }]], isHead: true }),
  );
  const rows = records.map((one) => {
    const { record, langOf } = readOf(drawing, one);
    return shown.map((field, n): Cell => {
      const value = record[field.name];
      const lines: Lines = isBlank(field, value)
        ? [[]]
        : valueLines(drawing, field, value, { than: record.confidence, lang: langOf(field.name) });
      if (n > 0) return { lines };
      const named = lines.map((line) => line.map((run) => ({ ...run, bold: true })));
      const last = named.at(-1);
      if (last) append(last, markRuns(drawing, record, kind.fields) as (Run & { bold: boolean })[]);
      return { lines: named };
    });
  });
  const rest = kind.fields.filter((field) => !columns.includes(field.name));
  const further = records.flatMap((record) => furtherParts(drawing, kind, record, rest));
  return [
    { is: "table", headRows: 1, widths: shown.map((_, n) => (n === 0 ? 1.5 : 1)), rows: [head, ...rows] },
    ...further,
  ];
}

/** Draws those fields of a record that have no column, under its name. */
function furtherParts(
  drawing: Drawing,
  kind: RecordsKind,
  original: AnyRecord,
  rest: readonly Field[],
): Part[] {
  const read = readOf(drawing, original);
  const { record } = read;
  const parts = [
    ...factParts(drawing, kind, read, rest),
    ...rest.flatMap((field) => (isListed(field) ? withinParts(drawing, kind, record, field) : [])),
    ...wordingParts(drawing, original, kind.key, kind.fields),
    ...provenanceParts(drawing, kind, read),
  ];
  if (parts.length === 0) return [];
  const name = titleOf(kind, record, drawing.t, drawing.locale);
  const lang = read.langOf(kind.titleField);
  return [{ is: "heading", level: 4, runs: [{ text: name, lang }] }, ...parts];
}
