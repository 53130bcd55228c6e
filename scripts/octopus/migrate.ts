import { z } from "zod";
import { migrateDatabase } from "@/db/migrate";
import { command, say } from "./command";
import { databaseProblem } from "./database-problem";

export const migrate = command({
  name: "migrate",
  about:
    "Migrates the database to the schema of this version. Safe to repeat; if several run at once, they wait for each other.",
  input: z.object({}),
  database: true,
  isForAnySchema: true,
  async run() {
    const url = process.env.DATABASE_URL ?? "";
    const applied = await migrateDatabase(url).catch((error: unknown) => {
      throw databaseProblem(url, error) ?? error;
    });
    say(applied === 0 ? "up to date" : `${applied} applied`);
  },
});
