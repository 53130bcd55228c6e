// @ts-check
import { pathToFileURL } from "node:url";
import { bundle } from "./build.mjs";
import { explain } from "./failure.mjs";
import { install, isInstalled } from "./install.mjs";
import { program, ROOT } from "./paths.mjs";

/** Runs the operator's command in this process's arguments, bundled again if its sources changed. */
export async function octopus() {
  process.env.OCTOPUS_ROOT = ROOT;
  try {
    if (!isInstalled()) {
      process.stderr.write("Installing the packages…\n");
      await install();
    }
    await bundle();
    await import(pathToFileURL(program("octopus")).href);
  } catch (error) {
    process.stderr.write(`${explain(error)}\n`);
    process.exitCode = 1;
  }
}
