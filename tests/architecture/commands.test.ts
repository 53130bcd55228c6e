import { describe, expect, it } from "vitest";
import { POLICY } from "@/lib/core/policy";
import { readCommands } from "./command-graph";
import { productFiles, programOf, read, Visitor } from "./syntax";

const { commands, reaches, hands } = readCommands();
const found = (one: string) => commands.filter(({ where }) => where.includes(one)).length;

describe("commands", () => {
  it("of forms, the API, jobs and the operator are all found", () => {
    expect([found("app/[locale]/"), found("app/api/"), found("lib/jobs/"), found("scripts/")]).toEqual(
      expect.not.arrayContaining([0]),
    );
    expect(commands.length).toBeGreaterThan(200);
  });

  it.each(commands)("$where checks permission, or says why it need not", ({ uses }) => {
    expect(reaches(uses, ["authorize", "asSystem"])).toBe(true);
  });

  it.each(commands)("$where records what it did, or says why not", ({ uses }) => {
    expect(reaches(uses, ["record", "skipAudit"])).toBe(true);
  });

  const sensitive = commands.filter(
    ({ where, form, uses }) => form !== null && where.startsWith("app/") && hands(uses, "requireConfirmed"),
  );

  it("of forms that ask for the password are found", () => {
    expect(sensitive.map(({ where }) => where)).toEqual(
      expect.arrayContaining([
        "app/[locale]/admin/members/[handle]/route.tsx: changeRole",
        "app/[locale]/admin/invitations/list/route.tsx: inviteList",
      ]),
    );
  });

  it.each(sensitive)("$where asks for the password for a form that says what it does", ({ form }) => {
    expect(form).toBe("names its act");
  });

  it("that call neither are detected", () => {
    const uses = { own: new Set(["tx"]), handedTo: new Set(["noSuchFunction"]) };
    expect(reaches(uses, ["authorize", "asSystem"])).toBe(false);
  });
});

describe("the policy", () => {
  const code = productFiles("app", "components", "lib", "scripts")
    .filter((file) => !file.startsWith("lib/core/policy/"))
    .map(read)
    .join("\n");

  it.each(Object.keys(POLICY))("%s is checked somewhere", (action) => {
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
