import { isWhole, type Key, shapes, sqlName, tables } from "./order-keys";
import { isNumbered, keysIn, ordersIn, selectsOnly } from "./order-texts";
import { parse, read, Visitor } from "./syntax";

type Node = { type: string; start: number; end: number } & Record<string, unknown>;

/** Returns the orders that leave open which of two rows is first, with their lines and keys. */
export function openOrders(file: string, text = read(file)): string[] {
  return new Orders(file, text).find();
}

class Orders {
  private readonly declared: { name: string; init: Node; start: number }[] = [];
  /** What the file calls exported names. */
  private readonly renamed = new Map<string, string>();
  private readonly found: string[] = [];
  private readonly within = new Set<Node>();

  constructor(
    private readonly file: string,
    private readonly text: string,
  ) {}

  find(): string[] {
    const calls: Node[] = [];
    const texts: Node[] = [];
    const given: Node[] = [];
    new Visitor({
      ImportSpecifier: ({ imported, local }) => {
        if (imported.type === "Identifier") this.renamed.set(local.name, imported.name);
      },
      VariableDeclarator: ({ id, init, start }) => {
        if (id.type === "Identifier" && init)
          this.declared.push({ name: id.name, init: init as unknown as Node, start });
      },
      CallExpression: (node) => {
        if (methodOf(node as unknown as Node) === "orderBy") calls.push(node as unknown as Node);
      },
      Property: ({ key, value }) => {
        if (key.type === "Identifier" && key.name === "order") given.push(value as unknown as Node);
      },
      TemplateLiteral: (node) => {
        texts.push(node as unknown as Node);
      },
      Literal: (node) => {
        if (typeof node.value === "string") texts.push(node as unknown as Node);
      },
    }).visit(parse(this.file, this.text));
    for (const call of calls) this.lookAtCall(call);
    // An order that is handed on is looked at where it is written.
    for (const one of given)
      if (one.type === "ArrayExpression" || one.type === "CallExpression")
        for (const keys of this.valuesOf(one)) this.judge(one, keys);
    for (const one of texts) this.lookAtText(one);
    return this.found;
  }

  private lookAtCall(call: Node): void {
    const given = call.arguments as Node[];
    const [only] = given.map((one) => (one.type === "SpreadElement" ? (one.argument as Node) : one));
    if (given.length === 1 && only?.type === "Identifier" && only.name === "order" && !this.initOf(only))
      return;
    const select = selectOf(call);
    const start = (select?.arguments ?? []) as Node[];
    const [on, columns] = methodOf(select) === "selectDistinctOn" ? start : [undefined, start[0]];
    for (const keys of this.alternatives(given)) {
      const selected = ((columns?.properties ?? []) as Node[]).map(({ value, start }) =>
        value ? this.textOf(value as Node) : `…${start}`,
      );
      const isAll =
        selected.length > 0 &&
        selectsOnly(
          selected,
          keys.map(({ text }) => text),
        );
      if (!isAll) this.judge(call, keys, ((on?.elements ?? []) as Node[]).length);
    }
  }

  private lookAtText(node: Node): void {
    const text = this.joined(node);
    for (const { keys, apart } of ordersIn(text))
      for (const way of this.keysOf(keys, node, text)) this.judge(node, way, apart);
  }

  private judge(at: Node, keys: readonly Key[], apart = 0): void {
    if (isWhole(keys, this.text, apart)) return;
    // A chain begins lines before its order.
    const start = methodOf(at) === "orderBy" ? ((at.callee as Node).property as Node).start : at.start;
    const line = this.text.slice(0, start).split("\n").length;
    this.found.push(`${this.file}:${line} ${keys.map(({ text }) => text).join(", ")}`);
  }

  /** Returns each list of keys that the arguments can be: a condition gives two. */
  private alternatives(given: readonly Node[]): Key[][] {
    return given.reduce<Key[][]>(
      (lists, one) => lists.flatMap((list) => this.valuesOf(one).map((keys) => [...list, ...keys])),
      [[]],
    );
  }

  private valuesOf(node: Node): Key[][] {
    switch (node.type) {
      case "SpreadElement":
        return this.valuesOf(node.argument as Node);
      case "ParenthesizedExpression":
        return this.valuesOf(node.expression as Node);
      case "ConditionalExpression":
        return [...this.valuesOf(node.consequent as Node), ...this.valuesOf(node.alternate as Node)];
      case "ArrayExpression":
        return this.alternatives(node.elements as Node[]);
      case "CallExpression": {
        const [first, second] = node.arguments as Node[];
        return first && !second ? this.valuesOf(first) : [[this.keyOf(node)]];
      }
      case "TaggedTemplateExpression":
        return this.valuesOf(node.quasi as Node);
      case "TemplateLiteral":
        return this.keysOf(keysIn(this.joined(node)), node, "");
      case "Identifier":
        return this.valuesOfName(node);
      default:
        return node.type === "Literal" && typeof node.value === "string"
          ? this.keysOf(keysIn(node.value), node, "")
          : [[this.keyOf(node)]];
    }
  }

  private valuesOfName(node: Node): Key[][] {
    const init = this.initOf(node);
    if (!init || this.within.has(init)) return [[this.keyOf(node)]];
    this.within.add(init);
    const values = this.valuesOf(init);
    this.within.delete(init);
    return values;
  }

  /** Returns the value of the nearest declaration of a name before its use. */
  private initOf(node: Node): Node | undefined {
    const same = this.declared.filter(({ name }) => name === node.name);
    return (same.filter(({ start }) => start < node.start).at(-1) ?? same[0])?.init;
  }

  private keyOf(node: Node): Key {
    const text = this.textOf(node);
    if (node.type !== "MemberExpression") return { table: null, column: null, text };
    const table = this.tableOf(node.object as Node);
    const property = String((node.property as Node).name);
    if (table === null) return { table, column: sqlName({ name: property }), text };
    return { table, column: shapes.get(table)?.columns.get(property) ?? null, text };
  }

  private tableOf(node: Node): string | null {
    if (node.type === "CallExpression") {
      const [first] = node.arguments as Node[];
      return first ? this.tableOf(first) : null;
    }
    if (node.type !== "Identifier") return null;
    const name = String(node.name);
    const init = this.initOf(node);
    return init ? this.tableOf(init) : (tables.get(this.renamed.get(name) ?? name) ?? null);
  }

  /** Returns the keys that are written in a text, with those of its expressions in their places. */
  private keysOf(written: readonly string[], node: Node, statement: string): Key[][] {
    const values = (node.expressions ?? []) as Node[];
    return written.reduce<Key[][]>(
      (lists, one) => {
        const place = /^\$\{(\d+)\}$/.exec(one)?.[1];
        const value = place === undefined ? undefined : values[Number(place)];
        const ways = value ? this.valuesOf(value) : [[writtenKey(one, statement)]];
        return lists.flatMap((before) => ways.map((keys) => [...before, ...keys]));
      },
      [[]],
    );
  }

  /** Returns a text with `${0}`, `${1}` … for its expressions; equal ones have the same number. */
  private joined(node: Node): string {
    if (node.type === "Literal") return String(node.value);
    const sources = (node.expressions as Node[]).map((one) => this.textOf(one));
    const quasis = node.quasis as { value: { cooked: string | null } }[];
    return quasis
      .map(({ value }, at) =>
        at === 0 ? value.cooked : `\${${sources.indexOf(sources[at - 1] ?? "")}}${value.cooked}`,
      )
      .join("");
  }

  private textOf({ start, end }: Node): string {
    return this.text.slice(start, end);
  }
}

function methodOf(call: Node | undefined): string | null {
  const callee = call?.callee as Node | undefined;
  return callee?.type === "MemberExpression" ? String((callee.property as Node).name) : null;
}

/** Returns the call of `select` that a chain begins with. */
function selectOf(call: Node): Node | undefined {
  for (let at: Node | undefined = call; at?.type === "CallExpression"; ) {
    if (/^select/.test(methodOf(at) ?? "")) return at;
    at = (at.callee as Node).object as Node | undefined;
  }
  return undefined;
}

/** Reads a column that is written in SQL; its table is that of its alias, if the statement says it. */
function writtenKey(text: string, statement: string): Key {
  const [, alias, column] = /^(?:(\w+)\.)?(\w+)$/.exec(text) ?? [];
  const from =
    alias && new RegExp(`\\b(?:from|join|update)\\s+(\\w+)\\s+(?:as\\s+)?${alias}\\b`).exec(statement)?.[1];
  const isUnique = column === "ctid" || isNumbered(text, statement);
  return { table: from && shapes.has(from) ? from : null, column: column ?? null, text, isUnique };
}
