import { authSecret, prepareDataDir } from "@/scripts/lib/data-dir.mjs";
import { explain, SetupError } from "@/scripts/lib/failure.mjs";
import { ROOT } from "@/scripts/lib/paths.mjs";
import { acquirePostgres } from "@/scripts/lib/postgres.mjs";
import { programEnvironment, readSettings } from "@/scripts/lib/settings.mjs";
import { type Command, CommandError } from "./command";
import { COMMANDS } from "./commands";
import { databaseProblem } from "./database-problem";
import { commandHelp, overallHelp } from "./help";
import { parseCall, UsageError } from "./parse";
import { withRefusals } from "./refusal";

const HELP = new Set(["--help", "-h", "help", undefined]);

/**
 * Runs the operator's command line. Returns the exit code: 0 done, 1 failed, 2 wrong call, 130 interrupted.
 * Results go to standard output, errors to standard error in one line.
 */
export async function runCommand(args: string[]): Promise<number> {
  const [name, ...rest] = args;
  process.env.OCTOPUS_ROOT ??= ROOT;
  try {
    if (name === undefined || HELP.has(name)) {
      const all = await Promise.all(
        Object.keys(COMMANDS)
          .sort()
          .map((key) => COMMANDS[key]?.()),
      );
      process.stdout.write(overallHelp(all.filter((entry) => entry !== undefined)));
      return name === undefined ? 2 : 0;
    }
    const command = Object.hasOwn(COMMANDS, name) ? await COMMANDS[name]?.() : undefined;
    if (!command) throw new UsageError(`there is no command ${name}`);
    const call = parseCall(command, rest);
    if (call.help) {
      process.stdout.write(commandHelp(command));
      return 0;
    }
    return await withSurroundings(command, async () => (await command.run(call.input)) ?? 0);
  } catch (error) {
    return report(name, error);
  }
}

/** Provides a command with the product's environment and, while it runs, the embedded database. */
async function withSurroundings(command: Command, work: () => Promise<number>): Promise<number> {
  const settings = readSettings(process.env);
  if (!command.database) return work();
  prepareDataDir(settings.dataDir);
  const embedded = settings.databaseUrl ? undefined : await acquirePostgres({ dataDir: settings.dataDir });
  const databaseUrl = settings.databaseUrl ?? embedded?.url ?? "";
  Object.assign(
    process.env,
    programEnvironment(settings, { databaseUrl, authSecret: authSecret(settings.dataDir) }),
  );

  const { closeDatabase } = await import("@/db/client");
  const interrupt = () => void close().finally(() => process.exit(130));
  const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
  const close = async () => {
    for (const signal of signals) process.off(signal, interrupt);
    await closeDatabase();
    await embedded?.release();
  };
  for (const signal of signals) process.on(signal, interrupt);
  try {
    if (!command.isForAnySchema) await (await import("./require-schema")).requireSchema();
    return await withRefusals(work);
  } catch (error) {
    throw databaseProblem(databaseUrl, error) ?? error;
  } finally {
    await close();
  }
}

function report(name: string | undefined, error: unknown): number {
  if (error instanceof UsageError) {
    const help = name !== undefined && Object.hasOwn(COMMANDS, name) ? `${name} --help` : "--help";
    process.stderr.write(`${error.message}. See: npm run octopus -- ${help}\n`);
    return 2;
  }
  process.stderr.write(`${explain(error)}\n`);
  if (
    !(error instanceof CommandError) &&
    !(error instanceof SetupError) &&
    process.env.LOG_LEVEL === "debug"
  ) {
    process.stderr.write(`${error instanceof Error ? error.stack : ""}\n`);
  }
  return 1;
}
