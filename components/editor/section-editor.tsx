import { type FormEvent, useMemo, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { listText } from "@/lib/i18n/lists";
import type { Choices } from "@/lib/revisions/model";
import type { AnyRecord } from "@/lib/revisions/records-fields";
import type { Problem as Fault } from "@/lib/text/problems";
import { ApiError, sectionApi } from "./api";
import { type ConflictAnswer, ConflictDialog } from "./conflict-dialog";
import { useEditorContext } from "./context";
import { DraftOffer } from "./draft-offer";
import type { SourceChoice } from "./model";
import { Preview } from "./preview";
import type { NewSource } from "./prose/citation-dialog";
import { ProseEditor } from "./prose/prose-editor";
import { RecordsEditor } from "./records/records-editor";
import { type Told, tellProblems } from "./records/told";
import { SaveState } from "./save-state";
import { Shortcuts } from "./shortcuts";
import { type ChosenMarks, marksToSend, TextMarks } from "./text-marks";
import { usePresence } from "./use-presence";
import { explainFailure, useToken, useWork } from "./use-work";

type Problem = { field: "summary" | "content"; text: string };

/** The whole of editing one section: the text or the records, its draft, its summary, preview, save and conflict. */
export function SectionEditor() {
  const { data, t } = useEditorContext();
  const api = useMemo(() => sectionApi(data), [data]);
  const [summary, setSummary] = useState("");
  const [isSmall, setSmall] = useState(false);
  const [isDespite, setDespite] = useState(false);
  const [sources, setSources] = useState<SourceChoice[]>(data.sources);
  const created = useRef<NewSource[]>([]);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [told, setTold] = useState<readonly Told[]>([]);
  const [isSaving, setSaving] = useState(false);
  const [isPreviewed, setPreviewed] = useState(0);
  const [conflict, setConflict] = useState<ConflictAnswer | null>(null);
  const withToken = useToken();
  const summaryField = useRef<HTMLTextAreaElement>(null);

  const { offer, takeOffer, discardOffer, start, handle, readContent, draft } = useWork(data, api, {
    readSummary: () => summary,
    writeSummary: setSummary,
  });
  const others = usePresence(api);
  const [marks, setMarks] = useState<ChosenMarks>({
    isUpToDate: true,
    label: data.marks?.label ?? "community",
  });

  const save = async (choices?: Choices, seen?: number) => {
    if (isSaving) return;
    if ([...summary.trim()].length < 3) {
      setProblem({ field: "summary", text: t("editor.summary.needed") });
      summaryField.current?.focus();
      return;
    }
    setProblem(null);
    setTold([]);
    setSaving(true);
    await draft.hold();
    try {
      const input = withToken({
        base: draft.baseNumber.current,
        summary: summary.trim(),
        content: readContent(),
        ...(created.current.length > 0 ? { newSources: created.current } : {}),
        ...(choices ? { choices, seen } : {}),
        ...marksToSend(data.marks, marks),
        ...(data.accepts ? { accepts: data.accepts } : {}),
        ...(isDespite ? { despiteClaim: true } : {}),
      });
      const saved = await api.save(input);
      draft.settle();
      const note = saved.state === "unchanged" ? "unchanged" : saved.merged ? "merged" : saved.state;
      const path = data.readPath ?? data.profilePath;
      window.location.assign(`${path}${path.includes("?") ? "&" : "?"}saved=${note}#${data.section}`);
    } catch (error) {
      setSaving(false);
      draft.resume();
      if (error instanceof ApiError && error.status === 409 && error.reason === "edit_conflict") {
        setConflict(error.body.conflict as ConflictAnswer);
        return;
      }
      setProblem({ field: "content", text: explain(error) });
    }
  };

  const explain = (error: unknown): string => {
    if (!(error instanceof ApiError) || error.status !== 400) return explainFailure(t, error);
    const faults = (error.body.problems as Fault[] | undefined) ?? [];
    const { records = [] } = readContent() as { records?: AnyRecord[] };
    const found = tellProblems(faults, records, { ...data, t });
    setTold(found.filter(({ place }) => place !== ""));
    const names = [...new Set(found.map(({ name }) => name))].slice(0, 5);
    return names.length > 0
      ? t("editor.failed.invalid", { fields: listText(names, data.locale) })
      : t("editor.failed.other");
  };

  const submit = (event: FormEvent) => {
    event.preventDefault();
    void save();
  };

  return (
    <div className="cols side editing">
      <div className="stack">
        <div className="row apart">
          <SaveState
            state={draft.state}
            onRetry={() => void draft.saveNow()}
            onTakeOver={() => void draft.takeOver()}
          />
          {others.length > 0 ? (
            <p className="tiny dim" role="status">
              {t("editor.presence", {
                names: listText(
                  others.map((other) => other.displayName),
                  data.locale,
                ),
                count: others.length,
              })}
            </p>
          ) : null}
        </div>
        {offer ? (
          <DraftOffer
            key={`offer-${offer.key ?? "server"}`}
            draft={offer}
            api={api}
            sources={sources}
            onUse={takeOffer}
            onDiscard={discardOffer}
          />
        ) : null}
        {data.family === "prose" ? (
          <ProseEditor
            key={`text-${start.key}`}
            label={t("editor.textOf", { section: data.sectionTitle })}
            placeholder={t("editor.placeholder")}
            language={data.language}
            api={api}
            content={start.content}
            handle={handle}
            onChange={draft.changed}
            cites={{
              api,
              sources,
              onCreate: (source) => {
                created.current = [...created.current, source];
                setSources((now) => [...now, { ...source, publisher: source.publisher ?? "" }]);
              },
            }}
          />
        ) : (
          <RecordsEditor
            key={`text-${start.key}`}
            content={start.content}
            sources={sources}
            handle={handle}
            told={told}
            onMend={(place) => setTold((now) => now.filter((one) => one.place !== place))}
            onChange={draft.changed}
          />
        )}
        {isPreviewed > 0 ? (
          <Preview key={`preview-${isPreviewed}`} api={api} content={readContent()} sources={sources} />
        ) : null}
      </div>
      <aside className="stack sticky" aria-label={t("editor.submit.label")}>
        <form className="box" onSubmit={submit} noValidate>
          <h2>{t("editor.submit.title")}</h2>
          <div className="in-b stack">
            {problem?.field === "content" ? (
              <p className="msg" role="alert">
                {problem.text}
              </p>
            ) : null}
            <div className={problem?.field === "summary" ? "f err" : "f"}>
              <label htmlFor="summary">{t("editor.summary.label")}</label>
              <span className="hint" id="summary-hint">
                {t("editor.summary.hint")}
              </span>
              {problem?.field === "summary" ? (
                <span className="msg" id="summary-error">
                  {problem.text}
                </span>
              ) : null}
              <textarea
                className="in"
                id="summary"
                rows={3}
                maxLength={200}
                ref={summaryField}
                value={summary}
                dir="auto"
                aria-invalid={problem?.field === "summary" || undefined}
                aria-describedby={
                  problem?.field === "summary" ? "summary-hint summary-error" : "summary-hint"
                }
                onChange={(event) => {
                  setSummary(event.target.value);
                  setSmall(false);
                }}
              />
            </div>
            <label className="pick">
              <input
                type="checkbox"
                checked={isSmall}
                onChange={(event) => {
                  setSmall(event.target.checked);
                  setSummary(event.target.checked ? t("editor.summary.smallCorrection") : "");
                }}
              />
              <span>{t("editor.summary.smallCorrection")}</span>
            </label>
            <TextMarks marks={data.marks} chosen={marks} onChange={setMarks} />
            {data.despite ? (
              <label className="pick">
                <input
                  type="checkbox"
                  checked={isDespite}
                  onChange={(event) => setDespite(event.target.checked)}
                />
                <span>{data.despite}</span>
              </label>
            ) : null}
            <Button type="button" isFull onClick={() => setPreviewed((now) => now + 1)}>
              {t("editor.preview.button")}
            </Button>
            <Button kind="pri" isFull aria-disabled={isSaving || undefined}>
              {t("editor.submit.save")}
            </Button>
            <p className="tiny dim">{t("editor.submit.note")}</p>
          </div>
        </form>
        <Shortcuts onSave={() => void draft.saveNow()} />
      </aside>
      {conflict ? (
        <ConflictDialog
          conflict={conflict}
          onBack={() => setConflict(null)}
          onResolve={(choices) => {
            setConflict(null);
            void save(choices, conflict.currentNumber);
          }}
        />
      ) : null}
    </div>
  );
}
