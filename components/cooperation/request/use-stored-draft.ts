import { useCallback, useEffect, useRef, useState } from "react";
import { type Draft, emptyDraft } from "@/lib/cooperation/request/draft";
import { isEmpty, readDraft } from "@/lib/cooperation/request/edit";
import { makeKey, type Sealed, type SealKey, seal, unseal } from "@/lib/cooperation/request/seal";
import { eraseStored, readStored, writeStored } from "./store";

/** Milliseconds from a change to its being stored. */
const PAUSE = 400;

/** `opening` until the browser's store was read; `locked` while the passphrase is missing. */
export type DraftState = "opening" | "locked" | "open";

/** Stores what waits to be stored, sealed if there is a key. */
function useStoring(key: SealKey | null) {
  const [savedAt, setSavedAt] = useState<number | null>(null);
  const [isUnkept, setUnkept] = useState(false);
  const waiting = useRef<Draft | null>(null);

  const write = useCallback(async (draft: Draft, own: SealKey | null) => {
    const text = JSON.stringify(draft);
    const at = Date.now();
    const isKept = await writeStored(
      own ? { savedAt: at, sealed: await seal(own, text) } : { savedAt: at, text },
    );
    setUnkept(!isKept);
    if (isKept) setSavedAt(at);
  }, []);
  const store = useCallback(async () => {
    const now = waiting.current;
    waiting.current = null;
    if (now) await write(now, key);
  }, [key, write]);

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
  return { savedAt, setSavedAt, isUnkept, waiting, write };
}

/** What this browser has stored: nothing, a draft, or a sealed one. */
async function findDraft(): Promise<{ draft: Draft | null; sealed: Sealed | null; savedAt: number | null }> {
  const stored = await readStored();
  if (stored && "sealed" in stored) return { draft: null, sealed: stored.sealed, savedAt: null };
  const draft = stored && readDraft(stored.text);
  return { draft, sealed: null, savedAt: draft ? stored.savedAt : null };
}

/** Opens a sealed draft; null if the passphrase is another one. */
async function unsealDraft(sealed: Sealed, passphrase: string) {
  const key = await makeKey(passphrase, sealed.salt, sealed.rounds);
  const text = await unseal(key, sealed);
  const draft = text === null ? null : readDraft(text);
  return draft && { key, draft };
}

/** The draft of this browser: read when the page opens, stored after each change, sealed once a passphrase is set. */
export function useStoredDraft(first: Draft) {
  const [state, setState] = useState<DraftState>("opening");
  const [draft, setDraft] = useState(first);
  const latest = useRef(draft);
  latest.current = draft;
  const [key, setKey] = useState<SealKey | null>(null);
  const sealed = useRef<Sealed | null>(null);
  const { savedAt, setSavedAt, isUnkept, waiting, write } = useStoring(key);

  useEffect(() => {
    void findDraft().then((found) => {
      if (found.draft) setDraft(found.draft);
      setSavedAt(found.savedAt);
      sealed.current = found.sealed;
      setState(found.sealed ? "locked" : "open");
    });
  }, [setSavedAt]);
  const open = (found: Draft) => {
    setDraft(found);
    setState("open");
  };
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
      const opened = sealed.current && (await unsealDraft(sealed.current, passphrase));
      if (!opened) return false;
      setKey(opened.key);
      open(opened.draft);
      return true;
    },
    /** Seals the draft from now on; the open copy is replaced at once. */
    async protect(passphrase: string): Promise<void> {
      const made = await makeKey(passphrase);
      waiting.current = null;
      // Making the key takes a moment, in which somebody may type on.
      await write(latest.current, made);
      setKey(made);
    },
    /** Erases everything; the page is as new. Returns false if the browser did not let it. */
    async erase(): Promise<boolean> {
      waiting.current = null;
      const isGone = await eraseStored();
      setSavedAt(null);
      setKey(null);
      sealed.current = null;
      open(emptyDraft(draft.form, draft.languages));
      return isGone;
    },
  };
}
export type StoredDraft = ReturnType<typeof useStoredDraft>;
