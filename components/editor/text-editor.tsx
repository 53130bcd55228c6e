import { type RefObject, useEffect, useMemo, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import type { Choices } from "@/lib/revisions/model";
import { ApiError, ownedTextApi } from "./api";
import { beginOnce, fieldOf, useSlug } from "./begin";
import { failureText } from "./cause-text";
import { useEditorContext } from "./context";
import { setHidden } from "./form-fields";
import type { TextEditorData } from "./model";
import { ProseEditor, type ProseEditorProps } from "./prose/prose-editor";
import { SaveOutcome } from "./save-box";
import { SaveState } from "./save-state";
import { useKeepShortcut } from "./use-keep-shortcut";
import { useReturn } from "./use-return";
import { useWork } from "./use-work";
import { ConflictPart, PreviewPart, WorkOffer } from "./work-parts";

type Save = (choices?: Choices, seen?: number) => Promise<void>;

/**
 * A text within the form of what it belongs to: kept as a draft while it is written, saved before the form is sent, and
 * merged there with what others wrote. A new post is begun with its first kept draft.
 */
export function TextEditor({ form }: { form: HTMLFormElement }) {
  const { t, ...context } = useEditorContext();
  const given = context.data as TextEditorData;
  const { api, slug, work, run } = useTextEditing(form, given);
  const media = useMedia(given);
  return (
    <div className="stack">
      <div className="row apart">
        <span className="strong" aria-hidden="true">
          {given.sectionTitle}
        </span>
        <SaveState state={work.state} onRetry={work.saveDraftNow} onTakeOver={work.takeOver} />
      </div>
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
      <SaveOutcome status={work.save.status} explain={(error) => failureText(t, error)} />
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

/** The pictures that the text can show: those that are there, and those that are added to it. */
function useMedia(given: TextEditorData): ProseEditorProps["media"] {
  const [pictures, setPictures] = useState(given.pictures);
  return {
    pictures,
    onAdd: (picture) => setPictures((now) => [picture, ...now]),
    srcOf: (file) => given.pictureAt.replace("{file}", file),
  };
}

/** Keeps what belongs to the work on the text, and saves it by `run` before the form is sent. */
function useTextEditing(form: HTMLFormElement, given: TextEditorData) {
  const slug = useSlug(form, given);
  const api = useMemo(
    () => ownedTextApi(given.memberId, given.of, slug, () => beginOnce(form, given)),
    [slug, form, given],
  );
  const sender = useRef<HTMLElement | null>(null);
  const work = useWork(given, api, given);
  const { slot, keeper, save } = work;
  const keep = useRef<() => void>(() => undefined);
  keep.current = () => {
    // A text that nobody has begun is no draft.
    if (keeper.isUnsynced) work.saveDraftNow();
  };
  useKeepShortcut(keep);
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
      (input) => api.save(input),
      (error) => {
        if (!(error instanceof ApiError) || error.status !== 400) return;
        // The form itself says what is missing, with the text kept.
        keeper.dispatch({ type: "release" });
        send(form, sender.current, { content: JSON.stringify(slot.read()) });
      },
    );
    if (!saved) return;
    if (isAlone(form))
      window.location.assign(given.after[saved.state === "pending" ? "pending" : "published"]);
    else send(form, sender.current, { base: String(saved.number ?? "") });
  };
  useSubmit(form, sender, run);
  useTitle(form, slug, () => {
    if (JSON.stringify(slot.read()).includes('"text"')) work.changed();
  });
  return { api, slug, work, run };
}

/** Holds the form back until its text is saved. */
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

/** A text that waits for a title is kept as soon as there is one. */
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

/** Whether the form holds nothing besides the text and why it changed, so that its save is all there is to send. */
function isAlone(form: HTMLFormElement): boolean {
  return form.elements.namedItem("title") === null;
}

/** Why the text changed: asked for where it is saved by itself; else nobody reads it. */
function summaryOf(form: HTMLFormElement): string {
  return fieldOf(form, isAlone(form) ? "summary" : "title");
}

/** Sends the form with a hidden field more: the revision that its text was saved as, or the text itself. */
function send(form: HTMLFormElement, submitter: HTMLElement | null, hidden: Record<string, string>): void {
  for (const [name, value] of Object.entries(hidden)) setHidden(form, name, value);
  // Not within the event that was held back: a form is not sent again while it is being sent.
  setTimeout(() => {
    form.dataset.ready = "";
    form.requestSubmit(submitter instanceof HTMLButtonElement ? submitter : null);
    delete form.dataset.ready;
  }, 0);
}
