import { useEffect, useRef, useState } from "react";
import { newBlockId } from "@/lib/text/block-id";
import type { TextApi } from "./api";
import { DraftKeeper, type Reading } from "./draft/keeper";
import type { DraftState } from "./draft/machine";
import { deleteLocalCopy, localKey, writeLocalCopy } from "./local-copy";
import type { EditorData } from "./model";

/**
 * Stores the result of `read` as a draft, on this device and on the server. Another tab's draft is never
 * overwritten, on the server or on this device. `data` is read once; the address of a new object may come
 * later.
 */
export function useDraft(
  data: EditorData,
  api: Pick<TextApi, "saveDraft">,
  read: () => Reading | null,
): { keeper: DraftKeeper; state: DraftState } {
  const now = useRef({ api, read });
  now.current = { api, read };
  const [state, setState] = useState<DraftState>({ kind: "clean" });
  const [keeper] = useState(() => {
    const world = {
      read: () => now.current.read(),
      send: (draft: Parameters<TextApi["saveDraft"]>[0]) => now.current.api.saveDraft(draft),
      writeCopy: writeLocalCopy,
      dropCopy: deleteLocalCopy,
      now: () => Date.now(),
      random: () => Math.random(),
      startTimer: (run: () => void, ms: number) => {
        const timer = setTimeout(run, ms);
        return () => clearTimeout(timer);
      },
      onChange: ({ shown }: { shown: DraftState }) => setState(shown),
    };
    const copy = localKey(data, newBlockId());
    return new DraftKeeper(world, { sequence: data.draft?.sequence ?? 0, base: data.baseNumber, copy });
  });

  useEffect(() => {
    const onBeforeUnload = (event: BeforeUnloadEvent) => {
      if (!keeper.isUnsynced || keeper.machine.isLeaving) return;
      keeper.dispatch({ type: "hidden" });
      event.preventDefault();
    };
    const onOnline = () => keeper.dispatch({ type: "due" });
    const onHide = () => {
      if (document.visibilityState === "hidden") keeper.dispatch({ type: "hidden" });
    };
    window.addEventListener("beforeunload", onBeforeUnload);
    window.addEventListener("online", onOnline);
    document.addEventListener("visibilitychange", onHide);
    return () => {
      window.removeEventListener("beforeunload", onBeforeUnload);
      window.removeEventListener("online", onOnline);
      document.removeEventListener("visibilitychange", onHide);
      keeper.stop();
    };
  }, [keeper]);

  return { keeper, state };
}
