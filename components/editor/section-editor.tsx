import { useState } from "react";
import { useEditorContext } from "./context";
import { Presence } from "./presence";
import type { ProseEditor } from "./prose/prose-editor";
import type { RecordsEditor } from "./records/records-editor";
import { SaveBox, SaveOutcome } from "./save-box";
import { SaveLine } from "./save-line";
import { SaveState } from "./save-state";
import { Shortcuts } from "./shortcuts";
import type { NewSource } from "./source-typed";
import { TemplateButton } from "./template-button";
import { type Editing, useSectionEditing } from "./use-section-editing";
import { choiceOf, sourcesIn } from "./use-sources";
import { ConflictPart, PreviewPart, WorkOffer } from "./work-parts";

/** The editor for the section's type, prose or records; the other is not loaded. */
export interface Editors {
  Prose?: typeof ProseEditor;
  Records?: typeof RecordsEditor;
}

/** The editor of one section: the text or records, draft, summary, preview, save and conflict. */
export function SectionEditor({ editors }: { editors: Editors }) {
  const editing = useSectionEditing();
  const { api, chosen, setChosen, sources, onCreate, room, work, faults, run } = editing;
  const { t } = useEditorContext();
  const { Prose } = editors;
  return (
    <div className="editing">
      <SaveLine>
        <SaveState state={work.state} onRetry={work.saveDraftNow} onTakeOver={work.takeOver} />
        <Presence api={api} />
      </SaveLine>
      <div className="cols side">
        <div className="stack">
          <WorkOffer
            work={work}
            api={api}
            sources={[...sources, ...sourcesIn(work.offer?.newSources).map(choiceOf)]}
          />
          <SectionText editors={editors} editing={editing} />
          <PreviewPart preview={work.preview} api={api} sources={sources} />
        </div>
        <aside className="stack sticky" aria-label={t("editor.submit.label")}>
          <SaveBox
            outcome={<SaveOutcome save={work.save} explain={faults.explain} onSave={() => void run()} />}
            isSaving={work.save.isSaving}
            chosen={chosen}
            onChoose={setChosen}
            onPreview={work.askPreview}
            onSave={() => void run()}
          />
          <Shortcuts onSave={work.saveDraftNow} />
        </aside>
      </div>
      <ConflictPart
        work={work}
        sources={sources}
        renderEditor={(hand) =>
          Prose ? (
            <Prose
              {...hand}
              placeholder=""
              api={api}
              onChange={() => undefined}
              cites={{ api, sources, onCreate, room }}
            />
          ) : null
        }
        onResolve={(choices, seen) => void run(choices, seen)}
      />
    </div>
  );
}

/** The text or the records; locked while being saved. */
function SectionText({ editors, editing }: { editors: Editors; editing: Editing }) {
  const { data, t } = useEditorContext();
  const { Prose, Records } = editors;
  const { api, sources, onCreate, room, work, faults } = editing;
  const [isBlank, setBlank] = useState(true);
  const changed = () => {
    setBlank(false);
    work.changed();
  };
  return (
    <div inert={work.save.isSaving} className="stack">
      {isBlank ? <TemplateButton slot={work.slot} /> : null}
      {Prose ? (
        <Prose
          label={t("editor.textOf", { section: data.sectionTitle })}
          placeholder={t("editor.placeholder")}
          language={data.language}
          api={api}
          slot={work.slot}
          onChange={changed}
          cites={{ api, sources, onCreate, room }}
        />
      ) : null}
      {Records ? (
        <Records
          slot={work.slot}
          sources={sources}
          problems={faults.problems}
          onCorrected={faults.onCorrected}
          onCreateSource={(source) => onCreate(source as unknown as NewSource)}
          onSummary={(summary) =>
            editing.setChosen((now) => (now.summary.trim() === "" ? { ...now, summary } : now))
          }
          onChange={work.changed}
        />
      ) : null}
    </div>
  );
}
