import { createContext, useContext } from "react";
import type { PlacedProblem } from "@/components/content/record-problems";
import type { AnyRecord } from "@/lib/revisions/records-fields";

/** Typed text that is not a value yet, such as a source not yet added: a save would lose it. */
export interface Loose {
  kept: unknown;
  /** What to do with it, and its name. */
  text: string;
  name: string;
}

/** The state that lists of records share: which are open at first, and the problems by place. */
interface RecordsState {
  open: readonly string[];
  problems: readonly PlacedProblem[];
  /** Called when the value at a place with a problem has changed. */
  onCorrected: (place: string) => void;
  /** By place. It outlives the control: closing a record loses nothing. */
  loose: Map<string, Loose>;
  /** Called when a source is created in a record; it is saved with the records. */
  onCreateSource: (source: AnyRecord) => void;
}

const Context = createContext<RecordsState>({
  open: [],
  problems: [],
  onCorrected: () => undefined,
  loose: new Map(),
  onCreateSource: () => undefined,
});

export const RecordsProvider = Context.Provider;

export const useRecordsState = () => useContext(Context);
