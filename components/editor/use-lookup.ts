import { useEffect, useState } from "react";

/** Looks something up while it is typed: a quarter of a second after the last key, the newest question only. */
export function useLookup<T>(query: string, find: (query: string, signal: AbortSignal) => Promise<T[]>): T[] {
  const [found, setFound] = useState<T[]>([]);
  useEffect(() => {
    const controller = new AbortController();
    const timer = setTimeout(() => {
      find(query, controller.signal)
        .then(setFound)
        // A look-up is a help, not a step: when it fails there is nothing to choose from.
        .catch(() => setFound([]));
    }, 250);
    return () => {
      clearTimeout(timer);
      controller.abort();
    };
  }, [query, find]);
  return found;
}
