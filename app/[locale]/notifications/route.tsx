import type { z } from "zod";
import { BounceNote } from "@/components/members/bounce-parts";
import { Outcome } from "@/components/outcome";
import { Pager } from "@/components/pager";
import { PostForm } from "@/components/post-form";
import { PLACES } from "@/components/shell/places";
import { Button, ButtonLink } from "@/components/ui/button";
import { Empty } from "@/components/ui/empty";
import { PageHead } from "@/components/ui/heading";
import { Tabs } from "@/components/ui/tabs";
import { withQuery } from "@/components/with-query";
import { findBounces } from "@/lib/bounces";
import { type Locale, localePath } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import { transact } from "@/lib/transact";
import { clearGone, listNotices, markAllSeen, markNoticeSeen, setWatch } from "@/lib/watching";
import { listAfter, MarkAllSeen, NoticesQuery, OfNotice, SetWatch } from "@/lib/watching/forms/model";
import { screenForm, spec } from "@/lib/web/forms/form";
import { screen } from "@/lib/web/pages/screen";
import { requestOrigin } from "@/lib/web/request-context";
import type { ScreenView } from "@/lib/web/view";
import { NoticeItem } from "./notice-item";

const PATH = PLACES.notifications;

/** A member's notifications, newest first, each with its reason and the choice to get fewer or more. */
const view = {
  query: NoticesQuery,
  async render(query, { locale, t, form, actor }) {
    // Set before the list is read: later notifications are not on the page and stay unread.
    const drawnAt = Date.now();
    const [list, bounces] = await Promise.all([listNotices(actor, query), findBounces(actor)]);
    // Notifications without a line any more are not counted at the bell either.
    if (list.gone.length > 0) {
      const by = { actor, origin: requestOrigin() };
      await transact(by, (ctx) => clearGone(ctx, list.gone), { evenReadOnly: true });
    }
    const title = t("watching.notice.title");
    return {
      title,
      crumbs: [{ label: title }],
      body: (
        <>
          {query.done && form.name === null ? <Outcome>{t(`watching.done.${query.done}`)}</Outcome> : null}
          {bounces ? <BounceNote t={t} locale={locale} state={bounces} /> : null}
          <PageHead
            title={title}
            sub={t("watching.notice.sub")}
            actions={<Actions t={t} locale={locale} query={query} list={list} drawnAt={drawnAt} />}
          />
          <List t={t} locale={locale} query={query} list={list} />
        </>
      ),
    };
  },
} satisfies ScreenView<z.ZodObject, typeof NoticesQuery>;

interface Props {
  t: Translator;
  locale: Locale;
  query: NoticesQuery;
  list: Awaited<ReturnType<typeof listNotices>>;
}

function Actions({ t, locale, query, list, drawnAt }: Props & { drawnAt: number }) {
  return (
    <>
      <ButtonLink href={localePath(locale, PLACES.watchlist)} icon="eye">
        {t("watching.notice.watchlist")}
      </ButtonLink>
      <ButtonLink href={localePath(locale, PLACES.mailSettings)}>{t("watching.notice.settings")}</ButtonLink>
      {list.unseen > 0 ? (
        <PostForm
          t={t}
          name="all-seen"
          action={localePath(locale, PATH)}
          className="row"
          hidden={{ at: String(drawnAt), show: query.show ?? "" }}
        >
          <Button icon="check">{t("watching.notice.allSeen")}</Button>
        </PostForm>
      ) : null}
    </>
  );
}

function List({ t, locale, query, list }: Props) {
  const path = localePath(locale, PATH);
  const to = (changed: Partial<NoticesQuery>) => withQuery(path, { show: query.show, ...changed });
  const isFiltered = query.show === "unseen";
  return (
    <>
      <div className="wrap">
        <Tabs
          label={t("watching.notice.show")}
          tabs={[
            { href: path, label: t("watching.notice.all"), isCurrent: !query.show },
            {
              href: withQuery(path, { show: "unseen" }),
              label: t("watching.notice.unseen"),
              isCurrent: isFiltered,
            },
          ]}
        />
      </div>
      <div className="wrap body stack">
        <p className="dim" data-live-count="">
          {t("watching.notice.count", { count: list.unseen })}
        </p>
        {list.rows.length === 0 ? (
          <Nothing t={t} locale={locale} isFiltered={isFiltered} />
        ) : (
          <ul className="list notices">
            {list.rows.map((notice) => (
              <li key={notice.id}>
                <NoticeItem t={t} locale={locale} notice={notice} show={query.show} />
              </li>
            ))}
          </ul>
        )}
        <Pager
          t={t}
          label={t("watching.notice.pages")}
          previous={list.previous ? to({ after: list.previous }) : null}
          next={list.next ? to({ before: list.next }) : null}
        />
      </div>
    </>
  );
}

function Nothing({ t, locale, isFiltered }: { t: Translator; locale: Locale; isFiltered: boolean }) {
  return isFiltered ? (
    <Empty action={<ButtonLink href={localePath(locale, PATH)}>{t("watching.notice.showAll")}</ButtonLink>}>
      {t("watching.notice.nothingNew")}
    </Empty>
  ) : (
    <Empty
      action={
        <ButtonLink href={localePath(locale, PLACES.countries)}>
          {t("watching.notice.emptyAction")}
        </ButtonLink>
      }
    >
      {t("watching.notice.empty")}
    </Empty>
  );
}

export const GET = screen(view);

export const POST = screenForm(view, {
  seen: spec({
    schema: OfNotice,
    command: markNoticeSeen,
    limit: "watch",
    done: (_, { input }) => listAfter(PATH, "seen", input),
  }),
  "all-seen": spec({
    schema: MarkAllSeen,
    command: markAllSeen,
    limit: "watch",
    done: (_, { input }) => listAfter(PATH, "all-seen", { show: input.show }),
  }),
  level: spec({
    schema: SetWatch,
    command: setWatch,
    limit: "watch",
    done: (_, { input }) => listAfter(PATH, input.level, input),
  }),
});
