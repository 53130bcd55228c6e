import { readdirSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { productFiles } from "./syntax";
import { namesOfTables, sharedTables, writingsOf } from "./writers";

const names = await namesOfTables(readdirSync("db/schema").map((file) => file.replace(/\.ts$/, "")));

/**
 * Tables that several folders write, with the reason. Lines that no longer apply must be removed. The
 * starting data (`db/seed`) writes before the site is in use.
 */
const SHARED: Readonly<Record<string, readonly [folders: string, why: string]>> = {
  api_answer: ["lib/members lib/web", "retention takes what is over"],
  application: ["lib/accounts lib/members", "who joins applies; members decide"],
  audit_entry: [
    "lib/core lib/members lib/operation",
    "an erasure takes names out; retention takes what is over",
  ],
  draft: ["lib/operation lib/revisions", "retention takes what is over"],
  file_object: ["lib/exports lib/files lib/open-data", "documents and dumps are files that nobody uploaded"],
  held_form: ["lib/members lib/web", "retention takes what is over"],
  job_run: ["lib/backup lib/files lib/operation", "each long job notes how it went"],
  known_device: ["lib/accounts lib/members", "retention takes what is over"],
  member: [
    "lib/accounts lib/conduct lib/members",
    "how one signs in is of accounts, who one is of members, and a suspension of conduct",
  ],
  member_mute: ["lib/notices lib/watching", "nobody mutes a member who is erased"],
  notice: ["lib/notices lib/watching", "who looks at a thing has seen what was told of it"],
  presence: ["lib/operation lib/revisions", "retention takes what is over"],
  role_grant: ["lib/accounts lib/members", "the operator's commands give roles as well"],
  session: [
    "lib/accounts lib/backup lib/members",
    "suspension, retention and a restored backup end sessions",
  ],
  setting: ["lib/core lib/site-settings", "search and projections record which version wrote them"],
  spent_challenge: ["lib/accounts lib/members", "retention takes what is over"],
  token: ["lib/accounts lib/members", "retention takes what is over"],
  watch: ["lib/notices lib/watching", "one's own post or edit is watched by what follows from it"],
  version: ["lib/backup lib/core", "after a restored backup all kept pages are stale"],
};

describe("a table", () => {
  const files = productFiles("app", "components", "lib", "scripts");
  const writings = files.flatMap((file) => writingsOf(file, names));

  it("is written by one folder, or has a reason for several", () => {
    expect(names.size).toBeGreaterThan(80);
    const shared = Object.fromEntries(
      [...sharedTables(writings)].map(([table, by]) => [table, by.join(" ")]),
    );
    const known = Object.fromEntries(Object.entries(SHARED).map(([table, [folders]]) => [table, folders]));
    expect(shared).toEqual(known);
  });

  it("is never written by pages and components", () => {
    expect(writings.filter(({ file }) => !/^(lib|scripts)\//.test(file))).toEqual([]);
  });

  it.each([
    ["the query builder", "await tx.insert(post).values({});"],
    ["the query builder under another name", "await db().update(posts).set({});"],
    ["a statement of its own", 'await pool().query("delete from post where true");'],
    ["a statement with the table put in", `await tx.execute(sql\`delete from \${post}\`);`],
    ["the engine of reports", "const reports = reportsOf(post);"],
    ["the end of a longer statement", "sql`with gone as (delete from post returning *) select 1`;"],
  ])("is found to be written by %s", (_, line) => {
    const source = `import { post, post as posts } from "@/db/schema/blog";\n${line}`;
    expect(writingsOf("lib/training/x.ts", names, source)).toEqual([
      { table: "post", file: "lib/training/x.ts" },
    ]);
  });

  it("does not count as written if it is only read, or if a list is changed", () => {
    const source = `import { post } from "@/db/schema/blog";\nseen.delete(one); tx.select().from(post); "an update post";`;
    expect(writingsOf("lib/training/x.ts", names, source)).toEqual([]);
  });

  it("with two writers is a violation", () => {
    const by = (file: string) => ({ table: "post", file });
    expect(sharedTables([by("lib/blog/a.ts"), by("lib/blog/b.ts")])).toEqual(new Map());
    expect(sharedTables([by("lib/blog/a.ts"), by("lib/members/b.ts")])).toEqual(
      new Map([["post", ["lib/blog", "lib/members"]]]),
    );
  });
});
