import { type RefObject, useEffect } from "react";
import type { DraftKeeper } from "./draft/keeper";
import { readForm, setHidden } from "./form-fields";

/** So long a form waits for its draft to be kept before it is sent. */
const PATIENCE_MS = 3_000;

/** Follows a form: `changed` is called when a field was, and its draft is kept and let go around its being sent. */
export function useFormEvents(of: {
  form: HTMLFormElement;
  keeper: DraftKeeper;
  changed: RefObject<() => void>;
  /** Whether the form goes on from a draft that was left before. */
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
    // What waited for its title to be finished is kept as soon as it is.
    const onChange = (event: Event) => {
      onInput(event);
      if (event.target === form.elements.namedItem("title") && keeper.isUnsynced) changed.current();
    };
    const onSubmit = (event: SubmitEvent) => {
      if (event.target !== form || event.defaultPrevented) return;
      if (keeper.isUnsynced && form.dataset.kept === undefined) sendOnceKept(event, form, keeper);
      else releaseDraft(event, form, keeper, isContinued.current);
    };
    // Back from where the form led, the page is there as it was left.
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

/** Lets a draft go with its form, which is sent now. */
function releaseDraft(
  event: SubmitEvent,
  form: HTMLFormElement,
  keeper: DraftKeeper,
  isContinued: boolean,
): void {
  // A draft of this form goes with its save; another's stays.
  const { stored, sequence } = keeper.machine;
  setHidden(form, "formDraft", stored > 0 || isContinued ? String(sequence) : "");
  // A draft that arrived after the form would stand there as new work.
  void keeper.hold();
  keeper.dispatch({ type: "release" });
  // The editor of a text saves that first, and the form goes after it, or stays.
  setTimeout(() => event.defaultPrevented && keeper.dispatch({ type: "resume" }), 0);
}

/** Holds a form back until its draft is kept, and sends it then. */
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

/** The same, or nothing once it takes too long: a form is not held back by a line that is down. */
function soon(run: Promise<unknown>): Promise<unknown> {
  return Promise.race([run, new Promise((done) => setTimeout(done, PATIENCE_MS))]);
}
