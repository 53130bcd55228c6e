import { useCallback, useEffect, useRef, useState } from "react";
import { type Draft, emptyDraft } from "@/lib/cooperation/request/draft";
import { isEmpty, readDraft } from "@/lib/cooperation/request/edit";
import { makeKey, type Sealed, unseal } from "@/lib/cooperation/request/seal";
import { DraftWriter, type Saved } from "./draft-writer";

/** `opening` until the browser's store was read; `locked` while the passphrase is missing. */
export type DraftState = "opening" | "locked" | "open";

/** The writer of this tab, which also stores what waits when the page is left, and how its last save ended. */
function useWriter() {
  const [savedAt, setSavedAt] = useState<number | null>(null);
  const [failed, setFailed] = useState<Saved | null>(null);
  const [writer] = useState(
    () =>
      new DraftWriter((saved) => {
        const isStored = saved.outcome === "stored";
        setFailed(isStored ? null : saved);
        if (isStored) setSavedAt(saved.at);
      }),
  );
  /** Begins anew, with what is stored since some time; null: nothing. */
  const beginWith = useCallback((at: number | null) => {
    setFailed(null);
    setSavedAt(at);
  }, []);
  useEffect(() => {
    // Phones end hidden pages without another event.
    const leave = () => {
      if (document.visibilityState === "hidden") writer.flush();
    };
    // Storing takes a moment, sealing a longer one: the browser asks whether to wait for it.
    const ask = (event: BeforeUnloadEvent) => {
      writer.flush();
      if (writer.isBusy()) event.preventDefault();
    };
    document.addEventListener("visibilitychange", leave);
    addEventListener("pagehide", writer.flush);
    addEventListener("beforeunload", ask);
    return () => {
      document.removeEventListener("visibilitychange", leave);
      removeEventListener("pagehide", writer.flush);
      removeEventListener("beforeunload", ask);
    };
  }, [writer]);
  return { writer, savedAt, failed, beginWith };
}

/** A draft that is drawn, and known before it is drawn: a save can happen in between. */
function useLatest(first: Draft) {
  const [draft, setDraft] = useState(first);
  const latest = useRef(draft);
  const show = useCallback((found: Draft) => {
    latest.current = found;
    setDraft(found);
  }, []);
  return { draft, latest, show };
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
  const { draft, latest, show } = useLatest(first);
  const [isSealed, setIsSealed] = useState(false);
  const sealed = useRef<Sealed | null>(null);
  const { writer, savedAt, failed, beginWith } = useWriter();

  /** Shows what is stored, in place of what this tab has. */
  const read = useCallback(async () => {
    const stored = await writer.read();
    const found = stored && "text" in stored ? readDraft(stored.text) : null;
    sealed.current = stored && "sealed" in stored ? stored.sealed : null;
    setIsSealed(false);
    beginWith(found || sealed.current ? (stored?.savedAt ?? null) : null);
    show(found ?? emptyDraft(latest.current.form, latest.current.languages));
    setState(sealed.current ? "locked" : "open");
  }, [writer, beginWith, latest, show]);
  useEffect(() => void read(), [read]);
  return {
    state,
    draft,
    savedAt,
    failed,
    isSealed,
    read,
    change(next: Draft) {
      writer.later(isEmpty(next) && savedAt === null ? null : next);
      show(next);
    },
    /** Opens the sealed draft. Returns false for another passphrase. */
    async unlock(passphrase: string): Promise<boolean> {
      const opened = sealed.current && (await unsealDraft(sealed.current, passphrase));
      if (!opened) return false;
      writer.use(opened.key);
      setIsSealed(true);
      show(opened.draft);
      setState("open");
      return true;
    },
    /** Seals the draft from now on; the open copy is replaced at once, by what was typed until then. */
    async protect(passphrase: string): Promise<void> {
      const made = await makeKey(passphrase);
      setIsSealed(await writer.sealWith(made, () => latest.current));
    },
    /** Stores this tab's draft in place of what another tab stored. */
    takeOver: () => writer.takeOver(latest.current),
    /** Erases everything; the page is as new. Returns false if the browser did not let it. */
    async erase(): Promise<boolean> {
      // Emptied first: what is typed while the browser erases must not bring the old text back.
      show(emptyDraft(draft.form, draft.languages));
      setState("open");
      beginWith(null);
      setIsSealed(false);
      sealed.current = null;
      return writer.erase();
    },
  };
}
export type StoredDraft = ReturnType<typeof useStoredDraft>;
