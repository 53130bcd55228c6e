import { beforeEach, describe, expect, it } from "vitest";
import { db, pool } from "@/db/client";
import { linkCheck } from "@/db/schema/links";
import type { Actor } from "@/lib/core/actor";
import { verifySection } from "@/lib/profiles/freshness";
import { transact } from "@/lib/transact";
import { useDatabase } from "@/tests/support/database";
import { by, makeActor } from "@/tests/support/members";
import { asker, type Route } from "@/tests/support/pages";
import { makeProfile } from "@/tests/support/profiles";
import { prose, records, save, source } from "@/tests/support/sections";
import * as authors from "./[slug]/blame/[section]/route";
import * as check from "./[slug]/check/[section]/route";
import * as links from "./[slug]/links/route";
import * as report from "./[slug]/report/route";
import * as profile from "./[slug]/route";
import * as broken from "./broken-sources/route";
import * as board from "./freshness/route";

useDatabase();

const ask = asker([
  [/^\/countries\/freshness$/, board as Route],
  [/^\/countries\/broken-sources$/, broken as Route],
  [/^\/countries\/(?<slug>[^/]+)$/, profile as Route],
  [/^\/countries\/(?<slug>[^/]+)\/check\/(?<section>[^/]+)$/, check as Route],
  [/^\/countries\/(?<slug>[^/]+)\/blame\/(?<section>[^/]+)$/, authors as Route],
  [/^\/countries\/(?<slug>[^/]+)\/links$/, links as Route],
  [/^\/countries\/(?<slug>[^/]+)\/report$/, report as Route],
]);
const words = (html: string) => html.replaceAll(/<[^>]+>/g, " ").replaceAll(/\s+/g, " ");

let focal: Actor;

beforeEach(async () => {
  await makeProfile({ slug: "senegal", iso2: "SN" });
  const editor = await makeActor("trusted");
  focal = await makeActor("focal-point");
  await save(editor, { content: prose({ aaaaaa: "The law of 2008." }) });
  await transact(by(focal), (ctx) =>
    verifySection(ctx, { slug: "senegal", section: "legislation", seen: 1 }),
  );
  await save(editor, { base: 1, content: prose({ aaaaaa: "The laws of 2008 and 2016." }) });
  const url = "https://gazette.example.org/2008";
  await save(editor, { section: "sources", content: records({ ...source("law"), url }) });
  await save(editor, { section: "policies", content: prose({ aaaaaa: "A strategy to 2025." }) });
  await db()
    .insert(linkCheck)
    .values({ url, nextAt: new Date(), failures: 4, brokenSince: new Date("2026-03-01T12:00:00Z") });
  const pass = (key: string, years: number) =>
    pool().query(
      `update section_freshness f set review_by = review_by - $2 * interval '1 year',
        outdated_at = outdated_at - $2 * interval '1 year', checked_at = checked_at - $2 * interval '1 year'
        from section s where s.id = f.section_id and s.key = $1`,
      [key, years],
    );
  await pass("legislation", 1);
  await pass("policies", 2);
});

describe("a profile says of its sections", () => {
  it("who verified them, what was edited since, what is due and what may be outdated, in words", async () => {
    const text = words((await ask("/countries/senegal")).body);
    expect(text).toMatch(/Verified on \d+ \w+ \d{4} by the focal point/);
    expect(text).toContain("1 edit since");
    expect(text).toMatch(/Review was due on \d+ \w+ \d{4}/);
    expect(text).toMatch(/May be outdated: last checked on \d+ \w+ \d{4}/);
    expect(text).toMatch(/Review due by \d+ \w+ \d{4}/);
    expect(text).toContain("1 section due for review");
    expect(text).toContain("not working since 1 Mar 2026");
    const { body } = await ask("/countries/senegal");
    expect(body).toContain('href="/countries/senegal/diff?from=1&amp;to=2#change-legislation"');
    // An unwritten section has no errors to report.
    const reported = body.match(/(?<=href="\/countries\/senegal\/report\?section=)[a-z-]+/g);
    expect(reported?.sort()).toEqual(["legislation", "policies", "sources"]);
  });

  it("which are for a focal point to verify, the same for every reader; the button comes from a template", async () => {
    const { body } = await ask("/countries/senegal");
    expect((await ask("/countries/senegal", { as: focal })).body).toBe(body);
    const marked = [...body.matchAll(/data-section="([a-z-]+)" data-to-verify="(\d+)"/g)];
    expect(marked.map(([, section, number]) => [section, number])).toEqual([
      ["policies", "4"],
      ["legislation", "2"],
      ["sources", "3"],
    ]);
    const [, template = ""] =
      /<template id="verify-section" data-country="SN">(.*?)<\/template>/s.exec(body) ?? [];
    expect(template).toContain('action="/countries/senegal/check/"');
    expect(words(template)).toContain("Verify");
    // Without scripts, each section has a link to the same form.
    for (const [, section] of marked)
      expect(body).toContain(`<a href="/countries/senegal/check/${section}">Check`);

    const check = "/countries/senegal/check/legislation";
    const form = { form: "verify", seen: "2" };
    expect(await ask(check, { as: focal, form: { ...form, from: "profile" } })).toMatchObject({
      status: 303,
      to: "/countries/senegal?saved=verified#legislation",
    });
    const after = await ask("/countries/senegal?saved=verified");
    expect(after.body).not.toContain('data-section="legislation" data-to-verify');
    expect(after.body).toMatch(
      /<div class="saved-here">(?:(?!<section).)*<\/div><section[^>]* id="legislation"/s,
    );
    expect((await ask(check, { as: focal, form })).to).toBe(`${check}?done=verified`);
  });

  it("the same in every language", async () => {
    for (const [prefix, said] of [
      ["/fr", "par le point focal"],
      ["/ar", "تحققت منه جهة الاتصال الوطنية"],
    ])
      expect(words((await ask(`${prefix}/countries/senegal`)).body)).toContain(said);
  });
});

it("pages of trust are drawn in every language, and name no message that is missing", async () => {
  for (const path of [
    "/countries/senegal",
    "/countries/freshness",
    "/countries/freshness?region=Africa",
    "/countries/broken-sources",
    "/countries/senegal/blame/legislation",
    "/countries/senegal/blame/legislation?lang=fr",
    "/countries/senegal/blame/sources",
    "/countries/senegal/links",
    "/countries/senegal/report?section=laws",
    "/countries/senegal/check/legislation",
    "/countries/senegal/check/policies",
    "/countries/senegal/check/bills",
  ])
    for (const prefix of ["", "/fr", "/ar"]) {
      const { status, body } = await ask(prefix + path, { as: focal });
      expect([path, prefix, status]).toEqual([path, prefix, 200]);
      expect(body).toContain("<h1");
      expect(words(body)).not.toMatch(/\b(?:freshness|reports|profiles)\.[a-zA-Z]+\.?[a-zA-Z]*/);
    }
});
