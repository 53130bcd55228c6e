import { runCommand } from "@/scripts/octopus/run";

// A reader of the first lines only (`… | head`) must not end the work or this program.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
});

/** The operator's command line: `npm run octopus -- COMMAND`. */
process.exitCode = await runCommand(process.argv.slice(2));
