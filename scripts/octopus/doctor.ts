import { z } from "zod";
import { command, say } from "./command";
import { CHECKS } from "./doctor-checks";

export const doctor = command({
  name: "doctor",
  about:
    "Checks configuration, database, storage, mail and disk; one line each. Exit code 1 when one is in trouble.",
  input: z.object({}),
  database: true,
  async run() {
    let isWell = true;
    for (const [name, check] of Object.entries(CHECKS)) {
      const { ok, note } = await check().catch((error: unknown) => ({
        ok: false,
        note: error instanceof Error ? (error.message.split("\n")[0] ?? "") : String(error),
      }));
      isWell &&= ok;
      say(`${ok ? "ok  " : "FAIL"}  ${name.padEnd(13)}  ${note}`);
    }
    return isWell ? 0 : 1;
  },
});
