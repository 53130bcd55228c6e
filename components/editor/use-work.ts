import { useMemo, useRef } from "react";
import type { TextApi } from "./api";
import type { Reading } from "./draft/keeper";
import type { OfferedDraft } from "./draft-offer";
import { EditorSlot } from "./editor-slot";
import type { EditorData } from "./model";
import { useDraft } from "./use-draft";
import { type Beside, useGuard } from "./use-guard";
import { useOffers } from "./use-offers";
import { usePreview } from "./use-preview";
import { useSave } from "./use-save";

/**
 * Creates the state of the work on a text: the editor, its draft, earlier drafts, saving and comparing.
 * `readBeside` and `writeBeside` read and restore what is stored besides the text.
 */
export function useWork(
  data: EditorData,
  api: TextApi,
  options: {
    beside: Beside;
    isSentBack?: boolean;
    readBeside?: () => Omit<Reading, "content">;
    writeBeside?: (offered: OfferedDraft) => void;
  },
) {
  const slot = useMemo(() => new EditorSlot(data.content), [data.content]);
  const beside = useRef(options.readBeside);
  beside.current = options.readBeside;
  const draft = useDraft(data, api, () =>
    slot.isFilled ? { content: slot.read(), summary: "", ...beside.current?.() } : null,
  );
  const { keeper } = draft;
  const { setAside, ...offers } = useOffers(data, api, keeper, {
    isSentBack: options.isSentBack,
    use: (offered) => {
      options.writeBeside?.(offered);
      slot.replace(offered.content);
      slot.focus();
    },
  });
  return {
    ...draft,
    ...offers,
    slot,
    save: useSave(keeper, useGuard(slot, options.beside)),
    ...usePreview(slot),
    /** Call when the member has changed the text. */
    changed: () => {
      setAside();
      keeper.changed();
    },
    saveDraftNow: () => keeper.dispatch({ type: "send" }),
    takeOver: () => keeper.dispatch({ type: "send", force: true }),
  };
}
