import { createContext, useContext } from "react";
import type { AnyRecord } from "@/lib/revisions/records-fields";

/** All records of the section as they stand in the editor, for fields that name one of the others. */
const Records = createContext<readonly AnyRecord[]>([]);
export const SectionRecords = Records.Provider;

export const useSectionRecords = () => useContext(Records);

interface Choice {
  id: string;
  label: string;
}

/** The provisions of the section, each called by its locator and its law. */
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
