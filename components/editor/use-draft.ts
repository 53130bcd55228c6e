import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { newBlockId } from "@/lib/text/block-id";
import { ApiError, OfflineError, type TextApi } from "./api";
import { dropLocalCopy, localKey, writeLocalCopy } from "./local-copy";
import type { EditorData } from "./model";

/** What is true of the text now; "saved" only after the server confirmed the sequence that it stored. */
export type DraftState =
  | { kind: "clean" }
  | { kind: "unsaved" }
  | { kind: "saving" }
  | { kind: "saved"; at: string }
  | { kind: "offline" }
  | { kind: "failed"; reason: string }
  | { kind: "signed-out" }
  | { kind: "untitled" }
  | { kind: "elsewhere"; sequence: number };

/** The reason of a refusal of our own: what has no title yet cannot be kept on the server. */
export const UNTITLED = "untitled";
/** The same of what is not kept just yet: its title is still being typed. */
export const WAITING = "waiting";
const LOCAL_MS = 800;
const PAUSE_MS = 2_000;
const LONGEST_MS = 15_000;
const RETRY_MS = 5_000;

interface Reading {
  content: unknown;
  summary: string;
}

/**
 * Keeps a draft: on this device within a second of a change, on the server two seconds after the last keystroke and
 * at least every fifteen while typing goes on. A draft that another tab has written on is never overwritten, nor is
 * that tab's copy on this device.
 */
export function useDraft(data: EditorData, api: Pick<TextApi, "saveDraft">, read: () => Reading) {
  const [state, setState] = useState<DraftState>({ kind: "clean" });
  const sequence = useRef(data.draft?.sequence ?? 0);
  const baseNumber = useRef(data.baseNumber);
  const edits = useRef({ made: 0, stored: 0, firstAt: 0 });
  const [ownKey] = useState(() => localKey(data, newBlockId()));
  // Its own copy, and that which it goes on from: both are of no more use once the server has the text.
  const copies = useRef([ownKey]);
  const timers = useRef<{ local?: ReturnType<typeof setTimeout>; server?: ReturnType<typeof setTimeout> }>(
    {},
  );
  const sending = useRef<Promise<void> | null>(null);
  // While the section itself is saved no draft is sent: one that arrived after it would stand there as new work.
  const isHeld = useRef(false);
  const isLeaving = useRef(false);
  const again = useRef<() => Promise<void>>(async () => undefined);
  const reader = useRef(read);
  reader.current = read;

  const keepLocally = useCallback(() => {
    clearTimeout(timers.current.local);
    timers.current.local = undefined;
    const { content, summary } = reader.current();
    const at = new Date().toISOString();
    return writeLocalCopy(ownKey, {
      content,
      summary,
      baseNumber: baseNumber.current,
      sequence: sequence.current,
      at,
    });
  }, [ownKey]);

  const dropCopies = useCallback(() => {
    clearTimeout(timers.current.local);
    timers.current.local = undefined;
    for (const key of copies.current) dropLocalCopy(key);
    copies.current = [ownKey];
  }, [ownKey]);

  const sendNow = useCallback(
    async (force: boolean): Promise<void> => {
      const made = edits.current.made;
      setState({ kind: "saving" });
      try {
        const answer = await api.saveDraft({
          base: baseNumber.current,
          ...reader.current(),
          sequence: sequence.current + 1,
          force,
        });
        sequence.current = answer.sequence;
        edits.current.stored = made;
        edits.current.firstAt = edits.current.made === made ? 0 : Date.now();
        const isAll = edits.current.made === made;
        if (isAll) dropCopies();
        setState(isAll ? { kind: "saved", at: answer.updatedAt } : { kind: "unsaved" });
      } catch (error) {
        keepLocally();
        setState(stateOf(error));
        if (error instanceof OfflineError)
          timers.current.server = setTimeout(() => void again.current(), RETRY_MS);
      }
      if (edits.current.made > made)
        timers.current.server ??= setTimeout(() => void again.current(), PAUSE_MS);
    },
    [api, keepLocally, dropCopies],
  );

  const send = useCallback(
    async (force = false): Promise<void> => {
      clearTimeout(timers.current.server);
      timers.current.server = undefined;
      if (sending.current || isHeld.current) return;
      sending.current = sendNow(force);
      await sending.current;
      sending.current = null;
    },
    [sendNow],
  );
  again.current = send;

  const changed = useCallback(() => {
    const now = Date.now();
    edits.current.made += 1;
    if (edits.current.firstAt === 0) edits.current.firstAt = now;
    setState((before) =>
      before.kind === "unsaved" || before.kind === "offline" ? before : { kind: "unsaved" },
    );
    timers.current.local ??= setTimeout(keepLocally, LOCAL_MS);
    clearTimeout(timers.current.server);
    const wait = Math.max(0, Math.min(PAUSE_MS, edits.current.firstAt + LONGEST_MS - now));
    timers.current.server = setTimeout(() => void send(), wait);
  }, [keepLocally, send]);

  useEffect(() => {
    const isUnsynced = () => edits.current.made > edits.current.stored;
    const guard = (event: BeforeUnloadEvent) => {
      if (!isUnsynced() || isLeaving.current) return;
      keepLocally();
      event.preventDefault();
    };
    const back = () => {
      if (isUnsynced()) void send();
    };
    const hidden = () => {
      if (document.visibilityState === "hidden" && isUnsynced()) keepLocally();
    };
    window.addEventListener("beforeunload", guard);
    window.addEventListener("online", back);
    document.addEventListener("visibilitychange", hidden);
    return () => {
      window.removeEventListener("beforeunload", guard);
      window.removeEventListener("online", back);
      document.removeEventListener("visibilitychange", hidden);
    };
  }, [keepLocally, send]);

  return useMemo(
    () => ({
      state,
      changed,
      saveNow: () => send(),
      /** Waits until the server has all that was written: also what was changed while a draft was on its way. */
      flush: async () => {
        await sending.current;
        if (edits.current.made > edits.current.stored) await send();
      },
      takeOver: () => send(true),
      /** Waits for a draft on its way and sends none until `resume`. */
      hold: async () => {
        isHeld.current = true;
        clearTimeout(timers.current.server);
        timers.current.server = undefined;
        await sending.current;
      },
      resume: () => {
        isHeld.current = false;
        isLeaving.current = false;
        if (edits.current.made > edits.current.stored) void send();
      },
      baseNumber,
      /** Whether something was changed that the server does not have. */
      isUnsynced: () => edits.current.made > edits.current.stored,
      /** Goes on from a copy on this device: it stays there until the server has the text. */
      goOnFrom: (key: string) => {
        copies.current = [...copies.current, key];
      },
      /** Lets the page go without a question, when its form carries the text away; the copy on this device stays. */
      release: () => {
        if (edits.current.made > edits.current.stored) keepLocally();
        isLeaving.current = true;
      },
      /** After a save or a discard: nothing is unsynced, and no copy waits on this device. */
      settle: () => {
        clearTimeout(timers.current.server);
        timers.current.server = undefined;
        edits.current = { made: 0, stored: 0, firstAt: 0 };
        dropCopies();
        setState({ kind: "clean" });
      },
    }),
    [state, changed, send, keepLocally, dropCopies],
  );
}

function stateOf(error: unknown): DraftState {
  if (error instanceof OfflineError) return { kind: "offline" };
  if (!(error instanceof ApiError)) return { kind: "failed", reason: "internal" };
  if (error.reason === UNTITLED) return { kind: "untitled" };
  if (error.reason === WAITING) return { kind: "unsaved" };
  if (error.status === 401) return { kind: "signed-out" };
  if (error.status === 409 && error.reason === "draft_sequence") {
    const conflict = error.body.conflict as { sequence?: number } | undefined;
    return { kind: "elsewhere", sequence: conflict?.sequence ?? 0 };
  }
  return { kind: "failed", reason: error.code };
}
