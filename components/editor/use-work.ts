import { useMemo, useRef } from "react";
import type { TextApi } from "./api";
import type { Reading } from "./draft/keeper";
import type { OfferedDraft } from "./draft-offer";
import { EditorSlot } from "./editor-slot";
import type { EditorData } from "./model";
import { useDraft } from "./use-draft";
import { useOffers } from "./use-offers";
import { usePreview } from "./use-preview";
import { useSave } from "./use-save";

/**
 * What a member works on: the one editor, its draft, drafts that were left before, saving and comparing. `readBeside`
 * and `writeBeside`: of what is kept beside the text.
 */
export function useWork(
  data: EditorData,
  api: TextApi,
  options: {
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
    save: useSave(keeper),
    ...usePreview(slot),
    /** The member changed the text. */
    changed: () => {
      setAside();
      keeper.changed();
    },
    saveDraftNow: () => keeper.dispatch({ type: "send" }),
    takeOver: () => keeper.dispatch({ type: "send", force: true }),
  };
}
