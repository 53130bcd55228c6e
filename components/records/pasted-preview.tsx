import { articleText } from "@/components/content/field-value";
import { listText } from "@/lib/i18n/lists";
import type { Locale } from "@/lib/i18n/locales";
import { message, type Translator } from "@/lib/i18n/message";
import type { PastedProblem, PastedRow, PastedTable } from "@/lib/revisions/records/pasted-rows";
import { type Field, fieldLabelKey } from "@/lib/revisions/records-fields";

interface Props {
  t: Translator;
  locale: Locale;
  section: string;
  /** The fields of the columns. */
  columns: readonly Field[];
  table: PastedTable;
}

/** The rows of a pasted table: which are understood and how, and why the others are not. */
export function PastedPreview(props: Props) {
  const { t, locale, table } = props;
  const count = table.rows.filter(({ record }) => record !== null).length;
  return (
    <div className="stack g2">
      <p role="status">{t("editor.records.paste.count", { count, others: table.rows.length - count })}</p>
      {table.ignored.length > 0 ? (
        <p className="small">
          {t("editor.records.paste.ignored", { columns: listText(table.ignored.slice(0, 20), locale) })}
        </p>
      ) : null}
      <ol className="plain stack g1 small">
        {table.rows.map((row) => (
          <li key={row.number} className={row.record ? undefined : "err"}>
            <RowLine {...props} row={row} />
          </li>
        ))}
      </ol>
    </div>
  );
}

function RowLine({ row, ...props }: Props & { row: PastedRow }) {
  const { t } = props;
  return (
    <>
      <b>
        {t("common.pair", { label: t("editor.records.paste.row", { number: row.number }), value: row.name })}
      </b>{" "}
      {row.record ? (
        <bdi className="dim">{contentOf(props, row)}</bdi>
      ) : (
        row.problems.map((problem) => (
          <span className="msg" key={`${problem.field.name} ${problem.rule}`}>
            {reasonOf(props, problem)}
          </span>
        ))
      )}
    </>
  );
}

/** The values of a row after its name, as they are understood. */
function contentOf({ t, columns }: Props, { record }: PastedRow): string {
  return columns
    .slice(1)
    .flatMap((field) => {
      const value = record?.[field.name];
      if (Array.isArray(value)) return value.map((one) => articleText(String(one), t));
      return typeof value === "string" ? [value.length > 80 ? `${value.slice(0, 80)}…` : value] : [];
    })
    .join(" · ");
}

function reasonOf({ t, section }: Props, { field, rule, limit, cell }: PastedProblem): string {
  const label = message(t, fieldLabelKey(section, field));
  const text = message(t, `revisions.rules.${rule}`, { limit: limit ?? 0 });
  const reason = t("common.pair", { label, value: text });
  return cell === "" ? reason : t("editor.records.paste.reason", { reason, cell });
}
