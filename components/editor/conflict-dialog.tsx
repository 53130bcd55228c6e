import { type FormEvent, type ReactNode, useState } from "react";
import { ConflictChoices } from "@/components/revisions/conflict-view";
import { readChoices } from "@/lib/revisions/compare/merge-choices";
import type { Choice, Choices, Conflict } from "@/lib/revisions/model";
import { useEditorContext } from "./context";
import { Dialog, DialogEnd } from "./dialog";
import { EditorSlot } from "./editor-slot";
import type { SourceChoice } from "./model";

/** The response to a save with conflicts: what cannot be merged, and the section's current number. */
export interface ConflictAnswer {
  conflicts: Conflict[];
  currentNumber: number;
}

/**
 * Returns the passages for editing by hand, because a plain text field would lose formatting; each starts
 * with the member's own text.
 */
function slotOf({ id, kind, hand, mine, theirs }: Conflict): [string, EditorSlot][] {
  const block = mine ?? theirs;
  if (kind !== "block" || hand !== null || block === null) return [];
  return [[id, new EditorSlot({ schemaVersion: 1, doc: { type: "doc", content: [block] } })]];
}

function blocksIn(slot: EditorSlot): unknown[] {
  return (slot.read() as { doc: { content: unknown[] } } | null)?.doc.content ?? [];
}

/** Returns the choices in a form, with texts edited by hand; passages without a choice are left out. */
function choicesIn(
  form: HTMLFormElement,
  conflicts: readonly Conflict[],
  slots: ReadonlyMap<string, EditorSlot>,
): Choices {
  const fields = new FormData(form);
  const read = readChoices(conflicts, (name) => {
    const value = fields.get(name);
    return typeof value === "string" ? value : null;
  });
  return Object.fromEntries(
    Object.entries(read).map(([id, choice]): [string, Choice] => {
      const slot = choice.take === "hand" ? slots.get(id) : undefined;
      return [id, slot ? { take: "hand", value: blocksIn(slot) } : choice];
    }),
  );
}

/**
 * Shows both texts of every passage that two people changed and takes a choice for each. Closing it returns
 * to the unchanged text; the choices are sent with the next save, where the server merges the text.
 */
export function ConflictDialog(props: {
  conflict: ConflictAnswer;
  sources: SourceChoice[];
  /** Draws a small editor of this kind of text, for passages edited by hand. */
  renderEditor: (props: { id: string; label: string; slot: EditorSlot }) => ReactNode;
  onBack: () => void;
  onResolve: (choices: Choices, seen: number) => void;
}) {
  const { conflict, sources, onBack, onResolve } = props;
  const { t, data } = useEditorContext();
  const [error, setError] = useState(false);
  const [slots] = useState(() => new Map(conflict.conflicts.flatMap(slotOf)));
  // The conflicting revision existed when the editor was opened: the draft is based on an older one.
  const wasKnown = conflict.currentNumber === data.movedTo;
  const submit = (event: FormEvent<HTMLFormElement>) => {
    // React bubbles events from a dialog opened above this one, though its form is elsewhere in the page.
    if (event.target !== event.currentTarget) return;
    event.preventDefault();
    const choices = choicesIn(event.currentTarget, conflict.conflicts, slots);
    if (Object.keys(choices).length < conflict.conflicts.length) {
      setError(true);
      return;
    }
    onResolve(choices, conflict.currentNumber);
  };
  return (
    <Dialog title={t("editor.conflict.title")} onClose={onBack}>
      <form className="stack" onSubmit={submit} noValidate>
        <p className="small dim">
          {t(wasKnown ? "editor.conflict.introMoved" : "editor.conflict.intro", {
            number: conflict.currentNumber,
          })}
        </p>
        <ConflictChoices
          t={t}
          locale={data.locale}
          section={data.section}
          conflicts={conflict.conflicts}
          sourceTitle={(id) => sources.find((source) => source.id === id)?.title ?? null}
          editorFor={({ id }, label) => {
            const slot = slots.get(id);
            return slot ? props.renderEditor({ id: `hand-${id}`, label, slot }) : null;
          }}
        />
        {error ? (
          <p className="msg" role="alert">
            {t("editor.conflict.missing")}
          </p>
        ) : null}
        <DialogEnd label={t("editor.conflict.apply")} back={t("editor.conflict.back")} onClose={onBack} />
      </form>
    </Dialog>
  );
}
