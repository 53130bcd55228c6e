import { existsSync } from "node:fs";
import { defineConfig } from "@playwright/test";

const PORT = Number(process.env.E2E_PORT ?? 3917);
/** `BASE` tries a product that already runs; otherwise one is started on data of its own. */
const BASE = process.env.BASE ?? `http://localhost:${PORT}`;
const chromium = [
  process.env.CHROMIUM_PATH,
  process.env.CHROMIUM,
  "/usr/bin/chromium-headless-shell",
  "/usr/bin/chromium",
  "/usr/bin/google-chrome",
].find((path) => path && existsSync(path));

export default defineConfig({
  testDir: "e2e",
  testMatch: "**/*.spec.ts",
  outputDir: "test-results",
  // Of two cores, two browsers leave a tenth unused while they wait for each other's pages; three use it.
  workers: 3,
  fullyParallel: true,
  forbidOnly: Boolean(process.env.CI),
  retries: process.env.CI ? 2 : 0,
  timeout: 180_000,
  expect: { timeout: 30_000 },
  reporter: process.env.E2E_REPORT
    ? [["line"], ["json", { outputFile: process.env.E2E_REPORT }]]
    : [["line"]],
  use: {
    baseURL: BASE,
    locale: "en-GB",
    // Stories of pages in French and Arabic are not about the offer of English (`language.spec.ts`).
    storageState: {
      cookies: [],
      origins: [{ origin: BASE, localStorage: [{ name: "octopus-language-offer", value: "dismissed" }] }],
    },
    timezoneId: "UTC",
    // Recording every story costs a quarter of its time; one that is repeated is recorded.
    trace: "on-first-retry",
    launchOptions: {
      ...(chromium ? { executablePath: chromium } : {}),
      args: [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--disable-dev-shm-usage",
      ],
    },
  },
  projects: [{ name: "chromium", use: { browserName: "chromium" } }],
  ...(process.env.BASE
    ? {}
    : {
        webServer: {
          command: "node e2e/server.mjs",
          url: `${BASE}/api/health/ready`,
          timeout: 300_000,
          stdout: "pipe",
          stderr: "pipe",
          gracefulShutdown: { signal: "SIGTERM", timeout: 15_000 },
          env: { E2E_PORT: String(PORT) },
        },
      }),
});
