import { type FormEvent, type ReactNode, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { causeText, NextAttempt } from "./cause-text";
import { useEditorContext } from "./context";
import { FilterBox, GuardBox } from "./guard-box";
import { type ChosenMarks, TextMarks } from "./text-marks";
import type { Save } from "./use-save";

/** What a save contains besides its text. */
export interface SaveChoices {
  summary: string;
  isDespite: boolean;
  marks: ChosenMarks;
}

interface Props {
  /** The result of the last save. */
  outcome: ReactNode;
  isSaving: boolean;
  chosen: SaveChoices;
  onChoose: (chosen: SaveChoices) => void;
  onPreview: () => void;
  onSave: () => void;
}

const SHORTEST_SUMMARY = 3;

/** The form beside the text: the summary, preview and save, and the result of the last save. */
export function SaveBox({ outcome, isSaving, chosen, onChoose, onPreview, onSave }: Props) {
  const { data, t } = useEditorContext();
  const [isMissing, setMissing] = useState(false);
  const field = useRef<HTMLTextAreaElement>(null);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const isShort = [...chosen.summary.trim()].length < SHORTEST_SUMMARY;
    setMissing(isShort);
    if (isShort) field.current?.focus();
    else onSave();
  };
  return (
    <form className="box" onSubmit={submit} noValidate>
      <h2>{t("editor.submit.title")}</h2>
      <div className="in-b stack">
        {outcome}
        <Summary
          value={chosen.summary}
          isMissing={isMissing}
          fieldRef={field}
          onChange={(summary) => onChoose({ ...chosen, summary })}
        />
        <TextMarks
          marks={data.marks}
          chosen={chosen.marks}
          onChange={(marks) => onChoose({ ...chosen, marks })}
        />
        {data.despite ? (
          <label className="pick">
            <input
              type="checkbox"
              checked={chosen.isDespite}
              onChange={(event) => onChoose({ ...chosen, isDespite: event.target.checked })}
            />
            <span>{data.despite}</span>
          </label>
        ) : null}
        <Button type="button" isFull onClick={onPreview}>
          {t("editor.preview.button")}
        </Button>
        <Button kind="pri" isFull aria-disabled={isSaving || undefined}>
          {t(isSaving ? "editor.submit.saving" : "editor.submit.save")}
        </Button>
        <p className="tiny dim">{t("editor.submit.note")}</p>
      </div>
    </form>
  );
}

/** Says why a save was refused, what its writer should look at first, or that it will be sent again. */
export function SaveOutcome(props: { save: Save; explain: (error: unknown) => string; onSave: () => void }) {
  const { save, explain, onSave } = props;
  const { t } = useEditorContext();
  const { status } = save;
  if (status.kind === "refused")
    return (
      <p className="msg" role="alert">
        {explain(status.error)}
      </p>
    );
  if (status.kind === "guard") return <GuardBox kinds={status.kinds} save={save} onSave={onSave} />;
  if (status.kind === "filter") return <FilterBox status={status} save={save} onSave={onSave} />;
  if (status.kind === "redacted")
    return (
      <p className="note ok" role="status">
        {t("common.guard.redacted")}
      </p>
    );
  if (status.kind !== "waiting") return null;
  return (
    <div className="note warn">
      <p role="status">{causeText(t, status.waiting.refusal)}</p>
      <NextAttempt at={status.waiting.retryAt} />
    </div>
  );
}

function Summary(props: {
  value: string;
  isMissing: boolean;
  fieldRef: React.RefObject<HTMLTextAreaElement | null>;
  onChange: (summary: string) => void;
}) {
  const { value, isMissing, fieldRef, onChange } = props;
  const { t } = useEditorContext();
  const small = t("editor.summary.smallCorrection");
  return (
    <>
      <div className={isMissing ? "f err" : "f"}>
        <label htmlFor="summary">{t("editor.summary.label")}</label>
        <span className="hint" id="summary-hint">
          {t("editor.summary.hint")}
        </span>
        {isMissing ? (
          <span className="msg" id="summary-error">
            {t("editor.summary.needed")}
          </span>
        ) : null}
        <textarea
          className="in"
          id="summary"
          rows={3}
          maxLength={200}
          ref={fieldRef}
          value={value}
          dir="auto"
          aria-invalid={isMissing || undefined}
          aria-describedby={isMissing ? "summary-hint summary-error" : "summary-hint"}
          onChange={(event) => onChange(event.target.value)}
        />
      </div>
      <label className="pick">
        <input
          type="checkbox"
          checked={value === small}
          onChange={(event) => onChange(event.target.checked ? small : "")}
        />
        <span>{small}</span>
      </label>
    </>
  );
}
