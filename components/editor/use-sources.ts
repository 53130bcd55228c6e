import { useRef, useState } from "react";
import { flushSync } from "react-dom";
import type { SourceChoice } from "./model";
import type { NewSource } from "./prose/citation-dialog";

/** Keeps the sources that can be cited: the profile's, and those created here, which are saved with the text. */
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
    /** Adds those of a draft that the member continues. Some may have become sources of the profile since. */
    onContinue: (brought: readonly NewSource[]) => {
      const there = new Set([...known, ...created.current].map(({ id }) => id));
      // Drawn before the text that cites them, which names them by their titles.
      flushSync(() => add(brought.filter(({ id }) => !there.has(id))));
    },
  };
}

/** Reads the sources of a draft. A draft that an earlier version saved has none. */
export function sourcesIn(kept: readonly unknown[] | undefined): NewSource[] {
  return (kept ?? []).filter(
    (one): one is NewSource => typeof (one as Partial<NewSource> | null)?.id === "string",
  );
}

export const choiceOf = (source: NewSource): SourceChoice => ({
  ...source,
  publisher: source.publisher ?? "",
});
