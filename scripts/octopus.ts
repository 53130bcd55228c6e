import { runCommand } from "@/scripts/octopus/run";

/** The operator's command line: `npm run octopus -- COMMAND`. */
process.exitCode = await runCommand(process.argv.slice(2));
