import { type RefObject, useEffect, useRef } from "react";
import { Button } from "@/components/ui/button";
import type { AnyRecord, RecordsContent } from "@/lib/revisions/records-fields";
import { useEditorContext } from "../context";
import type { SourceChoice } from "../model";
import type { EditorHandle } from "../prose/prose-editor";
import { useHistory } from "./history";
import { SectionRecords } from "./provision-choice";
import { RecordList } from "./record-list";

interface Props {
  content: unknown;
  sources: SourceChoice[];
  handle: RefObject<EditorHandle | null>;
  onChange: () => void;
}

/** A section of records, edited in forms made from the description of its fields. Every step can be undone. */
export function RecordsEditor({ content, sources, handle, onChange }: Props) {
  const { t, data } = useEditorContext();
  const stored = content as RecordsContent;
  const { value, change, undo, canUndo } = useHistory<readonly AnyRecord[]>(stored.records);
  const latest = useRef(value);
  latest.current = value;
  const root = useRef<HTMLDivElement>(null);

  useEffect(() => {
    handle.current = {
      read: () => ({ schemaVersion: stored.schemaVersion, records: latest.current }),
      focus: () => root.current?.querySelector<HTMLElement>("button")?.focus(),
    };
    return () => {
      handle.current = null;
    };
  }, [handle, stored.schemaVersion]);

  return (
    <div className="stack" ref={root}>
      <div className="row apart">
        <p className="small dim" role="status">
          {t("editor.records.count", { count: value.length })}
        </p>
        <Button
          type="button"
          size="sm"
          icon="undo"
          flipIcon
          disabled={!canUndo}
          onClick={() => {
            undo();
            onChange();
          }}
        >
          {t("editor.records.undo")}
        </Button>
      </div>
      <SectionRecords value={value}>
        <RecordList
          label={data.sectionTitle}
          fields={data.fields}
          titleField={data.titleField}
          records={value}
          path="record"
          sources={sources}
          level={2}
          onChange={(records, touched) => {
            change(records, touched);
            onChange();
          }}
        />
      </SectionRecords>
    </div>
  );
}
