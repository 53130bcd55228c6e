import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { parseSync, Visitor } from "oxc-parser";

type Program = ReturnType<typeof parseSync>["program"];

/** The project's source files below the given folders, as git knows them. */
export function sourceFiles(...folders: string[]): string[] {
  return execFileSync("git", [
    "ls-files",
    "-co",
    "--exclude-standard",
    ...folders.map((folder) => `${folder}/`),
  ])
    .toString()
    .split("\n")
    .filter((file) => /\.tsx?$/.test(file) && !file.includes("/fixtures/"));
}

/** Those that are no tests. */
export function productFiles(...folders: string[]): string[] {
  return sourceFiles(...folders).filter((file) => !/\.test\.tsx?$|^(tests|e2e)\//.test(file));
}

export function read(file: string): string {
  return readFileSync(file, "utf8");
}

/** The syntax tree of a file. Throws when it does not parse: an unread file proves nothing. */
export function programOf(file: string): Program {
  const parsed = parseSync(file, read(file));
  if (parsed.errors.length > 0) throw new Error(`${file}: ${parsed.errors[0]?.message}`);
  return parsed.program;
}

export { Visitor };

/** The names that a file exports, each with the function whose call is its value, if it is a call. */
export function exportedCalls(file: string): { name: string; callee: string | null }[] {
  const found: { name: string; callee: string | null }[] = [];
  for (const node of programOf(file).body) {
    if (node.type === "ExportAllDeclaration" || node.type === "ExportDefaultDeclaration") {
      found.push({ name: "default or *", callee: null });
    }
    if (node.type !== "ExportNamedDeclaration" || node.exportKind === "type") continue;
    for (const specifier of node.specifiers)
      found.push({ name: JSON.stringify(specifier.exported), callee: null });
    if (node.declaration?.type === "VariableDeclaration") {
      for (const declared of node.declaration.declarations) {
        const name = declared.id.type === "Identifier" ? declared.id.name : "?";
        const init = declared.init;
        const callee =
          init?.type === "CallExpression" && init.callee.type === "Identifier" ? init.callee.name : null;
        found.push({ name, callee });
      }
    } else if (node.declaration && "id" in node.declaration && node.declaration.id) {
      const id = node.declaration.id;
      found.push({ name: id.type === "Identifier" ? id.name : "?", callee: null });
    }
  }
  return found;
}
