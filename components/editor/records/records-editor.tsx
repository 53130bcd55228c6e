import { type RefObject, useEffect, useLayoutEffect, useRef, useState } from "react";
import type { PlacedProblem } from "@/components/content/record-problems";
import { Button } from "@/components/ui/button";
import { addWithin, beginAt } from "@/lib/revisions/records/records-begin";
import type { AnyRecord, RecordsContent } from "@/lib/revisions/records-fields";
import { useEditorContext } from "../context";
import type { EditorHandle, EditorSlot } from "../editor-slot";
import type { SourceChoice } from "../model";
import { CopyLaw } from "./copy-law";
import { useHistory } from "./history";
import { type Loose, RecordsProvider } from "./open-context";
import { SectionRecords } from "./provision-choice";
import { RecordList } from "./record-list";
import { Where } from "./where";

interface Props {
  slot: EditorSlot;
  sources: SourceChoice[];
  /** The problems that the server found in the sent records. */
  problems: readonly PlacedProblem[];
  onCorrected: (place: string) => void;
  onCreateSource: (source: AnyRecord) => void;
  /** Suggests an edit summary; it is used if the member has written none. */
  onSummary: (summary: string) => void;
  onChange: () => void;
}

/** The editor of a section of records, as forms made from the description of its fields. Every step can be undone. */
export function RecordsEditor(props: Props) {
  const { sources, problems, onCorrected, onCreateSource } = props;
  const { data } = useEditorContext();
  const root = useRef<HTMLDivElement>(null);
  const { value, open, where, loose, canUndo, undo, change, add } = useRecords(props, root);
  useFirstField(root, { open, asksWhere: where !== null, isWrong: problems.length > 0 });
  return (
    <div className="stack" ref={root}>
      <CountAndUndo count={value.length} canUndo={canUndo} onUndo={undo} />
      {where ? <Where article={where.article} records={value} onAdd={where.addAt} /> : null}
      <RecordsProvider value={{ open, problems, onCorrected, loose, onCreateSource }}>
        <SectionRecords value={value}>
          <RecordList
            // The key draws the list again, as it opens records only when first drawn.
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
            onChange={change}
          />
        </SectionRecords>
      </RecordsProvider>
      {data.copiesLaws ? (
        <CopyLaw
          onAdd={(record, summary) => {
            add(record);
            props.onSummary(summary);
          }}
        />
      ) : null}
    </div>
  );
}

/** Keeps the edited records and lets the editor's frame read, replace and focus them. */
function useRecords({ slot, onChange }: Props, root: RefObject<HTMLElement | null>) {
  const { data } = useEditorContext();
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
  const loose = useRef(new Map<string, Loose>());

  useHandle(slot, root, {
    read: () => ({ schemaVersion: stored.schemaVersion, records: latest.current }),
    replace: (content) => {
      const { records } = content as RecordsContent;
      // Set before drawing: a draft may be sent at once.
      latest.current = records;
      loose.current.clear();
      change(records);
      setOpen([]);
      onChange();
    },
    loose: () => looseIn(loose.current, latest.current),
  });

  const addAt = (id: string | null) => {
    if (article === null) return;
    const next = addWithin(value, data.fields, article, id);
    change(next.records);
    setOpen(next.open);
    setAsksWhere(false);
    onChange();
  };
  return {
    value,
    open,
    where: asksWhere && article !== null ? { article, addAt } : null,
    loose: loose.current,
    canUndo,
    undo: () => {
      undo();
      onChange();
    },
    /** Adds a record at the end, opened. */
    add: (record: AnyRecord) => {
      change([...value, record]);
      setOpen([record.id]);
      onChange();
    },
    change: (records: AnyRecord[], touched: string | null) => {
      change(records, touched);
      onChange();
    },
  };
}

/** Lets the editor's frame read, replace and focus the records, as they are now. */
function useHandle(
  slot: EditorSlot,
  root: RefObject<HTMLElement | null>,
  handle: Required<Omit<EditorHandle, "focus">>,
): void {
  const now = useRef(handle);
  now.current = handle;
  useEffect(
    () =>
      slot.fill({
        read: () => now.current.read(),
        replace: (content) => now.current.replace(content),
        loose: () => now.current.loose(),
        focus: () => root.current?.querySelector<HTMLElement>("button")?.focus(),
      }),
    [slot, root],
  );
}

/** Returns the unfinished values in records that still exist. */
function looseIn(loose: ReadonlyMap<string, Loose>, records: readonly AnyRecord[]): PlacedProblem[] {
  const written = JSON.stringify(records);
  const isThere = (place: string) =>
    (place.split("#")[0] ?? "").split("/").every((id, n) => n % 2 === 1 || written.includes(`"id":"${id}"`));
  return [...loose].flatMap(([place, { text, name }]) => (isThere(place) ? [{ place, text, name }] : []));
}

function CountAndUndo({ count, canUndo, onUndo }: { count: number; canUndo: boolean; onUndo: () => void }) {
  const { t } = useEditorContext();
  return (
    <div className="row apart">
      <p className="small dim" role="status">
        {t("editor.records.count", { count })}
      </p>
      <Button type="button" size="sm" icon="undo" flipIcon disabled={!canUndo} onClick={onUndo}>
        {t("editor.records.undo")}
      </Button>
    </div>
  );
}

/** Moves the focus to the target of a link, or to the first problem. */
function useFirstField(
  root: RefObject<HTMLElement | null>,
  { open, asksWhere, isWrong }: { open: readonly string[]; asksWhere: boolean; isWrong: boolean },
): void {
  // biome-ignore lint/correctness/useExhaustiveDependencies: focus moves when something opens, not with each change
  useLayoutEffect(() => {
    const controls = ":is(input, select, textarea, button)";
    // The article is already filled in: the focus goes to the field after it.
    const blanks = ":is(input:not([role=combobox]), select, textarea)";
    const first = isWrong
      ? [`.f.err:not(.nested) ${controls}`, `.f.err ${controls}`]
      : open.length > 0 || asksWhere
        ? [`[data-record="${open.at(-1)}"] .fields ${blanks}`, "[data-first]"]
        : [];
    const go = () => {
      const found = first.flatMap((selector) => root.current?.querySelector<HTMLElement>(selector) ?? []);
      found[0]?.focus();
    };
    // A record with a problem opens after this; the member is waiting for the response and not typing.
    if (!isWrong) return go();
    const frame = requestAnimationFrame(go);
    return () => cancelAnimationFrame(frame);
  }, [isWrong, open]);
}
