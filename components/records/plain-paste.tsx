import { Button } from "@/components/ui/button";
import { TextArea } from "@/components/ui/field";
import { listText } from "@/lib/i18n/lists";
import { message } from "@/lib/i18n/translator";
import { columnsOf, MAX_PASTED, readPastedRows } from "@/lib/revisions/records/pasted-rows";
import { listOf, pastedName } from "@/lib/revisions/records/records-form";
import { writeStep } from "@/lib/revisions/records/records-steps";
import { type Field, fieldLabelKey } from "@/lib/revisions/records-fields";
import type { RecordParts } from "./form-context";
import { PastedPreview } from "./pasted-preview";

/** Pastes rows of a spreadsheet into a list without scripts: first a preview, then the rows that it shows. */
export function PlainPaste(props: RecordParts & { list: Field }) {
  const { t, locale, section, form, record, list, path } = props;
  const labelOf = (field: Field) => message(t, fieldLabelKey(section, field));
  const columns = columnsOf(list);
  const name = pastedName(path);
  const text = form.pasted && pastedName(form.pasted.path) === name ? form.pasted.text : "";
  const table = readPastedRows(text, list, listOf(record, list.name), labelOf);
  const count = table.rows.filter((row) => row.record !== null).length;
  return (
    <details className="more folded" open={text !== ""}>
      <summary>{t("editor.records.paste.open")}</summary>
      <div className="stack">
        <TextArea
          name={name}
          id={name}
          label={t("editor.records.paste.label")}
          hint={t("editor.records.paste.hint", { columns: listText(columns.map(labelOf), locale) })}
          rows={4}
          dir="auto"
          maxLength={MAX_PASTED}
          defaultValue={text}
        />
        {text === "" ? null : <PastedPreview {...{ t, locale, section, columns, table }} />}
        <p className="row">
          <Button size="sm" name="form" value={`step:${writeStep({ does: "preview", path })}`}>
            {t("editor.records.paste.preview")}
          </Button>
          {count > 0 ? (
            <Button size="sm" icon="plus" name="form" value={`step:${writeStep({ does: "paste", path })}`}>
              {t("editor.records.paste.add", { count })}
            </Button>
          ) : null}
        </p>
      </div>
    </details>
  );
}
