import { useLayoutEffect, useRef } from "react";

/**
 * Gives the focus back when something that was open over the text has closed: before the next key is read. A dialog
 * would give it to whatever opened it, where keys meant for the text go nowhere.
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
