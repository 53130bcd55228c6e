import { z } from "zod";
import { checkStore, type StoreFaults } from "@/lib/files/bytes";
import { command, say } from "./command";
import { sizeOf } from "./size";

/** Faults of a kind that are listed; the count includes the rest. */
const NAMED = 20;

export const storageCheck = command({
  name: "storage:check",
  about:
    "Compares the files in the database with the store, both ways. Changes nothing. Exit code 1 if there is a mismatch, which storage:repair can correct.",
  options: { sums: { about: "also reads every file and compares its sum" } },
  input: z.object({ sums: z.boolean().optional() }),
  database: true,
  async run({ sums = false }) {
    const faults = await checkStore({ sums });
    printFaults(faults);
    return faults.strays.length + faults.missing.length + faults.found.length > 0 ? 1 : 0;
  },
});

/** Prints the faults, or that there are none. */
export function printFaults({ objects, bytes, strays, missing, found }: StoreFaults): void {
  say(`${objects} objects, ${sizeOf(bytes)}`);
  tell("in the store, but not in the database", strays);
  tell("in the database, but missing or different in the store", missing);
  tell("marked as lost, but in the store again", found);
  if (strays.length + missing.length + found.length === 0) say("rows and store fit");
}

function tell(what: string, faulty: readonly { key: string; size: number }[]): void {
  if (faulty.length === 0) return;
  say(`${faulty.length} ${what}:`);
  for (const { key, size } of faulty.slice(0, NAMED)) say(`  ${key} (${size} bytes)`);
  if (faulty.length > NAMED) say(`  and ${faulty.length - NAMED} more`);
}
