import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { parseSync, Visitor } from "oxc-parser";

export type Program = ReturnType<typeof parseSync>["program"];

/** Lists the project's source files below the given folders, as known to git. */
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

/** Lists those that are not tests. */
export function productFiles(...folders: string[]): string[] {
  return sourceFiles(...folders).filter((file) => !/\.test\.tsx?$|^(tests|e2e)\//.test(file));
}

export function read(file: string): string {
  return readFileSync(file, "utf8");
}

/** Parses a file. Throws if it fails: an unread file proves nothing. */
export function programOf(file: string): Program {
  return parse(file, read(file));
}

export function parse(file: string, text: string): Program {
  const parsed = parseSync(file, text);
  if (parsed.errors.length > 0) throw new Error(`${file}: ${parsed.errors[0]?.message}`);
  return parsed.program;
}

export { Visitor };

/** Returns the exported names of a file, each with the function whose call is its value, if it is a call. */
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

type Node = { type: string; start: number } & Record<string, unknown>;

/**
 * Returns the places where two siblings of one JSX parent can get the same key. Elements made by a call
 * (`list.map`) are a separate array to React, and branches of a conditional are never drawn together.
 */
export function keyClashes(file: string, text = read(file)): string[] {
  const parsed = parseSync(file, text);
  const found: string[] = [];
  const look = (parent: { start: number; children: unknown[] }) => {
    const seen: string[][] = [];
    for (const child of parent.children) {
      const keys = new Set(keysOf(child as Node, text));
      if ([...keys].some((key) => seen.some((others) => others.some((other) => mayBeEqual(key, other)))))
        found.push(`${file}:${text.slice(0, (child as Node).start).split("\n").length}`);
      seen.push([...keys]);
    }
  };
  new Visitor({ JSXElement: look, JSXFragment: look }).visit(parsed.program);
  return found;
}

/** Returns the certain beginning of a key; "*" if nothing is certain. A key that is a plain string ends with "|". */
function keysOf(node: Node, text: string): string[] {
  switch (node.type) {
    case "JSXExpressionContainer":
    case "ParenthesizedExpression":
      return keysOf(node.expression as Node, text);
    case "ConditionalExpression":
      return [...keysOf(node.consequent as Node, text), ...keysOf(node.alternate as Node, text)];
    case "LogicalExpression":
      return [...keysOf(node.left as Node, text), ...keysOf(node.right as Node, text)];
    case "JSXElement": {
      const attributes = (node.openingElement as Node).attributes as Node[];
      const key = attributes.find((one) => (one.name as Node | undefined)?.name === "key");
      return key ? [certainStart(key.value as Node)] : [];
    }
    default:
      return [];
  }
}

function certainStart(value: Node): string {
  if (value.type === "Literal") return `${String(value.value)}|`;
  const inner = value.expression as Node | undefined;
  if (value.type !== "JSXExpressionContainer" || !inner) return "*";
  if (inner.type === "Literal") return `${String(inner.value)}|`;
  if (inner.type !== "TemplateLiteral") return "*";
  const [first] = inner.quasis as { value: { cooked: string } }[];
  return first?.value.cooked || "*";
}

function mayBeEqual(a: string, b: string): boolean {
  if (a === "*" || b === "*") return true;
  if (a.endsWith("|") && b.endsWith("|")) return a === b;
  const [one, other] = [a.replace(/\|$/, ""), b.replace(/\|$/, "")];
  return one.startsWith(other) || other.startsWith(one);
}
