import { createContext, useContext } from "react";
import type { Told } from "@/components/content/record-problems";
import type { AnyRecord } from "@/lib/revisions/records-fields";

/** What the lists of records know of each other: which stand open at first, and what was found wrong where. */
interface RecordsState {
  open: readonly string[];
  told: readonly Told[];
  /** What was wrong at a place has been changed. */
  onMend: (place: string) => void;
  /** A source was made in a record; it is saved together with the records. */
  onCreateSource: (source: AnyRecord) => void;
}

const Context = createContext<RecordsState>({
  open: [],
  told: [],
  onMend: () => undefined,
  onCreateSource: () => undefined,
});

export const RecordsProvider = Context.Provider;

export const useRecordsState = () => useContext(Context);
