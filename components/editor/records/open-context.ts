import { createContext, useContext } from "react";
import type { Told } from "@/components/content/record-problems";
import type { AnyRecord } from "@/lib/revisions/records-fields";

/** What is typed and is no value yet, as a source that was not added: a save would go without it. */
export interface Loose {
  kept: unknown;
  /** What is to be done with it, and what it is called. */
  text: string;
  name: string;
}

/** What the lists of records know of each other: which stand open at first, and what was found wrong where. */
interface RecordsState {
  open: readonly string[];
  told: readonly Told[];
  /** What was wrong at a place has been changed. */
  onMend: (place: string) => void;
  /** By place. It outlives the control: a record that is closed forgets nothing. */
  loose: Map<string, Loose>;
  /** A source was made in a record; it is saved together with the records. */
  onCreateSource: (source: AnyRecord) => void;
}

const Context = createContext<RecordsState>({
  open: [],
  told: [],
  onMend: () => undefined,
  loose: new Map(),
  onCreateSource: () => undefined,
});

export const RecordsProvider = Context.Provider;

export const useRecordsState = () => useContext(Context);
