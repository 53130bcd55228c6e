import { parseSync } from "oxc-parser";
import { describe, expect, it } from "vitest";
import { productFiles, read, Visitor } from "./syntax";

const HOLDS_SUBSELECT = /\(\s*(?:select|with)\b|\bexists\b/i;
const IS_STATEMENT = /^\s*(?:select|insert|update|delete|with)\b/i;

/** Returns the lines of `sql` templates with a subselect in an expression, which must be tagged `subselect`. */
function looseSubselects(source: string): number[] {
  const lines: number[] = [];
  new Visitor({
    TaggedTemplateExpression({ tag, quasi, start }) {
      if (tag.type !== "Identifier" || tag.name !== "sql") return;
      const text = quasi.quasis.map(({ value }) => value.raw).join("?");
      if (!IS_STATEMENT.test(text) && HOLDS_SUBSELECT.test(text))
        lines.push(source.slice(0, start).split("\n").length);
    },
  }).visit(parseSync("source.ts", source).program);
  return lines;
}

describe("expressions with a subselect", () => {
  // `db/subselect.ts` says why.
  const files = productFiles("app", "components", "db", "lib", "scripts").filter((file) =>
    read(file).includes("drizzle-orm"),
  );

  it("are searched for wherever SQL is written", () => {
    expect(files.length).toBeGreaterThan(150);
  });

  it("are tagged `subselect`, which keeps the table name of every column", () => {
    const loose = files.flatMap((file) => looseSubselects(read(file)).map((line) => `${file}:${line}`));
    expect(loose).toEqual([]);
  });

  it.each([
    `const a = sql\`(select 1 from t where t.id = \${u.id})\`;`,
    `const a = sql<string[]>\`coalesce((\n  select array_agg(x) from t), '{}')\`;`,
    `const a = sql\`not exists (\${other})\`;`,
    `const a = sql\`array(select g.role from g where g.id = \${member.id})\`;`,
    `const a = sql\`\${x} in (with y as (select 1) select * from y)\`;`,
  ])("is a violation: %s", (source) => {
    expect(looseSubselects(source)).toHaveLength(1);
  });

  it.each([
    `const a = subselect\`(select 1 from t where t.id = \${u.id})\`;`,
    `const a = sql\`select 1 from t where id in (select id from u)\`;`,
    `const a = sql\`\${file.page} >= \${from}\`;`,
  ])("is allowed: %s", (source) => {
    expect(looseSubselects(source)).toEqual([]);
  });
});
