import { beforeEach, describe, expect, it } from "vitest";
import * as changes from "@/app/[locale]/changes/route";
import * as articleLinks from "@/app/[locale]/convention/[instrument]/[article]/links/route";
import * as diff from "@/app/[locale]/countries/[slug]/diff/route";
import * as history from "@/app/[locale]/countries/[slug]/history/route";
import * as links from "@/app/[locale]/countries/[slug]/links/route";
import * as revision from "@/app/[locale]/countries/[slug]/revisions/[number]/route";
import * as profile from "@/app/[locale]/countries/[slug]/route";
import * as directory from "@/app/[locale]/countries/route";
import * as home from "@/app/[locale]/route";
import { db } from "@/db/client";
import type { Actor } from "@/lib/core/actor";
import { listVersions, scope } from "@/lib/core/versions";
import { updateProfile } from "@/lib/members";
import { UpdateProfile } from "@/lib/members/model";
import { acceptRevision, hideRevision, showRevision, undoRevision } from "@/lib/profiles";
import { transact } from "@/lib/transact";
import { useDatabase } from "@/tests/support/database";
import { by, makeActor } from "@/tests/support/members";
import { asker } from "@/tests/support/pages";
import { makeProfile } from "@/tests/support/profiles";
import { law, prose, records, save, source } from "@/tests/support/sections";

/*
 * Stored pages of the history, which later saves do not change. Whatever happens, a stored page must equal
 * one drawn again: after every action each address is requested as a reader would, and again with an empty
 * store.
 */
useDatabase();
process.env.RATE_LIMITS = "off";

const ask = asker([
  [/^\/$/, home],
  [/^\/changes$/, changes],
  [/^\/countries$/, directory],
  [/^\/countries\/(?<slug>[^/]+)$/, profile],
  [/^\/countries\/(?<slug>[^/]+)\/history$/, history],
  [/^\/countries\/(?<slug>[^/]+)\/links$/, links],
  [/^\/countries\/(?<slug>[^/]+)\/diff$/, diff],
  [/^\/countries\/(?<slug>[^/]+)\/revisions\/(?<number>[^/]+)$/, revision],
  [/^\/convention\/(?<instrument>[^/]+)\/(?<article>[^/]+)\/links$/, articleLinks],
] as const);

const ALWAYS = [
  "/",
  "/changes",
  "/countries",
  "/countries?sort=-updated",
  "/countries/senegal",
  "/countries/senegal/history",
  "/countries/chile/links",
  "/convention/185/16/links",
];

/** Returns every page of the history of a profile with this many revisions. */
function past(numbers: number): string[] {
  const all = Array.from({ length: numbers }, (_, n) => n + 1);
  return all.flatMap((number) => [
    `/countries/senegal/revisions/${number}`,
    `/countries/senegal/diff?from=${number - 1}&to=${number}`,
    ...(number > 2 ? [`/fr/countries/senegal/diff?from=1&to=${number}`] : []),
  ]);
}

let ana: Actor;
let ben: Actor;
let newcomer: Actor;
let moderator: Actor;

const read = async (address: string) => {
  const { status, body } = await ask(address);
  return `${status} ${body}`;
};

async function readAll(addresses: readonly string[]): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  for (const address of addresses) found.set(address, await read(address));
  return found;
}

async function holds(what: string, numbers: number): Promise<void> {
  const addresses = [...ALWAYS, ...past(numbers)];
  const kept = await readAll(addresses);
  Reflect.deleteProperty(globalThis, Symbol.for("octopus.document-store"));
  const drawn = await readAll(addresses);
  for (const [address, body] of drawn) expect(kept.get(address) === body, `${address} ${what}`).toBe(true);
  // Some pages depend on more than was known at their first drawing: these are stored at the second request.
  await readAll(addresses);
}

const hide = (number: number, given: { text?: boolean; summary?: boolean; author?: boolean }) =>
  transact(by(moderator), (ctx) =>
    hideRevision(ctx, {
      slug: "senegal",
      number,
      text: false,
      summary: false,
      author: false,
      reason: "It names a victim",
      ...given,
    }),
  );

beforeEach(async () => {
  await makeProfile({ slug: "senegal", iso2: "SN", iso3: "SEN", nameEn: "Senegal" });
  await makeProfile({ slug: "chile", iso2: "CL", iso3: "CHL", nameEn: "Chile" });
  ana = await makeActor("trusted");
  ben = await makeActor("trusted");
  newcomer = await makeActor();
  moderator = await makeActor("moderator");
});

const numbersOf = () => listVersions(db(), [scope.past("senegal"), scope.directory]);

describe("a stored page", () => {
  it("equals one drawn again, whatever was done", { timeout: 240_000 }, async () => {
    await save(ana, { content: prose({ aaaaaa: "One.", bbbbbb: "Two." }) });
    await save(ben, { section: "laws", content: records(law("act")) });
    await holds("after the first saves", 2);
    await save(ana, { base: 1, content: prose({ aaaaaa: "One, changed.", bbbbbb: "Two." }) });
    await holds("after a save of the same section", 3);
    const proposed = await save(newcomer, {
      base: 3,
      content: prose({ aaaaaa: "One, changed.", bbbbbb: "Two, proposed." }),
    });
    expect(proposed).toMatchObject({ state: "pending", number: 4 });
    await holds("while an edit waits", 4);
    await save(ben, { section: "laws", base: 2, content: records(law("act", { title: "Another name" })) });
    await holds("after a save of another section", 5);
    await transact(by(moderator), (ctx) => acceptRevision(ctx, { slug: "senegal", number: 4 }));
    await holds("after an older edit was accepted", 5);
    await save(ben, {
      section: "policies",
      content: prose({ aaaaaa: "A policy [src-1]" }),
      newSources: [source("src-1", "The first title")],
    });
    await holds("after a save with a source", 7);
    await save(ben, {
      section: "sources",
      base: 6,
      content: records(source("src-1", "The second title")),
    });
    await holds("after the source has another title", 8);
    await save(ana, {
      lang: "fr",
      base: null,
      follows: 4,
      content: prose({ aaaaaa: "Un.", bbbbbb: "Deux." }),
    });
    await holds("after a translation", 9);
    await hide(3, { text: true });
    await holds("after a text was hidden", 9);
    await hide(2, { summary: true, author: true });
    await holds("after a summary and an author were hidden", 9);
    await transact(by(moderator), (ctx) => showRevision(ctx, { slug: "senegal", number: 3 }));
    await holds("after a text was shown again", 9);
    await transact(by(ben), (ctx) =>
      undoRevision(ctx, { slug: "senegal", number: 5, summary: "Taken back" }),
    );
    await holds("after an undo", 10);
    await transact(by(ben), (ctx) =>
      updateProfile(ctx, UpdateProfile.parse({ fullName: "Ben of another name" })),
    );
    await holds("after an author took another name", 10);
  });

  it("of the history is not drawn again after a save, nor is the directory", async () => {
    await save(ana, { content: prose({ aaaaaa: "One.", bbbbbb: "Two." }) });
    await save(ana, { base: 1, content: prose({ aaaaaa: "One, changed.", bbbbbb: "Two." }) });
    const before = await numbersOf();
    await save(ben, { base: 2, content: prose({ aaaaaa: "One, changed.", bbbbbb: "Two, changed." }) });
    expect(await numbersOf()).toEqual(before);
  });
});

describe("the list of links to a page", () => {
  it("changes with the save that adds a link, and no other save makes it stale", async () => {
    const list = scope.linksTo("countries/chile");
    const number = async () => (await listVersions(db(), [list])).get(list) ?? 0;
    await read("/countries/chile/links");
    await save(ana, { content: prose({ aaaaaa: "One." }) });
    expect(await number()).toBe(0);
    await save(ana, {
      base: 1,
      content: {
        schemaVersion: 1,
        doc: {
          type: "doc",
          content: [
            {
              type: "paragraph",
              attrs: { id: "aaaaaa" },
              content: [
                { type: "text", text: "See", marks: [{ type: "link", attrs: { href: "/countries/chile" } }] },
              ],
            },
          ],
        },
      },
    });
    expect(await number()).toBe(1);
    expect(await read("/countries/chile/links")).toContain('href="/countries/senegal#legislation"');
  });
});
