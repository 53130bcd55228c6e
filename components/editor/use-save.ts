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
  const withToken = useToken();

  const run = async <T extends object>(
    readInput: () => T,
    send: (input: T & { clientToken: string }) => Promise<Saved>,
    onRefused: (error: unknown) => void,
  ): Promise<Saved | null> => {
    if (isBusy.current) return null;
    const kinds = guard.newKinds();
    if (kinds.length > 0) {
      setStatus({ kind: "guard", kinds });
      return null;
    }
    isBusy.current = true;
    setStatus({ kind: "saving" });
    try {
      await keeper.flush();
      await keeper.hold();
      const { made } = keeper.machine;
      const input = withToken(readInput());
      const saved = await sendPatiently(() => send(input), {
        ...CLOCK,
        onWaiting: (waiting) => setStatus(waiting ? { kind: "waiting", waiting } : { kind: "saving" }),
      });
      keeper.dispatch({ type: "saved", made });
      return saved;
    } catch (error) {
      keeper.dispatch({ type: "resume" });
      const isConflict = error instanceof ApiError && error.reason === "edit_conflict";
      setStatus(
        isConflict
          ? { kind: "conflict", conflict: error.body.conflict as ConflictAnswer }
          : { kind: "refused", error },
      );
      if (!isConflict) onRefused(error);
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
    /** Shows why nothing was sent. */
    refuse: (error: unknown) => setStatus({ kind: "refused", error }),
    /** Clears the result of the last save. */
    reset: () => setStatus({ kind: "idle" }),
  };
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
