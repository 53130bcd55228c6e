import { beforeEach, describe, expect, it } from "vitest";
import type { Actor } from "@/lib/core/actor";
import { hideRevision } from "@/lib/profiles";
import { transact } from "@/lib/transact";
import { useDatabase } from "@/tests/support/database";
import { by, makeActor } from "@/tests/support/members";
import { asker } from "@/tests/support/pages";
import { makeProfile } from "@/tests/support/profiles";
import { prose, records, save, source } from "@/tests/support/sections";
import * as oversee from "../moderation/revisions/[slug]/[number]/route";
import * as diff from "./[slug]/diff/route";
import * as edit from "./[slug]/edit/[section]/route";
import * as revision from "./[slug]/revisions/[number]/route";
import * as rollback from "./[slug]/rollback/[section]/route";

useDatabase();

const ask = asker([
  [/^\/countries\/(?<slug>[^/]+)\/diff$/, diff],
  [/^\/countries\/(?<slug>[^/]+)\/edit\/(?<section>[^/]+)$/, edit],
  [/^\/countries\/(?<slug>[^/]+)\/revisions\/(?<number>[^/]+)$/, revision],
  [/^\/countries\/(?<slug>[^/]+)\/rollback\/(?<section>[^/]+)$/, rollback],
  [/^\/moderation\/revisions\/(?<slug>[^/]+)\/(?<number>[^/]+)$/, oversee],
]);

const TITLES = ["Gazette of 2019", "Gazette that names a victim", "Gazette of 2021"] as const;
const [FIRST, SECRET, LAST] = TITLES;

let ana: Actor;
let moderator: Actor;
/** Revisions of the text, one for each title of the source, and of the list of sources. */
let texts: number[];
let lists: number[];

/** Saves a text that cites a source again after each change of the source's title; then removes the source. */
beforeEach(async () => {
  await makeProfile({ slug: "senegal", iso2: "SN", iso3: "SEN" });
  ana = await makeActor("trusted");
  moderator = await makeActor("moderator");
  [texts, lists] = [[], []];
  const cited = (n: number) => prose({ block1: `Text ${n}. [gazette-1]`, block2: `Other ${n}.` });
  for (const [n, title] of TITLES.entries()) {
    const base = texts.at(-1) ?? null;
    if (n === 0) {
      const saved = await save(ana, { base, content: cited(n), newSources: [source("gazette-1", title)] });
      texts.push(Number(saved.number));
      lists.push(Number(saved.sources?.number));
      await save(ana, { lang: "fr", follows: Number(saved.number), content: prose({ block1: "Texte." }) });
      continue;
    }
    const renamed = { section: "sources" as const, base: lists.at(-1) ?? null };
    lists.push(
      Number((await save(ana, { ...renamed, content: records(source("gazette-1", title)) })).number),
    );
    texts.push(Number((await save(ana, { base, content: cited(n) })).number));
  }
  const ben = await makeActor("trusted");
  await save(ben, { base: texts.at(-1) ?? null, content: prose({ block1: "Uncited.", block2: "Other." }) });
  await save(ben, { section: "sources", base: lists.at(-1) ?? null, content: records() });
});

const hide = () =>
  transact(by(moderator), (ctx) =>
    hideRevision(ctx, {
      slug: "senegal",
      number: lists[1] ?? 0,
      reason: "It names a victim",
      text: true,
      summary: false,
      author: false,
    }),
  );

/** Returns the titles of sources on a page. */
async function named(address: string, as?: Actor): Promise<string[]> {
  const { status, body } = await ask(address, as ? { as } : {});
  expect(status, address).toBe(200);
  expect(body).not.toContain("gazette-1");
  return TITLES.filter((title) => body.includes(title));
}

const overseen = (n: number) => `/moderation/revisions/senegal/${texts[n]}`;
const PANEL = "/countries/senegal/edit/legislation?lang=fr";
const ROLLBACK = "/countries/senegal/rollback/legislation";

describe("a source that was removed", () => {
  it("has in each comparison the title that it had then, and is said to be removed", async () => {
    for (const [n, title] of TITLES.entries()) expect(await named(overseen(n), moderator)).toEqual([title]);
    const { body } = await ask(overseen(0), { as: moderator });
    expect(body).toContain(`Removed source: ${FIRST}`);
    // The translation follows the first text, which the translator sees beside the current one.
    expect(await named(PANEL, ana)).toEqual([FIRST]);
    expect(await named(ROLLBACK, ana)).toEqual([LAST]);
    expect(await named(`/countries/senegal/diff?from=0&to=${texts[0]}`)).toEqual([FIRST]);
    expect(await named(`/countries/senegal/diff?from=${texts[0]}&to=${texts[1]}`)).toContain(SECRET);
  });

  it("is shown in an old revision with its title of that time", async () => {
    for (const [n, title] of TITLES.entries())
      expect(await named(`/countries/senegal/revisions/${texts[n]}`)).toEqual([title]);
  });

  it("is never named by a title that is hidden: by the last that readers can see", async () => {
    await hide();
    expect(await named(overseen(1), moderator)).toEqual([LAST]);
    for (const [address, as] of [
      [PANEL, ana],
      [ROLLBACK, ana],
      ...texts.flatMap((number) => [
        [`/countries/senegal/revisions/${number}`] as const,
        [`/countries/senegal/diff?to=${number}`] as const,
        [`/countries/senegal/diff?from=0&to=${number}`] as const,
      ]),
    ] as const)
      expect(await named(address, as), address).not.toContain(SECRET);
  });
});
