import { useEffect, useLayoutEffect, useRef, useState } from "react";
import type { Told } from "@/components/content/record-problems";
import { Button } from "@/components/ui/button";
import { addWithin, beginAt } from "@/lib/revisions/records/records-begin";
import type { AnyRecord, RecordsContent } from "@/lib/revisions/records-fields";
import { useEditorContext } from "../context";
import type { EditorHandle, EditorSlot } from "../editor-slot";
import type { SourceChoice } from "../model";
import { useHistory } from "./history";
import { type Loose, RecordsProvider } from "./open-context";
import { SectionRecords } from "./provision-choice";
import { RecordList } from "./record-list";
import { Where } from "./where";

interface Props {
  slot: EditorSlot;
  sources: SourceChoice[];
  /** What the server found wrong with what was sent. */
  told: readonly Told[];
  onMend: (place: string) => void;
  onCreateSource: (source: AnyRecord) => void;
  onChange: () => void;
}

/** A section of records, edited in forms made from the description of its fields. Every step can be undone. */
export function RecordsEditor(props: Props) {
  const { slot, sources, told, onMend, onChange } = props;
  const { t, data } = useEditorContext();
  const stored = slot.content as RecordsContent;
  const article = data.begin ?? null;
  const [began] = useState(() =>
    data.sent
      ? { records: stored.records, open: data.sent.open, asksWhere: false }
      : beginAt(stored.records, data.fields, article),
  );
  const [open, setOpen] = useState(began.open);
  const [asksWhere, setAsksWhere] = useState(began.asksWhere);
  const { value, change, undo, canUndo } = useHistory<readonly AnyRecord[]>(began.records);
  const latest = useRef(value);
  latest.current = value;
  const root = useRef<HTMLDivElement>(null);

  const loose = useRef(new Map<string, Loose>());
  const onReplaced = useRef(onChange);
  onReplaced.current = onChange;

  useEffect(() => {
    const handle: EditorHandle = {
      read: () => ({ schemaVersion: stored.schemaVersion, records: latest.current }),
      replace: (content) => {
        const { records } = content as RecordsContent;
        // Read before it is drawn: a draft may be sent at once.
        latest.current = records;
        loose.current.clear();
        change(records);
        setOpen([]);
        onReplaced.current();
      },
      loose: () => looseIn(loose.current, latest.current),
      focus: () => root.current?.querySelector<HTMLElement>("button")?.focus(),
    };
    return slot.fill(handle);
  }, [slot, stored.schemaVersion, change]);

  // Where a link led, and where something is wrong, one goes on.
  // biome-ignore lint/correctness/useExhaustiveDependencies: focus moves when something opens, not with each change
  useLayoutEffect(() => {
    const controls = ":is(input, select, textarea, button)";
    // The article is given: one goes on behind it.
    const blanks = ":is(input:not([role=combobox]), select, textarea)";
    const first =
      told.length > 0
        ? [`.f.err:not(.nested) ${controls}`, `.f.err ${controls}`]
        : open.length > 0 || asksWhere
          ? [`[data-record="${open.at(-1)}"] .fields ${blanks}`, "[data-first]"]
          : [];
    const go = () => {
      const found = first.flatMap((selector) => root.current?.querySelector<HTMLElement>(selector) ?? []);
      found[0]?.focus();
    };
    // A record with something wrong opens after this; the member waited for the answer and types nothing meanwhile.
    if (told.length === 0) return go();
    const frame = requestAnimationFrame(go);
    return () => cancelAnimationFrame(frame);
  }, [told.length > 0, open]);

  const addAt = (id: string | null) => {
    if (article === null) return;
    const next = addWithin(value, data.fields, article, id);
    change(next.records);
    setOpen(next.open);
    setAsksWhere(false);
    onChange();
  };

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
      {asksWhere && article !== null ? <Where article={article} records={value} onAdd={addAt} /> : null}
      <RecordsProvider
        value={{ open, told, onMend, loose: loose.current, onCreateSource: props.onCreateSource }}
      >
        <SectionRecords value={value}>
          <RecordList
            // A list opens what it is told to when it is drawn first.
            key={open.join("/")}
            label={data.sectionTitle}
            fields={data.fields}
            titleField={data.titleField}
            records={value}
            path="record"
            place=""
            around={null}
            sources={sources}
            level={2}
            onChange={(records, touched) => {
              change(records, touched);
              onChange();
            }}
          />
        </SectionRecords>
      </RecordsProvider>
    </div>
  );
}

/** What is loose in records that are there still. */
function looseIn(loose: ReadonlyMap<string, Loose>, records: readonly AnyRecord[]): Told[] {
  const written = JSON.stringify(records);
  const isThere = (place: string) =>
    (place.split("#")[0] ?? "").split("/").every((id, n) => n % 2 === 1 || written.includes(`"id":"${id}"`));
  return [...loose].flatMap(([place, { text, name }]) => (isThere(place) ? [{ place, text, name }] : []));
}
