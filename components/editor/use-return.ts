import { useLayoutEffect, useRef } from "react";

/**
 * Returns the focus to the text when something above it closes, before the next key is handled. A dialog
 * would return it to the control that opened it, where keys meant for the text are lost.
 */
export function useReturn(isOpen: boolean, focus: () => void): void {
  const wasOpen = useRef(isOpen);
  const give = useRef(focus);
  give.current = focus;
  useLayoutEffect(() => {
    if (wasOpen.current && !isOpen) give.current();
    wasOpen.current = isOpen;
  }, [isOpen]);
}
