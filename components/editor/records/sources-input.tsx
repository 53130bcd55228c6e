import { useState } from "react";
import { Button } from "@/components/ui/button";
import type { AnyRecord } from "@/lib/revisions/records-fields";
import { useEditorContext } from "../context";
import { Part } from "../part";
import type { FieldInputProps } from "./field-props";
import { useRecordsState } from "./open-context";
import { DIALOGS } from "./parts";
import { PickInput } from "./picked";

/** A choice of the profile's sources, with a dialog to create one; it is saved with the record. */
export function SourcesInput(props: FieldInputProps) {
  const { t } = useEditorContext();
  const { onCreateSource, onCorrected, loose } = useRecordsState();
  const [begin, setBegin] = useState<string | null>(null);
  const [made, setMade] = useState(0);
  const cited = (props.value as string[] | undefined) ?? [];
  return (
    <div className="stack g2">
      <PickInput
        // What was typed has become the new source.
        key={made}
        {...props}
        entries={props.sources.map(({ id, title, publisher }) => ({
          key: id,
          label: title,
          detail: publisher,
        }))}
        hint={t("editor.records.sourcesHint")}
      />
      <p>
        <Button
          type="button"
          size="sm"
          icon="plus"
          onClick={() => setBegin(String(loose.get(props.place)?.kept ?? ""))}
        >
          {t("editor.records.newSource")}
        </Button>
      </p>
      {begin === null ? null : (
        <Part
          of={DIALOGS.source}
          props={{
            begin,
            onClose: () => setBegin(null),
            onMade: (source) => {
              onCreateSource(source as unknown as AnyRecord);
              props.onChange([...cited, source.id], null);
              loose.delete(props.place);
              onCorrected(props.place);
              setMade((count) => count + 1);
              setBegin(null);
            },
          }}
        />
      )}
    </div>
  );
}
