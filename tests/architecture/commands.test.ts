import { describe, expect, it } from "vitest";
import { POLICY } from "@/lib/core/policy";
import { productFiles, programOf, read, Visitor } from "./syntax";

const commands = productFiles("lib").filter((file) =>
  /\/commands\/|^lib\/pages\/(?:moderation\/(?:oversee|protect)|review\/(?:decide|take-back))\.ts|^lib\/comments\/commands\.ts/.test(
    file,
  ),
);

describe("commands", () => {
  it("are found", () => {
    expect(commands.length).toBeGreaterThan(5);
  });

  it.each(commands)("%s asks the policy, or says why it need not", (file) => {
    // What loads a thing for a change asks there, before it says that the thing exists.
    expect(read(file)).toMatch(
      /\bctx\.(authorize|asSystem)\(|\bctx\)|\bloadForEdit\b|\b(?:load|protect|unprotect)\(ctx\b/,
    );
  });

  it.each(commands)("%s records what it did, or says why not", (file) => {
    expect(read(file)).toMatch(/\bctx\.(record|skipAudit)\(|\bctx[,)]/);
  });
});

describe("the policy", () => {
  const code = productFiles("app", "components", "lib", "scripts")
    .filter((file) => file !== "lib/core/policy.ts")
    .map(read)
    .join("\n");

  it.each(Object.keys(POLICY))("%s is asked somewhere", (action) => {
    expect(code.includes(`"${action}"`)).toBe(true);
  });
});

describe("queries", () => {
  const files = productFiles("lib", "db", "scripts");

  it.each(files)("%s names its columns", (file) => {
    const bare: string[] = [];
    new Visitor({
      CallExpression(node) {
        if (node.callee.type !== "MemberExpression" || node.callee.property.type !== "Identifier") return;
        const name = node.callee.property.name;
        if (
          (name === "select" || name === "returning" || name === "selectDistinct") &&
          node.arguments.length === 0
        ) {
          bare.push(name);
        }
      },
    }).visit(programOf(file));
    expect(bare).toEqual([]);
  });
});
