import { useRef, useState } from "react";
import { newBlockId } from "@/lib/text/block-id";
import type { SensitiveKind } from "@/lib/text/sensitive";
import { ApiError, type Saved } from "./api";
import type { ConflictAnswer } from "./conflict-dialog";
import type { DraftKeeper } from "./draft/keeper";
import { sendPatiently, type Waiting } from "./draft/save";
import type { Guard } from "./use-guard";

/** The state of a save. */
export type SaveStatus =
  | { kind: "idle" }
  | { kind: "saving" }
  /** Nothing was sent: its writer is asked about personal or case data in it. */
  | { kind: "guard"; kinds: SensitiveKind[] }
  | { kind: "redacted" }
  /** A rule of the site refused the text, or its writer is asked whether to save it all the same. */
  | { kind: "filter"; explanation: string; isRefused: boolean }
  /** The server is busy: it is sent again automatically. */
  | { kind: "waiting"; waiting: Waiting }
  | { kind: "refused"; error: unknown }
  | { kind: "conflict"; conflict: ConflictAnswer };

const CLOCK = {
  now: () => Date.now(),
  random: () => Math.random(),
  sleep: (ms: number) => new Promise<void>((done) => setTimeout(done, ms)),
};

export type Save = ReturnType<typeof useSave>;

/**
 * Saves the text, one save at a time. Sends its draft first, so that the server can record what was saved
 * from it, and then none until the save has ended. `run` returns what was saved, or null if it was refused or
 * its writer is asked first: `status` has the reason.
 */
export function useSave(keeper: DraftKeeper, guard: Guard) {
  const [status, setStatus] = useState<SaveStatus>({ kind: "idle" });
  const isBusy = useRef(false);
  const warning = useOnce();
  const withToken = useToken();

  const run = async <T extends object>(
    readInput: () => T,
    send: (input: T & { clientToken: string }, isWarningRead: boolean) => Promise<Saved>,
    onRefused: (error: unknown) => void,
  ): Promise<Saved | null> => {
    if (isBusy.current) return null;
    const kinds = guard.newKinds();
    if (kinds.length > 0) {
      setStatus({ kind: "guard", kinds });
      return null;
    }
    isBusy.current = true;
    const isRead = warning.take();
    setStatus({ kind: "saving" });
    try {
      await keeper.flush();
      await keeper.hold();
      const { made } = keeper.machine;
      const input = withToken(readInput());
      const saved = await sendPatiently(() => send(input, isRead), {
        ...CLOCK,
        onWaiting: (waiting) => setStatus(waiting ? { kind: "waiting", waiting } : { kind: "saving" }),
      });
      keeper.dispatch({ type: "saved", made });
      return saved;
    } catch (error) {
      keeper.dispatch({ type: "resume" });
      const asked = askedBy(error);
      setStatus(asked ?? { kind: "refused", error });
      if (!asked) onRefused(error);
      return null;
    } finally {
      isBusy.current = false;
    }
  };

  return {
    status,
    isSaving: status.kind === "saving" || status.kind === "waiting",
    run,
    redact: () => {
      guard.redact();
      setStatus({ kind: "redacted" });
    },
    accept: guard.accept,
    /** Sends the next save despite a filter that warned. */
    acceptWarning: warning.set,
    /** Shows why nothing was sent. */
    refuse: (error: unknown) => setStatus({ kind: "refused", error }),
    /** Clears the result of the last save. */
    reset: () => setStatus({ kind: "idle" }),
  };
}

/** Returns a mark that is for the next save only, which takes it away. */
function useOnce() {
  const isSet = useRef(false);
  return {
    set: () => {
      isSet.current = true;
    },
    take: () => {
      const was = isSet.current;
      isSet.current = false;
      return was;
    },
  };
}

/** Returns what a refusal asks its writer; null if it only says that the text was not saved. */
function askedBy(error: unknown): SaveStatus | null {
  if (!(error instanceof ApiError)) return null;
  const { reason, body } = error;
  if (reason === "edit_conflict") return { kind: "conflict", conflict: body.conflict as ConflictAnswer };
  if (reason !== "filter_warned" && reason !== "filter_refused") return null;
  const { explanation = "" } = (body.filter ?? {}) as { explanation?: string };
  return { kind: "filter", explanation, isRefused: reason === "filter_refused" };
}

/**
 * Returns a function that adds a token to each save: the same text sent again, by a double click or after a
 * lost response, makes one revision; another text makes another.
 */
function useToken(): <T extends object>(input: T) => T & { clientToken: string } {
  const sent = useRef({ body: "", clientToken: "" });
  return (input) => {
    const body = JSON.stringify(input);
    if (body !== sent.current.body) sent.current = { body, clientToken: newBlockId() + newBlockId() };
    return { ...input, clientToken: sent.current.clientToken };
  };
}
