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

/** What a save publishes. */
interface Publishing {
  content?: unknown;
  summary?: string;
}

/** Only prose: the records of a section are there to hold numbers, such as those of a point of contact. */
const isProse = (content: unknown) => typeof content === "object" && content !== null && "doc" in content;

const partsOf = ({ content, summary = "" }: Publishing) =>
  sensitiveParts([summary, ...(isProse(content) ? textsIn(JSON.stringify(content)) : [])]);

/** The summary of the edit, which is published with the text. */
export interface SummaryField {
  read: () => string;
  write: (summary: string) => void;
}

export type Guard = ReturnType<typeof useGuard>;

/**
 * Looks for personal and case data in what is to be saved, before it is published. It does not name again what the text
 * contained when it was opened, nor what its writer wants to publish after the warning.
 */
export function useGuard(slot: EditorSlot, summary: SummaryField) {
  const [known] = useState(() => new Set(partsOf({ content: slot.content }).keys()));
  const asked = useRef<string[]>([]);
  return {
    /** Lists the kinds of new sensitive data: empty if it may be saved. */
    kindsIn(publishing: Publishing): SensitiveKind[] {
      const found = [...partsOf(publishing)].filter(([part]) => !known.has(part));
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
      summary.write(change(summary.read()));
    },
  };
}
