import { useId, useState } from "react";
import { articleText } from "@/components/content/field-value";
import { recordName } from "@/components/content/record-name";
import { Button } from "@/components/ui/button";
import type { AnyRecord } from "@/lib/revisions/records-fields";
import { useEditorContext } from "../context";

/** Asks where to add the new record that a link requests: in which law a provision. */
export function Where(props: {
  article: string;
  records: readonly AnyRecord[];
  onAdd: (id: string | null) => void;
}) {
  const { article, records, onAdd } = props;
  const { t, data } = useEditorContext();
  const [id, setId] = useState(records[0]?.id ?? "");
  const field = useId();
  const title = data.fields.find((one) => one.name === data.titleField);
  return (
    <div className="box">
      <div className="in-b stack">
        <div className="f">
          <label htmlFor={field}>{t("editor.records.where", { article: articleText(article, t) })}</label>
          <select
            className="in"
            id={field}
            data-first
            value={id}
            onChange={(event) => setId(event.target.value)}
          >
            {records.map((record) => (
              <option key={record.id} value={record.id}>
                {recordName(title, record, t, data.locale)}
              </option>
            ))}
            <option value="">{t("editor.records.whereNew")}</option>
          </select>
        </div>
        <Button type="button" icon="plus" onClick={() => onAdd(id === "" ? null : id)}>
          {t("editor.records.whereAdd")}
        </Button>
      </div>
    </div>
  );
}
