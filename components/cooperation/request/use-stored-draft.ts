import { useCallback, useEffect, useRef, useState } from "react";
import { type Draft, emptyDraft } from "@/lib/cooperation/request/draft";
import { isEmpty, readDraft } from "@/lib/cooperation/request/edit";
import { makeKey, type Sealed, type SealKey, seal, unseal } from "@/lib/cooperation/request/seal";
import { eraseStored, readStored, writeStored } from "./store";

/** Milliseconds from a change to its being stored. */
const PAUSE = 400;

/** `opening` until the browser's store was read; `locked` while the passphrase is missing. */
export type DraftState = "opening" | "locked" | "open";

/** The draft of this browser: read when the page opens, stored after each change, sealed once a passphrase is set. */
export function useStoredDraft(first: Draft) {
  const [state, setState] = useState<DraftState>("opening");
  const [draft, setDraft] = useState(first);
  const [savedAt, setSavedAt] = useState<number | null>(null);
  const [isUnkept, setUnkept] = useState(false);
  const [key, setKey] = useState<SealKey | null>(null);
  const sealed = useRef<Sealed | null>(null);
  const waiting = useRef<Draft | null>(null);

  useEffect(() => {
    void readStored().then((stored) => {
      if (stored && "sealed" in stored) {
        sealed.current = stored.sealed;
        setState("locked");
        return;
      }
      const found = stored ? readDraft(stored.text) : null;
      if (found) {
        setDraft(found);
        setSavedAt(stored?.savedAt ?? null);
      }
      setState("open");
    });
  }, []);

  const store = useCallback(async () => {
    const now = waiting.current;
    waiting.current = null;
    if (!now) return;
    const text = JSON.stringify(now);
    const at = Date.now();
    const isKept = await writeStored(
      key ? { savedAt: at, sealed: await seal(key, text) } : { savedAt: at, text },
    );
    setUnkept(!isKept);
    if (isKept) setSavedAt(at);
  }, [key]);

  useEffect(() => {
    if (!waiting.current) return;
    const timer = setTimeout(() => void store(), PAUSE);
    return () => clearTimeout(timer);
  });
  useEffect(() => {
    const leave = () => void store();
    addEventListener("pagehide", leave);
    return () => removeEventListener("pagehide", leave);
  }, [store]);

  return {
    state,
    draft,
    savedAt,
    isUnkept,
    isSealed: key !== null,
    change(next: Draft) {
      waiting.current = isEmpty(next) && savedAt === null ? null : next;
      setDraft(next);
    },
    /** Opens the sealed draft. Returns false for another passphrase. */
    async unlock(passphrase: string): Promise<boolean> {
      if (!sealed.current) return false;
      const made = await makeKey(passphrase, sealed.current.salt, sealed.current.rounds);
      const text = await unseal(made, sealed.current);
      const found = text === null ? null : readDraft(text);
      if (!found) return false;
      setKey(made);
      setDraft(found);
      setState("open");
      return true;
    },
    /** Seals the draft from now on; the open copy is replaced at once. */
    async protect(passphrase: string): Promise<void> {
      const made = await makeKey(passphrase);
      const at = Date.now();
      const isKept = await writeStored({ savedAt: at, sealed: await seal(made, JSON.stringify(draft)) });
      setUnkept(!isKept);
      setSavedAt(at);
      setKey(made);
    },
    /** Erases everything; the page is as new. Returns false if the browser did not let it. */
    async erase(): Promise<boolean> {
      waiting.current = null;
      const isGone = await eraseStored();
      setDraft(emptyDraft(draft.form, draft.languages));
      setSavedAt(null);
      setKey(null);
      sealed.current = null;
      setState("open");
      return isGone;
    },
  };
}
export type StoredDraft = ReturnType<typeof useStoredDraft>;
