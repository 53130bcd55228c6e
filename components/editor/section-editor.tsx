import { useEffect, useMemo, useState } from "react";
import type { Told } from "@/components/content/record-problems";
import { listText } from "@/lib/i18n/lists";
import type { Choices } from "@/lib/revisions/model";
import type { AnyRecord } from "@/lib/revisions/records-fields";
import type { Problem as Fault } from "@/lib/text/problems";
import { ApiError, sectionApi } from "./api";
import { failureText } from "./cause-text";
import { useEditorContext } from "./context";
import { DraftOffer } from "./draft-offer";
import { Part } from "./part";
import { loadProblems, PARTS } from "./parts";
import { Presence } from "./presence";
import type { NewSource } from "./prose/citation-dialog";
import type { ProseEditor } from "./prose/prose-editor";
import type { RecordsEditor } from "./records/records-editor";
import { SaveBox, type SaveChoices } from "./save-box";
import { SaveState } from "./save-state";
import { Shortcuts } from "./shortcuts";
import { marksToSend } from "./text-marks";
import { useReturn } from "./use-return";
import { choiceOf, sourcesIn, useSources } from "./use-sources";
import { useWork } from "./use-work";

/** The editor of the section's family: the other is not loaded. */
export interface Editors {
  Prose?: typeof ProseEditor;
  Records?: typeof RecordsEditor;
}

/** Edits one section: the text or the records, its draft, its summary, preview, save and conflict. */
export function SectionEditor({ editors }: { editors: Editors }) {
  const { data, t } = useEditorContext();
  const api = useMemo(() => sectionApi(data), [data]);
  const [chosen, setChosen] = useState<SaveChoices>({
    summary: data.sent?.summary ?? "",
    isDespite: false,
    marks: { isUpToDate: true, label: data.marks?.label ?? "community" },
  });
  const { sources, created, onCreate, onContinue } = useSources(
    data.sources,
    (data.sent?.newSources ?? []) as unknown as NewSource[],
  );
  const work = useWork(data, api, {
    readBeside: () => ({ summary: chosen.summary, newSources: created.current }),
    writeBeside: ({ summary, newSources }) => {
      setChosen((now) => ({ ...now, summary }));
      onContinue(sourcesIn(newSources));
    },
  });
  const { slot, save } = work;
  const { Prose, Records } = editors;
  const faults = useFaults();
  useReturn(save.status.kind === "conflict", () => slot.focus());

  // biome-ignore lint/correctness/useExhaustiveDependencies: once, of what the plain form brought
  useEffect(() => {
    if (data.sent) work.changed();
  }, []);

  const run = async (choices?: Choices, seen?: number) => {
    if (!slot.isFilled) return;
    const loose = slot.loose();
    if (loose.length > 0) {
      faults.tell(loose);
      save.refuse(new Error("something was typed that no field holds"));
      return;
    }
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
      (error) => void faults.find(error, slot.read()),
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
            sources={[...sources, ...sourcesIn(work.offer.newSources).map(choiceOf)]}
            onUse={work.takeOffer}
            onDiscard={work.discardOffer}
          />
        ) : null}
        <div inert={save.isSaving}>
          {Prose ? (
            <Prose
              label={t("editor.textOf", { section: data.sectionTitle })}
              placeholder={t("editor.placeholder")}
              language={data.language}
              api={api}
              slot={slot}
              onChange={work.changed}
              cites={{ api, sources, onCreate }}
            />
          ) : null}
          {Records ? (
            <Records
              slot={slot}
              sources={sources}
              told={faults.told}
              onMend={faults.onMend}
              onCreateSource={(source) => onCreate(source as unknown as NewSource)}
              onChange={work.changed}
            />
          ) : null}
        </div>
        {work.preview ? (
          <Part
            key={`preview-${work.preview.number}`}
            of={PARTS.preview}
            props={{ api, content: work.preview.content, from: work.preview.from, sources }}
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
        <Part
          of={PARTS.conflict}
          props={{
            conflict: save.status.conflict,
            sources,
            renderEditor: (hand) =>
              Prose ? (
                <Prose
                  {...hand}
                  placeholder=""
                  api={api}
                  onChange={() => undefined}
                  cites={{ api, sources, onCreate }}
                />
              ) : null,
            onBack: save.reset,
            onResolve: (choices, seen) => void run(choices, seen),
          }}
        />
      ) : null}
    </div>
  );
}

/** Finds the fields that a save was refused for, and words the refusal. */
function useFaults() {
  const { data, t } = useEditorContext();
  const [told, setTold] = useState<readonly Told[]>([]);
  const [names, setNames] = useState<readonly string[]>([]);
  const tell = (found: readonly Told[]) => {
    setNames([...new Set(found.map(({ name }) => name))].slice(0, 5));
    setTold(found.filter(({ place }) => place !== ""));
  };
  return {
    told,
    tell,
    onMend: (place: string) => setTold((now) => now.filter((one) => one.place !== place)),
    /** Reads them from what a save of this content threw. */
    find: async (error: unknown, content: unknown) => {
      const problems = error instanceof ApiError && error.status === 400 ? error.body.problems : undefined;
      const { records = [] } = (content ?? {}) as { records?: AnyRecord[] };
      const tellProblems = await loadProblems();
      tell(tellProblems((problems as Fault[] | undefined) ?? [], records, { ...data, t }));
    },
    explain: (error: unknown) =>
      names.length > 0
        ? t("editor.failed.invalid", { fields: listText(names, data.locale) })
        : failureText(t, error),
  };
}
