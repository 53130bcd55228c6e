import { type SQL, sql } from "drizzle-orm";

/**
 * Tags an SQL expression that contains a subselect; use it instead of `sql`. Every column keeps its table name.
 * In a select from one table, and in `returning`, the query builder omits the table from columns of an `sql`
 * template. Inside a subselect such a column then belongs to the inner table, and a condition that should
 * connect both tables compares the inner one with itself. The builder leaves a template within a template
 * unchanged.
 */
export function subselect<T = unknown>(strings: TemplateStringsArray, ...values: unknown[]): SQL<T> {
  return sql<T>`${sql(strings, ...values)}`;
}
