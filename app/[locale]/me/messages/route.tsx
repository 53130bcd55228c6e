import type { z } from "zod";
import { Outcome } from "@/components/outcome";
import { Pager } from "@/components/pager";
import { fieldsOf, PostForm } from "@/components/post-form";
import { Time } from "@/components/time";
import { Button } from "@/components/ui/button";
import { Empty } from "@/components/ui/empty";
import { RadioGroup } from "@/components/ui/field";
import { Section } from "@/components/ui/heading";
import { Note } from "@/components/ui/note";
import { Tabs } from "@/components/ui/tabs";
import { Tag } from "@/components/ui/tag";
import { withQuery } from "@/components/with-query";
import type { FormState } from "@/lib/core/form-state";
import {
  type ConversationLine,
  countRequests,
  findMessageSettings,
  listConversations,
  type MessageSettings,
  unblockMember,
} from "@/lib/direct-messages";
import { conversationPath, ListQuery, MESSAGE_DAYS, SHOWN, Unblock } from "@/lib/direct-messages/model";
import { type Locale, localePath } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import { changeMessages, findFirstSteps } from "@/lib/members";
import { ChangeMessages, MESSAGES_FROM, type Person } from "@/lib/members/model";
import { screenForm, spec } from "@/lib/web/forms/form";
import { screen } from "@/lib/web/pages/screen";
import type { ScreenView } from "@/lib/web/view";
import { ME_PLACES, MeFrame, meCrumbs } from "../me-frame";

const DONE = ["saved", "blocked", "unblocked", "declined", "archived"] as const;

/** A member's conversations, who can write to them, and the members whom they blocked. */
const view = {
  query: ListQuery,
  async render(query, { locale, t, form, search, actor }) {
    const [list, requests, settings, steps] = await Promise.all([
      listConversations(actor, query),
      countRequests(actor),
      findMessageSettings(actor),
      findFirstSteps(actor),
    ]);
    const title = t("messages.list.title");
    const done = form.name === null ? DONE.find((one) => one === search.get("done")) : undefined;
    const path = localePath(locale, ME_PLACES.messages);
    const place = (at: object) => withQuery(path, { show: query.show, ...at });
    return {
      title,
      crumbs: meCrumbs(t, title),
      body: (
        <>
          {done ? <Outcome>{t(`messages.done.${done}`)}</Outcome> : null}
          <MeFrame
            t={t}
            locale={locale}
            place="messages"
            title={title}
            sub={t("messages.list.sub", { days: MESSAGE_DAYS })}
            isNew={steps.isOffered}
          >
            <div className="stack">
              <Lists {...{ t, path, query, requests }} />
              <List {...{ t, locale, query }} rows={list.rows} />
              <Pager
                t={t}
                label={t("messages.list.pages")}
                previous={list.previous ? place({ before: list.previous }) : null}
                next={list.next ? place({ after: list.next }) : null}
              />
            </div>
            <Settings {...{ t, path, settings, form }} />
            {settings.blocked.length > 0 ? <Blocked {...{ t, path }} blocked={settings.blocked} /> : null}
          </MeFrame>
        </>
      ),
    };
  },
} satisfies ScreenView<z.ZodObject, typeof ListQuery>;

interface Shared {
  t: Translator;
  locale: Locale;
}

function Lists(props: { t: Translator; path: string; query: ListQuery; requests: number }) {
  const { t, path, query, requests } = props;
  return (
    <Tabs
      label={t("messages.list.show")}
      tabs={SHOWN.map((show) => ({
        href: show === "conversations" ? path : withQuery(path, { show }),
        label:
          show === "requests" && requests > 0
            ? t("messages.list.requestsCount", { count: requests })
            : t(`messages.list.${show}`),
        isCurrent: show === query.show,
      }))}
    />
  );
}

function List({ t, locale, query, rows }: Shared & { query: ListQuery; rows: readonly ConversationLine[] }) {
  if (rows.length === 0) return <Empty>{t(`messages.list.none.${query.show}`)}</Empty>;
  return (
    <ul className="list">
      {rows.map((row) => (
        <li key={row.id}>
          <p className="row">
            <a href={localePath(locale, `${conversationPath(row.id)}#newest`)}>
              <bdi>{row.other?.name ?? t("common.formerMember")}</bdi>
            </a>
            {row.isUnread ? <Tag kind="ok">{t("messages.list.unread")}</Tag> : null}
            {row.isWaiting ? <Tag>{t("messages.list.waiting")}</Tag> : null}
          </p>
          <p dir="auto" className={row.excerpt === "" ? "dim" : undefined}>
            {excerptText(t, row)}
          </p>
          <p className="meta">
            <Time at={row.at} locale={locale} />
          </p>
        </li>
      ))}
    </ul>
  );
}

function excerptText(t: Translator, { excerpt, isOwn }: ConversationLine): string {
  const text = excerpt === "" ? t("messages.list.deleted") : excerpt;
  return isOwn ? t("messages.list.yours", { text }) : text;
}

function Settings(props: { t: Translator; path: string; settings: MessageSettings; form: FormState }) {
  const { t, path, settings, form } = props;
  const fields = fieldsOf(t, form, "settings");
  const label = t("messages.settings.who");
  return (
    <Section id="settings" title={t("messages.settings.title")}>
      {settings.isListed ? null : <Note>{t("messages.settings.notListed")}</Note>}
      <PostForm t={t} name="settings" action={path} fields={fields} labels={{ messagesFrom: label }}>
        <RadioGroup
          name="messagesFrom"
          label={label}
          options={MESSAGES_FROM.map((value) => ({
            value,
            label: t(`messages.settings.${value}`),
            hint: t(`messages.settings.${value}Hint`),
          }))}
          errors={fields.errors("messagesFrom")}
          value={fields.value("messagesFrom", settings.messagesFrom)}
        />
        <p>
          <Button>{t("messages.settings.save")}</Button>
        </p>
      </PostForm>
    </Section>
  );
}

function Blocked({ t, path, blocked }: { t: Translator; path: string; blocked: readonly Person[] }) {
  return (
    <Section id="blocked" title={t("messages.blocked.title")}>
      <p>{t("messages.blocked.what")}</p>
      <ul className="list">
        {blocked.map(({ handle, name }) => (
          <li key={handle}>
            <PostForm t={t} name="unblock" action={path} hidden={{ handle }} className="row apart">
              <bdi id={`blocked-${handle}`}>{name}</bdi>
              <Button size="sm" aria-describedby={`blocked-${handle}`}>
                {t("messages.blocked.unblock")}
              </Button>
            </PostForm>
          </li>
        ))}
      </ul>
    </Section>
  );
}

export const GET = screen(view);

export const POST = screenForm(view, {
  settings: spec({
    schema: ChangeMessages,
    command: changeMessages,
    limit: "account",
    done: () => `${ME_PLACES.messages}?done=saved`,
  }),
  unblock: spec({
    schema: Unblock,
    command: unblockMember,
    limit: "account",
    done: () => `${ME_PLACES.messages}?done=unblocked`,
  }),
});
