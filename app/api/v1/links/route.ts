import { internalPath, splitInternal } from "@/lib/i18n/internal-path";
import type { Locale } from "@/lib/i18n/locales";
import { findLinkAt, listLinks } from "@/lib/profiles";
import { LinksQuery } from "@/lib/profiles/api/model";
import { findTitleAt } from "@/lib/search";
import { reading } from "@/lib/web/endpoint";

/** Pages of this site that a text may link to, by name: at most 20; by an address the page that is there. */
export const GET = reading({
  input: LinksQuery,
  limit: "public-api",
  isPublic: true,
  read: async (_actor, { q, lang }) => {
    const address = internalPath(q);
    return { links: address === null ? await listLinks(q, lang) : await listAt(address, lang) };
  },
});

async function listAt(address: string, lang: Locale) {
  const { to } = splitInternal(address);
  const country = await findLinkAt(to, lang);
  if (country) return [country];
  const title = await findTitleAt(to.split(/[?#]/)[0] ?? to, lang);
  return title === null ? [] : [{ href: to, label: title, slug: "", section: null }];
}
