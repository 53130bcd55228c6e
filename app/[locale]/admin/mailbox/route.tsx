import { z } from "zod";
import { Pager } from "@/components/pager";
import { Button } from "@/components/ui/button";
import { Empty } from "@/components/ui/empty";
import { SelectField, TextField } from "@/components/ui/field";
import { Note } from "@/components/ui/note";
import { Tabs } from "@/components/ui/tabs";
import { withQuery } from "@/components/with-query";
import { type Locale, localePath } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import { countQuestions, findContact, listQuestions, MAX_SEARCHED, MailboxQuery } from "@/lib/mailbox";
import { STATES, TOPICS } from "@/lib/mailbox/model";
import { screen } from "@/lib/web/pages/screen";
import type { ScreenView } from "@/lib/web/view";
import { ADMIN_PLACES, AdminFrame, adminCrumbs, isAdministrator } from "../admin-frame";
import { QuestionsTable } from "./questions-table";

const NoParams = z.object({});

interface Props {
  t: Translator;
  locale: Locale;
  query: MailboxQuery;
}

/** The questions of visitors and members, by state, topic and words. */
const view = {
  query: MailboxQuery,
  allows: isAdministrator,
  async render(query, { locale, t, actor }) {
    const [found, counts, { isFormOpen }] = await Promise.all([
      listQuestions(actor, query),
      countQuestions(actor),
      findContact(),
    ]);
    const title = t("admin.nav.mailbox");
    const place = (at: object) => placeOf(locale, query, at);
    return {
      title,
      crumbs: adminCrumbs(t, { label: title }),
      body: (
        <AdminFrame
          t={t}
          locale={locale}
          place="mailbox"
          title={title}
          sub={t("mailbox.waiting", { count: counts.open })}
        >
          {isFormOpen ? null : <FormOff t={t} locale={locale} />}
          <div className="stack">
            <States t={t} locale={locale} query={query} counts={counts} />
            <Filters t={t} locale={locale} query={query} />
            {found.rows.length === 0 ? (
              <Empty>{t("mailbox.none")}</Empty>
            ) : (
              <QuestionsTable t={t} locale={locale} rows={found.rows} />
            )}
            <Pager
              t={t}
              label={t("mailbox.pages")}
              previous={found.previous ? place({ before: found.previous }) : null}
              next={found.next ? place({ after: found.next }) : null}
            />
            <p className="small dim">{t("mailbox.one.retention")}</p>
          </div>
        </AdminFrame>
      ),
    };
  },
} satisfies ScreenView<typeof NoParams, typeof MailboxQuery>;

/** Returns the address of the list with other parameters, from its first page. */
const placeOf = (locale: Locale, { state, topic, q }: MailboxQuery, at: object) =>
  withQuery(localePath(locale, ADMIN_PLACES.mailbox), { state, topic, q: q || null, ...at });

function States({ t, locale, query, counts }: Props & { counts: Record<(typeof STATES)[number], number> }) {
  return (
    <Tabs
      label={t("mailbox.state")}
      tabs={[...STATES, "all" as const].map((state) => ({
        href: placeOf(locale, query, { state }),
        label:
          state === "all"
            ? t("mailbox.states.all")
            : t("mailbox.counted", { name: t(`mailbox.states.${state}`), count: counts[state] }),
        isCurrent: state === query.state,
      }))}
    />
  );
}

function Filters({ t, locale, query }: Props) {
  return (
    <form className="filters" action={localePath(locale, ADMIN_PLACES.mailbox)}>
      <input type="hidden" name="state" value={query.state} />
      <TextField
        name="q"
        id="find"
        label={t("mailbox.find")}
        defaultValue={query.q}
        maxLength={MAX_SEARCHED}
        autoComplete="off"
      />
      <SelectField
        name="topic"
        label={t("mailbox.topic")}
        empty={t("mailbox.anyTopic")}
        options={TOPICS.map((value) => ({ value, label: t(`contact.topics.${value}`) }))}
        defaultValue={query.topic ?? ""}
      />
      <Button kind="pri">{t("mailbox.apply")}</Button>
    </form>
  );
}

function FormOff({ t, locale }: { t: Translator; locale: Locale }) {
  const href = withQuery(localePath(locale, ADMIN_PLACES.settings), { part: "identity" });
  return (
    <Note kind="warn">{t.rich("mailbox.formOff", { link: (words) => <a href={href}>{words}</a> })}</Note>
  );
}

export const GET = screen(view);
