import { internalPath, splitInternal } from "@/lib/i18n/internal-path";
import { type Locale, splitLocale } from "@/lib/i18n/locales";
import { message, translator } from "@/lib/i18n/translator";
import { findLinkAt, listLinks } from "@/lib/profiles";
import { LinksQuery } from "@/lib/profiles/api/model";
import { findTitleAt, suggest } from "@/lib/search";
import { LINKED_KINDS } from "@/lib/vocabulary/search-kinds";
import { reading } from "@/lib/web/api/endpoint";

const MOST = 20;

/** Pages of this site that a text can link to, by name: at most 20; for an address, the page there. */
export const GET = reading({
  input: LinksQuery,
  limit: "public-api",
  isPublic: true,
  read: async (_actor, { q, lang }) => {
    const address = internalPath(q);
    return { links: address === null ? await listCalled(q, lang) : await listAt(address, lang) };
  },
});

/** Returns countries and sections by name, and other public content with that name, the best match first. */
async function listCalled(q: string, lang: Locale) {
  const isLong = [...q].length >= 2;
  const [places, things] = await Promise.all([
    listLinks(q, lang),
    isLong ? suggest(null, { q, lang }, LINKED_KINDS) : [],
  ]);
  const t = translator(lang);
  const named = things.flatMap(({ kind, label, href }) => {
    const { locale, path } = splitLocale(href);
    // A page in several languages is offered by its name in this one; its address works for every reader.
    if (locale !== lang) return [];
    return [{ href: path, label, slug: "", section: null, kind: message(t, `search.kind.${kind}`) }];
  });
  return [...places.slice(0, MOST - named.length), ...named];
}

async function listAt(address: string, lang: Locale) {
  const { to } = splitInternal(address);
  const country = await findLinkAt(to, lang);
  if (country) return [country];
  const title = await findTitleAt(to.split(/[?#]/)[0] ?? to, lang);
  return title === null ? [] : [{ href: to, label: title, slug: "", section: null }];
}
