import { runCommand } from "@/scripts/octopus/run";

// Whoever reads only the first lines (`… | head`) ends neither the work nor this program.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
});

/** The operator's command line: `npm run octopus -- COMMAND`. */
process.exitCode = await runCommand(process.argv.slice(2));
