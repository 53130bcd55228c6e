import { createContext, useContext } from "react";
import type { Told } from "@/components/content/record-problems";

/** What the lists of records know of each other: which stand open at first, and what was found wrong where. */
interface RecordsState {
  open: readonly string[];
  told: readonly Told[];
  /** What was wrong at a place has been changed. */
  onMend: (place: string) => void;
}

const Context = createContext<RecordsState>({ open: [], told: [], onMend: () => undefined });

export const RecordsProvider = Context.Provider;

export const useRecordsState = () => useContext(Context);
