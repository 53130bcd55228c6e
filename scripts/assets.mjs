/**
 * Builds the assets that pages load besides their HTML: the style sheet with its fonts, the scripts of
 * `enhance/`, the icon. Each file is stored under its content hash in `public/assets/<hash>/`, with compressed
 * variants, and can be cached forever. `dist/assets.json` maps names to addresses; it is written last, in one
 * step, so that a server never reads an incomplete set.
 */
import { createHash } from "node:crypto";
import { mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import { build } from "esbuild";
import { moduleFiles } from "./lib/module-files.mjs";

const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..");
const OUT = path.join(ROOT, "public/assets");
const MANIFEST = path.join(ROOT, "dist/assets.json");
const COMPRESSIBLE = new Set([".css", ".js", ".svg", ".ttf"]);

/**
 * Builds the files and writes the manifest of their addresses: `{ "app.css": "/assets/1A2B3C4D/app.css", … }`. Returns
 * the name of each file, its bytes, and its bytes as compressed by Brotli.
 */
export async function buildAssets() {
  const files = [...(await bundle()), await image("favicon.svg"), ...(await documentFonts())];
  for (const file of files) await put(file);

  const manifest = Object.fromEntries(files.map((file) => [file.name, `/assets/${file.hash}/${file.name}`]));
  await mkdir(path.dirname(MANIFEST), { recursive: true });
  await writeFile(`${MANIFEST}.new`, `${JSON.stringify(manifest, null, 2)}\n`);
  await rename(`${MANIFEST}.new`, MANIFEST);
  await removeStale(new Set(files.map((file) => file.hash)));
  return files.map((file) => ({ name: file.name, bytes: file.bytes.length, brotli: file.brotli?.length }));
}

/** Excludes zod's messages in fifty languages; ours are codes with texts in `messages/`. */
const withoutForeignMessages = {
  name: "without-foreign-messages",
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]zod[\\/]v4[\\/]locales[\\/]index\.js$/ }, () => ({
      contents: 'export { default as en } from "./en.js";',
    }));
  },
};

/**
 * The library that recognizes addresses in text is loaded later; until then the link extension gets a simpler
 * substitute (`components/editor/prose/link-words.ts`).
 */
const withLinkWords = {
  name: "with-link-words",
  setup({ onResolve }) {
    onResolve({ filter: /^linkifyjs$/ }, ({ importer }) =>
      /[\\/]@tiptap[\\/]/.test(importer)
        ? { path: path.join(ROOT, "components/editor/prose/link-words.ts") }
        : undefined,
    );
  },
};

/** Removes the editor extensions' Markdown support, which is not used. */
const MARKDOWN =
  /^\t(?:parseMarkdown|renderMarkdown|markdownTokenizer|markdownTokenName)\b(?:[^{\n]*|.*\{\n(?:\t\t.*\n|\n)*\t\}.*)\n/gm;

const withoutMarkdown = {
  name: "without-markdown",
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]@tiptap[\\/]extension-.*\.js$/ }, async ({ path: file }) => ({
      contents: (await readFile(file, "utf8")).replace(MARKDOWN, ""),
    }));
  },
};

/** The library of PDFs unpacks WOFF2 fonts with this one; those of documents are not packed. */
const withoutBrotli = {
  name: "without-brotli",
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]brotli[\\/]decompress\.js$/ }, () => ({
      contents: 'module.exports = () => { throw new Error("fonts of documents are not packed"); };',
    }));
  },
};

/**
 * Bundles style sheet, fonts and scripts with esbuild, with content hashes. The scripts of `MODULES` are built apart.
 */
async function bundle() {
  const scripts = (await readdir(path.join(ROOT, "enhance"))).filter((name) =>
    /^[a-z-]+\.entry\.ts$/.test(name),
  );
  const entryOf = (name) => ({ in: `enhance/${name}`, out: name.replace(".entry.ts", "") });
  const isModule = (name) => MODULES.has(name.replace(".entry.ts", ""));
  // Each in a run of its own: in one run, esbuild would split shared code into a file for each set of scripts that
  // share it.
  const modules = (
    await Promise.all(scripts.filter(isModule).map((name) => moduleFiles(OPTIONS, entryOf(name))))
  ).flat();
  const loose = await build({
    ...OPTIONS,
    entryPoints: [
      { in: "assets/styles/app.css", out: "app" },
      ...scripts.filter((name) => !isModule(name)).map(entryOf),
    ],
    format: "iife",
    define: {
      ...OPTIONS.define,
      PICKS_ADDRESS: JSON.stringify(addressOf(modules, "picks.js")),
      TALK_ADDRESS: JSON.stringify(addressOf(modules, "talk.js")),
      UPLOADS_ADDRESS: JSON.stringify(addressOf(modules, "uploads.js")),
    },
    external: ["/assets/*"],
  });
  const built = loose.outputFiles.map((file) => ({
    name: path.basename(file.path),
    hash: path.basename(path.dirname(file.path)),
    bytes: Buffer.from(file.contents),
  }));
  return [...built, ...modules];
}

/** Returns the address of a built file, for scripts that load it themselves. */
function addressOf(files, name) {
  const found = files.find((file) => file.name === name);
  return `/assets/${found.hash}/${name}`;
}

/** Scripts loaded in parts, as modules with separate files. */
const MODULES = new Set(["editor", "records", "forms", "picks", "talk", "uploads", "request"]);

/**
 * Replacements in browsers: Preact for React, an eighth of its size, and the half of the message library that
 * fills in compiled messages, without the parser.
 */
const IN_BROWSERS = {
  react: "preact/compat",
  "react-dom": "preact/compat",
  "react-dom/client": "preact/compat/client",
  "react/jsx-runtime": "preact/jsx-runtime",
  "use-intl/format-message": "use-intl/format-message/format-only",
};

const OPTIONS = {
  absWorkingDir: ROOT,
  outdir: OUT,
  publicPath: "/assets",
  entryNames: "[hash]/[name]",
  assetNames: "[hash]/[name]",
  loader: { ".woff2": "file" },
  bundle: true,
  minify: true,
  jsx: "automatic",
  alias: IN_BROWSERS,
  define: { "process.env.NODE_ENV": '"production"' },
  target: "es2020",
  charset: "utf8",
  legalComments: "none",
  plugins: [withoutForeignMessages, withLinkWords, withoutMarkdown, withoutBrotli],
  write: false,
  logLevel: "warning",
};

const image = (name) => file("assets/images", name);

/** Fonts of documents, for the page that writes PDF files in the browser. */
async function documentFonts() {
  const folder = "assets/fonts/documents";
  return Promise.all((await readdir(path.join(ROOT, folder))).map((name) => file(folder, name)));
}

async function file(folder, name) {
  const bytes = await readFile(path.join(ROOT, folder, name));
  return { name, hash: createHash("sha256").update(bytes).digest("hex").slice(0, 8).toUpperCase(), bytes };
}

/** Writes a file and, if it is a script, a style sheet or an SVG, its compressed siblings for the front door. */
async function put(file) {
  const target = path.join(OUT, file.hash, file.name);
  await mkdir(path.dirname(target), { recursive: true });
  await writeFile(target, file.bytes);
  if (!COMPRESSIBLE.has(path.extname(file.name))) return;

  file.brotli = await promisify(brotliCompress)(file.bytes, {
    params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: file.bytes.length },
  });
  await writeFile(`${target}.br`, file.brotli);
  await writeFile(`${target}.gz`, await promisify(gzip)(file.bytes, { level: 9 }));
}

/** Deletes files of earlier builds that no address refers to. */
async function removeStale(kept) {
  for (const entry of await readdir(OUT)) {
    if (!kept.has(entry)) await rm(path.join(OUT, entry), { recursive: true, force: true });
  }
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  for (const { name, bytes, brotli } of await buildAssets()) {
    console.log(
      `${name.padEnd(24)} ${String(bytes).padStart(7)} bytes${brotli ? `, ${brotli} compressed` : ""}`,
    );
  }
}
