import { type SQL, sql } from "drizzle-orm";

/**
 * The tag for an SQL expression that holds a subselect; use it instead of `sql`. Every column keeps its table.
 *
 * In a select from one table, and in `returning`, the query builder writes the columns of an `sql` template without
 * their table. Inside a subselect such a column is read as one of the inner table, so that a condition which should tie
 * the two together compares the inner table with itself. The builder leaves a template within a template as it is.
 */
export function subselect<T = unknown>(strings: TemplateStringsArray, ...values: unknown[]): SQL<T> {
  return sql<T>`${sql(strings, ...values)}`;
}
