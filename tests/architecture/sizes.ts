import { type Program, productFiles, programOf, read } from "./syntax";

/** The folders of the product's own code. */
export const PRODUCT = ["app", "components", "db", "enhance", "lib", "scripts"] as const;

export interface Size {
  /** A file, or a function as `file name`. */
  what: string;
  lines: number;
}

interface Node {
  type: string;
  start: number;
  end: number;
  [field: string]: unknown;
}

const FUNCTIONS = new Set(["FunctionDeclaration", "FunctionExpression", "ArrowFunctionExpression"]);

const linesOf = (text: string) => text.split("\n").length - (text.endsWith("\n") ? 1 : 0);

/** Measures every file of the product, including comments and blank lines. */
export function sizesOfFiles(): Size[] {
  return productFiles(...PRODUCT).map((what) => ({ what, lines: linesOf(read(what)) }));
}

/** Measures every function of the product from its first line to its last, including nested ones. */
export function sizesOfFunctions(): Size[] {
  return productFiles(...PRODUCT).flatMap((file) =>
    functionsOf(programOf(file), read(file)).map(({ what, lines }) => ({
      what: `${file} ${what}`,
      lines,
    })),
  );
}

/** Finds the functions below a node. One without a name is named by what it is assigned or passed to. */
export function functionsOf(program: Program, text: string): Size[] {
  const found: Size[] = [];
  const look = (node: Node, given: string) => {
    const name = nameOf(node, given, text);
    const isFunction = FUNCTIONS.has(node.type);
    if (isFunction) found.push({ what: name || "default", lines: linesOf(text.slice(node.start, node.end)) });
    for (const below of nodesIn(node)) look(below, isFunction ? "" : name);
  };
  look(program as unknown as Node, "");
  return found;
}

function nameOf(node: Node, given: string, text: string): string {
  if (node.type === "CallExpression" && given === "") {
    const { start, end } = node.callee as Node;
    return text.slice(start, end);
  }
  const named = (node.type === "JSXAttribute" ? node.name : (node.id ?? node.key)) as Node | null | undefined;
  if (typeof named?.name !== "string") return given;
  return node.type === "Property" && given !== "" ? `${given}.${named.name}` : named.name;
}

function nodesIn(node: Node): Node[] {
  return Object.values(node)
    .flat()
    .filter((one): one is Node => typeof (one as Node | null)?.type === "string");
}
