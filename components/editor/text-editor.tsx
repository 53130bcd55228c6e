import { type RefObject, useEffect, useMemo, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import type { Choices } from "@/lib/revisions/model";
import { ApiError, ownedTextApi } from "./api";
import { beginOnce, fieldOf, useSlug } from "./begin";
import { failureText } from "./cause-text";
import { useEditorContext } from "./context";
import { changeTyped, setHidden, typedTexts } from "./form-fields";
import type { TextEditorData } from "./model";
import { ProseEditor } from "./prose/prose-editor";
import type { ProseEditorProps } from "./prose/prose-props";
import { SaveOutcome } from "./save-box";
import { SaveLine } from "./save-line";
import { SaveState } from "./save-state";
import { useReturn } from "./use-return";
import { useSaveShortcut } from "./use-save-shortcut";
import { useWork } from "./use-work";
import { ConflictPart, PreviewPart, WorkOffer } from "./work-parts";

type Save = (choices?: Choices, seen?: number) => Promise<void>;

/**
 * The editor of a text within its object's form: stores drafts while the text is written, saves it before the
 * form is sent, and merges others' changes on saving. A new post is created with its first draft.
 */
export function TextEditor({ form }: { form: HTMLFormElement }) {
  const { t, ...context } = useEditorContext();
  const given = context.data as TextEditorData;
  const { api, slug, work, run } = useTextEditing(form, given);
  const media = useMedia(given);
  return (
    <div className="stack">
      <SaveLine>
        <span className="strong" aria-hidden="true">
          {given.sectionTitle}
        </span>
        <SaveState state={work.state} onRetry={work.saveDraftNow} onTakeOver={work.takeOver} />
      </SaveLine>
      <WorkOffer work={work} api={api} sources={[]} />
      <div inert={work.save.isSaving}>
        <ProseEditor
          label={given.sectionTitle}
          placeholder={given.placeholder}
          api={api}
          slot={work.slot}
          onChange={work.changed}
          media={media}
        />
      </div>
      <SaveOutcome save={work.save} explain={(error) => failureText(t, error)} onSave={() => void run()} />
      {slug === "" ? null : (
        <p>
          <Button type="button" onClick={work.askPreview}>
            {t("editor.preview.button")}
          </Button>
        </p>
      )}
      <PreviewPart preview={work.preview} api={api} sources={[]} />
      <ConflictPart
        work={work}
        sources={[]}
        renderEditor={(hand) => (
          <ProseEditor {...hand} placeholder="" api={api} onChange={() => undefined} media={media} />
        )}
        onResolve={(choices, seen) => void run(choices, seen)}
      />
    </div>
  );
}

/** Returns the pictures that the text can show: existing ones and those added in the editor. */
function useMedia(given: TextEditorData): ProseEditorProps["media"] {
  const [pictures, setPictures] = useState(given.pictures);
  return {
    pictures,
    onAdd: (picture) => setPictures((now) => [picture, ...now]),
    srcOf: (file) => given.pictureAt.replace("{file}", file),
  };
}

/** Creates the editing state of the text, and saves it with `run` before the form is sent. */
function useTextEditing(form: HTMLFormElement, given: TextEditorData) {
  const slug = useSlug(form, given);
  const api = useMemo(
    () => ownedTextApi(given.memberId, given.of, slug, () => beginOnce(form, given)),
    [slug, form, given],
  );
  const sender = useRef<HTMLElement | null>(null);
  const work = useWork(given, api, {
    isSentBack: given.isSentBack,
    beside: { texts: () => typedTexts(form), change: (change) => changeTyped(form, change) },
  });
  const { slot, keeper, save } = work;
  const keep = useRef<() => void>(() => undefined);
  keep.current = () => {
    // An untouched text has no draft.
    if (keeper.isUnsynced) work.saveDraftNow();
  };
  useSaveShortcut(keep);
  useReturn(save.status.kind === "conflict", () => slot.focus());

  const run: Save = async (choices, seen) => {
    if (!slot.isFilled) return;
    const saved = await save.run(
      () => ({
        base: keeper.machine.base,
        summary: summaryOf(form),
        content: slot.read(),
        draft: keeper.machine.sequence,
        ...(choices ? { choices, seen } : {}),
      }),
      (input, isWarningRead) => api.save(input, isWarningRead),
      (error) => {
        if (!(error instanceof ApiError) || error.status !== 400) return;
        // The form itself reports what is missing; the text is sent along.
        keeper.dispatch({ type: "release" });
        send(form, sender.current, { content: JSON.stringify(slot.read()) });
      },
    );
    if (!saved) return;
    if (isAlone(form)) window.location.assign(given.after[saved.state]);
    else send(form, sender.current, { base: String(saved.number ?? "") });
  };
  useSubmit(form, sender, run);
  useTitle(form, slug, () => {
    if (JSON.stringify(slot.read()).includes('"text"')) work.changed();
  });
  return { api, slug, work, run };
}

/** Delays sending the form until its text is saved. */
function useSubmit(form: HTMLFormElement, sender: RefObject<HTMLElement | null>, run: Save): void {
  const saver = useRef(run);
  saver.current = run;
  useEffect(() => {
    const onSubmit = (event: SubmitEvent) => {
      if (event.target !== form || event.defaultPrevented || form.dataset.ready !== undefined) return;
      event.preventDefault();
      sender.current = event.submitter;
      void saver.current();
    };
    form.addEventListener("submit", onSubmit);
    return () => form.removeEventListener("submit", onSubmit);
  }, [form, sender]);
}

/** Stores a draft that was waiting for a title once there is one. */
function useTitle(form: HTMLFormElement, slug: string, onTitled: () => void): void {
  const titled = useRef(onTitled);
  titled.current = onTitled;
  useEffect(() => {
    const title = form.elements.namedItem("title");
    if (slug !== "" || !(title instanceof HTMLInputElement)) return;
    const onChange = () => titled.current();
    title.addEventListener("change", onChange);
    return () => title.removeEventListener("change", onChange);
  }, [form, slug]);
}

/** Whether the form has only the text and its summary, so that saving the text sends everything. */
function isAlone(form: HTMLFormElement): boolean {
  return form.elements.namedItem("title") === null;
}

/**
 * Returns the edit summary: the form's field where the text is saved by itself; otherwise the title, as
 * nobody reads it.
 */
function summaryOf(form: HTMLFormElement): string {
  return fieldOf(form, isAlone(form) ? "summary" : "title");
}

/**
 * Sends the form with an additional hidden field: the revision that its text was saved as, or the text itself. Its writer
 * was asked about personal data in all of it, so the server need not ask again when the text is saved already.
 */
function send(form: HTMLFormElement, submitter: HTMLElement | null, hidden: Record<string, string>): void {
  for (const [name, value] of Object.entries({ ...hidden, guard: "send" })) setHidden(form, name, value);
  // Deferred: a form cannot be sent again within its own submit event.
  setTimeout(() => {
    form.dataset.ready = "";
    form.requestSubmit(submitter instanceof HTMLButtonElement ? submitter : null);
    delete form.dataset.ready;
  }, 0);
}
