import { beforeEach, describe, expect, it } from "vitest";
import type { Actor } from "@/lib/core/actor";
import { findLegalProfile } from "@/lib/legal";
import { problemsOf } from "@/lib/text/problems";
import { useDatabase } from "@/tests/support/database";
import { makeActor } from "@/tests/support/members";
import { asker, type Route } from "@/tests/support/pages";
import { makeProfile } from "@/tests/support/profiles";
import { records, saveAccepted } from "@/tests/support/sections";
import * as csv from "../convention/[instrument]/[article]/answers.csv/route";
import * as article from "../convention/[instrument]/[article]/route";
import * as edit from "./[slug]/edit/[section]/route";
import * as legal from "./[slug]/legal/route";
import * as profile from "./[slug]/route";

useDatabase();

const ask = asker([
  [/^\/countries\/(?<slug>[^/]+)$/, profile as Route],
  [/^\/countries\/(?<slug>[^/]+)\/legal$/, legal as Route],
  [/^\/countries\/(?<slug>[^/]+)\/edit\/(?<section>[^/]+)$/, edit as Route],
  [/^\/convention\/(?<instrument>[^/]+)\/(?<article>[^/]+)$/, article as Route],
  [/^\/convention\/(?<instrument>[^/]+)\/(?<article>[^/]+)\/answers\.csv$/, csv as Route],
]);

let editor: Actor;

const UNSOURCED = { sourceState: "none_found", confidence: "likely" };

beforeEach(async () => {
  await makeProfile({ slug: "senegal", iso2: "SN", nameEn: "Senegal" });
  editor = await makeActor("trusted");
  const declarations = [
    {
      id: "sn-29-4",
      nature: "reservation",
      articles: ["185-29(4)"],
      summary: "Asks for dual criminality.",
      confidence: "unverified",
    },
    { id: "sn-2", nature: "declaration", articles: ["185-2"], summary: "Asks that security is infringed." },
  ];
  await saveAccepted(editor, {
    section: "treaty-status",
    content: records({ id: "sn-185", treaty: "185", how: "ratification", ...UNSOURCED, declarations }),
  });
});

const assess = (...found: object[]) =>
  saveAccepted(editor, {
    section: "mappings",
    content: records(
      ...found.map((one, n) => ({ id: `map-${n}`, coverage: "partial", ...UNSOURCED, ...one })),
    ),
  });

describe("declarations of a State", () => {
  it("are shown on the article's page with end date, folded wording and source", async () => {
    await saveAccepted(editor, {
      section: "sources",
      content: records({ id: "office", title: "Treaty Office", url: "https://example.org/chart" }),
    });
    const declaration = {
      id: "sn-29-4",
      nature: "reservation",
      articles: ["185-29(4)"],
      summary: "Asks for both.",
      text: "Le Gouvernement se réserve…",
      lang: "fr",
      translation: "The Government reserves…",
      periodTo: "2020-06",
      sources: ["office"],
    };
    await saveAccepted(editor, {
      section: "treaty-status",
      base: 1,
      content: records({
        id: "sn-185",
        treaty: "185",
        how: "ratification",
        ...UNSOURCED,
        declarations: [declaration],
      }),
    });
    const { body } = await ask("/convention/185/29");
    expect(body).toContain("No longer in effect");
    expect(body).toContain('until <time dateTime="2020-06">Jun 2020</time>');
    expect(body).toMatch(/<details><summary[^>]*>Text of Art\. 29\(4\)<\/summary><blockquote[^>]* lang="fr"/);
    expect(body).toContain("The Government reserves…");
    expect(body).toMatch(/1 source.*<a href="https:\/\/example\.org\/chart"[^>]*>.*?Treaty Office/);
  });
});

describe("a finding that rests on a declaration", () => {
  it("names one that its country has made on its article, or is refused with the reason at the field", async () => {
    const refused = async (one: object) =>
      problemsOf(await assess({ articles: ["185-3"] }, one).catch((error: unknown) => error));
    const path = ["records", 1, "reservation"];
    expect(await refused({ articles: ["185-29"], reservation: "sn-30" })).toEqual([
      { path, field: "reservation", rule: "declaration" },
    ]);
    expect(await refused({ articles: ["185-29"], reservation: "sn-2" })).toEqual([
      { path, field: "reservation", rule: "declared_elsewhere" },
    ]);
    await assess({ articles: ["185-29"], reservation: "sn-29-4" });
    const found = await findLegalProfile("senegal");
    expect(found?.rows.find(({ article }) => article.id === "185-29")?.finding?.reservation).toBe("sn-29-4");
  });

  it("links to it, beside the assessor and reviewers, with working links", async () => {
    await assess({
      articles: ["185-29"],
      reservation: "sn-29-4",
      assessedBy: "national_editor",
      comment: "As Art. 16 BC asks; see https://example.org/law.",
      reviewers: [
        { id: "rev-1", name: "Ministry of Justice", reviewedOn: "2024-05" },
        { id: "rev-2", name: "Jane Roe", reviewedOn: null },
      ],
    });
    const legal = (await ask("/countries/senegal/legal")).body;
    const row = legal.match(/<tr id="a-185-29">.*?<\/tr>/s)?.[0] ?? "";
    expect(row).toContain('href="/countries/senegal#treaty-status-sn-29-4">Reservation: Art. 29(4)</a>');
    expect(row).toMatch(/<b>Reservation<\/b> <span class="tag warn">Unverified</);
    expect(row).toContain("A national editor · Reviewed by Ministry of Justice (May 2024), Jane Roe");
    expect(row).toContain('href="/countries/senegal/edit/mappings?article=185-29">Edit the assessment');
    expect(row).toMatch(/href="\/convention\/185\/16"[^>]*>Art\. 16 BC<\/a>/);
    expect(row).toMatch(/<a href="https:\/\/example\.org\/law"[^>]*>.*?<\/a>\./);
    const answers = (await ask("/convention/185/29")).body;
    expect(answers).toMatch(/href="\/countries\/senegal#treaty-status-sn-29-4">With a reservation/);
    expect(answers).toContain("Reviewed by Ministry of Justice (May 2024), Jane Roe");
    expect((await ask("/convention/185/29/answers.csv")).body).toContain(
      "Ministry of Justice, 2024-05; Jane Roe",
    );
    const page = (await ask("/countries/senegal")).body;
    expect(page).toContain('<a href="#treaty-status-sn-29-4">Reservation: Art. 29(4)</a>');
    const form = (await ask("/countries/senegal/edit/mappings", { as: editor })).body;
    expect(form).toContain("Reservation: Art. 29(4): Asks for dual criminality.");
  });

  it("says that the declaration is no longer in effect", async () => {
    await assess({ articles: ["185-29"], reservation: "sn-29-4" });
    const ended = {
      id: "sn-29-4",
      nature: "reservation",
      articles: ["185-29(4)"],
      summary: "Asks for dual criminality.",
      periodTo: "2020-06",
    };
    const status = { id: "sn-185", treaty: "185", how: "ratification", ...UNSOURCED, declarations: [ended] };
    await saveAccepted(editor, { section: "treaty-status", base: 1, content: records(status) });
    const told =
      /#treaty-status-sn-29-4">(?:(?!<\/p>).)*No longer in effect(?:(?!<\/p>).)*dateTime="2020-06"/s;
    expect((await ask("/convention/185/29")).body).toMatch(told);
    expect((await ask("/countries/senegal/legal")).body).toMatch(told);
  });

  it("stays readable if the declaration is removed, and says so", async () => {
    await assess({ articles: ["185-29"], reservation: "sn-29-4" });
    await saveAccepted(editor, {
      section: "treaty-status",
      base: 1,
      content: records({ id: "sn-185", treaty: "185", how: "ratification", ...UNSOURCED }),
    });
    expect((await ask("/countries/senegal")).body).toContain("A declaration that is no longer recorded");
    expect((await ask("/convention/185/29")).body).not.toContain("treaty-status-sn-29-4");
    expect((await ask("/countries/senegal/legal")).body).not.toContain("treaty-status-sn-29-4");
  });
});
