import type { ReactNode } from "react";
import { articleText } from "@/components/content/field-value";
import { STATE_FIELD, writeState } from "@/lib/revisions/records/records-form";
import type { RecordsFormParts } from "./form-context";
import { ARTICLES_LIST } from "./record-control";
import { RecordRows } from "./record-rows";

/** The records of a section within a form that works without scripts. */
export function PlainRecords(props: RecordsFormParts): ReactNode {
  const { t, locale, fields, titleField, form, choices } = props;
  return (
    <>
      <input type="hidden" name={STATE_FIELD} value={writeState(form, locale)} />
      <p className="small dim" role="status">
        {t("editor.records.count", { count: form.records.length })}
      </p>
      <RecordRows
        {...props}
        own={fields}
        records={form.records}
        around={null}
        path={[]}
        title={fields.find(({ name }) => name === titleField)}
        level={2}
      />
      {form.open.length > 0 ? (
        <datalist id={ARTICLES_LIST}>
          {choices.articles.map(({ id, title }) => (
            <option key={id} value={articleText(id, t)} label={`${articleText(id, t)} ${title}`} />
          ))}
        </datalist>
      ) : null}
    </>
  );
}

/** A problem, and the id of its control if that is on the page. */
export interface ProblemLine {
  text: string;
  control: string | null;
}

/** All problems of the records, at the head of their form; each links to its field in an open record. */
export function RecordsProblems({ title, lines }: { title: string; lines: readonly ProblemLine[] }) {
  return (
    <div
      className="errsum stack g1"
      role="alert"
      tabIndex={-1}
      aria-labelledby="errors-title"
      // biome-ignore lint/a11y/noAutofocus: a page that comes back with problems begins with them
      autoFocus
      data-focus=""
    >
      <h2 id="errors-title">{title}</h2>
      <ul>
        {lines.map(({ text, control }, n) => (
          <li key={`${control} ${String(n)}`}>
            {control === null ? text : <a href={`#${control}`}>{text}</a>}
          </li>
        ))}
      </ul>
    </div>
  );
}
