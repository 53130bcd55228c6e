import { type RefObject, useLayoutEffect, useRef } from "react";

/**
 * Moves the focus to an element within `root` together with the change that is drawn next: the element that had it may
 * be gone, and the next key must not get lost.
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
