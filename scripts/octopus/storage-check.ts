import { z } from "zod";
import { checkStore, type StoreFaults } from "@/lib/files/bytes";
import { command, say } from "./command";
import { sizeOf } from "./size";

/** Faults are named up to this many of a kind; the count says the rest. */
const NAMED = 20;

export const storageCheck = command({
  name: "storage:check",
  about:
    "Compares the files that the database knows with the store, both ways. Changes nothing; exit code 1 when something does not fit, which storage:repair mends.",
  options: { sums: { about: "also reads every file and compares its sum" } },
  input: z.object({ sums: z.boolean().optional() }),
  database: true,
  async run({ sums = false }) {
    const faults = await checkStore({ sums });
    printFaults(faults);
    return faults.strays.length + faults.missing.length + faults.found.length > 0 ? 1 : 0;
  },
});

/** Writes down what does not fit, or that all does. */
export function printFaults({ objects, bytes, strays, missing, found }: StoreFaults): void {
  say(`${objects} objects, ${sizeOf(bytes)}`);
  tell("in the store, but known to nobody", strays);
  tell("known, but not in the store as it should be", missing);
  tell("marked as lost, but there again", found);
  if (strays.length + missing.length + found.length === 0) say("rows and store fit");
}

function tell(what: string, faulty: readonly { key: string; size: number }[]): void {
  if (faulty.length === 0) return;
  say(`${faulty.length} ${what}:`);
  for (const { key, size } of faulty.slice(0, NAMED)) say(`  ${key} (${size} bytes)`);
  if (faulty.length > NAMED) say(`  and ${faulty.length - NAMED} more`);
}
