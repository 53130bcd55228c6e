import { useState } from "react";
import type { EditorSlot } from "./editor-slot";

/** A comparison that the member asked for. */
export interface AskedPreview {
  /** The text as it was then. */
  content: unknown;
  /** Counts from 1, so that each one is drawn from the start. */
  number: number;
  /** The element that had the focus then. */
  from: Element | null;
}

/** Keeps the last comparison of the text with the current one that was asked for; null before the first. */
export function usePreview(slot: EditorSlot) {
  const [preview, setPreview] = useState<AskedPreview | null>(null);
  const askPreview = () => {
    if (!slot.isFilled) return;
    const [from, number] = [document.activeElement, (preview?.number ?? 0) + 1];
    setPreview({ content: slot.read(), number, from });
  };
  return { preview, askPreview };
}
