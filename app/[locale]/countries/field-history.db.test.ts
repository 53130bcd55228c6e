import { beforeEach, describe, expect, it } from "vitest";
import type { Actor } from "@/lib/core/actor";
import { useDatabase } from "@/tests/support/database";
import { makeActor } from "@/tests/support/members";
import { asker } from "@/tests/support/pages";
import { makeProfile } from "@/tests/support/profiles";
import { law, records, save } from "@/tests/support/sections";
import * as history from "./[slug]/history/route";
import * as profile from "./[slug]/route";

useDatabase();

const ask = asker([
  [/^\/countries\/(?<slug>[^/]+)$/, profile],
  [/^\/countries\/(?<slug>[^/]+)\/history$/, history],
]);

let member: Actor;

describe("the history of a field", () => {
  const ADDRESS = "/countries/senegal/history?section=laws&record=law-1&field=status";
  const provisions = [{ id: "p-1", locator: "Art. 7", confidence: "unverified", sources: ["gazette"] }];

  beforeEach(async () => {
    await makeProfile({ slug: "senegal", iso2: "SN" });
    member = await makeActor("trusted");
    await save(member, { section: "laws", content: records(law("law-1")) });
    const sources = { newSources: [{ id: "gazette", title: "Journal officiel" }] };
    await save(member, {
      section: "laws",
      base: 1,
      content: records(
        law("law-1", { status: "not_yet_in_force", sources: ["gazette"], sourceState: "cited", provisions }),
      ),
      summary: "Adds the state",
      ...sources,
    });
    await save(member, {
      section: "laws",
      base: 3,
      content: records(law("law-1", { status: "in_force", provisions })),
      summary: "Entered into force",
    });
  });

  it("shows each value with its period, author and source, in each language", async () => {
    const { status, body } = await ask(ADDRESS);
    expect(status).toBe(200);
    const rows = body.split("<tbody>")[1]?.split("</tbody>")[0]?.split("<tr>").slice(1) ?? [];
    expect(rows).toHaveLength(3);
    const [now = "", before = "", first = ""] = rows;
    expect(now).toMatch(/revisions\/4#laws[\s\S]*In force[\s\S]*Current value[\s\S]*Entered into force/);
    expect(before).toMatch(
      /revisions\/3#laws[\s\S]*Not yet in force[\s\S]*href="#n1"[\s\S]*revisions\/4#laws/,
    );
    expect(before).toContain(member.displayName);
    expect(first).toContain("Nothing recorded");
    expect(body).toContain("Journal officiel");
    // Each link back has its target; the law's provisions and their sources are not shown.
    for (const [, mark = ""] of body.matchAll(/href="#(r-[^"]+)"/g)) expect(body).toContain(`id="${mark}"`);
    for (const prefix of ["/fr", "/ar"]) expect((await ask(prefix + ADDRESS)).status).toBe(200);
  });

  it("is linked from the field and from the record's history, and links back to both", async () => {
    const href = ADDRESS.replaceAll("&", "&amp;");
    expect((await ask("/countries/senegal")).body).toContain(`href="${href}"`);
    const record = ADDRESS.replace("&field=status", "");
    expect((await ask(record)).body).toContain(`href="${href}"`);
    expect((await ask(ADDRESS)).body).toContain(`href="${record.replaceAll("&", "&amp;")}"`);
  });

  it("follows a provision within its law", async () => {
    const provision = "/countries/senegal/history?section=laws&record=p-1";
    expect((await ask("/countries/senegal")).body).toContain(`href="${provision.replaceAll("&", "&amp;")}"`);
    expect((await ask(provision)).body).toContain("Art. 7");
    const { body } = await ask(`${provision}&field=locator`);
    expect(body).toContain("Art. 7");
    expect(body).toContain("Journal officiel");
  });

  it("knows no field, record or section that never was", async () => {
    for (const wrong of ["field=nothing", "field=provision", "field=id", "field=toString"])
      expect((await ask(ADDRESS.replace("field=status", wrong))).status, wrong).toBe(404);
    expect((await ask(ADDRESS.replace("law-1", "law-9"))).status).toBe(404);
    expect((await ask(ADDRESS.replace("section=laws", "section=elsewhere"))).status).toBe(404);
    // A value that cannot be a field name is dropped from the address.
    expect((await ask(ADDRESS.replace("field=status", "field=%27%3B--"))).status).toBe(200);
  });
});
