/** Our name in a robots.txt. */
export const AGENT = "OctopusLinkCheck";

/**
 * Checks whether a robots.txt (RFC 9309) allows a path: by the rules for our name, else by those for all
 * agents. The longest matching rule counts; among equals, the one that allows.
 */
export function isAllowedBy(robots: string, path: string): boolean {
  const groups = new Map<string, { allow: boolean; rule: string }[]>();
  let named: string[] = [];
  let isNaming = false;
  for (const line of robots.split(/\r?\n/)) {
    const [field, value] = fieldOf(line);
    if (field === "user-agent") {
      if (!isNaming) named = [];
      named.push(value.toLowerCase());
      isNaming = true;
      for (const name of named) groups.set(name, groups.get(name) ?? []);
    } else if (field === "allow" || field === "disallow") {
      isNaming = false;
      if (value !== "")
        for (const name of named) groups.get(name)?.push({ allow: field === "allow", rule: value });
    }
  }
  const rules = groups.get(AGENT.toLowerCase()) ?? groups.get("*") ?? [];
  const fitting = rules
    .filter(({ rule }) => fits(rule, path))
    .sort((a, b) => b.rule.length - a.rule.length || Number(b.allow) - Number(a.allow));
  return fitting[0]?.allow ?? true;
}

/** Reads a line: its field in small letters, and its value without a comment. Takes one pass over it. */
function fieldOf(line: string): [field: string, value: string] {
  const [said = ""] = line.split("#", 1);
  const colon = said.indexOf(":");
  return colon < 0 ? ["", ""] : [said.slice(0, colon).trim().toLowerCase(), said.slice(colon + 1).trim()];
}

/** A rule is the beginning of a path, with `*` for anything and `$` for its end. */
function fits(rule: string, path: string): boolean {
  const isEnd = rule.endsWith("$");
  const parts = (isEnd ? rule.slice(0, -1) : rule).split("*");
  const [first = "", ...rest] = parts;
  if (!path.startsWith(first)) return false;
  let at = first.length;
  for (const part of rest) {
    const found = path.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return !isEnd || at === path.length || parts.at(-1) === "";
}
