import { useEffect, useMemo, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import type { Choices } from "@/lib/revisions/model";
import { ApiError, ownedTextApi } from "./api";
import { beginOnce, fieldOf, useSlug } from "./begin";
import { type ConflictAnswer, ConflictDialog } from "./conflict-dialog";
import { useEditorContext } from "./context";
import { DraftOffer } from "./draft-offer";
import type { TextEditorData } from "./model";
import { Preview } from "./preview";
import { ProseEditor } from "./prose/prose-editor";
import { SaveState } from "./save-state";
import { useKeepShortcut } from "./use-keep-shortcut";
import { explainFailure, useToken, useWork } from "./use-work";

/**
 * A text within the form of what it belongs to: kept as a draft while it is written, saved before the form is sent, and
 * merged there with what others wrote. A new post is begun with its first kept draft.
 */
export function TextEditor({ form }: { form: HTMLFormElement }) {
  const context = useEditorContext();
  const { t } = context;
  const given = context.data as TextEditorData;
  const slug = useSlug(form, given);
  const data = useMemo(() => ({ ...given, slug }), [given, slug]);
  const api = useMemo(
    () => ownedTextApi(given.memberId, given.of, slug, () => beginOnce(form, given)),
    [slug, form, given],
  );
  const [pictures, setPictures] = useState(given.pictures);
  const [problem, setProblem] = useState<string | null>(null);
  const [isPreviewed, setPreviewed] = useState(0);
  const [conflict, setConflict] = useState<ConflictAnswer | null>(null);
  const sender = useRef<HTMLElement | null>(null);
  const withToken = useToken();
  const { offer, takeOffer, discardOffer, start, handle, readContent, draft } = useWork(data, api, given);
  const keep = useRef<() => void>(() => undefined);
  keep.current = () => {
    // A text that nobody has begun is no draft.
    if (draft.isUnsynced()) void draft.saveNow();
  };
  useKeepShortcut(keep);

  const save = async (choices?: Choices, seen?: number) => {
    setProblem(null);
    await draft.hold();
    try {
      const saved = await api.save(
        withToken({
          base: draft.baseNumber.current,
          summary: summaryOf(form),
          content: readContent(),
          ...(choices ? { choices, seen } : {}),
        }),
      );
      draft.settle();
      if (isAlone(form))
        window.location.assign(given.after[saved.state === "pending" ? "pending" : "published"]);
      else send(form, sender.current, { base: String(saved.number ?? "") });
    } catch (error) {
      draft.resume();
      if (error instanceof ApiError && error.reason === "edit_conflict") {
        setConflict(error.body.conflict as ConflictAnswer);
      } else if (error instanceof ApiError && error.status === 400) {
        // The form itself says what is missing, with the text kept.
        draft.release();
        send(form, sender.current, { content: JSON.stringify(readContent()) });
      } else setProblem(explainFailure(t, error));
    }
  };
  const saver = useRef(save);
  saver.current = save;

  useEffect(() => {
    const onSubmit = (event: SubmitEvent) => {
      if (event.target !== form || event.defaultPrevented || form.dataset.ready !== undefined) return;
      event.preventDefault();
      sender.current = event.submitter;
      void saver.current();
    };
    form.addEventListener("submit", onSubmit);
    return () => form.removeEventListener("submit", onSubmit);
  }, [form]);

  const isWritten = useRef<() => boolean>(() => false);
  isWritten.current = () => JSON.stringify(readContent()).includes('"text"');
  const changed = useRef(draft.changed);
  changed.current = draft.changed;
  useEffect(() => {
    // What waits for a title is kept as soon as there is one.
    const title = form.elements.namedItem("title");
    if (slug !== "" || !(title instanceof HTMLInputElement)) return;
    const onTitle = () => {
      if (isWritten.current()) changed.current();
    };
    title.addEventListener("change", onTitle);
    return () => title.removeEventListener("change", onTitle);
  }, [form, slug]);

  return (
    <div className="stack">
      <div className="row apart">
        <span className="strong" aria-hidden="true">
          {data.sectionTitle}
        </span>
        <SaveState
          state={draft.state}
          onRetry={() => void draft.saveNow()}
          onTakeOver={() => void draft.takeOver()}
        />
      </div>
      {offer ? (
        <DraftOffer
          key={`offer-${offer.key ?? "server"}`}
          draft={offer}
          api={api}
          sources={[]}
          onUse={takeOffer}
          onDiscard={discardOffer}
        />
      ) : null}
      <ProseEditor
        key={`text-${start.key}`}
        label={data.sectionTitle}
        placeholder={t(given.of === "post" ? "editor.placeholderOfPost" : "editor.placeholderOfMaterial")}
        api={api}
        content={start.content}
        handle={handle}
        onChange={draft.changed}
        media={{
          pictures,
          onAdd: (picture) => setPictures((now) => [picture, ...now]),
          srcOf: (file) => given.pictureAt.replace("{file}", file),
        }}
      />
      {problem ? (
        <p className="msg" role="alert">
          {problem}
        </p>
      ) : null}
      {slug === "" ? null : (
        <p>
          <Button type="button" onClick={() => setPreviewed((now) => now + 1)}>
            {t("editor.preview.button")}
          </Button>
        </p>
      )}
      {isPreviewed > 0 ? (
        <Preview key={`preview-${isPreviewed}`} api={api} content={readContent()} sources={[]} />
      ) : null}
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
  for (const [name, value] of Object.entries(hidden)) {
    const field =
      form.querySelector<HTMLInputElement>(`input[name="${name}"]`) ?? document.createElement("input");
    Object.assign(field, { type: "hidden", name, value });
    form.append(field);
  }
  // Not within the event that was held back: a form is not sent again while it is being sent.
  setTimeout(() => {
    form.dataset.ready = "";
    form.requestSubmit(submitter instanceof HTMLButtonElement ? submitter : null);
    delete form.dataset.ready;
  }, 0);
}
