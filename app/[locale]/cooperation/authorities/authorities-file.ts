import type { z } from "zod";
import { listAuthorities, listAuthorityCountries } from "@/lib/cooperation/authorities";
import {
  AuthoritiesQuery,
  authoritiesPath,
  functionsUnder,
  type ListedAuthority,
  type NamingArticle,
} from "@/lib/cooperation/authorities/model";
import { inOrder } from "@/lib/cooperation/countries/model";
import { scope } from "@/lib/core/versions";
import { inWordsOf } from "@/lib/revisions/records/wordings";
import { csvText } from "@/lib/text/csv";
import type { DocumentView, PageTools } from "@/lib/web/view";
import { type DataFormat, dataFile } from "../../data-file";
import { addressOf, fileHead } from "../../law-data";

const COLUMNS = [
  "country",
  "slug",
  "iso2",
  "authority",
  "authority_original",
  "unit",
  "kind",
  "function",
  "articles",
  "direction",
  "stage",
  "urgency",
  "measures",
  "territory",
  "legal_basis",
  "declared_on",
  "updated_on",
  "confidence",
  "as_of",
  "address",
];

/** The directory as a file: all countries of the filter, with a line for each function. */
export function authoritiesFile(format: DataFormat): DocumentView<z.ZodObject, typeof AuthoritiesQuery> {
  return {
    query: AuthoritiesQuery,
    scopes: () => [scope.countries],
    async render({ article }, tools) {
      const countries = inOrder(await listAuthorityCountries(article), tools.locale);
      const found = await listAuthorities(countries, article);
      const text = format === "csv" ? asCsv(found, article, tools) : asJson(found, article, tools);
      return dataFile(format, "authorities", text);
    },
  };
}

function asCsv(found: readonly ListedAuthority[], article: NamingArticle | undefined, { locale }: PageTools) {
  const rows = found.flatMap(({ country, record }) => {
    const said = inWordsOf(record, locale).record;
    return functionsUnder(record, article).map((one) => [
      country.names[locale],
      country.slug,
      country.iso2,
      String(said.name),
      record.nameOriginal,
      said.unit === null ? null : String(said.unit),
      record.kind,
      String(one.task),
      one.articles.join("; "),
      one.direction,
      one.stage,
      one.urgency,
      one.measures.join("; "),
      one.territory === null ? null : String(one.territory),
      one.legalBasis === null ? null : String(one.legalBasis),
      one.declaredOn,
      one.updatedOn,
      one.confidence,
      record.asOf,
      addressOf(locale, authoritiesPath(country.slug)),
    ]);
  });
  return csvText([COLUMNS, ...rows]);
}

function asJson(found: readonly ListedAuthority[], article: NamingArticle | undefined, tools: PageTools) {
  const days = found.flatMap(({ record }) => record.asOf ?? []).sort();
  const authorities = found.map(({ country, record }) => ({
    country: country.names[tools.locale],
    slug: country.slug,
    iso2: country.iso2,
    page: addressOf(tools.locale, authoritiesPath(country.slug)),
    ...record,
    functions: functionsUnder(record, article),
  }));
  const head = fileHead("octopus-authorities/1", days.at(-1) ?? null, tools, { article });
  return `${JSON.stringify({ ...head, count: authorities.length, authorities }, null, 1)}\n`;
}
