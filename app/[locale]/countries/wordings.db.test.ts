import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, it } from "vitest";
import { db } from "@/db/client";
import { provision } from "@/db/schema/legal";
import type { Actor } from "@/lib/core/actor";
import { findProfileData } from "@/lib/exports";
import { useDatabase } from "@/tests/support/database";
import { makeActor } from "@/tests/support/members";
import { asker, type Route } from "@/tests/support/pages";
import { makeProfile } from "@/tests/support/profiles";
import { find } from "@/tests/support/search";
import { law, records, saveAccepted } from "@/tests/support/sections";
import * as answers from "../convention/[instrument]/[article]/route";
import * as diff from "./[slug]/diff/route";
import * as legal from "./[slug]/legal/route";
import * as past from "./[slug]/revisions/[number]/route";
import * as profile from "./[slug]/route";

useDatabase();

const ask = asker([
  [/^\/countries\/(?<slug>[^/]+)$/, profile as Route],
  [/^\/countries\/(?<slug>[^/]+)\/legal$/, legal as Route],
  [/^\/countries\/(?<slug>[^/]+)\/diff$/, diff as Route],
  [/^\/countries\/(?<slug>[^/]+)\/revisions\/(?<number>[^/]+)$/, past as Route],
  [/^\/convention\/(?<instrument>[^/]+)\/(?<article>[^/]+)$/, answers as Route],
]);

let editor: Actor;
beforeEach(async () => {
  editor = await makeActor("trusted");
  await makeProfile({ slug: "senegal", iso2: "SN", nameEn: "Senegal", nameFr: "Sénégal" });
});

const provisions = [
  {
    id: "prov-sn-3",
    locator: "art. 431-12",
    heading: "Interception",
    articles: ["185-3"],
    confidence: "likely",
    note: "Amended by the act of 2016",
    lang: "fr",
    translations: [
      { id: "prov-sn-3-ar", lang: "ar", heading: "اعتراض", note: "عُدّل بقانون 2016", kind: "official" },
    ],
  },
];
const wordings = [
  {
    id: "penal-fr",
    lang: "fr",
    title: "Loi sur les infractions",
    summary: "Punit le vombatisme.",
    kind: "human",
    by: "Awa Diop",
    date: "2024-05-02",
  },
  { id: "penal-ar", lang: "ar", title: "قانون الجرائم", kind: "machine" },
];
const penal = (given: object = {}) =>
  records(
    law("penal-act", {
      title: "Offences Act",
      summary: "Punishes.",
      note: "As amended",
      provisions,
      ...given,
    }),
  );

describe("a record that is worded in the reader's language", () => {
  beforeEach(() => saveAccepted(editor, { section: "laws", content: penal({ wordings }) }));

  it("is shown in that wording, with its author and the original", async () => {
    const { body } = await ask("/fr/countries/senegal");
    expect(body).toMatch(/<h4[^>]*>.*<bdi>Loi sur les infractions<\/bdi>/s);
    expect(body).toContain("Punit le vombatisme.");

    expect(body).toMatch(/Traduction de courtoisie.*français.*Awa Diop.*Original, anglais/s);
    expect(body).toMatch(/<dd dir="ltr">.*lang="en".*Punishes\./s);
    // Text without a French version stays in its language, which is stated.
    expect(body).toMatch(/<span lang="en"[^>]*>As amended/);
  });

  it("is read as it was written in its own language, the other wordings one click further", async () => {
    const { body } = await ask("/countries/senegal");
    expect(body).toMatch(/<h4[^>]*>.*<bdi>Offences Act<\/bdi>/s);
    expect(body).toContain("2 other languages");
    expect(body).toMatch(/lang="fr">Loi sur les infractions/);
  });

  it("marks a machine's wording, on the profile and in lists of law", async () => {
    for (const address of ["/ar/countries/senegal", "/ar/convention/cets-185/article-3"]) {
      const answer = await ask(address);
      const to = answer.to ? await ask(answer.to) : answer;
      expect(to.body, address).toContain("قانون الجرائم");
      expect(to.body, address).toMatch(/ترجمة آلية/);
    }
  });

  it("is named so in the legal profile and the table of all countries' law, heading and note of provisions too", async () => {
    const { body } = await ask("/ar/countries/senegal/legal");
    expect(body).toMatch(/قانون الجرائم.*عُدّل بقانون 2016.*اعتراض/s);
    const [row] = await db().select().from(provision).where(eq(provision.recordId, "prov-sn-3"));
    expect(row?.words).toEqual({
      ar: { title: "قانون الجرائم", heading: "اعتراض", note: "عُدّل بقانون 2016", isMachine: true },
      fr: { title: "Loi sur les infractions" },
    });
  });

  it("is found by its words in that language", async () => {
    const { hits } = await find("vombatisme", {}, { locale: "fr" });
    expect(hits.map((hit) => hit.href).join()).toContain("/countries/senegal");
    const named = await find("infractions", {}, { locale: "fr" });
    expect(named.hits.flatMap((hit) => hit.title.map(({ text }) => text)).join("")).toContain(
      "Loi sur les infractions",
    );
  });

  it("contains its wordings in its revision, in the comparison and in exports", async () => {
    await saveAccepted(editor, {
      section: "laws",
      content: penal({ wordings: wordings.slice(0, 1) }),
      base: 1,
    });
    expect((await ask("/fr/countries/senegal/revisions/1")).body).toContain("Loi sur les infractions");
    const { body } = await ask("/countries/senegal/diff?from=1&to=2");
    expect(body).toMatch(/In other languages.*قانون الجرائم/s);
    const found = await findProfileData("senegal", { language: "fr" });
    expect(JSON.stringify(found)).toContain("Punit le vombatisme.");
  });
});

describe("records without wordings in other languages", () => {
  it("are saved and read to the byte as before", async () => {
    await saveAccepted(editor, {
      section: "laws",
      content: penal({ provisions: [provisions[0] && { ...provisions[0], translations: [] }] }),
    });
    const [row] = await db().select().from(provision).where(eq(provision.recordId, "prov-sn-3"));
    expect(row?.words).toEqual({});
    expect((await ask("/countries/senegal")).body).not.toMatch(/other language|class="small wordings"/);
  });
});
