import type { Locale } from "@/lib/i18n/locales";
import { message, type Translator } from "@/lib/i18n/message";
import { type AnyRecord, type Field, fieldLabelKey } from "@/lib/revisions/records-fields";
import type { Problem } from "@/lib/text/problems";
import { problemText } from "./problem-text";
import { recordName } from "./record-name";

/** A problem that the server found, shown at its control. */
export interface PlacedProblem {
  /** Ids and fields from the list down: "law-one/provisions/prov-1/articles". */
  place: string;
  text: string;
  /** The field and its record, for showing the problem away from the control. */
  name: string;
}

interface Shape {
  t: Translator;
  locale: Locale;
  section: string;
  fields: readonly Field[];
  titleField: string;
}

/** Converts problems that name positions to places in the records that were sent. */
export function describeProblems(
  problems: readonly Problem[],
  records: readonly AnyRecord[],
  shape: Shape,
): PlacedProblem[] {
  return problems.map((problem) => {
    const { t, section } = shape;
    const text = problemText({ ...problem, path: [] }, t);
    const found = locate(problem, records, shape);
    if (!found) return { place: "", text, name: text };
    const field = message(t, fieldLabelKey(section, found.field));
    return { place: found.place, text, name: t("editor.records.fieldOf", { field, record: found.record }) };
  });
}

function locate(problem: Problem, records: readonly AnyRecord[], shape: Shape) {
  let list = records;
  let fields = shape.fields;
  let place = "";
  let name: string | null = null;
  let found: { place: string; field: Field; record: string } | null = null;
  for (let at = 1; at < problem.path.length; at += 2) {
    const record = list[Number(problem.path[at])];
    const field = fields.find((one) => one.name === (problem.path[at + 1] ?? problem.field));
    if (!record || !field) break;
    const title = fields.find((one) => one.name === shape.titleField) ?? fields[0];
    name ??= recordName(title, record, shape.t, shape.locale);
    place = `${place}${place === "" ? "" : "/"}${record.id}/${field.name}`;
    found = { place, field, record: name };
    if (field.type !== "records") break;
    list = (record[field.name] ?? []) as AnyRecord[];
    fields = field.fields ?? [];
  }
  return found;
}
