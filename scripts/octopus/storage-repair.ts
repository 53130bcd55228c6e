import { z } from "zod";
import { checkStore, repairStore } from "@/lib/files/bytes";
import { OPERATOR } from "@/lib/transact";
import { command, say } from "./command";
import { printFaults } from "./storage-check";

export const storageRepair = command({
  name: "storage:repair",
  about:
    "Corrects mismatches between database and store: removes files that are not in the database, marks missing files as lost and restored ones as found, and regenerates pictures. Safe to interrupt and to repeat.",
  options: { sums: { about: "also reads every file and compares its sum" } },
  input: z.object({ sums: z.boolean().optional() }),
  database: true,
  async run({ sums = false }) {
    const faults = await checkStore({ sums });
    printFaults(faults);
    const done = await repairStore(OPERATOR, faults);
    say(
      `${done.removedStrays} removed, ${done.lostFiles} files marked as lost, ${done.foundFiles} found again, ${done.redrawn} read anew, ${done.droppedUploads} unfinished uploads dropped`,
    );
  },
});
