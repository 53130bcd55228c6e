import { useRef, useState } from "react";
import {
  changeTexts,
  kindsOf,
  redact,
  type SensitiveKind,
  sensitiveParts,
  textsIn,
} from "@/lib/text/sensitive";
import type { EditorSlot } from "./editor-slot";

/** What is published with the text: the summary of the edit, or the other fields of its form. */
export interface Beside {
  texts: () => readonly string[];
  /** Changes each of these texts. */
  change: (change: (text: string) => string) => void;
}

/** Only prose: the records of a section are there to hold numbers, such as those of a point of contact. */
const isProse = (content: unknown) => typeof content === "object" && content !== null && "doc" in content;

const partsOf = (content: unknown, beside: Beside) =>
  sensitiveParts([...beside.texts(), ...(isProse(content) ? textsIn(JSON.stringify(content)) : [])]);

export type Guard = ReturnType<typeof useGuard>;

/**
 * Looks for personal and case data in what is to be saved, before it is published. It does not name again what was there
 * when the page was opened, nor what its writer wants to publish after the warning.
 */
export function useGuard(slot: EditorSlot, beside: Beside) {
  const [known] = useState(() => new Set(partsOf(slot.content, beside).keys()));
  const asked = useRef<string[]>([]);
  return {
    /** Lists the kinds of new sensitive data: empty if it may be saved. */
    newKinds(): SensitiveKind[] {
      const found = [...partsOf(slot.read(), beside)].filter(([part]) => !known.has(part));
      asked.current = found.map(([part]) => part);
      return kindsOf(found.map(([, kind]) => kind));
    },
    /** Lets through what the last warning was about. */
    accept(): void {
      for (const part of asked.current) known.add(part);
    },
    /** Replaces it, in the text as one step that can be undone. */
    redact(): void {
      const change = (text: string) => redact(text, known);
      const content = slot.read();
      if (isProse(content)) slot.replace(JSON.parse(changeTexts(JSON.stringify(content), change)));
      beside.change(change);
    },
  };
}
