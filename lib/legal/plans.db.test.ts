import { beforeAll, describe, expect, it } from "vitest";
import { useDatabase } from "@/tests/support/database";
import { fillTables, manyProfiles, plansOf } from "@/tests/support/plans";
import { compareLaws, findGaps, findLegalProfile, listAnswers, listDeclarations } from ".";

useDatabase({ keep: true });

/** A hundred times today's provisions, with each of the 34 articles assessed in 2,000 countries. */
const FILL = `${manyProfiles(2_000)};
  insert into provision (page_id, record_id, law_id, law_title, position, locator, note, has_text, has_translation,
      pinpoints, articles, confidence)
    select md5('p' || p)::uuid, 'prov-' || n, 'law-' || n % 3, 'Law ' || n % 3, n, 'art. ' || n,
      repeat('A note on what the provision says. ', 3), false, false,
      array['185-' || 1 + (p * 7 + n * 3) % 35], array['185-' || 1 + (p * 7 + n * 3) % 35], 'unverified'
    from generate_series(1, 2000) p, generate_series(1, 10) n;
  insert into mapping (page_id, article, record_id, coverage, confidence, comment, data)
    select md5('p' || p)::uuid, '185-' || n, 'map-' || n, (array['full','partial','none'])[1 + (p + n) % 3], 'likely',
      repeat('What was found. ', 5), jsonb_build_object('elements', '[]'::jsonb)
    from generate_series(1, 2000) p, generate_series(1, 34) n;
  insert into declaration (page_id, record_id, treaty, position, nature, pinpoints, articles, summary)
    select md5('p' || p)::uuid, 'decl-' || n, 185, n, 'reservation', array['185-' || 1 + (p + n * 5) % 35],
      array['185-' || 1 + (p + n * 5) % 35], 'Keeps a right.'
    from generate_series(1, 2000) p, generate_series(1, 3) n;
  insert into profile_record (page_id, section, record_id, position, title, data)
    select md5('p' || p)::uuid, s, s || '-' || n, n, 'A source', jsonb_build_object('id', s || '-' || n, 'title', 'A source')
    from generate_series(1, 2000) p, unnest(array['sources', 'institutions']) s, generate_series(1, 10) n;
  insert into profile_record (page_id, section, record_id, position, title, data)
    select md5('p' || p)::uuid, 'treaty-status', t, 0, t, jsonb_build_object('treaty', t, 'how', 'accession', 'inForceOn', null, 'asOf', null)
    from generate_series(1001, 2000) p, unnest(array['185', '189', '224', 'un', 'malabo']) t`;

beforeAll(() => fillTables(FILL), 120_000);

/** Large tables that must not be scanned in full. */
const WHOLE = /Seq Scan on (?:provision|mapping|declaration|profile_record)\b/;

describe("law at a hundred times its size", () => {
  it("is found for one article by its indexes", async () => {
    const plans = await plansOf(() => listAnswers(["185-16"], "185"));
    const all = plans.map(({ plan }) => plan).join("\n");
    expect(all).not.toMatch(WHOLE);
    expect(all).toContain("provision_articles_index");
    expect(all).toContain("mapping_article_coverage_index");
    expect(await listAnswers(["185-16"], "185")).toHaveLength(2_000);
  });

  it("finds countries' status under the UN Convention by the index of its records", async () => {
    const plans = await plansOf(() => listAnswers(["185-16"], "un"));
    const all = plans.map(({ plan }) => plan).join("\n");
    expect(all).not.toMatch(WHOLE);
    expect(all).toContain("profile_record_treaty");
  });

  it("is found for the declarations on an article by their index", async () => {
    const [{ plan } = { plan: "" }] = await plansOf(() => listDeclarations(["185-29"]));
    expect(plan).toContain("declaration_articles_index");
    expect(plan).not.toMatch(WHOLE);
  });

  it("is compared for six countries and 34 articles without reading the others", async () => {
    const names = [1, 20, 300, 400, 500, 600].map((n) => `place-${n}`);
    const articles = Array.from({ length: 34 }, (_, n) => `185-${n + 1}`);
    const found = await compareLaws(names, articles);
    expect(found.countries).toHaveLength(6);
    expect(found.rows).toHaveLength(34);
    const plans = await plansOf(() => compareLaws(names, articles));
    const all = plans.map(({ plan }) => plan).join("\n");
    expect(all).not.toMatch(WHOLE);
    expect(all).toContain("mapping_page_id_article_pk");
  });

  it("is read for one country's profile by its key", async () => {
    const plans = await plansOf(() => findLegalProfile("place-77"));
    expect(plans.map(({ plan }) => plan).join("\n")).not.toMatch(WHOLE);
  });

  it("queries neighbours and their texts once, however many articles are open", async () => {
    const plans = await plansOf(() => findGaps("place-77"));
    const [, , ...further] = plans;
    // Further queries: the examples, the revisions of their countries, and their texts.
    expect(further).toHaveLength(3);
    for (const { plan } of further.slice(1)) expect(plan).not.toMatch(WHOLE);
  });
});
