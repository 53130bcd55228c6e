import { describe, expect, it } from "vitest";
import { exportedCalls, productFiles, programOf, read, Visitor } from "./syntax";

const METHODS = new Set(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]);
const READS = new Set([
  "document",
  "screen",
  "reading",
  "openList",
  "openItem",
  "textHistory",
  "textDiff",
  "textRevision",
  "textLinks",
  "textAmended",
  "overseen",
  "writing",
  "commentScreen",
  "commentVersions",
  "commentReactors",
  "topicsPage",
  "categoryPage",
  "topicPage",
  "topicByNumber",
  "splitTopic",
  "mergeTopic",
  "newTopic",
  "editTopic",
  "manageTopic",
  "topicPolls",
  "firstUnread",
]);
const WRITES = new Set([
  "form",
  "screenForm",
  "endpoint",
  "posted",
  "overseenForms",
  "writingForm",
  "commentForms",
  "newTopicForm",
  "editTopicForm",
  "manageTopicForms",
  "topicPollForms",
  "splitTopicForms",
  "mergeTopicForm",
  "markReadForm",
  "textSave",
  "textPreview",
  "textDraft",
  "ownDraft",
]);

/** Routes without a wrapper: only that of the sign-in protocol. */
const FOREIGN = new Set(["app/api/auth/[...nextauth]/route.ts"]);

const routes = productFiles("app").filter((file) => /\/route\.tsx?$/.test(file) && !FOREIGN.has(file));

describe("routes", () => {
  it("are found", () => {
    expect(routes.length).toBeGreaterThan(5);
  });

  it.each(routes)("%s exports only wrapped methods", (file) => {
    const wrong = exportedCalls(file).filter(({ name, callee }) => {
      if (!METHODS.has(name)) return true;
      const allowed = name === "GET" ? READS : WRITES;
      return callee === null || !allowed.has(callee);
    });
    expect(wrong).toEqual([]);
  });

  it("are the only endpoints: no server actions and no pages of the framework (decision 2)", () => {
    const files = productFiles("app");
    expect(files.filter((file) => /"use server"/.test(read(file)))).toEqual([]);
    expect(files.filter((file) => /\/(page|layout)\.tsx$/.test(file))).toEqual([]);
  });
});

describe("documents", () => {
  const KEEPER = "components/kept.tsx";
  // The editor and the wizard of requests, which sends nothing, are the only places with a framework in the browser.
  const files = productFiles("app", "components").filter(
    (file) =>
      file.endsWith(".tsx") &&
      !/^components\/(editor|cooperation\/request)\//.test(file) &&
      !/\/edit\/\[section\]\//.test(file),
  );

  it("have raw HTML in one place only, which React wrote (decision 22)", () => {
    const all = productFiles("app", "components", "lib", "enhance", "scripts");
    expect(all.filter((file) => /dangerouslySetInnerHTML|__html/.test(read(file)))).toEqual([KEEPER]);
  });

  it.each(files)("%s has no state, no async component and no raw HTML", (file) => {
    const found: string[] = [];
    new Visitor({
      CallExpression(node) {
        const name = node.callee.type === "Identifier" ? node.callee.name : "";
        if (/^use[A-Z]/.test(name)) found.push(name);
      },
      JSXAttribute(node) {
        if (node.name.name === "dangerouslySetInnerHTML" && file !== KEEPER) found.push("raw HTML");
      },
      ExpressionStatement(node) {
        if (node.directive === "use client") found.push("use client");
      },
      FunctionDeclaration(node) {
        if (node.async && /^[A-Z]/.test(node.id?.name ?? "")) found.push(`async ${node.id?.name}`);
      },
    }).visit(programOf(file));
    expect(found).toEqual([]);
  });
});
