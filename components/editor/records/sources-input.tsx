import { useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { blankRecord } from "@/lib/revisions/records/records-values";
import type { AnyRecord } from "@/lib/revisions/records-fields";
import { sameJson } from "@/lib/text/canonical";
import { InSection, useEditorContext } from "../context";
import { FieldInput } from "./field-input";
import type { FieldInputProps } from "./field-props";
import { useRecordsState } from "./open-context";
import { PickInput } from "./picked";
import { useFocusWith } from "./use-focus-with";

/** A choice of the profile's sources, with a form to create one in place; it is saved with the record. */
export function SourcesInput(props: FieldInputProps) {
  const { t } = useEditorContext();
  const { onCreateSource, onCorrected, loose } = useRecordsState();
  const place = `${props.place}#new`;
  const [isNew, setNew] = useState(() => [...loose.keys()].some((one) => one.startsWith(place)));
  const cited = (props.value as string[] | undefined) ?? [];
  const root = useRef<HTMLDivElement>(null);
  const focusWith = useFocusWith(root);
  const close = () => {
    for (const one of loose.keys()) if (one.startsWith(place)) loose.delete(one);
    onCorrected(place);
    setNew(false);
    focusWith(".maker");
  };
  return (
    <div className="stack g2" ref={root}>
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
          place={place}
          onClose={close}
          onMade={(source) => {
            onCreateSource(source);
            props.onChange([...cited, source.id], null);
            close();
          }}
        />
      ) : (
        <p>
          <Button
            type="button"
            size="sm"
            icon="plus"
            className="maker"
            onClick={() => {
              setNew(true);
              focusWith("fieldset :is(input, select, textarea)");
            }}
          >
            {t("editor.records.newSource")}
          </Button>
        </p>
      )}
    </div>
  );
}

/** Creates an empty source. */
const blankSource = (fields: Parameters<typeof blankRecord>[0]): AnyRecord => ({
  ...blankRecord(fields),
  accessed: new Date().toISOString().slice(0, 10),
});

/** The fields of a source within the record that cites it; `place` is the source's own. */
function NewSource(props: FieldInputProps & { onMade: (source: AnyRecord) => void; onClose: () => void }) {
  const { path, place, onMade, onClose } = props;
  const { t, data } = useEditorContext();
  const { loose, problems, onCorrected } = useRecordsState();
  // The translations of its note are edited with the source itself.
  const fields = (data.sourceFields ?? []).filter(({ type }) => type !== "records");
  const [blank] = useState(() => blankSource(fields));
  const [source, setSource] = useState(() => (loose.get(place)?.kept as AnyRecord | undefined) ?? blank);
  const [isMissing, setMissing] = useState(false);
  const root = useRef<HTMLFieldSetElement>(null);
  const title = typeof source.title === "string" ? source.title.trim() : "";
  const problem = problems.find((one) => one.place === place)?.text;
  const change = (name: string, value: unknown) => {
    const next = { ...source, [name]: value };
    setSource(next);
    if (sameJson({ ...next, id: blank.id }, blank)) loose.delete(place);
    else {
      const words = { text: t("editor.records.sourceNotAdded"), name: t("editor.records.newSource") };
      loose.set(place, { kept: next, ...words });
    }
    onCorrected(place);
  };
  const add = () => {
    const isLoose = [...loose.keys()].some((one) => one.startsWith(`${place}/`));
    if (isLoose) root.current?.querySelector<HTMLElement>(".f.err input")?.focus();
    else if (title.length < 3) setMissing(true);
    else onMade({ ...source, title });
  };
  return (
    <InSection section="sources">
      <fieldset className={problem ? "f nested err" : "f nested"} ref={root}>
        <legend>{t("editor.records.newSource")}</legend>
        {problem ? <p className="msg">{problem}</p> : null}
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
              place={`${place}/${one.name}`}
              problem={isMissing && one.name === "title" ? t("editor.cite.titleNeeded") : undefined}
              onChange={(value) => change(one.name, value)}
            />
          ))}
          <TakeSource onTake={add} onClose={onClose} />
        </div>
      </fieldset>
    </InSection>
  );
}

function TakeSource({ onTake, onClose }: { onTake: () => void; onClose: () => void }) {
  const { t } = useEditorContext();
  return (
    <div className="row">
      <Button type="button" kind="pri" onClick={onTake}>
        {t("editor.records.takeSource")}
      </Button>
      <Button type="button" kind="quiet" onClick={onClose}>
        {t("editor.cancel")}
      </Button>
    </div>
  );
}
