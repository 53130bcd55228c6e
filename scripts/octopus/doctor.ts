import { z } from "zod";
import { command, say } from "./command";
import { ASK_DATABASE, CHECKS, type Finding } from "./doctor-checks";

const MARKS = { ok: "ok  ", warn: "warn", bad: "FAIL" } as const;

const UNKNOWN: Finding = { level: "warn", note: "unknown until the database works" };

export const doctor = command({
  name: "doctor",
  about:
    "Checks configuration, database, storage, scanner, mail, disk, mode, administrators, backups, worker, knowledge and the edition of the starting data; one line each. Exit code 1 if one has a problem.",
  input: z.object({}),
  database: true,
  isForAnySchema: true,
  async run() {
    const found: Record<string, Finding> = {};
    for (const [name, check] of Object.entries(CHECKS)) {
      const saysNothingNew = found.database?.level === "bad" && ASK_DATABASE.has(name);
      const finding = await check().catch((error: unknown) => (saysNothingNew ? UNKNOWN : troubleOf(error)));
      found[name] = finding;
      say(`${MARKS[finding.level]}  ${name.padEnd(14)}  ${finding.note}`);
    }
    return Object.values(found).some(({ level }) => level === "bad") ? 1 : 0;
  },
});

function troubleOf(error: unknown): Finding {
  const text = error instanceof Error ? error.message : String(error);
  return { level: "bad", note: text.split("\n")[0] ?? "" };
}
