import { type FormEvent, useState } from "react";
import { ConflictChoices } from "@/components/revisions/conflict-view";
import { Button } from "@/components/ui/button";
import { readChoices } from "@/lib/revisions/merge-choices";
import type { Choices, Conflict } from "@/lib/revisions/model";
import { useEditorContext } from "./context";
import { Dialog } from "./dialog";
import type { SourceChoice } from "./model";

/** What a refused save answers with: what can't be put together, and where the section stands now. */
export interface ConflictAnswer {
  conflicts: Conflict[];
  currentNumber: number;
}

/**
 * Shows both texts of every passage that two people changed, and takes a decision for each. Leaving goes back to the
 * text, which is as it was; the decisions are sent with the next save, where the server puts the text together.
 */
export function ConflictDialog(props: {
  conflict: ConflictAnswer;
  sources: SourceChoice[];
  onBack: () => void;
  onResolve: (choices: Choices, seen: number) => void;
}) {
  const { conflict, onBack, onResolve } = props;
  const { t, data } = useEditorContext();
  const [error, setError] = useState(false);
  // It stood when the editor was opened already: what waits was written on an older one.
  const wasKnown = conflict.currentNumber === data.movedTo;
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const choices = readChoices(conflict.conflicts, (name) => {
      const value = form.get(name);
      return typeof value === "string" ? value : null;
    });
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
        <ConflictChoices t={t} locale={data.locale} section={data.section} conflicts={conflict.conflicts} />
        {error ? (
          <p className="msg" role="alert">
            {t("editor.conflict.missing")}
          </p>
        ) : null}
        <div className="row end">
          <Button type="button" kind="quiet" onClick={onBack}>
            {t("editor.conflict.back")}
          </Button>
          <Button kind="pri">{t("editor.conflict.apply")}</Button>
        </div>
      </form>
    </Dialog>
  );
}
