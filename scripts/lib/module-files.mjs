// @ts-check
/*
 * Builds a script that loads in parts: one file with everything its page needs at once, and files for later
 * parts. esbuild alone would split shared code into further files, which a page would wait for and which
 * compress less.
 */
import { createHash } from "node:crypto";
import path from "node:path";
import { build } from "esbuild";

/**
 * Builds the files of one entry in one directory named by their content, since they import each other.
 * @param {import("esbuild").BuildOptions & { absWorkingDir: string, outdir: string }} options
 * @param {{ in: string, out: string }} entry
 * @returns {Promise<{ name: string, hash: string, bytes: Buffer }[]>}
 */
export async function moduleFiles(options, entry) {
  const cut = await cutIntoParts(options, entry);
  const first = `${entry.out}.js`;
  const atOnce = neededAtOnce(cut, first);
  const later = [...cut.keys()].filter((name) => !atOnce.has(name)).sort();
  const nameOf = new Map([
    [first, first],
    ...later.map((name, n) => /** @type {const} */ ([name, `part${n + 1}.js`])),
  ]);

  const shared = [...atOnce].filter((name) => name !== first);
  // Parts export short names, which would clash in one file.
  const renamed = (/** @type {string} */ name) =>
    (cut.get(name)?.exports ?? []).map((own) => ({ own, joint: `p${shared.indexOf(name)}_${own}` }));
  const exported = shared.map(
    (name) =>
      `export{${renamed(name)
        .map(({ own, joint }) => `${own} as ${joint}`)
        .join()}}from"./${name}";`,
  );
  const joined = await bundle(options, [...exported, `import"./${first}";`].join("\n"), (name) =>
    atOnce.has(name) ? (cut.get(name)?.text ?? "") : { at: nameOf.get(name) ?? "" },
  );
  const others = later.map((part) =>
    bundle(options, cut.get(part)?.text ?? "", (name) => {
      if (name === first) return { at: first };
      if (!atOnce.has(name)) return { at: nameOf.get(name) ?? "" };
      return `export{${renamed(name)
        .map(({ own, joint }) => `${joint} as ${own}`)
        .join()}}from"./${first}";`;
    }),
  );
  const texts = [joined, ...(await Promise.all(others))];
  const hash = createHash("sha256").update(texts.join("\0")).digest("hex").slice(0, 8).toUpperCase();
  return [first, ...later].map((name, n) => ({
    name: nameOf.get(name) ?? name,
    hash,
    bytes: Buffer.from(texts[n] ?? ""),
  }));
}

/** @typedef {{ text: string, exports: string[], imports: string[] }} Part */

/**
 * @param {import("esbuild").BuildOptions & { absWorkingDir: string, outdir: string }} options
 * @param {{ in: string, out: string }} entry
 * @returns {Promise<Map<string, Part>>} by the names of their files
 */
async function cutIntoParts(options, entry) {
  const { outputFiles, metafile } = await build({
    ...options,
    entryPoints: [entry],
    format: "esm",
    splitting: true,
    metafile: true,
    write: false,
    publicPath: undefined,
    entryNames: "[name]",
    chunkNames: "[hash]",
  });
  const told = new Map(
    Object.entries(metafile.outputs).map(([file, output]) => [path.basename(file), output]),
  );
  return new Map(
    outputFiles.map(({ path: file, text }) => {
      const name = path.basename(file);
      const { exports = [], imports = [] } = told.get(name) ?? {};
      const atOnce = imports.filter(({ kind }) => kind === "import-statement");
      return [name, { text, exports, imports: atOnce.map((one) => path.basename(one.path)) }];
    }),
  );
}

/**
 * Collects the parts that one imports before it can run, itself included.
 * @param {Map<string, Part>} parts
 * @param {string} name
 * @param {Set<string>} found
 */
function neededAtOnce(parts, name, found = new Set()) {
  if (found.has(name)) return found;
  found.add(name);
  for (const other of parts.get(name)?.imports ?? []) neededAtOnce(parts, other, found);
  return found;
}

/**
 * Bundles a text with the parts it imports, by name: either inlined, or as the name of their file.
 * @param {import("esbuild").BuildOptions & { absWorkingDir: string, outdir: string }} options
 * @param {string} contents
 * @param {(name: string) => string | { at: string }} find
 */
async function bundle({ plugins: _, alias: __, ...options }, contents, find) {
  /** @type {import("esbuild").Plugin} */
  const parts = {
    name: "parts",
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /^\.\// }, ({ path: address }) => {
        const name = path.basename(address);
        const found = find(name);
        return typeof found === "string"
          ? { path: name, namespace: "part" }
          : { path: `./${found.at}`, external: true };
      });
      onLoad({ filter: /.*/, namespace: "part" }, ({ path: name }) => {
        const found = find(name);
        return { contents: typeof found === "string" ? found : "", loader: "js" };
      });
    },
  };
  const { outputFiles } = await build({
    ...options,
    stdin: { contents, loader: "js", resolveDir: options.absWorkingDir },
    format: "esm",
    write: false,
    publicPath: undefined,
    plugins: [parts],
  });
  return outputFiles[0]?.text ?? "";
}
