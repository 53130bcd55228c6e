// @ts-check
import { existsSync } from "node:fs";
import { isRoot } from "./data-dir.mjs";
import { ROOT } from "./paths.mjs";
import { run } from "./processes.mjs";

const SYSTEM = [
  // Draws the same pages with half the work: it has no window, toolbar or profile of its own.
  "/usr/bin/chromium-headless-shell",
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome-stable",
  "/usr/bin/google-chrome",
  "/snap/bin/chromium",
  "/opt/google/chrome/chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
];

/** The message if there is no browser and none could be installed. */
export const NO_CHROMIUM =
  "No Chromium found: install one (Debian: apt-get install chromium-headless-shell; anywhere: npx playwright install chromium), or set CHROMIUM_PATH to one.";

/**
 * Checks whether a file is a browser that starts: Ubuntu's package of that name only prints a note.
 * @param {string} path
 */
async function starts(path) {
  return existsSync(path) && (await run(path, ["--version"], { timeout: 20_000 })).code === 0;
}

async function playwrights() {
  const { chromium } = await import("@playwright/test");
  return chromium.executablePath();
}

/**
 * Finds the browser for end-to-end tests: named by CHROMIUM_PATH or CHROMIUM, the system's, or Playwright's
 * own.
 * @returns {Promise<string | undefined>}
 */
export async function findChromium() {
  const named = [process.env.CHROMIUM_PATH, process.env.CHROMIUM].flatMap((path) => (path ? [path] : []));
  for (const path of [...named, ...SYSTEM, await playwrights()]) if (await starts(path)) return path;
  return undefined;
}

/**
 * Installs a browser: by apt if this is root, or else Playwright's own. Returns its path; undefined if that failed.
 * @returns {Promise<string | undefined>}
 */
export async function installChromium() {
  if (isRoot() && existsSync("/usr/bin/apt-get")) {
    const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
    await run("apt-get", ["update"], { env, timeout: 300_000 });
    for (const name of ["chromium-headless-shell", "chromium"]) {
      await run("apt-get", ["install", "-y", "--no-install-recommends", name], { env, timeout: 600_000 });
      const found = await findChromium();
      if (found) return found;
    }
  }
  const cli = ["node_modules/@playwright/test/cli.js", "install", "chromium"];
  await run(process.execPath, cli, { cwd: ROOT, timeout: 300_000 });
  return findChromium();
}
