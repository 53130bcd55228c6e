import { useRef, useState } from "react";
import { newBlockId } from "@/lib/text/block-id";
import type { TextApi } from "./api";
import type { DraftKeeper } from "./draft/keeper";
import { findDrafts, type OfferedDraft } from "./draft-offer";
import { deleteLocalCopy, localKey, writeLocalCopy } from "./local-copy";
import type { EditorData } from "./model";

/**
 * Offers drafts that were left before, one after the other, newest first. `isNews` says which say something new, `use`
 * puts one in the place of the text.
 */
export function useOffers(
  data: EditorData,
  api: Pick<TextApi, "discardDraft">,
  keeper: DraftKeeper,
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

  /** Who writes on while the server's draft is still offered takes its place there: it is copied to this device. */
  const setAside = () => {
    if (aside.current !== null || !data.draft || !open.current.some(({ key }) => key === null)) return;
    aside.current = localKey(data, newBlockId());
    writeLocalCopy(aside.current, { ...data.draft, at: data.draft.updatedAt });
  };

  const takeOffer = (offered: OfferedDraft) => {
    // The server has room for one draft: the other waits on this device.
    if (offered.key !== null) setAside();
    const copy = offered.key ?? aside.current;
    // What is put in its place now is no other work.
    open.current = [];
    setOffers([]);
    keeper.dispatch({ type: "continued", base: offered.baseNumber, copy });
    options.use(offered);
  };

  const discardOffer = (offered: OfferedDraft) => {
    // A draft that can't be removed now is offered again at the next opening, and lost in no case.
    const copy = offered.key ?? aside.current;
    if (copy === null) void api.discardDraft(data.draft?.sequence ?? 0).catch(() => undefined);
    else deleteLocalCopy(copy);
    setOffers((now) => now.filter(({ key }) => key !== offered.key));
  };

  return { offer: offers[0] ?? null, takeOffer, discardOffer, setAside };
}
