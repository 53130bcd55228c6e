import { beforeEach, describe, expect, it } from "vitest";
import type { Actor } from "@/lib/core/actor";
import { saveFiles } from "@/lib/training";
import { transact } from "@/lib/transact";
import { useDatabase } from "@/tests/support/database";
import { cleanFile, filesOf, publishedMaterial } from "@/tests/support/materials";
import { by, makeActor } from "@/tests/support/members";
import { asker, type Route } from "@/tests/support/pages";
import * as material from "./[slug]/route";
import * as takePart from "./[slug]/take-part/route";
import * as library from "./route";

useDatabase();

const ask = asker([
  [/^\/training$/, library as Route],
  [/^\/training\/(?<slug>[^/]+)$/, material as Route],
  [/^\/training\/(?<slug>[^/]+)\/take-part$/, takePart as Route],
]);

let owner: Actor;
beforeEach(async () => {
  owner = await makeActor("practitioner");
});

const linksOf = (body: string) => [...body.matchAll(/href="([^"]*)"/g)].map((match) => match[1] ?? "");

/** A published material whose second version has two files; the ids of the old one and of the new. */
async function withTwoVersions(given: Record<string, unknown> = {}) {
  const { slug, fileId } = await publishedMaterial(owner, given);
  const next = [await cleanFile(owner.id, { name: "a.pdf" }), await cleanFile(owner.id, { name: "b.pdf" })];
  const input = filesOf(slug, next, { changes: "All is new" });
  await transact(by(owner), (ctx) => saveFiles(ctx, input));
  return { slug, fileId, next, place: `/training/${slug}` };
}

describe("the button of a material in the list", () => {
  it("leads to the files of the newest version, whose size it shows", async () => {
    const { place, next } = await withTwoVersions();
    const { body } = await ask("/training");
    expect(linksOf(body)).toContain(`${place}/files.zip?ids=${next.join(",")}`);
    expect(body).toContain("2 files, 2 kB");
  });

  it.each([
    ["members", "green", "Sign in to download"],
    ["practitioners", "amber", "Ask for access"],
  ])("of files for %s leads to where one signs in or asks", async (access, tlp, word) => {
    const { place } = await withTwoVersions({ access, tlp });
    for (const address of ["/training", place]) {
      const { body } = await ask(address);
      expect(body).toContain(word);
      expect(linksOf(body)).toContain(`${place}/take-part#files`);
      expect(linksOf(body).filter((href) => href.includes("/files"))).toEqual([]);
    }
  });
});

describe("restricted files", () => {
  const given = { access: "practitioners", tlp: "amber" };

  it("are listed to a member who may have them, with one archive for each version, and nothing to ask", async () => {
    const { place, fileId, next } = await withTwoVersions(given);
    const { body } = await ask(`${place}/take-part`, { as: await makeActor("practitioner") });
    const links = linksOf(body);
    for (const id of [fileId, ...next]) expect(links).toContain(`${place}/files/${id}`);
    expect(links).toContain(`${place}/files.zip?ids=${next.join(",")}`);
    expect(links).toContain(`${place}/members-text/${next[0]}`);
    expect(body).not.toContain("What you need it for");
  });

  it("are asked for by whoever may not have them; visitors sign in first", async () => {
    const { place } = await withTwoVersions(given);
    const { body } = await ask(`${place}/take-part`, { as: await makeActor() });
    expect(linksOf(body).filter((href) => href.includes("/files"))).toEqual([]);
    expect(body).toContain("What you need it for");
    expect((await ask(`${place}/take-part`)).to).toMatch(/^\/signin\?next=/);
  });

  it("of members are listed to every member", async () => {
    const { place, next } = await withTwoVersions({ access: "members", tlp: "green" });
    const { body } = await ask(`${place}/take-part`, { as: await makeActor() });
    expect(linksOf(body)).toContain(`${place}/files/${next[0]}`);
    expect(body).not.toContain("written down with your name");
  });
});
