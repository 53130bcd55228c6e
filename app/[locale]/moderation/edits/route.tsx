import { z } from "zod";
import { Pager } from "@/components/pager";
import { PendingTable } from "@/components/profiles/pending-table";
import { PLACES } from "@/components/shell/places";
import { Empty } from "@/components/ui/empty";
import { PageHead } from "@/components/ui/heading";
import { Note } from "@/components/ui/note";
import { withQuery } from "@/components/with-query";
import { can } from "@/lib/core/policy";
import { LATE_DAYS, OVERDUE_DAYS } from "@/lib/core/waiting";
import { localePath } from "@/lib/i18n/locales";
import { countEditQueue, listEditQueue } from "@/lib/profiles";
import { QueueKey } from "@/lib/profiles/review/model";
import { screen } from "@/lib/web/pages/screen";

/** Every pending edit of a profile that the reader may review, of all countries, oldest first. */
export const GET = screen({
  query: z.object({ before: QueueKey, after: QueueKey }),
  allows: (actor) => can(actor, "revision.open-queue"),
  async render(query, { t, locale, actor }) {
    const [queue, waiting] = await Promise.all([listEditQueue(actor, query), countEditQueue(actor)]);
    const title = t("moderation.edits.title");
    const place = (at: object) => withQuery(localePath(locale, "/moderation/edits"), { ...at });
    return {
      title,
      crumbs: [{ href: PLACES.moderation, label: t("moderation.title") }, { label: title }],
      body: (
        <>
          <PageHead title={title} sub={t("moderation.edits.sub", { count: waiting.count })} />
          <div className="wrap body stack">
            {waiting.late > 0 ? (
              <Note kind="warn">
                {t("moderation.edits.late", { count: waiting.late, days: LATE_DAYS })}
                {waiting.overdue > 0
                  ? ` ${t("moderation.edits.overdue", { count: waiting.overdue, days: OVERDUE_DAYS })}`
                  : null}
              </Note>
            ) : null}
            {queue.rows.length === 0 ? (
              <Empty>{t("moderation.nothing")}</Empty>
            ) : (
              <PendingTable t={t} locale={locale} rows={queue.rows} hasCountries />
            )}
            <Pager
              t={t}
              label={t("moderation.edits.pages")}
              previous={queue.previous ? place({ before: queue.previous }) : null}
              next={queue.next ? place({ after: queue.next }) : null}
            />
          </div>
        </>
      ),
    };
  },
});
