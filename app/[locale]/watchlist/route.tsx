import type { z } from "zod";
import { Outcome } from "@/components/outcome";
import { Pager } from "@/components/pager";
import { PostForm } from "@/components/post-form";
import { PLACES } from "@/components/shell/places";
import { Button, ButtonLink } from "@/components/ui/button";
import { Empty } from "@/components/ui/empty";
import { PageHead } from "@/components/ui/heading";
import { Tabs } from "@/components/ui/tabs";
import { withQuery } from "@/components/with-query";
import { type Locale, localePath } from "@/lib/i18n/locales";
import { message, type Translator } from "@/lib/i18n/translator";
import { listWatches, markAllSeen, markSeen } from "@/lib/watching";
import { listAfter, MarkAllSeen, MarkSeen, WatchlistQuery } from "@/lib/watching/forms/model";
import { listGroups, listOfGroup } from "@/lib/watching/model";
import { screenForm, spec } from "@/lib/web/forms/form";
import { screen } from "@/lib/web/pages/screen";
import type { ScreenView } from "@/lib/web/view";
import { WatchesTable } from "./watches-table";

const PATH = PLACES.watchlist;

/** What a member watches, with the changes since their last visit. */
const view = {
  query: WatchlistQuery,
  async render(query, { locale, t, form, actor }) {
    // Set before the list is read: later changes are not on the page and stay unseen.
    const drawnAt = Date.now();
    const list = await listWatches(actor, query);
    const title = t("watching.list.title");
    return {
      title,
      crumbs: [{ label: title }],
      body: (
        <>
          {query.done && form.name === null ? <Outcome>{t(`watching.done.${query.done}`)}</Outcome> : null}
          <PageHead
            title={title}
            sub={t("watching.list.sub")}
            actions={<Actions {...{ t, locale, query, list, drawnAt }} />}
          />
          <List {...{ t, locale, query, list, drawnAt }} />
        </>
      ),
    };
  },
} satisfies ScreenView<z.ZodObject, typeof WatchlistQuery>;

interface Props {
  t: Translator;
  locale: Locale;
  query: WatchlistQuery;
  list: Awaited<ReturnType<typeof listWatches>>;
  drawnAt: number;
}

function Actions({ t, locale, query, list, drawnAt }: Props) {
  return (
    <>
      <ButtonLink href={localePath(locale, PLACES.notifications)} icon="bell">
        {t("watching.notice.title")}
      </ButtonLink>
      {list.unseen > 0 ? (
        <PostForm
          t={t}
          name="all-seen"
          action={localePath(locale, PATH)}
          className="row"
          hidden={{ at: String(drawnAt), show: query.show ?? "", kind: query.kind ?? "" }}
        >
          <Button icon="check">{t("watching.list.allSeen")}</Button>
        </PostForm>
      ) : null}
    </>
  );
}

function List({ t, locale, query, list, drawnAt }: Props) {
  const path = localePath(locale, PATH);
  const to = (changed: Partial<WatchlistQuery>) =>
    withQuery(path, { show: query.show, kind: query.kind, ...changed });
  return (
    <>
      <div className="wrap">
        <Tabs
          label={t("watching.list.show")}
          tabs={[
            {
              href: withQuery(path, { kind: query.kind }),
              label: t("watching.list.all"),
              isCurrent: !query.show,
            },
            {
              href: withQuery(path, { show: "unseen", kind: query.kind }),
              label: t("watching.list.unseen"),
              isCurrent: query.show === "unseen",
            },
          ]}
        />
      </div>
      <div className="wrap body stack">
        <Kinds t={t} path={path} query={query} />
        {list.rows.length === 0 ? (
          <Nothing {...{ t, locale, query }} total={list.total} />
        ) : (
          <WatchesTable {...{ t, locale, list, drawnAt, query }} />
        )}
        <Pager
          t={t}
          label={t("watching.list.pages")}
          previous={list.previous ? to({ after: list.previous }) : null}
          next={list.next ? to({ before: list.next }) : null}
        />
      </div>
    </>
  );
}

/** Links that filter the list by kind, each with its own address. */
function Kinds({ t, path, query }: { t: Translator; path: string; query: WatchlistQuery }) {
  return (
    <nav className="row small sorts" aria-label={t("watching.list.kind")}>
      {[undefined, ...listGroups()].map((kind) => (
        <a
          key={kind ?? "all"}
          href={withQuery(path, { show: query.show, kind })}
          aria-current={query.kind === kind ? "true" : undefined}
        >
          {message(t, `watching.list.kinds.${kind ?? "all"}`)}
        </a>
      ))}
    </nav>
  );
}

/** An empty list: nothing new, nothing of this kind, or nothing watched at all. */
function Nothing(props: { t: Translator; locale: Locale; query: WatchlistQuery; total: number }) {
  const { t, locale, query, total } = props;
  if (query.show === "unseen" && total > 0)
    return (
      <Empty action={<ButtonLink href={localePath(locale, PATH)}>{t("watching.list.showAll")}</ButtonLink>}>
        {t("watching.list.nothingNew")}
      </Empty>
    );
  const list = query.kind && query.kind !== "countries" ? listOfGroup(query.kind) : null;
  if (list)
    return (
      <Empty
        action={
          <ButtonLink href={localePath(locale, list.path)}>
            {message(t, `watching.list.kinds.${list.group}`)}
          </ButtonLink>
        }
      >
        {t("watching.list.nothingOfKind")}
      </Empty>
    );
  return (
    <Empty
      action={
        <ButtonLink href={localePath(locale, PLACES.countries)}>{t("watching.list.emptyAction")}</ButtonLink>
      }
    >
      {t("watching.list.empty")}
    </Empty>
  );
}

export const GET = screen(view);

export const POST = screenForm(view, {
  seen: spec({
    schema: MarkSeen,
    command: markSeen,
    limit: "watch",
    done: (_, { input }) => listAfter(PATH, "seen", input),
  }),
  "all-seen": spec({
    schema: MarkAllSeen,
    command: markAllSeen,
    limit: "watch",
    done: (_, { input }) => listAfter(PATH, "all-seen", input),
  }),
});
