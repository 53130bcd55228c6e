import { MessageList, PersonLink } from "@/components/messages/message-list";
import { Outcome } from "@/components/outcome";
import { fieldsOf } from "@/components/post-form";
import { PLACES } from "@/components/shell/places";
import { Time } from "@/components/time";
import { PageHead, Section } from "@/components/ui/heading";
import { Note } from "@/components/ui/note";
import { withQuery } from "@/components/with-query";
import { WordsForm } from "@/components/words-form";
import type { FormState } from "@/lib/core/form-state";
import { can } from "@/lib/core/policy";
import { findReport, type OpenedConversation, openConversation } from "@/lib/direct-messages";
import {
  ACCESS_HOURS,
  OfReport,
  OpenConversation,
  PartQuery,
  REASON_LENGTH,
} from "@/lib/direct-messages/model";
import { type Locale, localePath } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import { screenForm, spec } from "@/lib/web/forms/form";
import { screen } from "@/lib/web/pages/screen";
import type { ScreenView } from "@/lib/web/view";
import { ReportedMessage } from "../reported-message";

const PLACE = "/moderation/messages";

/**
 * The only door to a conversation of others: for administrators, from a report, with the password and a reason, for a day,
 * and both members are notified.
 */
const view = {
  params: OfReport,
  query: PartQuery,
  allows: (actor) => can(actor, "conversation.open", { memberIds: [] }),
  async render({ id, before, after }, { locale, t, form, search, actor }) {
    const { report, opened } = await findReport(actor, id, { part: { before, after }, now: new Date() });
    const title = t("messages.open.title");
    const path = localePath(locale, `${PLACE}/${id}`);
    const isDone = search.get("done") === "opened" && form.name === null && opened !== null;
    return {
      title,
      crumbs: [
        { href: PLACES.moderation, label: t("moderation.title") },
        { href: PLACE, label: t("messages.reports.title") },
        { label: title },
      ],
      body: (
        <>
          {isDone ? <Outcome>{t("messages.open.done")}</Outcome> : null}
          <PageHead title={title} sub={t("messages.open.sub")} />
          <div className="wrap body flush stack g6 narrow">
            <ReportedMessage t={t} locale={locale} report={report}>
              {opened || report.state === "open" ? null : <Note>{t("messages.open.decided")}</Note>}
            </ReportedMessage>
            {opened ? (
              <Opened {...{ t, locale, opened, path }} />
            ) : report.state === "open" ? (
              <AskToOpen {...{ t, form, path }} />
            ) : null}
          </div>
        </>
      ),
    };
  },
} satisfies ScreenView<typeof OfReport, typeof PartQuery>;

function AskToOpen({ t, form, path }: { t: Translator; form: FormState; path: string }) {
  return (
    <Section id="open" title={t("messages.open.button")}>
      <WordsForm
        t={t}
        name="open"
        action={path}
        fields={fieldsOf(t, form, "open")}
        field="reason"
        label={t("messages.open.reason")}
        hint={t("messages.open.reasonHint")}
        rows={4}
        maxLength={REASON_LENGTH}
        button={t("messages.open.button")}
        kind="bad"
      >
        <Note kind="warn">{t("messages.open.what", { hours: ACCESS_HOURS })}</Note>
      </WordsForm>
    </Section>
  );
}

function Opened(props: { t: Translator; locale: Locale; opened: OpenedConversation; path: string }) {
  const { t, locale, opened, path } = props;
  return (
    <Section id="conversation" title={t("messages.one.messages")}>
      <Note kind="warn">
        {t.rich("messages.open.until", {
          when: () => <Time at={opened.until} locale={locale} />,
          reason: () => <bdi>{opened.reason}</bdi>,
        })}
      </Note>
      <MessageList
        {...{ t, locale }}
        part={opened}
        to={(part) => withQuery(path, part)}
        sender={({ memberId }) => ({
          name: <PersonLink {...{ t, locale }} person={opened.names.get(memberId) ?? null} />,
          isOwn: false,
        })}
        isPlain
      />
    </Section>
  );
}

export const GET = screen(view);

export const POST = screenForm(view, {
  open: spec({
    schema: OpenConversation,
    command: openConversation,
    act: "messages.open.act",
    limit: "admin",
    done: (_result, { input }) => `${PLACE}/${input.id}?done=opened`,
  }),
});
