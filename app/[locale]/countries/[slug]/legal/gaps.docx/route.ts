import { lawDrawing } from "@/components/legal/document/law-parts";
import { scope } from "@/lib/core/versions";
import { env } from "@/lib/env";
import { localePath } from "@/lib/i18n/locales";
import { findGaps } from "@/lib/legal";
import { document } from "@/lib/web/pages/document";
import { wordAnswer } from "../../../../data-file";
import { leadToSlug, SlugParams } from "../../../profile-address";
import { gapsDocument } from "./gaps-document";

/** A country's gaps as a drafting brief for Word, with the nearest texts. */
export const GET = document({
  params: SlugParams,
  scopes: ({ slug }) => [scope.profile(slug), scope.law, scope.countries],
  limit: "document-export",
  async render({ slug }, tools) {
    const found = await findGaps(slug);
    if (!found) return leadToSlug(slug, tools);
    const { t, locale } = tools;
    const origin = env().APP_URL;
    const address = origin + localePath(locale, `/countries/${found.profile.head.slug}/legal/gaps`);
    const drawing = lawDrawing({ t, locale, origin }, found.evidence);
    return wordAnswer(
      `drafting-brief-${found.profile.head.slug}`,
      gapsDocument(drawing, { ...found, address }),
    );
  },
});
