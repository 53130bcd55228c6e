// @ts-check
import { existsSync, mkdirSync, readdirSync, rmSync, statSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";
import { SetupError } from "./failure.mjs";
import { writeWhole } from "./files.mjs";
import { DIST, program, ROOT } from "./paths.mjs";

const WEB = join(DIST, "web");
/** Milliseconds for which files of an earlier bundle are kept: a running program may load them. */
const STALE_AFTER = 24 * 3_600_000;

/** @satisfies {import("esbuild").BuildOptions} */
const OPTIONS = {
  absWorkingDir: ROOT,
  bundle: true,
  splitting: true,
  write: /** @type {const} */ (false),
  metafile: true,
  format: /** @type {const} */ ("esm"),
  platform: /** @type {const} */ ("node"),
  target: "node20.19",
  packages: /** @type {const} */ ("external"),
  alias: { "@": ROOT },
  jsx: /** @type {const} */ ("automatic"),
  define: { "process.env.NODE_ENV": '"production"' },
  outExtension: { ".js": ".mjs" },
  chunkNames: "chunks/[name]-[hash]",
  sourcemap: /** @type {const} */ ("linked"),
  logLevel: /** @type {const} */ ("silent"),
};

/**
 * Bundles the worker, the operator's commands and the reader of files. Packages stay external; chunks needed
 * by some commands only are separate files, so that a command loads only what it uses.
 */
export async function bundlePrograms() {
  const names = ["worker.ts", "octopus.ts", "file-reader.ts"];
  const entries = names.map((name) => join(ROOT, "scripts", name)).filter((file) => existsSync(file));
  const { outputFiles } = await bundle({ entryPoints: entries, outdir: DIST });
  writeAll(outputFiles, (path) => dirname(path).endsWith("chunks"));
  removeStale(join(DIST, "chunks"), new Set(outputFiles.map(({ path }) => path)));
}

/**
 * Bundles a program of the tests, into a file of its name in `dist/`.
 * @forTests
 * @param {string} path relative to the project's folder
 */
export async function bundleScript(path) {
  const { outputFiles } = await bundle({ entryPoints: [join(ROOT, path)], outdir: DIST });
  writeAll(outputFiles, (written) => dirname(written).endsWith("chunks"));
}

/**
 * Bundles the web process: the front door and all routes, which share their chunks, so the process holds one copy of
 * each module. Files are named by their content, so a server that still runs loads no file of a newer build; the one
 * fixed name, `dist/serve.mjs`, lists the routes and starts the server.
 */
export async function bundleWeb() {
  const routes = listRouteFiles();
  const { outputFiles, metafile } = await bundle({
    entryPoints: ["scripts/serve.ts", ...routes],
    outbase: ROOT,
    outdir: WEB,
    entryNames: "[dir]/[name]-[hash]",
  });
  /** @type {Map<string, string>} */
  const built = new Map();
  for (const [path, { entryPoint }] of Object.entries(metafile.outputs)) {
    if (entryPoint) built.set(entryPoint, `./${relative(DIST, join(ROOT, path)).split(sep).join("/")}`);
  }
  // Chunks first, so that an entry never refers to a missing one.
  writeAll(outputFiles, (path) => dirname(path) === join(WEB, "chunks"));
  const line = (/** @type {string} */ file) => {
    const path = JSON.stringify(file.replace(/^app\//, "").replace(/\.tsx?$/, ""));
    return `  { path: ${path}, load: () => import(${JSON.stringify(built.get(file))}) },`;
  };
  const start = `import { serve } from ${JSON.stringify(built.get("scripts/serve.ts"))};`;
  writeWhole(program("serve"), `${start}\nserve([\n${routes.map(line).join("\n")}\n]);\n`);
  removeStale(WEB, new Set(outputFiles.map(({ path }) => path)));
}

/**
 * Lists the route files, relative to the project's folder, in a fixed order.
 * @param {string} [folder]
 * @returns {string[]}
 */
export function listRouteFiles(folder = "app") {
  return readdirSync(join(ROOT, folder), { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = `${folder}/${entry.name}`;
      if (entry.isDirectory()) return listRouteFiles(path);
      return /^route\.tsx?$/.test(entry.name) ? [path] : [];
    });
}

/** @typedef {typeof OPTIONS & { entryPoints: string[], outdir: string, outbase?: string, entryNames?: string }} Options */

/** @param {Omit<Options, keyof typeof OPTIONS>} options */
async function bundle(options) {
  const { build, stop } = await import("esbuild");
  try {
    return await build({ ...OPTIONS, ...options });
  } catch (error) {
    throw bundleError(error);
  } finally {
    await stop();
  }
}

/**
 * @param {import("esbuild").OutputFile[]} files
 * @param {(path: string) => boolean} isFirst
 */
function writeAll(files, isFirst) {
  const ordered = [
    ...files.filter(({ path }) => isFirst(path)),
    ...files.filter(({ path }) => !isFirst(path)),
  ];
  for (const { path, contents } of ordered) {
    mkdirSync(dirname(path), { recursive: true });
    writeWhole(path, contents);
  }
}

/**
 * Deletes files of earlier bundles once nothing running is likely to load them.
 * @param {string} folder
 * @param {Set<string>} kept
 */
function removeStale(folder, kept) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) removeStale(path, kept);
    else if (!kept.has(path) && Date.now() - statSync(path).mtimeMs > STALE_AFTER) rmSync(path);
  }
}

/** @param {unknown} error */
function bundleError(error) {
  const [first] =
    error instanceof Error && "errors" in error && Array.isArray(error.errors) ? error.errors : [];
  if (!first) return error;
  const place = first.location ? `${first.location.file}:${first.location.line}: ` : "";
  return new SetupError(`Bundling failed: ${place}${first.text}`);
}
