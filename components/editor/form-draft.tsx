import { useEffect, useMemo, useRef, useState } from "react";
import { Deleted, Inserted } from "@/components/revisions/diff-marks";
import { listText } from "@/lib/i18n/lists";
import type { FormContent } from "@/lib/revisions/form-draft";
import { formApi } from "./api";
import { beginOnce, useSlug } from "./begin";
import { useEditorContext } from "./context";
import { DraftNote, type OfferedDraft } from "./draft-offer";
import { changesIn, fillForm, readForm } from "./form-fields";
import { deleteLocalCopy } from "./local-copy";
import type { FormDraftData } from "./model";
import { SaveState } from "./save-state";
import { useDraft } from "./use-draft";
import { useFormEvents } from "./use-form-events";
import { useOffers } from "./use-offers";
import { useSaveShortcut } from "./use-save-shortcut";

/**
 * Stores what is typed into a form as a draft, on this device and on the server, until the form is saved, and
 * offers it on the next visit. A new object is created with the first stored draft, once it has a title.
 */
export function FormDraft({ form }: { form: HTMLFormElement }) {
  const context = useEditorContext();
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
  useSaveShortcut(keep);

  useFormEvents({ form, keeper, changed, isContinued });

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
        <FormOffer
          key={`offer-${offer.key ?? "server"}`}
          form={form}
          draft={offer}
          onUse={takeOffer}
          onDiscard={discardOffer}
        />
      ) : null}
    </div>
  );
}

/** Whether a draft differs from the form; a copy on this device that does not is deleted. */
function isNews(form: HTMLFormElement, { content, key }: OfferedDraft): boolean {
  if (changesIn(form, content).length > 0) return true;
  if (key !== null) deleteLocalCopy(key);
  return false;
}

/** Offers an earlier draft of the form. */
function FormOffer(props: {
  form: HTMLFormElement;
  draft: OfferedDraft;
  onUse: (draft: OfferedDraft) => void;
  onDiscard: (draft: OfferedDraft) => void;
}) {
  const { form, ...note } = props;
  const { t } = useEditorContext();
  const words = {
    title: t("editor.form.title"),
    use: t("editor.form.use"),
    compare: t("editor.form.compare"),
    discard: t("editor.form.discard"),
  };
  return (
    <DraftNote {...note} words={words}>
      {() => <Changes form={form} content={note.draft.content} />}
    </DraftNote>
  );
}

/** The changes in a draft, field by field. */
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
