import { useRef, useState } from "react";
import type { Translator } from "@/lib/i18n/translator";
import { newBlockId } from "@/lib/text/block-id";
import { ApiError, OfflineError, type TextApi } from "./api";
import { findDrafts, type OfferedDraft } from "./draft-offer";
import { dropLocalCopy, localKey, writeLocalCopy } from "./local-copy";
import type { EditorData } from "./model";
import type { EditorHandle } from "./prose/prose-editor";
import { useDraft } from "./use-draft";

/**
 * Drafts that were left before, one after the other, newest first. `isNews` says which are worth a word, `use` puts one
 * in the place of what stands.
 */
export function useOffers(
  data: EditorData,
  api: Pick<TextApi, "discardDraft">,
  draft: ReturnType<typeof useDraft>,
  options: {
    isSentBack?: boolean | undefined;
    isNews?: (offered: OfferedDraft) => boolean;
    use: (offered: OfferedDraft) => void;
  },
) {
  const [offers, setOffers] = useState(() =>
    options.isSentBack ? [] : findDrafts(data).filter(options.isNews ?? (() => true)),
  );

  const open = useRef(offers);
  open.current = offers;
  const aside = useRef<string | null>(null);

  /** Who writes on while the server's draft is still offered takes its place there: it waits on this device. */
  const setAside = () => {
    if (aside.current !== null || !data.draft || !open.current.some(({ key }) => key === null)) return;
    aside.current = localKey(data, newBlockId());
    writeLocalCopy(aside.current, { ...data.draft, at: data.draft.updatedAt });
  };

  const takeOffer = (offered: OfferedDraft) => {
    // The server has room for one draft: the other waits on this device.
    if (offered.key !== null) setAside();
    const copy = offered.key ?? aside.current;
    if (copy !== null) draft.goOnFrom(copy);
    // What is put in its place now is no other work.
    open.current = [];
    setOffers([]);
    options.use(offered);
  };

  const discardOffer = (offered: OfferedDraft) => {
    // What can't be removed now is offered again at the next opening, and lost in no case.
    const copy = offered.key ?? aside.current;
    if (copy === null) void api.discardDraft().catch(() => undefined);
    else dropLocalCopy(copy);
    setOffers((now) => now.filter(({ key }) => key !== offered.key));
  };

  return { offer: offers[0] ?? null, takeOffer, discardOffer, setAside };
}

/**
 * What a member works on: the content that the editor starts from, its draft while they write, and drafts that were
 * left before and are offered. `readSummary` and `writeSummary`: of what is kept with it.
 */
export function useWork(
  data: EditorData,
  api: TextApi,
  options: { isSentBack?: boolean; readSummary?: () => string; writeSummary?: (summary: string) => void },
) {
  const [start, setStart] = useState({ content: data.content, key: 0 });
  const handle = useRef<EditorHandle | null>(null);
  const readContent = () => handle.current?.read() ?? start.content;
  const draft = useDraft(data, api, () => ({
    content: readContent(),
    summary: options.readSummary?.() ?? "",
  }));
  const offers = useOffers(data, api, draft, {
    isSentBack: options.isSentBack,
    use: (offered) => {
      setStart((now) => ({ content: offered.content, key: now.key + 1 }));
      options.writeSummary?.(offered.summary);
      draft.baseNumber.current = offered.baseNumber;
      draft.changed();
    },
  });
  const changed = () => {
    offers.setAside();
    draft.changed();
  };
  return { ...offers, start, handle, readContent, draft: { ...draft, changed } };
}

/**
 * Gives each save its token: the same sent again, by a double click or after an answer that was lost on its way, makes
 * one revision; another text makes another.
 */
export function useToken(): <T extends object>(input: T) => T & { clientToken: string } {
  const sent = useRef({ body: "", clientToken: "" });
  return (input) => {
    const body = JSON.stringify(input);
    if (body !== sent.current.body) sent.current = { body, clientToken: newBlockId() + newBlockId() };
    return { ...input, clientToken: sent.current.clientToken };
  };
}

/** What to say of a save that came to nothing, and what to do about it. */
export function explainFailure(t: Translator, error: unknown): string {
  if (error instanceof OfflineError) return t("editor.failed.offline");
  if (!(error instanceof ApiError)) return t("editor.failed.other");
  if (error.status === 401) return t("editor.failed.signedOut");
  if (error.status === 403) return t("editor.failed.forbidden");
  if (error.reason === "claimed") return t("editor.failed.claimed");
  if (error.reason === "post_binned" || error.status === 410) return t("editor.failed.gone");
  if (error.status === 429) return t("editor.failed.tooOften");
  return t("editor.failed.other");
}
