import { useMemo, useState } from "react";
import type { TextApi } from "./api";
import { useEditorContext } from "./context";
import { EditorSlot } from "./editor-slot";
import type { PracticeData, SourceChoice } from "./model";
import { Part } from "./part";
import { PARTS } from "./parts";
import { practiceApi } from "./practice-api";
import type { NewSource } from "./prose/citation-dialog";
import { ProseEditor } from "./prose/prose-editor";
import { SaveBox, type SaveChoices } from "./save-box";
import type { AskedPreview } from "./use-work";

/** What is tried, in the order of the page. */
type Step = "write" | "link" | "cite" | "preview" | "save";

/** The steps that a text shows to have been taken. */
function stepsIn(content: unknown, begun: unknown): Step[] {
  const text = JSON.stringify(content);
  return [
    ...(text === JSON.stringify(begun) ? [] : (["write"] as const)),
    ...(text.includes('"type":"link"') ? (["link"] as const) : []),
    ...(text.includes('"type":"citation"') ? (["cite"] as const) : []),
  ];
}

/** Marks a step of the page's list as taken. */
function markDone(step: Step): void {
  const item = document.querySelector<HTMLElement>(`[data-practice="${step}"]`);
  item?.classList.add("done");
  const word = item?.querySelector<HTMLElement>("[data-done]");
  if (word) word.hidden = false;
}

/** The editor of sections on a text that is nobody's: everything works, and nothing is sent or kept. */
export function PracticeEditor() {
  const context = useEditorContext();
  const { t } = context;
  const { words, ...data } = context.data as PracticeData;
  const [slot] = useState(() => new EditorSlot(data.content));
  const [sources, setSources] = useState<SourceChoice[]>(data.sources);
  const [chosen, setChosen] = useState<SaveChoices>({
    summary: "",
    isDespite: false,
    marks: { isUpToDate: true, label: "community" },
  });
  const [preview, setPreview] = useState<AskedPreview | null>(null);
  const [done, setDone] = useState<ReadonlySet<Step>>(new Set());
  const api = useMemo(() => practiceApi(data.content, data.sources), [data.content, data.sources]);
  const take = (steps: readonly Step[]) =>
    setDone((before) => {
      const fresh = steps.filter((step) => !before.has(step));
      if (fresh.length === 0) return before;
      fresh.forEach(markDone);
      return new Set([...before, ...fresh]);
    });
  const onCreate = (source: NewSource) =>
    setSources((now) => [...now, { ...source, publisher: source.publisher ?? "" }]);

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
          cites={{ api, sources, onCreate }}
        />
        {preview ? (
          <Part
            key={`preview-${preview.number}`}
            of={PARTS.preview}
            props={{ api: api as TextApi, content: preview.content, from: preview.from, sources }}
          />
        ) : null}
      </div>
      <aside className="stack sticky" aria-label={t("editor.submit.label")}>
        {done.has("save") ? (
          <section className="note ok" role="status">
            <div className="stack">
              <p className="strong">{words.savedTitle}</p>
              <p>{words.saved}</p>
            </div>
          </section>
        ) : null}
        <SaveBox
          status={{ kind: "idle" }}
          chosen={chosen}
          onChoose={setChosen}
          explain={() => ""}
          onPreview={() => {
            const [from, number] = [document.activeElement, (preview?.number ?? 0) + 1];
            setPreview({ content: slot.read(), number, from });
            take(["preview"]);
          }}
          onSave={() => take(["save"])}
        />
      </aside>
    </div>
  );
}
