import { useRef, useState } from "react";
import { newBlockId } from "@/lib/text/block-id";
import type { TextApi } from "./api";
import type { DraftKeeper } from "./draft/keeper";
import { findDrafts, type OfferedDraft } from "./draft-offer";
import { deleteLocalCopy, localKey, writeLocalCopy } from "./local-copy";
import type { EditorData } from "./model";

/**
 * Offers earlier drafts one by one, newest first. `isNews` decides which ones differ, `use` replaces the text
 * with one.
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

  /**
   * If the member continues writing while the server's draft is still offered, the new draft replaces it on
   * the server: the old one is copied to this device.
   */
  const setAside = () => {
    if (aside.current !== null || !data.draft || !open.current.some(({ key }) => key === null)) return;
    aside.current = localKey(data, newBlockId());
    writeLocalCopy(aside.current, { ...data.draft, at: data.draft.updatedAt });
  };

  const takeOffer = (offered: OfferedDraft) => {
    // The server stores one draft: the other stays on this device.
    if (offered.key !== null) setAside();
    const copy = offered.key ?? aside.current;
    // The drafts still offered were replaced knowingly.
    open.current = [];
    setOffers([]);
    keeper.dispatch({ type: "continued", base: offered.baseNumber, copy });
    options.use(offered);
  };

  const discardOffer = (offered: OfferedDraft) => {
    // A draft that cannot be deleted now is offered again at the next opening; it is never lost.
    const copy = offered.key ?? aside.current;
    if (copy === null) void api.discardDraft(data.draft?.sequence ?? 0).catch(() => undefined);
    else deleteLocalCopy(copy);
    setOffers((now) => now.filter(({ key }) => key !== offered.key));
  };

  return { offer: offers[0] ?? null, takeOffer, discardOffer, setAside };
}
