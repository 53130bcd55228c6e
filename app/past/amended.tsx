import type { Actor } from "@/lib/core/actor";
import { localePath } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import type { AmendedText } from "@/lib/revisions";
import { screen } from "@/lib/web/pages/screen";
import { AmendedView } from "./amended-view";
import type { TextPagesIn } from "./text-pages";

/**
 * Creates the page of a reviewer's changes to a text before publication, for its authors. `mine`: the title
 * of their list.
 */
export const textAmended = (
  { area, params }: TextPagesIn,
  find: (actor: Actor, slug: string) => Promise<AmendedText>,
  mine: (t: Translator) => readonly [list: string, own: string],
) =>
  screen({
    params,
    async render({ slug }, { t, locale, actor }) {
      const found = await find(actor, slug);
      const [list, own] = mine(t);
      return {
        title: t("revisions.amended.title"),
        current: area,
        crumbs: [
          { href: `/${area}`, label: list },
          { href: `/${area}/mine`, label: own },
          { label: found.title },
        ],
        body: (
          <AmendedView {...{ t, locale }} {...found} back={localePath(locale, `/${area}/${found.slug}`)} />
        ),
      };
    },
  });
