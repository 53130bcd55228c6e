import { beforeEach, describe, expect, it } from "vitest";
import type { Actor } from "@/lib/core/actor";
import { acceptRevision, claimRevision, protectSection, rejectRevision } from "@/lib/profiles";
import { transact } from "@/lib/transact";
import { useDatabase } from "@/tests/support/database";
import { by, makeActor } from "@/tests/support/members";
import { asker, type Route } from "@/tests/support/pages";
import { makeProfile } from "@/tests/support/profiles";
import { law, prose, records, save, source } from "@/tests/support/sections";
import * as contributions from "../me/contributions/route";
import * as diff from "./[slug]/diff/route";
import * as edit from "./[slug]/edit/[section]/route";
import * as pending from "./[slug]/pending/route";
import * as profile from "./[slug]/route";

useDatabase();

const ask = asker([
  [/^\/countries\/(?<slug>[^/]+)\/diff$/, diff as Route],
  [/^\/countries\/(?<slug>[^/]+)\/edit\/(?<section>[^/]+)$/, edit as Route],
  [/^\/countries\/(?<slug>[^/]+)\/pending$/, pending as Route],
  [/^\/countries\/(?<slug>[^/]+)$/, profile as Route],
  [/^\/me\/contributions$/, contributions as Route],
]);
const words = (html: string) =>
  html
    .replace(/<script[\s\S]*?<\/script>/g, " ")
    .replaceAll(/<[^>]+>/g, " ")
    .replaceAll(/\s+/g, " ");

const slug = "senegal";
const A = { aaaaaa: "Alpha one.", bbbbbb: "Beta one." };
let ana: Actor;
let ben: Actor;
let cleo: Actor;

/** Returns the text of the page of a pending edit. */
const read = async (as: Actor, of = 2) =>
  words((await ask(`/countries/${slug}/pending?revision=${of}`, { as })).body);

beforeEach(async () => {
  await makeProfile({ slug, iso2: "SN" });
  [ana, ben, cleo] = [await makeActor(), await makeActor("trusted"), await makeActor("trusted")];
  await save(ben, { content: prose(A) });
  await save(ana, { base: 1, content: prose({ ...A, aaaaaa: "Alpha, as Ana has it." }) });
});

describe("an author's own change", () => {
  it("is found by its section, without its number; for everyone else the list is shown", async () => {
    const address = `/countries/${slug}/pending?own=legislation`;
    expect(await ask(address, { as: ana })).toMatchObject({
      status: 303,
      to: `/countries/${slug}/pending?revision=2`,
    });
    expect((await ask(`/fr${address}`, { as: ana })).to).toBe(`/fr/countries/${slug}/pending?revision=2`);
    expect((await ask(`/countries/${slug}/pending?own=laws`, { as: ana })).status).toBe(200);
    for (const other of [cleo, await makeActor()])
      expect((await ask(address, { as: other })).status).toBe(200);
    expect((await ask(address)).to).toContain("/signin?next=");
  });

  it("leaves nothing personal in the profile, which is the same for its author and for visitors", async () => {
    const page = `/countries/${slug}`;
    const [own, other, visitor] = [
      await ask(page, { as: ana }),
      await ask(page, { as: cleo }),
      await ask(page),
    ];
    expect([own.body, other.body]).toEqual([visitor.body, visitor.body]);
    expect(visitor.body).toContain('<template id="own-pending">');
    expect(visitor.body).not.toContain("saved-here");
    expect(visitor.body).not.toContain("revision=2");
  });

  it("is confirmed at the section after a save, also at an empty one, without scripts", async () => {
    const { body } = await ask(`/countries/${slug}?saved=pending`);
    const beside = /<div class="saved-here">(?:(?!<section).)*<\/div><section[^>]* id="legislation"/s;
    expect(body).toMatch(beside);
    const empty = /<li id="policies">.*?<\/li>/s.exec(body)?.[0] ?? "";
    expect(words(empty)).toContain("Your change is waiting for review.");
    expect(empty).toContain(`/countries/${slug}/pending?own=policies`);
    expect(empty).toContain(`/countries/${slug}/edit/policies`);
    for (const saved of ["published", "merged", "unchanged"])
      expect((await ask(`/countries/${slug}?saved=${saved}`)).body).not.toContain("saved-here");
  });
});

describe("a change in a protected section", () => {
  it("cannot be accepted by members whom the protection excludes, and says why", async () => {
    const moderator = await makeActor("moderator");
    const given = { slug, section: "legislation" as const, level: "moderators" as const, until: null };
    await transact(by(moderator), (ctx) => protectSection(ctx, { ...given, reason: "Two disagree" }));
    const { body } = await ask(`/countries/${slug}/pending?revision=2`, { as: ben });
    expect(body).not.toContain('name="form" value="accept"');
    expect(body).toContain('name="form" value="reject"');
    expect(words(body)).toMatch(
      /can be edited by: Moderators and administrators.*other members cannot accept/,
    );
    expect(words(body)).not.toContain("need a second person");
    const accepted = await ask(`/countries/${slug}/pending?revision=2`, {
      as: ben,
      form: { form: "accept", number: "2", seen: "1" },
    });
    expect(accepted.status).toBe(403);
    expect(await read(moderator)).toContain("Edit and accept");
    const closed = await ask(`/countries/${slug}/edit/legislation`, { as: ben });
    expect([closed.status, closed.body.includes(`/countries/${slug}/report?section=legislation`)]).toEqual([
      403,
      true,
    ]);
  });
});

describe("a change that brings a source", () => {
  it("names it by its title, where it is cited and while the edit is pending", async () => {
    const cites = { content: prose({ ...A, cccccc: "Cites. [gazette-x]" }) };
    await save(ana, { base: 1, ...cites, newSources: [source("gazette-x", "Gazette of 2013")] });
    const { body } = await ask(`/countries/${slug}/pending?revision=4`, { as: ben });
    expect(body).toContain("Gazette of 2013");
    expect(body).not.toContain(">gazette-x<");
  });
});

describe("a change claimed by a reviewer", () => {
  it("is decided by another reviewer only after they tick that they know", async () => {
    await transact(by(ben), (ctx) => claimRevision(ctx, { slug, number: 2 }));
    expect(await read(cleo)).toContain("Decide although");
    expect(await read(ben)).not.toContain("Decide although");
    const editor = words((await ask(`/countries/${slug}/edit/legislation?accepts=2`, { as: cleo })).body);
    expect(editor).toMatch(/has reserved this change.*Decide although/);
    const decide = (more: object) =>
      ask(`/countries/${slug}/pending?revision=2`, {
        as: cleo,
        form: { form: "accept", number: "2", seen: "1", ...more },
      });
    const refused = await decide({});
    expect([refused.status, words(refused.body).includes("tick the box for it")]).toEqual([409, true]);
    expect((await decide({ despiteClaim: "on" })).status).toBe(303);
  });

  it("can be handed on by the reviewer who claimed it", async () => {
    expect(await read(ben)).toContain("Assign to another reviewer");
    const form = { form: "hand", number: "2", to: cleo.handle };
    const handed = await ask(`/countries/${slug}/pending?revision=2`, { as: ben, form });
    expect(handed.to).toContain("done=handed");
    expect(await read(cleo)).toContain("You have reserved this change");
    expect(await read(ben)).not.toContain("Assign to another reviewer");
  });
});

describe("a change whose section changed since", () => {
  it("tells its author in the editor what changed, and mentions choices to those who will have them", async () => {
    const before = words((await ask(`/countries/${slug}/edit/legislation`, { as: ana })).body);
    expect(before).not.toContain("The section has changed since");
    await save(cleo, { base: 1, content: prose({ ...A, aaaaaa: "Alpha, as Cleo has it." }) });
    const { body } = await ask(`/countries/${slug}/edit/legislation`, { as: ana });
    expect(words(body)).toContain("The section has changed since this was written");
    expect(body).toContain(`/countries/${slug}/diff?from=1&amp;to=3`);
    expect(await read(ana)).toContain("Continue editing to combine both versions");
    expect(await read(ben)).toContain("Choose the version to use below");
    expect(await read(await makeActor())).toContain("reviewer who accepts it will choose");
  });
});

describe("a change that was not accepted", () => {
  it("is read by its author, who begins again from it", async () => {
    await transact(by(ben), (ctx) => rejectRevision(ctx, { slug, number: 2, reason: "No source" }));
    expect(await read(ana)).toMatch(/rejected.*No source.*The proposed change.*Ana.*Edit this text again/);
    expect(await read(ben)).not.toContain("Edit this text again");
    const own = await ask("/me/contributions", { as: ana });
    expect(own.body).toContain(`/countries/${slug}/pending?revision=2`);
    const editor = await ask(`/countries/${slug}/edit/legislation?again=2`, { as: ana });
    expect(words(editor.body)).toMatch(/What you save will be a new proposal.*as Ana has it/);
    expect((await ask(`/countries/${slug}/edit/legislation?again=2`, { as: ben })).status).toBe(404);
  });
});

describe("a comparison", () => {
  it("with a revision that waits is not there, in whatever order", async () => {
    for (const at of ["from=1&to=2", "from=2&to=1"])
      expect((await ask(`/countries/${slug}/diff?${at}`)).status).toBe(404);
    await transact(by(ben), (ctx) => acceptRevision(ctx, { slug, number: 2 }));
    expect((await ask(`/countries/${slug}/diff?from=2&to=1`)).status).toBe(307);
  });

  it("of records counts records", async () => {
    await save(ben, { section: "laws", content: records(law("penal-code")) });
    expect(words((await ask(`/countries/${slug}/diff?from=1&to=3`)).body)).toContain("1 record");
  });
});
