import { useState } from "react";
import { Button } from "@/components/ui/button";
import type { AnyRecord } from "@/lib/revisions/records-fields";
import { blankRecord } from "@/lib/revisions/records-values";
import { InSection, useEditorContext } from "../context";
import { FieldInput } from "./field-input";
import type { FieldInputProps } from "./field-props";
import { useRecordsState } from "./open-context";
import { PickInput } from "./picked";

/** Sources of the profile, and one that is made in place: it is saved together with the record. */
export function SourcesInput(props: FieldInputProps) {
  const { t } = useEditorContext();
  const { onCreateSource } = useRecordsState();
  const [isNew, setNew] = useState(false);
  const cited = (props.value as string[] | undefined) ?? [];
  return (
    <div className="stack g2">
      <PickInput
        {...props}
        entries={props.sources.map(({ id, title, publisher }) => ({
          key: id,
          label: title,
          detail: publisher,
        }))}
        hint={t("editor.records.sourcesHint")}
      />
      {isNew ? (
        <NewSource
          {...props}
          onClose={() => setNew(false)}
          onMade={(source) => {
            onCreateSource(source);
            props.onChange([...cited, source.id], null);
            setNew(false);
          }}
        />
      ) : (
        <p>
          <Button type="button" size="sm" icon="plus" onClick={() => setNew(true)}>
            {t("editor.records.newSource")}
          </Button>
        </p>
      )}
    </div>
  );
}

/** The fields of a source within the record that cites it. */
function NewSource(props: FieldInputProps & { onMade: (source: AnyRecord) => void; onClose: () => void }) {
  const { path, onMade, onClose } = props;
  const { t, data } = useEditorContext();
  const fields = data.sourceFields ?? [];
  const [source, setSource] = useState<AnyRecord>(() => ({
    ...blankRecord(fields),
    accessed: new Date().toISOString().slice(0, 10),
  }));
  const [isMissing, setMissing] = useState(false);
  const title = typeof source.title === "string" ? source.title.trim() : "";
  return (
    <InSection section="sources">
      <fieldset className="f nested">
        <legend>{t("editor.records.newSource")}</legend>
        <div className="stack fields">
          {fields.map((one) => (
            <FieldInput
              {...props}
              key={one.name}
              field={one}
              value={source[one.name]}
              path={`${path}-new-${one.name}`}
              record={source}
              around={null}
              place=""
              problem={isMissing && one.name === "title" ? t("editor.cite.titleNeeded") : undefined}
              onChange={(value) => setSource((now) => ({ ...now, [one.name]: value }))}
            />
          ))}
          <div className="row">
            <Button
              type="button"
              kind="pri"
              onClick={() => (title.length < 3 ? setMissing(true) : onMade({ ...source, title }))}
            >
              {t("editor.records.takeSource")}
            </Button>
            <Button type="button" kind="quiet" onClick={onClose}>
              {t("editor.cancel")}
            </Button>
          </div>
        </div>
      </fieldset>
    </InSection>
  );
}
