/** An order within a text of SQL: its keys, and how many of them are those of `distinct on`. */
export interface WrittenOrder {
  keys: string[];
  apart: number;
}

const ONE_SELECT = /(?:(?!\bselect\b)[\s\S])*$/.source;
const ON = new RegExp(`\\bselect distinct on \\(([^()]*)\\)${ONE_SELECT}`, "i");
const SELECTED = new RegExp(
  `\\bselect\\s+(?:distinct\\s+)?(?:on \\([^()]*\\)\\s+)?((?:(?!\\bselect\\b|\\bfrom\\b)[\\s\\S])*)\\sfrom\\b${ONE_SELECT}`,
  "i",
);

/** Returns the orders within a text, without those that the text itself shows to tell all rows apart. */
export function ordersIn(text: string): WrittenOrder[] {
  return [...text.matchAll(/\border by\s+/gi)].flatMap(({ index, 0: { length } }) => {
    const before = text.slice(0, index);
    const keys = divided(listAt(text, index + length)).map(bareOf);
    const selected = SELECTED.exec(before)?.[1];
    const isAll = selected !== undefined && selectsOnly(divided(selected), keys);
    if (isAll || isOwnOrder(before, keys)) return [];
    const on = ON.exec(before)?.[1];
    return [{ keys, apart: on === undefined ? 0 : divided(on).length }];
  });
}

/** Returns whether rows that are equal in these keys look the same: nothing else is selected. */
export function selectsOnly(selected: readonly string[], keys: readonly string[]): boolean {
  const names = keys.map(unqualified);
  return selected.every((one) => names.includes(unqualified(one.replace(/\s+as\s+"?\w+"?\s*$/i, "").trim())));
}

const unqualified = (key: string) => key.replace(/^\w+\.(\w+)$/, "$1");

/** Returns whether an order is by all that its groups differ in, or by what is aggregated itself. */
function isOwnOrder(before: string, keys: readonly string[]): boolean {
  const groups = /\bgroup by\s+([^()]+?)\s+$/i.exec(before)?.[1];
  if (groups && divided(groups).every((one) => keys.includes(one.trim()))) return true;
  const only = /_agg\(\s*(?:distinct\s+)?([^()]+?)\s*(?:,\s*'[^']*')?\s+$/i.exec(before)?.[1];
  return only !== undefined && only === keys[0];
}

/** Returns a key without its direction. */
function bareOf(key: string): string {
  return key.replace(/(\s+(asc|desc|nulls (first|last)|collate "C"))+\s*$/gi, "").trim();
}

/** Returns the list of keys that begins at a place: as far as its bracket, or the next part of the statement. */
function listAt(text: string, from: number): string {
  let depth = 0;
  for (let at = from; at < text.length; at++) {
    if (text[at] === "(") depth++;
    if (text[at] === ")" && --depth < 0) return text.slice(from, at);
    if (depth === 0 && /^\s(limit|offset|for|rows|union|on conflict)\b/i.test(text.slice(at, at + 14)))
      return text.slice(from, at);
  }
  return text.slice(from);
}

/** Divides a list at its commas, without those in brackets. */
function divided(list: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let start = 0;
  for (let at = 0; at < list.length; at++) {
    if (list[at] === "(") depth++;
    if (list[at] === ")") depth--;
    if (list[at] === "," && depth === 0) {
      parts.push(list.slice(start, at));
      start = at + 1;
    }
  }
  return [...parts, list.slice(start)];
}

/** Returns the keys of a text that is an order itself. */
export const keysIn = (text: string): string[] => divided(text).map(bareOf);

/** Returns whether a statement numbers its rows under this name. */
export function isNumbered(name: string, statement: string): boolean {
  const bare = unqualified(name);
  return (
    /^\w+$/.test(bare) &&
    new RegExp(
      `row_number\\(\\) over \\([\\s\\S]*\\) as ${bare}\\b|ordinality as \\w+ \\([^()]*\\b${bare}\\)`,
    ).test(statement)
  );
}
