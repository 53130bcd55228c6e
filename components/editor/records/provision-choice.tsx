import { createContext, useContext } from "react";
import type { AnyRecord } from "@/lib/revisions/records-fields";

/** The section's records as currently edited, for fields that refer to other records. */
const Records = createContext<readonly AnyRecord[]>([]);
export const SectionRecords = Records.Provider;

export const useSectionRecords = () => useContext(Records);

interface Choice {
  id: string;
  label: string;
}

/** Returns the section's provisions, labelled by locator and law. */
export function useProvisions(): Choice[] {
  const records = useContext(Records);
  return records.flatMap((law) =>
    ((law.provisions as AnyRecord[] | undefined) ?? [])
      .filter((one) => typeof one.locator === "string" && one.locator.trim() !== "")
      .map((one) => ({
        id: one.id,
        label: [one.locator, law.title].filter((part) => typeof part === "string").join(" · "),
      })),
  );
}
