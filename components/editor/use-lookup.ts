import { useEffect, useState } from "react";

/** Looks up what is typed, a quarter of a second after the last key; only the newest result is used. */
export function useLookup<T>(query: string, find: (query: string, signal: AbortSignal) => Promise<T[]>): T[] {
  const [found, setFound] = useState<T[]>([]);
  useEffect(() => {
    const controller = new AbortController();
    const timer = setTimeout(() => {
      find(query, controller.signal)
        .then(setFound)
        // A failed look-up only means no suggestions.
        .catch(() => setFound([]));
    }, 250);
    return () => {
      clearTimeout(timer);
      controller.abort();
    };
  }, [query, find]);
  return found;
}
