import { describeProblems, type PlacedProblem } from "@/components/content/record-problems";
import type { RecordChoices, SentLookup } from "@/components/records/form-context";
import { languageChoices } from "@/components/records/language-choices";
import { message } from "@/lib/i18n/translator";
import type { SectionForEdit } from "@/lib/profiles";
import { recordsKindOf } from "@/lib/profiles/kinds";
import { sourcesKind } from "@/lib/profiles/kinds/sources";
import { looksUpSources } from "@/lib/profiles/source-lookup";
import { fillSource } from "@/lib/profiles/source-lookup/filled/model";
import { lookedUpIn, readLookedUp } from "@/lib/profiles/source-lookup/model";
import type { Conflict } from "@/lib/revisions/model";
import type { RecordsKind } from "@/lib/revisions/records/records";
import { beginAt } from "@/lib/revisions/records/records-begin";
import {
  beginForm,
  controlName,
  isOpenIn,
  pastedName,
  type RecordsForm,
  type RecordsFormShape,
  readRecordsForm,
} from "@/lib/revisions/records/records-form";
import { citesOf, contentOfForm, pathTo, readStep, takeStep } from "@/lib/revisions/records/records-steps";
import {
  type AnyRecord,
  type Field,
  fieldLabelKey,
  type RecordsContent,
} from "@/lib/revisions/records-fields";
import { problemsOf } from "@/lib/text/problems";
import type { PageTools } from "@/lib/web/view";
import type { PlainRecordsData } from "./edit-props";

/** What the link to the form begins: the record about an article, or a law that was copied. */
interface Begun {
  begin: string | null;
  copied: AnyRecord | null;
}

/** The records in the form for browsers without scripts: as stored, or as sent. */
export function plainRecords(
  found: SectionForEdit,
  choices: Pick<RecordChoices, "articles" | "declarations"> & Begun,
  tools: PageTools,
): PlainRecordsData | null {
  const kind = recordsKindOf(found.section);
  if (!kind) return null;
  const labelOf = (field: Field) => message(tools.t, fieldLabelKey(kind.key, field));
  const shape = { fields: kind.fields, sourceFields: sourcesKind.fields, labelOf };
  const { begin, copied, ...offered } = choices;
  const { form, sent } = filledIn(formNow(found, shape, { begin, copied }, tools), tools);
  const records = formWithProblems(kind, shape, form, tools);
  return {
    fields: kind.fields,
    titleField: kind.titleField,
    sourceFields: shape.sourceFields,
    choices: {
      ...offered,
      sources: found.sources,
      languages: languageChoices(tools.locale),
    },
    form: records.opened,
    problems: records.problems,
    lines: records.lines,
    conflict: conflictOf(tools.form.error),
    lookUp: { isOffered: looksUpSources(), sent },
  };
}

/** Fills in the new source whose address was just looked up. */
function filledIn(
  form: RecordsForm,
  { form: { values, shown } }: PageTools,
): { form: RecordsForm; sent: SentLookup | null } {
  const id = lookedUpIn(values.form);
  const result = typeof shown?.lookup === "string" ? readLookedUp(shown.lookup) : null;
  const source = form.sources.find((one) => one.id === id);
  if (!result || !source) return { form, sent: null };
  if (!result.found) return { form, sent: { source: id, result, filled: [] } };
  const next = fillSource(source, result.found);
  const sources = form.sources.map((one) => (one === source ? next.source : one));
  return { form: { ...form, sources }, sent: { source: id, result, filled: next.filled } };
}

/** Returns the form as sent, after the requested step; at first the record named by the link is open. */
function formNow(
  found: SectionForEdit,
  shape: RecordsFormShape,
  { begin, copied }: Begun,
  { form }: PageTools,
): RecordsForm {
  const sent = readRecordsForm(shape, form.values);
  if (!sent) {
    const content = found.content as RecordsContent;
    if (copied)
      return { ...beginForm({ ...content, records: [...content.records, copied] }), open: [copied.id] };
    const { records, open } = beginAt(content.records, shape.fields, begin);
    return { ...beginForm({ ...content, records }), open: pathTo(shape.fields, records, open) };
  }
  const name = String(form.values.form ?? "");
  const step = name.startsWith("step:") ? readStep(name.slice("step:".length)) : null;
  return step && form.error === null ? takeStep(shape, sent, step) : sent;
}

/** Returns the problems of the sent form, and the form with the first such record open. */
function formWithProblems(
  kind: RecordsKind,
  shape: RecordsFormShape,
  form: RecordsForm,
  { t, locale, form: sent }: PageTools,
) {
  const none = { opened: form, problems: new Map<string, string[]>(), lines: [] };
  if (sent.error?.code !== "invalid" || sent.error.reason !== "content") return none;
  const { content, newSources } = contentOfForm(shape, form);
  const own = describeProblems(faultsOf(kind, content), content.records, {
    ...kind,
    t,
    locale,
    section: kind.key,
  });
  const sources = describeProblems(
    faultsOf(sourcesKind, { ...sourcesKind.empty(), records: newSources }),
    newSources,
    { ...sourcesKind, t, locale, section: "sources" },
  );
  const [first] = own;
  const [source] = sources;
  const open = first?.place
    ? first.place.split("/").slice(0, -1)
    : source
      ? (citesOf(shape, form, source.place.split("/")[0] ?? "") ?? form.open)
      : form.open;
  const opened = { ...form, open };
  const problems = new Map<string, string[]>();
  for (const { place, text } of [...own, ...sources])
    problems.set(place, [...(problems.get(place) ?? []), text]);
  const line =
    (isSource: boolean) =>
    ({ place, text, name }: PlacedProblem) => {
      const path = place.split("/");
      const control = controlName(path.slice(0, -1), path.at(-1) ?? "", isSource);
      const isShown = place !== "" && (isSource || isOpenIn(opened, path.slice(0, -1)));
      return {
        text: place === "" ? text : t("common.pair", { label: name, value: text }),
        control: isShown ? control : null,
      };
    };
  const lines = [...own.map(line(false)), ...sources.map(line(true))];
  if (!form.pasted) return { opened, problems, lines };
  const control = pastedName(form.pasted.path);
  return { opened, problems, lines: [{ text: t("revisions.rules.pasted"), control }, ...lines] };
}

function faultsOf(kind: { parse: (input: unknown) => unknown }, content: unknown) {
  try {
    kind.parse(content);
    return [];
  } catch (error) {
    return problemsOf(error);
  }
}

function conflictOf(error: PageTools["form"]["error"]): PlainRecordsData["conflict"] {
  if (error?.code !== "conflict" || error.reason !== "edit_conflict") return null;
  const { conflicts, currentNumber } = error.details as {
    conflicts: Conflict[];
    currentNumber: number | null;
  };
  return currentNumber === null ? null : { conflicts, currentNumber };
}
