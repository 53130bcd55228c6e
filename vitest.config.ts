import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const root = fileURLToPath(new URL(".", import.meta.url)).replace(/\/$/, "");
const NO_TESTS = [
  "**/node_modules/**",
  ".next/**",
  "dist/**",
  ".data/**",
  "e2e/**",
  "tests/architecture/fixtures/**",
];

/** They put something else in the place of a module: it has to be loaded for them. */
const ALONE = "**/*.alone.db.test.ts";
const DATABASE = {
  globalSetup: ["tests/support/postgres-global.ts"],
  setupFiles: ["tests/support/fresh-file.ts", "tests/support/record-statements.ts"],
  testTimeout: 60_000,
  hookTimeout: 120_000,
  // On a machine that others use as well; what passed only then is told at the end of the run.
  retry: process.env.CI ? 1 : 0,
};

export default defineConfig({
  resolve: { alias: { "@": root } },
  // Pages are drawn as the built product draws them; React's own checks of each element cost a quarter of a run.
  oxc: { jsx: { runtime: "automatic", development: false } },
  test: {
    environment: "node",
    // Two cores are the rule; the database tests also need room for the server.
    maxWorkers: 2,
    // Files of one worker share the modules that they load; `fresh-file` takes away what else they could share.
    isolate: false,
    experimental: { fsModuleCache: true },
    setupFiles: ["tests/support/fresh-file.ts"],
    env: {
      NODE_ENV: "production",
      AUTH_SECRET: "a secret of the tests, which signs nothing real",
      LOG_LEVEL: "fatal",
    },
    projects: [
      {
        extends: true,
        test: {
          name: "pure",
          // Some start a program or read the whole tree, on machines that do other work.
          testTimeout: 60_000,
          include: ["**/*.test.{ts,tsx}"],
          exclude: [...NO_TESTS, "**/*.db.test.{ts,tsx}"],
        },
      },
      {
        extends: true,
        test: {
          ...DATABASE,
          name: "database",
          include: ["**/*.db.test.{ts,tsx}"],
          exclude: [...NO_TESTS, ALONE],
        },
      },
      {
        extends: true,
        test: {
          ...DATABASE,
          name: "alone",
          include: [ALONE],
          exclude: NO_TESTS,
          isolate: true,
        },
      },
    ],
  },
});
