import { loadModule, parseSync } from "libpg-query";

await loadModule();

/** A node of Postgres' own syntax tree: an object with one key, its type, or a list of such objects. */
type Node = Record<string, unknown>;
const isNode = (value: unknown): value is Node => typeof value === "object" && value !== null;

/** A column as written in a statement: `id` or `member.id`. */
interface Ref {
  name: string;
  qualifier: string | null;
}

/**
 * Finds conditions that compare a table with itself instead of with the surrounding query
 * (`db/subselect.ts`): a column compared with itself, and a column without its table in a subselect that
 * reads several tables or compares two columns. Finds nothing in a statement that cannot be parsed.
 */
export function findFaults(statement: string): string[] {
  let tree: unknown;
  try {
    tree = parseSync(statement);
  } catch {
    return [];
  }
  return [...new Set([...selfComparisons(tree), ...looseColumns(tree)])];
}

const COMPARISONS = new Set(["=", "<>", "!=", "<", "<=", ">", ">="]);

function selfComparisons(tree: unknown): string[] {
  return nodesOf(tree, "A_Expr").flatMap((expression) => {
    if (!nodesOf(expression.name, "String").some(({ sval }) => COMPARISONS.has(String(sval)))) return [];
    const [left, right] = [refOf(expression.lexpr), refOf(expression.rexpr)];
    return left && right && textOf(left) === textOf(right) ? [`compares ${textOf(left)} with itself`] : [];
  });
}

function looseColumns(tree: unknown): string[] {
  return nodesOf(tree, "SubLink")
    .flatMap(({ subLinkType, subselect }) =>
      selectsOf(subselect).map((select) => ({ select, isExists: subLinkType === "EXISTS_SUBLINK" })),
    )
    .flatMap(({ select, isExists }) => {
      const own = rangesOf(select);
      const refs = refsOf(withoutOrder(select)).filter(({ name, qualifier }) => qualifier || !own.has(name));
      const isCorrelated = refs.some(({ qualifier }) => qualifier !== null && !own.has(qualifier));
      // Columns that a subselect returns belong to its own table, unless it is correlated with another;
      // `exists` reads none of them.
      const places =
        isCorrelated && !isExists
          ? withoutOrder(select)
          : { ...withoutOrder(select), targetList: computed(select) };
      const loose = refsOf(places).filter(({ name, qualifier }) => !qualifier && !own.has(name));
      const isMixed = refs.some(({ qualifier }) => qualifier !== null) || comparesTwo(select);
      return isMixed ? loose.map((ref) => `${textOf(ref)} has no table inside a subselect`) : [];
    });
}

const withoutOrder = ({ sortClause, groupClause, ...select }: Node): Node => select;

function computed(select: Node): unknown[] {
  const targets = Array.isArray(select.targetList) ? select.targetList : [];
  return targets.filter((target) => !refOf(nodeAt(nodeAt(target, "ResTarget"), "val")));
}

/** Whether two columns without tables are in one operator: one of them may be meant for the surrounding query. */
function comparesTwo(select: Node): boolean {
  return nodesOf(select.whereClause, "A_Expr").some(({ lexpr, rexpr }) =>
    [lexpr, rexpr].every((side) => refsOf(side).some(({ qualifier }) => qualifier === null)),
  );
}

/** Returns the selects of a subselect: itself, or the parts of a union. */
function selectsOf(node: unknown): Node[] {
  const select = nodeAt(node, "SelectStmt") ?? (isNode(node) && "op" in node ? node : undefined);
  if (!select) return [];
  const parts = [select.larg, select.rarg].filter(isNode);
  return parts.length === 0 ? [select] : parts.flatMap((part) => selectsOf({ SelectStmt: part }));
}

/** Returns the names by which a select can refer to what it reads from. */
function rangesOf(select: Node): Set<string> {
  const names = new Set<string>();
  for (const kind of ["RangeVar", "RangeSubselect", "RangeFunction"]) {
    for (const range of nodesOf(select.fromClause, kind)) {
      const alias = isNode(range.alias) ? range.alias.aliasname : range.relname;
      if (typeof alias === "string") names.add(alias);
      for (const { sval } of nodesOf(isNode(range.alias) ? range.alias.colnames : [], "String"))
        if (typeof sval === "string") names.add(sval);
    }
  }
  return names;
}

/** Returns the columns named below a node, except in nested selects. */
function refsOf(tree: unknown): Ref[] {
  return nodesOf(tree, "ColumnRef", "SelectStmt").flatMap((node) => refOf({ ColumnRef: node }) ?? []);
}

function refOf(node: unknown): Ref | null {
  const fields = nodeAt(node, "ColumnRef")?.fields;
  if (!Array.isArray(fields)) return null;
  const names = fields
    .map((field) => nodeAt(field, "String")?.sval)
    .filter((name) => typeof name === "string");
  const name = names.at(-1);
  return name === undefined || names.length < fields.length
    ? null
    : { name, qualifier: names.length > 1 ? (names.at(-2) ?? null) : null };
}

const textOf = ({ name, qualifier }: Ref) => (qualifier ? `${qualifier}.${name}` : name);

function nodeAt(node: unknown, kind: string): Node | undefined {
  const found = isNode(node) ? node[kind] : undefined;
  return isNode(found) ? found : undefined;
}

/** Returns all nodes of a kind below a node, without entering those of the kind `closed`. */
function nodesOf(tree: unknown, kind: string, closed?: string): Node[] {
  if (Array.isArray(tree)) return tree.flatMap((one) => nodesOf(one, kind, closed));
  if (!isNode(tree)) return [];
  return Object.entries(tree).flatMap(([key, value]) => {
    if (key === closed) return [];
    const below = nodesOf(value, kind, closed);
    return key === kind && isNode(value) ? [value, ...below] : below;
  });
}
