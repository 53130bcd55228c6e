import type { Command } from "./command";

/** Every command, loaded when it is asked for: one command's packages are not another's start-up time. */
export const COMMANDS: Record<string, () => Promise<Command>> = {
  "check-env": async () => (await import("./check-env")).checkEnv,
  doctor: async () => (await import("./doctor")).doctor,
  migrate: async () => (await import("./migrate")).migrate,
  "projections:rebuild": async () => (await import("./rebuild-projections")).rebuild,
  "setup-link": async () => (await import("./setup-link")).setupLink,
  seed: async () => (await import("./seed")).seed,
};
