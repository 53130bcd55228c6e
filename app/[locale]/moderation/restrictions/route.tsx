import { PLACES } from "@/components/shell/places";
import { PageHead } from "@/components/ui/heading";
import { can } from "@/lib/core/policy";
import { localePath } from "@/lib/i18n/locales";
import { listRestrictions } from "@/lib/page-kinds";
import { RestrictionsQuery } from "@/lib/pages/moderation/model";
import { screen } from "@/lib/web/pages/screen";
import { HiddenTable, ProtectedTable } from "./restrictions-view";

const PLACE = "/moderation/restrictions";

/** What is currently protected or hidden, each with a link to undo it. */
export const GET = screen({
  query: RestrictionsQuery,
  allows: (actor) => can(actor, "section.protect") && can(actor, "revision.hide"),
  async render(query, { t, locale, actor }) {
    const { protections, hidings } = await listRestrictions(actor, query);
    const title = t("moderation.restrictions.title");
    const shared = { t, locale, path: localePath(locale, PLACE), query };
    return {
      title,
      crumbs: [{ href: PLACES.moderation, label: t("moderation.title") }, { label: title }],
      body: (
        <>
          <PageHead title={title} sub={t("moderation.restrictions.sub")} />
          <div className="wrap body stack g6">
            <ProtectedTable {...shared} {...protections} />
            <HiddenTable {...shared} {...hidings} />
          </div>
        </>
      ),
    };
  },
});
