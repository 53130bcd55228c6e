import { Client, type QueryConfig } from "pg";

/**
 * How often a process has to send a statement before its plan is kept.
 * @forTests
 */
export const FREQUENT = 40;
/**
 * Most statements whose plans are kept, in each connection: each takes some 50 KB there.
 * @forTests
 */
export const MOST_KEPT = 120;
/** Most statements that are counted. When there are more, counting begins again. */
const MOST_COUNTED = 2_000;

const counts = new Map<string, number>();
const names = new Map<string, string>();
let made = 0;

/**
 * Begins to count from nothing. Connections keep what they have: no name is used a second time.
 * @forTests
 */
export function forgetFrequent(): void {
  counts.clear();
  names.clear();
}

/**
 * Counts a statement, and returns the name under which connections keep it, once it is frequent. Postgres then parses it
 * once for each connection, and plans it again only while the values make a difference.
 */
function nameOf(text: string): string | undefined {
  const known = names.get(text);
  if (known !== undefined || names.size === MOST_KEPT) return known;
  const count = (counts.get(text) ?? 0) + 1;
  if (count < FREQUENT) {
    if (counts.size === MOST_COUNTED) counts.clear();
    counts.set(text, count);
    return undefined;
  }
  counts.delete(text);
  made += 1;
  const name = `frequent-${made}`;
  names.set(text, name);
  return name;
}

const isStatement = (given: unknown): given is QueryConfig =>
  typeof given === "object" && given !== null && "text" in given && !("submit" in given);

/**
 * A connection that keeps the plans of frequent statements with values. To parse and plan a short statement takes Postgres
 * longer than to execute it: of a reply to a topic, three fifths of its time.
 */
export class PlanKeepingClient extends Client {
  // The library declares eight forms of this function; all are passed on as they are.
  override query: Client["query"] = ((first: unknown, values?: unknown, ...further: unknown[]) => {
    const config = isStatement(first) ? first : null;
    const given = Array.isArray(values) ? values : config?.values;
    const name =
      config && config.name === undefined && given && given.length > 0 ? nameOf(config.text) : undefined;
    return Reflect.apply(super.query, this, [
      name === undefined ? first : { ...config, name },
      values,
      ...further,
    ]);
  }) as Client["query"];
}
