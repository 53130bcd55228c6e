import { useState } from "react";
import type { EditorSlot } from "./editor-slot";

/** A comparison that the member requested. */
export interface AskedPreview {
  /** The text at that time. */
  content: unknown;
  /** Counts from 1, so that each comparison is drawn from scratch. */
  number: number;
  /** The element that had the focus at that time. */
  from: Element | null;
}

/** Returns the last requested comparison of the text with the current one; null before the first. */
export function usePreview(slot: EditorSlot) {
  const [preview, setPreview] = useState<AskedPreview | null>(null);
  const askPreview = () => {
    if (!slot.isFilled) return;
    const [from, number] = [document.activeElement, (preview?.number ?? 0) + 1];
    setPreview({ content: slot.read(), number, from });
  };
  return { preview, askPreview };
}
