import type { z } from "zod";
import { MemberLink } from "@/components/member-link";
import { Outcome } from "@/components/outcome";
import { fieldsOf, PostForm } from "@/components/post-form";
import { Time } from "@/components/time";
import { Button } from "@/components/ui/button";
import { Empty } from "@/components/ui/empty";
import { Checkbox } from "@/components/ui/field";
import { Section } from "@/components/ui/heading";
import { Note } from "@/components/ui/note";
import { type Locale, localePath } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import { findFirstSteps } from "@/lib/members";
import { changeMessages, findOwnMessages, type MessageLine, unblockSender } from "@/lib/members/messages";
import { ChangeMessages, MESSAGE_DAYS, Unblock } from "@/lib/members/messages/model";
import type { Person } from "@/lib/members/model";
import { screenForm, spec } from "@/lib/web/forms/form";
import { screen } from "@/lib/web/pages/screen";
import type { ScreenView } from "@/lib/web/view";
import { ME_PLACES, MeFrame, meCrumbs } from "../me-frame";

const DONE = ["saved", "blocked", "unblocked", "reported"] as const;

/** Messages from members, who can write, and the blocked members. */
const view = {
  async render(_input, { locale, t, form, search, actor }) {
    const [own, steps] = await Promise.all([findOwnMessages(actor), findFirstSteps(actor)]);
    const title = t("messages.list.title");
    const done = form.name === null ? DONE.find((one) => one === search.get("done")) : undefined;
    const fields = fieldsOf(t, form, "settings");
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
            <Received t={t} locale={locale} messages={own.messages} />
            <Section id="settings" title={t("messages.settings.title")}>
              {own.isListed ? null : <Note>{t("messages.settings.notListed")}</Note>}
              <PostForm t={t} name="settings" action={localePath(locale, ME_PLACES.messages)} fields={fields}>
                <Checkbox
                  name="takesMessages"
                  label={t("messages.settings.takes")}
                  hint={t("messages.settings.hint")}
                  defaultChecked={fields.checked("takesMessages", own.takesMessages)}
                />
                <p>
                  <Button>{t("messages.settings.save")}</Button>
                </p>
              </PostForm>
            </Section>
            {own.blocked.length > 0 ? <Blocked t={t} locale={locale} blocked={own.blocked} /> : null}
          </MeFrame>
        </>
      ),
    };
  },
} satisfies ScreenView<z.ZodObject, z.ZodObject>;

interface Shared {
  t: Translator;
  locale: Locale;
}

function Received({ t, locale, messages }: Shared & { messages: readonly MessageLine[] }) {
  if (messages.length === 0) return <Empty>{t("messages.list.none")}</Empty>;
  return (
    <ul className="list">
      {messages.map(({ id, from, subject, createdAt }) => (
        <li key={id}>
          <a href={localePath(locale, `${ME_PLACES.messages}/${id}`)}>
            <bdi>{subject}</bdi>
          </a>
          <p className="meta">
            <MemberLink
              t={t}
              locale={locale}
              member={from && { handle: from.handle, displayName: from.name }}
            />
            <Time at={createdAt} locale={locale} />
          </p>
        </li>
      ))}
    </ul>
  );
}

function Blocked({ t, locale, blocked }: Shared & { blocked: readonly Person[] }) {
  return (
    <Section id="blocked" title={t("messages.blocked.title")}>
      <p>{t("messages.blocked.what")}</p>
      <ul className="list">
        {blocked.map(({ handle, name }) => (
          <li key={handle}>
            <PostForm
              t={t}
              name="unblock"
              action={localePath(locale, ME_PLACES.messages)}
              hidden={{ handle }}
              className="row apart"
            >
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
    command: unblockSender,
    limit: "account",
    done: () => `${ME_PLACES.messages}?done=unblocked`,
  }),
});
