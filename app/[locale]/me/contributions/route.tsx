import { z } from "zod";
import { Pager } from "@/components/pager";
import { withQuery } from "@/components/with-query";
import { localePath } from "@/lib/i18n/locales";
import { findFirstSteps } from "@/lib/members";
import { listOwnContributions } from "@/lib/page-kinds";
import { screen } from "@/lib/web/pages/screen";
import { ME_PLACES, MeFrame, meCrumbs } from "../me-frame";
import { OwnWorks } from "../own-works";
import { ContributionsTable } from "./contributions-table";

const Query = z.object({
  before: z.uuid().optional().catch(undefined),
  after: z.uuid().optional().catch(undefined),
});

/** All of the member's contributions with their state. */
export const GET = screen({
  query: Query,
  async render(query, { locale, t, actor }) {
    const [own, steps] = await Promise.all([listOwnContributions(actor, query), findFirstSteps(actor)]);
    const place = (at: object) => withQuery(localePath(locale, ME_PLACES.contributions), { ...at });
    return {
      title: t("me.contributions.title"),
      crumbs: meCrumbs(t, t("me.contributions.title")),
      body: (
        <MeFrame
          isNew={steps.isOffered}
          t={t}
          locale={locale}
          place="contributions"
          title={t("me.contributions.title")}
          sub={t("me.contributions.count", { count: own.total })}
        >
          <OwnWorks t={t} locale={locale} />
          <ContributionsTable t={t} locale={locale} rows={own.rows} />
          <Pager
            t={t}
            label={t("me.contributions.pages")}
            previous={own.previous ? place({ after: own.previous }) : null}
            next={own.next ? place({ before: own.next }) : null}
          />
        </MeFrame>
      ),
    };
  },
});
