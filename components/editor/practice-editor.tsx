import { useEffect, useMemo, useState } from "react";
import { useEditorContext } from "./context";
import { EditorSlot } from "./editor-slot";
import type { PracticeData } from "./model";
import { practiceApi } from "./practice-api";
import { ProseEditor } from "./prose/prose-editor";
import { SaveBox, type SaveChoices } from "./save-box";
import { usePreview } from "./use-preview";
import { useSources } from "./use-sources";
import { PreviewPart } from "./work-parts";

/** The steps of the exercise, in the order of the page. */
type Step = "write" | "link" | "cite" | "preview" | "save";

/** Returns the steps that a text shows as done. */
function stepsIn(content: unknown, begun: unknown): Step[] {
  const text = JSON.stringify(content);
  return [
    ...(text === JSON.stringify(begun) ? [] : (["write"] as const)),
    ...(text.includes('"type":"link"') ? (["link"] as const) : []),
    ...(text.includes('"type":"citation"') ? (["cite"] as const) : []),
  ];
}

/** Marks a step of the page's list as done. */
function markDone(step: Step): void {
  const item = document.querySelector<HTMLElement>(`[data-practice="${step}"]`);
  item?.classList.add("done");
  const word = item?.querySelector<HTMLElement>("[data-done]");
  if (word) word.hidden = false;
}

/** The editor of sections with a sample text: everything works, but nothing is sent or saved. */
export function PracticeEditor() {
  const context = useEditorContext();
  const { t } = context;
  const { words, ...data } = context.data as PracticeData;
  const [slot] = useState(() => new EditorSlot(data.content));
  const { sources, onCreate, room } = useSources(data.sources);
  const [chosen, setChosen] = useState<SaveChoices>({
    summary: "",
    isDespite: false,
    marks: { isUpToDate: true, label: "community" },
  });
  const { preview, askPreview } = usePreview(slot);
  const [done, setDone] = useState<ReadonlySet<Step>>(new Set());
  const api = useMemo(() => practiceApi(data.content, data.sources), [data.content, data.sources]);
  const take = (steps: readonly Step[]) =>
    setDone((before) => (steps.every((step) => before.has(step)) ? before : new Set([...before, ...steps])));
  useEffect(() => {
    for (const step of done) markDone(step);
  }, [done]);

  return (
    <div className="cols side editing">
      <div className="stack">
        <p className="small dim" role="status">
          {words.done.replace("{count}", String(done.size))}
        </p>
        <ProseEditor
          label={data.sectionTitle}
          placeholder={t("editor.placeholder")}
          language={data.locale}
          api={api}
          slot={slot}
          onChange={() => take(stepsIn(slot.read(), data.content))}
          cites={{ api, sources, onCreate, room }}
        />
        <PreviewPart preview={preview} api={api} sources={sources} />
      </div>
      <aside className="stack sticky" aria-label={t("editor.submit.label")}>
        {done.has("save") ? <SavedNote words={words} /> : null}
        <SaveBox
          outcome={null}
          isSaving={false}
          chosen={chosen}
          onChoose={setChosen}
          onPreview={() => {
            askPreview();
            take(["preview"]);
          }}
          onSave={() => take(["save"])}
        />
      </aside>
    </div>
  );
}

function SavedNote({ words }: { words: PracticeData["words"] }) {
  return (
    <section className="note ok" role="status">
      <div className="stack">
        <p className="strong">{words.savedTitle}</p>
        <p>{words.saved}</p>
      </div>
    </section>
  );
}
