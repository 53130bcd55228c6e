import { type RefObject, useEffect } from "react";
import type { DraftKeeper } from "./draft/keeper";
import { readForm, setHidden } from "./form-fields";

/** How long a form waits for its draft to be stored before it is sent. */
const PATIENCE_MS = 3_000;

/** Watches a form: calls `changed` after a change, and stores and releases the draft when the form is sent. */
export function useFormEvents(of: {
  form: HTMLFormElement;
  keeper: DraftKeeper;
  changed: RefObject<() => void>;
  /** Whether the form continues an earlier draft. */
  isContinued: RefObject<boolean>;
}): void {
  const { form, keeper, changed, isContinued } = of;
  useEffect(() => {
    const before = { read: JSON.stringify(readForm(form)) };
    const onInput = (event: Event) => {
      if (event.target instanceof Element && event.target.closest("#editor")) return;
      const read = JSON.stringify(readForm(form));
      if (read === before.read) return;
      before.read = read;
      changed.current();
    };
    // A draft that was waiting for its title is stored once the title is complete.
    const onChange = (event: Event) => {
      onInput(event);
      if (event.target === form.elements.namedItem("title") && keeper.isUnsynced) changed.current();
    };
    const onSubmit = (event: SubmitEvent) => {
      if (event.target !== form || event.defaultPrevented) return;
      if (keeper.isUnsynced && form.dataset.kept === undefined) sendOnceKept(event, form, keeper);
      else releaseDraft(event, form, keeper, isContinued.current);
    };
    // After navigating back, the browser restores the page as it was left.
    const onShow = (event: PageTransitionEvent) => {
      if (event.persisted) keeper.dispatch({ type: "resume" });
    };
    form.addEventListener("input", onInput);
    form.addEventListener("change", onChange);
    form.addEventListener("submit", onSubmit);
    window.addEventListener("pageshow", onShow);
    return () => {
      form.removeEventListener("input", onInput);
      form.removeEventListener("change", onChange);
      form.removeEventListener("submit", onSubmit);
      window.removeEventListener("pageshow", onShow);
    };
  }, [form, keeper, changed, isContinued]);
}

/** Releases the draft of a form that is being sent. */
function releaseDraft(
  event: SubmitEvent,
  form: HTMLFormElement,
  keeper: DraftKeeper,
  isContinued: boolean,
): void {
  // Saving deletes this form's draft; another tab's stays.
  const { stored, sequence } = keeper.machine;
  setHidden(form, "formDraft", stored > 0 || isContinued ? String(sequence) : "");
  // A draft that arrived after the form would remain as new work.
  void keeper.hold();
  keeper.dispatch({ type: "release" });
  // The editor of a text saves first: the form is sent after that or not at all.
  setTimeout(() => event.defaultPrevented && keeper.dispatch({ type: "resume" }), 0);
}

/** Delays sending a form until its draft is stored. */
function sendOnceKept(event: SubmitEvent, form: HTMLFormElement, keeper: DraftKeeper): void {
  event.preventDefault();
  const isReady = form.dataset.ready !== undefined;
  const sender = event.submitter instanceof HTMLButtonElement ? event.submitter : null;
  void soon(keeper.flush()).then(() => {
    form.dataset.kept = "";
    if (isReady) form.dataset.ready = "";
    form.requestSubmit(sender);
    delete form.dataset.kept;
    if (isReady) delete form.dataset.ready;
  });
}

/** Resolves with the promise or after a time limit: a lost connection must not block the form. */
function soon(run: Promise<unknown>): Promise<unknown> {
  return Promise.race([run, new Promise((done) => setTimeout(done, PATIENCE_MS))]);
}
