import { useRef, useState } from "react";
import { flushSync } from "react-dom";
import { MAX_NEW_SOURCES } from "@/lib/revisions/records-fields";
import type { SourceChoice } from "./model";
import type { NewSource } from "./source-typed";

/** Returns the sources that can be cited: the profile's, and those created here, which are saved with the text. */
export function useSources(known: SourceChoice[], made: NewSource[] = []) {
  const [sources, setSources] = useState(() => [...known, ...made.map(choiceOf)]);
  const created = useRef(made);
  const add = (more: readonly NewSource[]) => {
    created.current = [...created.current, ...more];
    setSources((now) => [...now, ...more.map(choiceOf)]);
  };
  return {
    sources,
    created,
    onCreate: (source: NewSource) => add([source]),
    /** Returns how many more sources a draft can bring along. */
    room: () => Math.max(0, MAX_NEW_SOURCES - created.current.length),
    /** Adds the sources of a draft that the member continues. Some may have become sources of the profile since. */
    onContinue: (brought: readonly NewSource[]) => {
      const there = new Set([...known, ...created.current].map(({ id }) => id));
      // Drawn before the text, whose citations show the sources' titles.
      flushSync(() => add(brought.filter(({ id }) => !there.has(id))));
    },
  };
}

/** Reads the sources of a draft. Drafts from earlier versions of the software have none. */
export function sourcesIn(kept: readonly unknown[] | undefined): NewSource[] {
  return (kept ?? []).filter(
    (one): one is NewSource => typeof (one as Partial<NewSource> | null)?.id === "string",
  );
}

/**
 * Returns the new sources that are cited in what is saved. Others stay in the draft, as undo can bring their citations
 * back, but are not saved.
 */
export function citedOf(made: readonly NewSource[], saved: unknown): NewSource[] {
  const written = JSON.stringify(saved);
  return made.filter(({ id }) => written.includes(JSON.stringify(id)));
}

export const choiceOf = (source: NewSource): SourceChoice => ({
  ...source,
  publisher: source.publisher ?? "",
});
