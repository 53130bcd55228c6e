import { join } from "node:path";
import { findChromium, NO_CHROMIUM } from "@/scripts/lib/chromium.mjs";
import { ROOT } from "@/scripts/lib/paths.mjs";
import { freePort } from "@/scripts/lib/port.mjs";
import { run } from "@/scripts/lib/processes.mjs";

/** The result of random sequences in the editor. */
export interface EditorProof {
  sequences: number;
  seed: number;
  holds: boolean;
}

/**
 * Runs random sequences of editor steps in a real browser, against a server started for them
 * (`e2e/editor-model.spec.ts`). The same seed gives the same sequences. Throws if there is no browser.
 */
export async function proveEditor(sequences: number, seed: number): Promise<EditorProof> {
  const chromium = await findChromium();
  if (!chromium) throw new Error(NO_CHROMIUM);
  const playwright = join(ROOT, "node_modules/@playwright/test/cli.js");
  const { code } = await run(process.execPath, [playwright, "test", "e2e/editor-model.spec.ts"], {
    cwd: ROOT,
    env: {
      ...process.env,
      CHROMIUM_PATH: chromium,
      E2E_PORT: String(await freePort()),
      EDITOR_SEQUENCES: String(sequences),
      EDITOR_SEED: String(seed),
    },
    show: true,
  });
  return { sequences, seed, holds: code === 0 };
}
