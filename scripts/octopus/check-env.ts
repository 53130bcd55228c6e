import { z } from "zod";
import { parseEnv } from "@/lib/env";
import { CommandError, command, say } from "./command";

/** Values for variables that the product generates if unset. */
const MADE = {
  DATABASE_URL: "postgres://app@127.0.0.1/octopus",
  AUTH_SECRET: "created and stored under DATA_DIR, when unset",
};

export const checkEnv = command({
  name: "check-env",
  about: "Checks every configuration variable, and names the first wrong one with the allowed values.",
  input: z.object({}),
  database: false,
  async run() {
    const set = Object.entries(process.env).filter(([, value]) => value !== "");
    try {
      parseEnv({ ...MADE, ...Object.fromEntries(set) });
    } catch (error) {
      throw new CommandError(error instanceof Error ? error.message : String(error));
    }
    say("The configuration is valid.");
  },
});
