import { readdirSync } from "node:fs";
import { join } from "node:path";
import { getTableColumns, getTableName, is } from "drizzle-orm";
import { getTableConfig, PgTable } from "drizzle-orm/pg-core";

/** One key of an order: the column, if it is one, and how it is written. */
export interface Key {
  table: string | null;
  column: string | null;
  text: string;
  /** Whether it is unique by what the statement says: the number of a row. */
  isUnique?: boolean;
}

/**
 * What is unique in a table besides its keys: numbers within a part of it, and positions that the one function that
 * writes the rows of an owner counts from the first.
 */
const COUNTED: Record<string, string[]> = {
  comment: ["post_id", "number"],
  comment_quote: ["comment_id", "version", "place"],
  conversation_side: ["member_id", "last_id"],
  declaration: ["page_id", "position"],
  material_file: ["version_id", "position"],
  material_item: ["course_id", "position"],
  material_link: ["material_id", "position"],
  post_author: ["post_id", "position"],
  profile_record: ["page_id", "section", "position"],
  provision: ["page_id", "position"],
  revision: ["section_id", "number"],
};

/** What is unique in a table: sets of columns by their names in SQL. */
interface Shape {
  columns: Map<string, string>;
  unique: string[][];
  times: Set<string>;
}

const schema = await Promise.all(
  readdirSync("db/schema").map((name) => import(join(process.cwd(), "db/schema", name)) as Promise<object>),
);
export const shapes = new Map<string, Shape>();
/** The tables by their names in code. */
export const tables = new Map<string, string>();
for (const [name, value] of schema.flatMap((file) => Object.entries(file)))
  if (is(value, PgTable)) {
    tables.set(name, getTableName(value));
    shapes.set(getTableName(value), shapeOf(value));
  }

/** Names a column as in the database: the client writes its names in this case. */
export function sqlName({ name }: { name: string }): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

function shapeOf(table: PgTable): Shape {
  const { primaryKeys, uniqueConstraints, indexes, columns } = getTableConfig(table);
  const named = Object.entries(getTableColumns(table)).map(([key, one]) => [key, sqlName(one)] as const);
  return {
    columns: new Map(named),
    unique: [
      ...columns.filter((one) => one.primary || one.isUnique).map((one) => [sqlName(one)]),
      ...[...primaryKeys, ...uniqueConstraints].map((key) => key.columns.map(sqlName)),
      ...indexes
        .filter(({ config }) => config.unique && !config.where)
        .map(({ config }) =>
          config.columns.map((one) => ("name" in one ? sqlName(one as { name: string }) : "?")),
        ),
      ...[COUNTED[getTableName(table)] ?? []].filter((one) => one.length > 0),
    ],
    times: new Set(columns.filter((one) => /timestamp|date/i.test(one.getSQLType())).map(sqlName)),
  };
}

/**
 * Returns whether these keys tell any two rows apart. The first `apart` are those of `distinct on`, of which each
 * value is kept once. `code` holds the other columns of a key of several: they are taken as fixed if it names them.
 */
export function isWhole(keys: readonly Key[], code: string, apart = 0): boolean {
  const telling = keys.slice(keys.length > apart ? apart : 0);
  return telling.some((key) => {
    if (key.isUnique) return true;
    if (key.column === null) return false;
    const isLast = key === keys.at(-1);
    const among = key.table === null ? (isLast ? [...shapes.values()] : []) : [shapes.get(key.table)];
    return among.some((shape) => shape && isTold(shape, key.column ?? "", { keys, code, isLast }));
  });
}

function isTold(
  shape: Shape,
  column: string,
  { keys, code, isLast }: { keys: readonly Key[]; code: string; isLast: boolean },
): boolean {
  return shape.unique.some((unique) => {
    if (!unique.includes(column)) return false;
    if (unique.length === 1) return true;
    if (!isLast || shape.times.has(column)) return false;
    const inCode = (one: string) => [...shape.columns].find(([, name]) => name === one)?.[0] ?? one;
    return unique.every(
      (one) =>
        keys.some((key) => key.column === one) || new RegExp(`\\b(?:${one}|${inCode(one)})\\b`).test(code),
    );
  });
}
