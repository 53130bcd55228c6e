import { readdirSync } from "node:fs";
import { join } from "node:path";
import { getTableName, is } from "drizzle-orm";
import { getTableConfig, PgTable } from "drizzle-orm/pg-core";
import { describe, expect, it } from "vitest";
import { member } from "@/db/schema/accounts";
import { personalData } from "@/lib/core/personal-data";
import "@/lib/personal-data";

/** Returns a column as table and name. */
const named = (table: PgTable, column: string) => `${getTableName(table)}.${column}`;

/** Returns every column of the tables that refers to a member. */
function namingIn(tables: readonly PgTable[]): string[] {
  return tables.flatMap((table) =>
    getTableConfig(table).foreignKeys.flatMap((key) => {
      const { columns, foreignTable } = key.reference();
      return foreignTable === member ? columns.map(({ name }) => named(table, name)) : [];
    }),
  );
}

const schema = await Promise.all(
  readdirSync("db/schema").map((name) => import(join(process.cwd(), "db/schema", name)) as Promise<object>),
);
const all = schema.flatMap((file) => Object.values(file).filter((value) => is(value, PgTable)) as PgTable[]);

describe("a column that refers to a member", () => {
  const owned = personalData().flatMap(({ tables = [], besides = [] }) => [
    ...tables.map((table) => named(table, table.memberId.name)),
    ...besides.map((column) => named(column.table as PgTable, column.name)),
  ]);

  it("has one owner, who says whether it is erased with the member", () => {
    const naming = namingIn(all);
    expect(naming.length).toBeGreaterThan(50);
    expect(naming.filter((column) => !owned.includes(column))).toEqual([]);
    expect(owned.filter((column, at) => owned.indexOf(column) !== at)).toEqual([]);
  });

  it("exists if an owner lists it", () => {
    const naming = namingIn(all);
    expect(owned.filter((column) => !naming.includes(column))).toEqual([]);
  });
});
