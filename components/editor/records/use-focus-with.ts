import { type RefObject, useLayoutEffect, useRef } from "react";

/**
 * Moves the focus within `root` with the next drawing: the element that had it may be gone, and the next key
 * must not be lost.
 */
export function useFocusWith(root: RefObject<HTMLElement | null>): (selector: string) => void {
  const wanted = useRef<string | null>(null);
  useLayoutEffect(() => {
    if (wanted.current === null) return;
    root.current?.querySelector<HTMLElement>(wanted.current)?.focus();
    wanted.current = null;
  });
  return (selector) => {
    wanted.current = selector;
  };
}
