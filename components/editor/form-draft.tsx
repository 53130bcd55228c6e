import { useEffect, useMemo, useRef, useState } from "react";
import { Deleted, Inserted } from "@/components/revisions/diff-marks";
import { listText } from "@/lib/i18n/lists";
import type { FormContent } from "@/lib/revisions/form-draft";
import { formApi } from "./api";
import { beginOnce, useSlug } from "./begin";
import { useEditorContext } from "./context";
import { DraftNote, type OfferedDraft } from "./draft-offer";
import { changesIn, fillForm, readForm, setHidden } from "./form-fields";
import { deleteLocalCopy } from "./local-copy";
import type { FormDraftData } from "./model";
import { SaveState } from "./save-state";
import { useDraft } from "./use-draft";
import { useKeepShortcut } from "./use-keep-shortcut";
import { useOffers } from "./use-offers";

/** So long a form waits for its draft to be kept before it is sent. */
const PATIENCE_MS = 3_000;

/**
 * Keeps what is typed into a form as a draft, on this device and on the server, until the form is saved, and offers it
 * to whoever comes back. What is new is begun with the first kept draft, as soon as it has a title.
 */
export function FormDraft({ form }: { form: HTMLFormElement }) {
  const context = useEditorContext();
  const { t } = context;
  const [given] = useState(() => {
    const data = context.data as FormDraftData;
    return { ...data, content: readForm(form) };
  });
  const slug = useSlug(form, given);
  const api = useMemo(
    () => formApi(given.memberId, given.of, slug, () => beginOnce(form, given)),
    [given, slug, form],
  );
  const isContinued = useRef(false);
  const { keeper, state } = useDraft(given, api, () => ({ content: readForm(form), summary: "" }));
  const { offer, takeOffer, discardOffer, setAside } = useOffers(given, api, keeper, {
    isSentBack: given.isSentBack,
    isNews: (one) => isNews(form, one),
    use: (offered) => {
      isContinued.current = true;
      fillForm(form, offered.content as FormContent);
    },
  });
  const changed = useRef<() => void>(() => undefined);
  changed.current = () => {
    setAside();
    keeper.changed();
  };
  const keep = useRef<() => void>(() => undefined);
  keep.current = () => {
    if (keeper.isUnsynced) keeper.dispatch({ type: "send" });
  };
  useKeepShortcut(keep);

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
      if (!keeper.isUnsynced || form.dataset.kept !== undefined) {
        // A draft of this form goes with its save; another's stays.
        const { stored, sequence } = keeper.machine;
        setHidden(form, "formDraft", stored > 0 || isContinued.current ? String(sequence) : "");
        // A draft that arrived after the form would stand there as new work.
        void keeper.hold();
        keeper.dispatch({ type: "release" });
        // The editor of a text saves that first, and the form goes after it, or stays.
        setTimeout(() => event.defaultPrevented && keeper.dispatch({ type: "resume" }), 0);
        return;
      }
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
  }, [form, keeper]);

  return (
    <div className="stack">
      {state.kind === "clean" ? null : (
        <SaveState
          state={state}
          saved="editor.form.saved"
          onRetry={() => keeper.dispatch({ type: "send" })}
          onTakeOver={() => keeper.dispatch({ type: "send", force: true })}
        />
      )}
      {offer ? (
        <DraftNote
          key={`offer-${offer.key ?? "server"}`}
          draft={offer}
          words={{
            title: t("editor.form.title"),
            use: t("editor.form.use"),
            compare: t("editor.form.compare"),
            discard: t("editor.form.discard"),
          }}
          onUse={takeOffer}
          onDiscard={discardOffer}
        >
          {() => <Changes form={form} content={offer.content} />}
        </DraftNote>
      ) : null}
    </div>
  );
}

/** Whether a draft says something that the form does not; a copy on this device that says nothing new is let go. */
function isNews(form: HTMLFormElement, { content, key }: OfferedDraft): boolean {
  if (changesIn(form, content).length > 0) return true;
  if (key !== null) deleteLocalCopy(key);
  return false;
}

/** What a draft would change, field by field. */
function Changes({ form, content }: { form: HTMLFormElement; content: unknown }) {
  const { t, data } = useEditorContext();
  const heading = useRef<HTMLHeadingElement>(null);
  const [changes] = useState(() => changesIn(form, content, (words) => listText(words, data.locale)));
  useEffect(() => heading.current?.focus(), []);
  return (
    <section className="box">
      <h3 tabIndex={-1} ref={heading}>
        {t("editor.preview.title")}
      </h3>
      <dl className="dl in-b">
        {changes.map(({ name, label, before, after }) => (
          <div key={name}>
            <dt>{label}</dt>
            <dd dir="auto">
              {before ? <Deleted t={t}>{before}</Deleted> : null}{" "}
              {after ? <Inserted t={t}>{after}</Inserted> : null}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

/** The same, or nothing once it takes too long: a form is not held back by a line that is down. */
function soon(run: Promise<unknown>): Promise<unknown> {
  return Promise.race([run, new Promise((done) => setTimeout(done, PATIENCE_MS))]);
}
