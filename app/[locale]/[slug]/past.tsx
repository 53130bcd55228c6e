import type { TextPages } from "@/app/past/text-pages";
import { DomainError } from "@/lib/core/errors";
import { scope } from "@/lib/core/versions";
import { localePath } from "@/lib/i18n/locales";
import { diffStanding, findStandingHead, readStandingAfter } from "@/lib/standing-pages";
import { pathOf, STANDING_KIND, slugOf, TEXT_PREFIX, WritableParams } from "@/lib/standing-pages/model";

/** Pages such as the charter, for the pages of their history. */
export const standing: TextPages = {
  area: null,
  params: WritableParams,
  scope: scope.standing,
  async find(address, { locale, reader }) {
    const { slug: name } = WritableParams.parse({ slug: address });
    const head = await findStandingHead(slugOf(name, locale), reader);
    if (!head) throw new DomainError("not_found", STANDING_KIND);
    return head;
  },
  crumbs: (_t, { slug, title }, last) => [{ href: pathOf(slug), label: title }, { label: last }],
  place: (t, locale, { slug, title, language }) => {
    const href = (below = "") => localePath(locale, `${pathOf(slug)}${below}`);
    return {
      title,
      language,
      href,
      back: t("pages.own.past.page"),
      revert: (number) => href(`/revisions/${number}/revert`),
      oversee: `/moderation/pages/${slug}`,
    };
  },
  words: (t, { title }) => ({
    title: t("pages.own.past.title", { title }),
    sub: t("pages.own.past.sub"),
    nothing: t("pages.own.past.nothing"),
  }),
  readAfter: readStandingAfter,
  diff: diffStanding,
  listPictures: async () => [],
  prefix: TEXT_PREFIX,
  alternatePath: ({ slug }) => pathOf(slug),
};
