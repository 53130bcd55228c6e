import { productFiles, programOf } from "./syntax";

/*
 * Which functions a command calls, according to the code: calls that pass `ctx` on are followed to every
 * function of that name. `transact` itself refuses at run time to commit without a permission check or an
 * audit entry.
 */
type Node = { type: string } & Record<string, unknown>;

/** What a function does with its `ctx`: the methods that it calls, and the names of the functions that receive it. */
interface Uses {
  own: Set<string>;
  handedTo: Set<string>;
}

export interface Command {
  where: string;
  uses: Uses;
  /** Whether it is the command of a form, and whether that form says what it does, for the page that asks for the password. */
  form: "names its act" | "names no act" | null;
}

const isNode = (value: unknown): value is Node =>
  typeof value === "object" && value !== null && typeof (value as Node).type === "string";
const isFunction = ({ type }: Node) => /^(?:Function|ArrowFunction)/.test(type);
const isCtx = (value: unknown) => isNode(value) && value.type === "Identifier" && value.name === "ctx";

function childrenOf(node: Node): Node[] {
  return Object.values(node)
    .flatMap((value) => (Array.isArray(value) ? value : [value]))
    .filter(isNode);
}

function walk(node: Node, meet: (node: Node) => void): void {
  meet(node);
  for (const child of childrenOf(node)) walk(child, meet);
}

/** Returns the last name of a call: `save` of `editing.save(…)`, `remove` of `remove("posts")(…)`. */
function nameOf(node: unknown): string {
  if (!isNode(node)) return "";
  if (node.type === "Identifier") return String(node.name);
  if (node.type === "MemberExpression") return nameOf(node.property);
  if (node.type === "CallExpression") return nameOf(node.callee);
  return "";
}

function usesOf(body: Node): Uses {
  const uses: Uses = { own: new Set(), handedTo: new Set() };
  walk(body, (node) => {
    if (node.type !== "CallExpression") return;
    const { callee } = node as unknown as { callee: Node };
    if (callee.type === "MemberExpression" && isCtx(callee.object)) uses.own.add(nameOf(callee));
    if ((node.arguments as unknown[]).some(isCtx)) uses.handedTo.add(nameOf(callee));
  });
  return uses;
}

/**
 * Returns everything with a name and what its value uses: functions, constants, fields of objects, names for
 * the results of calls.
 */
function definitionsOf(node: Node): [string, Uses][] {
  if (node.type === "FunctionDeclaration") return [[nameOf(node.id), usesOf(node)]];
  if (node.type === "Property" && isNode(node.value)) return [[nameOf(node.key), usesOfValue(node.value)]];
  if (node.type !== "VariableDeclarator" || !isNode(node.init) || !isNode(node.id)) return [];
  const { id, init } = node as unknown as { id: Node; init: Node };
  if (id.type !== "ObjectPattern") return [[nameOf(id), usesOfValue(init)]];
  return (id.properties as Node[]).map((one) => [nameOf(one.value), another(nameOf(one.key))]);
}

/** A value that is an alias of a function, or the result of one, does what that function does. */
function usesOfValue(value: Node): Uses {
  if (isFunction(value)) return usesOf(value);
  const name = nameOf(value);
  return name ? another(name) : usesOf(value);
}

const another = (name: string): Uses => ({ own: new Set(), handedTo: new Set([name]) });

/** Returns the command that runs at this place, if any: the second argument of `transact`, or a field `command`. */
function commandAt(node: Node): { command: Node; form: Command["form"] } | null {
  if (node.type === "CallExpression" && nameOf(node.callee) === "transact") {
    const [, command] = node.arguments as Node[];
    return command ? { command, form: null } : null;
  }
  if (node.type !== "ObjectExpression") return null;
  const properties = node.properties as Node[];
  const field = (name: string) =>
    properties.find((one) => one.type === "Property" && nameOf(one.key) === name);
  const command = field("command")?.value;
  if (!isNode(command)) return null;
  // What several forms of a page share is spread into each.
  const isNamed = field("act") !== undefined || properties.some(({ type }) => type === "SpreadElement");
  return { command, form: isNamed ? "names its act" : "names no act" };
}

const reachesBy = ({ own, handedTo }: Uses, methods: string[], reaching: ReadonlySet<string>) =>
  methods.some((method) => own.has(method)) || [...handedTo].some((name) => reaching.has(name));

/** Returns the names of all functions that call one of these methods, or a function that does: found once, not per command. */
function namesReaching(functions: ReadonlyMap<string, Uses[]>, methods: string[]): Set<string> {
  const reaching = new Set<string>();
  for (let before = -1; before < reaching.size; ) {
    before = reaching.size;
    for (const [name, bodies] of functions)
      if (bodies.some((uses) => reachesBy(uses, methods, reaching))) reaching.add(name);
  }
  return reaching;
}

export function readCommands(): {
  commands: Command[];
  reaches: (uses: Uses, methods: string[]) => boolean;
  /** Whether it, or a function that it calls, hands its `ctx` to a function of this name. */
  hands: (uses: Uses, name: string) => boolean;
} {
  const functions = new Map<string, Uses[]>();
  const commands: Command[] = [];
  for (const file of productFiles("app", "lib", "scripts", "db")) {
    walk(programOf(file) as unknown as Node, (node) => {
      for (const [name, uses] of definitionsOf(node))
        functions.set(name, [...(functions.get(name) ?? []), uses]);
      const at = commandAt(node);
      // A parameter called `command` is the one that its caller passed.
      if (!at || nameOf(at.command) === "command") return;
      const uses = usesOfValue(at.command);
      const where = `${file}: ${nameOf(at.command) || [...uses.handedTo].join(", ")}`;
      commands.push({ where, uses, form: at.form });
    });
  }
  const nextOf = (uses: Uses) => [...uses.handedTo].flatMap((name) => functions.get(name) ?? []);
  const known = new Map<string, Set<string>>();
  const reaches = (uses: Uses, methods: string[]) => {
    const key = methods.join();
    const reaching = known.get(key) ?? namesReaching(functions, methods);
    known.set(key, reaching);
    return reachesBy(uses, methods, reaching);
  };
  // No deeper: functions are found by their name alone, and some names are common.
  const hands = (uses: Uses, name: string) =>
    [uses, ...nextOf(uses), ...nextOf(uses).flatMap(nextOf)].some(({ handedTo }) => handedTo.has(name));
  return { commands, reaches, hands };
}
