import { compareHref } from "@/app/[locale]/compare/compare-href";
import { lawDrawing } from "@/components/legal/document/law-parts";
import { scope } from "@/lib/core/versions";
import { env } from "@/lib/env";
import { document } from "@/lib/web/pages/document";
import { wordAnswer } from "../../data-file";
import { FileQuery, findCompared } from "../comparison-file";
import { comparisonDocument } from "./comparison-document";

/** A comparison for Word: the matrix, then the texts of the provisions in it. */
export const GET = document({
  query: FileQuery,
  scopes: () => [scope.treaties],
  limit: "document-export",
  async render(query, { t, locale }) {
    const { comparison, rows, articles, evidence, scopes } = await findCompared(query);
    const { countries } = comparison;
    const origin = env().APP_URL;
    const slugs = countries.map((country) => country.slug);
    const address = origin + compareHref(locale, slugs, articles, query.differences);
    const drawing = lawDrawing({ t, locale, origin }, evidence);
    return {
      ...(await wordAnswer("comparison", comparisonDocument(drawing, { countries, rows, address }))),
      scopes,
    };
  },
});
