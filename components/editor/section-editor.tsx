import { useMemo, useRef, useState } from "react";
import { listText } from "@/lib/i18n/lists";
import type { Choices } from "@/lib/revisions/model";
import type { AnyRecord } from "@/lib/revisions/records-fields";
import type { Problem as Fault } from "@/lib/text/problems";
import { ApiError, type SectionApi, sectionApi } from "./api";
import { failureText } from "./cause-text";
import { ConflictDialog } from "./conflict-dialog";
import { useEditorContext } from "./context";
import { DraftOffer } from "./draft-offer";
import type { SourceChoice } from "./model";
import { Presence } from "./presence";
import { Preview } from "./preview";
import type { NewSource } from "./prose/citation-dialog";
import { ProseEditor } from "./prose/prose-editor";
import { RecordsEditor } from "./records/records-editor";
import { type Told, tellProblems } from "./records/told";
import { SaveBox, type SaveChoices } from "./save-box";
import { SaveState } from "./save-state";
import { Shortcuts } from "./shortcuts";
import { marksToSend } from "./text-marks";
import { useWork } from "./use-work";

/** Edits one section: the text or the records, its draft, its summary, preview, save and conflict. */
export function SectionEditor() {
  const { data, t } = useEditorContext();
  const api = useMemo(() => sectionApi(data), [data]);
  const [chosen, setChosen] = useState<SaveChoices>({
    summary: "",
    isDespite: false,
    marks: { isUpToDate: true, label: data.marks?.label ?? "community" },
  });
  const setSummary = (summary: string) => setChosen((now) => ({ ...now, summary }));
  const work = useWork(data, api, { readSummary: () => chosen.summary, writeSummary: setSummary });
  const { slot, save } = work;
  const { sources, created, onCreate } = useSources(data.sources);
  const faults = useFaults();

  const run = async (choices?: Choices, seen?: number) => {
    if (!slot.isFilled) return;
    const saved = await save.run(
      () => ({
        base: work.keeper.machine.base,
        summary: chosen.summary.trim(),
        content: slot.read(),
        draft: work.keeper.machine.sequence,
        ...(created.current.length > 0 ? { newSources: created.current } : {}),
        ...(choices ? { choices, seen } : {}),
        ...marksToSend(data.marks, chosen.marks),
        ...(data.accepts ? { accepts: data.accepts } : {}),
        ...(chosen.isDespite ? { despiteClaim: true } : {}),
      }),
      (input) => api.save(input),
      (error) => faults.find(error, slot.read()),
    );
    if (!saved) return;
    const note = saved.state === "unchanged" ? "unchanged" : saved.merged ? "merged" : saved.state;
    const path = data.readPath ?? data.profilePath;
    window.location.assign(`${path}${path.includes("?") ? "&" : "?"}saved=${note}#${data.section}`);
  };

  return (
    <div className="cols side editing">
      <div className="stack">
        <div className="row apart">
          <SaveState state={work.state} onRetry={work.saveDraftNow} onTakeOver={work.takeOver} />
          <Presence api={api} />
        </div>
        {work.offer ? (
          <DraftOffer
            key={`offer-${work.offer.key ?? "server"}`}
            draft={work.offer}
            api={api}
            sources={sources}
            onUse={work.takeOffer}
            onDiscard={work.discardOffer}
          />
        ) : null}
        <div inert={save.isSaving}>
          {data.family === "prose" ? (
            <SectionProse api={api} work={work} sources={sources} onCreate={onCreate} />
          ) : (
            <RecordsEditor
              slot={slot}
              sources={sources}
              told={faults.told}
              onMend={faults.onMend}
              onChange={work.changed}
            />
          )}
        </div>
        {work.preview ? (
          <Preview
            key={`preview-${work.preview.number}`}
            api={api}
            content={work.preview.content}
            sources={sources}
          />
        ) : null}
      </div>
      <aside className="stack sticky" aria-label={t("editor.submit.label")}>
        <SaveBox
          status={save.status}
          chosen={chosen}
          onChoose={setChosen}
          explain={faults.explain}
          onPreview={work.askPreview}
          onSave={() => void run()}
        />
        <Shortcuts onSave={work.saveDraftNow} />
      </aside>
      {save.status.kind === "conflict" ? (
        <ConflictDialog
          conflict={save.status.conflict}
          sources={sources}
          onBack={save.reset}
          onResolve={(choices, seen) => void run(choices, seen)}
        />
      ) : null}
    </div>
  );
}

function SectionProse(props: {
  api: SectionApi;
  work: ReturnType<typeof useWork>;
  sources: SourceChoice[];
  onCreate: (source: NewSource) => void;
}) {
  const { data, t } = useEditorContext();
  const { api, work, sources, onCreate } = props;
  return (
    <ProseEditor
      label={t("editor.textOf", { section: data.sectionTitle })}
      placeholder={t("editor.placeholder")}
      language={data.language}
      api={api}
      slot={work.slot}
      onChange={work.changed}
      cites={{ api, sources, onCreate }}
    />
  );
}

/** The sources that can be cited: the profile's, and those made here, which are saved with the text. */
function useSources(known: SourceChoice[]) {
  const [sources, setSources] = useState(known);
  const created = useRef<NewSource[]>([]);
  const onCreate = (source: NewSource) => {
    created.current = [...created.current, source];
    setSources((now) => [...now, { ...source, publisher: source.publisher ?? "" }]);
  };
  return { sources, created, onCreate };
}

/** Finds the fields that a save was refused for, and words the refusal. */
function useFaults() {
  const { data, t } = useEditorContext();
  const [told, setTold] = useState<readonly Told[]>([]);
  const [names, setNames] = useState<readonly string[]>([]);
  return {
    told,
    onMend: (place: string) => setTold((now) => now.filter((one) => one.place !== place)),
    /** Reads them from what a save of this content threw. */
    find: (error: unknown, content: unknown) => {
      const problems = error instanceof ApiError && error.status === 400 ? error.body.problems : undefined;
      const { records = [] } = (content ?? {}) as { records?: AnyRecord[] };
      const found = tellProblems((problems as Fault[] | undefined) ?? [], records, { ...data, t });
      setNames([...new Set(found.map(({ name }) => name))].slice(0, 5));
      setTold(found.filter(({ place }) => place !== ""));
    },
    explain: (error: unknown) =>
      names.length > 0
        ? t("editor.failed.invalid", { fields: listText(names, data.locale) })
        : failureText(t, error),
  };
}
