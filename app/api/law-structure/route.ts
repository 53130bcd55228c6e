import { copyWords } from "@/app/[locale]/countries/copy-law/copy-words";
import { DomainError } from "@/lib/core/errors";
import { compareNames } from "@/lib/i18n/country-names";
import { translator } from "@/lib/i18n/translator";
import { listCopyableLaws, listCountriesWithLaws } from "@/lib/profiles/law-structure";
import { type CopyableCountry, type CopyableLaw, CopyChoices } from "@/lib/profiles/law-structure/model";
import { reading } from "@/lib/web/api/endpoint";

/** The countries with published laws; or the laws of one, each with the structure that another law can begin with. */
export const GET = reading({
  input: CopyChoices,
  limit: "public-api",
  isPublic: true,
  read: async (
    _actor,
    { of, lang, into },
  ): Promise<{ countries: CopyableCountry[]; laws: CopyableLaw[] }> => {
    if (of === undefined) {
      const byName = compareNames(lang);
      const countries = (await listCountriesWithLaws())
        .map(({ slug, iso2, names }) => ({ slug, code: iso2, name: names[lang] }))
        .sort((a, b) => byName(a.name, b.name));
      return { countries, laws: [] };
    }
    const laws = await listCopyableLaws(of, into);
    if (!laws) throw new DomainError("not_found", "profile");
    const t = translator(lang);
    const described = laws.map((law) => {
      return { id: law.ref.id, ...copyWords(t, lang, law), structure: law.structure };
    });
    return { countries: [], laws: described };
  },
});
