import { useState } from "react";
import { PastedPreview } from "@/components/records/pasted-preview";
import { TextArea } from "@/components/ui/field";
import { listText } from "@/lib/i18n/lists";
import { message } from "@/lib/i18n/message";
import { columnsOf, MAX_PASTED, readPastedRows } from "@/lib/revisions/records/pasted-rows";
import { type AnyRecord, type Field, fieldLabelKey } from "@/lib/revisions/records-fields";
import { useEditorContext } from "../context";
import { Dialog, DialogEnd } from "../dialog";

/** A dialog that adds the rows of a spreadsheet to a list of records, after showing how they are understood. */
export function PasteDialog(props: {
  list: Field;
  present: readonly AnyRecord[];
  onAdd: (records: AnyRecord[]) => void;
  onClose: () => void;
}) {
  const { list, present, onAdd, onClose } = props;
  const { t, data } = useEditorContext();
  const labelOf = (field: Field) => message(t, fieldLabelKey(data.section, field));
  const columns = columnsOf(list);
  const [text, setText] = useState("");
  const table = readPastedRows(text, list, present, labelOf);
  const [isEmpty, setEmpty] = useState(false);
  const records = table.rows.flatMap(({ record }) => record ?? []);
  return (
    <Dialog title={t("editor.records.paste.title")} onClose={onClose}>
      <form
        className="stack"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (records.length > 0) onAdd(records);
          if (records.length === 0) setEmpty(true);
          // Rows that are not understood stay in sight, to be corrected.
          else if (records.length === table.rows.length) onClose();
        }}
      >
        <TextArea
          name="pasted"
          label={t("editor.records.paste.label")}
          hint={t("editor.records.paste.hint", { columns: listText(columns.map(labelOf), data.locale) })}
          errors={isEmpty ? [t("editor.records.paste.none")] : undefined}
          rows={4}
          dir="auto"
          maxLength={MAX_PASTED}
          value={text}
          onChange={(event) => {
            setText(event.target.value);
            setEmpty(false);
          }}
        />
        {table.rows.length > 0 ? (
          <PastedPreview t={t} locale={data.locale} section={data.section} columns={columns} table={table} />
        ) : null}
        <DialogEnd label={t("editor.records.paste.add", { count: records.length })} onClose={onClose} />
      </form>
    </Dialog>
  );
}
