import { z } from "zod";
import { ErrorsSummary } from "@/components/errors-summary";
import { Outcome } from "@/components/outcome";
import { Pager } from "@/components/pager";
import { fieldsOf, PostForm } from "@/components/post-form";
import { Time } from "@/components/time";
import { Button } from "@/components/ui/button";
import { Empty } from "@/components/ui/empty";
import { SelectField } from "@/components/ui/field";
import { Section } from "@/components/ui/heading";
import { withQuery } from "@/components/with-query";
import { MomentKey } from "@/lib/core/moments";
import { type Locale, localePath } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import { screenForm, spec } from "@/lib/web/forms/form";
import { screen } from "@/lib/web/pages/screen";
import type { ScreenView } from "@/lib/web/view";
import {
  changeWebhook,
  findWebhook,
  listDeliveries,
  removeWebhook,
  replayEvents,
  resendDelivery,
  rotateWebhookSecret,
  switchWebhook,
  testWebhook,
  type Webhook,
} from "@/lib/webhooks";
import {
  ChangeWebhook,
  REPLAY_HOURS,
  ReplayEvents,
  ResendDelivery,
  SwitchWebhook,
  WebhookParams,
} from "@/lib/webhooks/model";
import { ADMIN_PLACES, AdminFrame, adminCrumbs, isAdministrator } from "../../admin-frame";
import { WebhookForm } from "../webhook-form";
import { NewSecret, OffNote, WebhookState } from "../webhook-parts";
import { DeliveriesTable } from "./deliveries-table";

const DONE = ["changed", "on", "off", "tested", "resent"] as const;
const Query = z.object({ before: MomentKey.optional() });

/** One endpoint: what was sent to it, and its settings. */
const view = {
  params: WebhookParams,
  query: Query,
  allows: isAdministrator,
  async render({ id, before }, { locale, t, form, actor, search }) {
    const [webhook, deliveries] = await Promise.all([
      findWebhook(actor, id),
      listDeliveries(actor, { id, before }),
    ]);
    const action = localePath(locale, `${ADMIN_PLACES.webhooks}/${id}`);
    const shared = { t, locale, webhook, action };
    const secret = form.shown?.secret;
    const problems = ["switch", "test", "resend", "rotate", "remove"].find((name) => name === form.name);
    return {
      title: webhook.name,
      crumbs: adminCrumbs(
        t,
        { href: ADMIN_PLACES.webhooks, label: t("admin.nav.webhooks") },
        { label: webhook.name },
      ),
      body: (
        <>
          {form.name === null ? <DoneNote t={t} search={search} /> : null}
          <AdminFrame
            t={t}
            locale={locale}
            place="webhooks"
            title={<bdi className="details">{webhook.name}</bdi>}
            sub={
              <bdi className="details" dir="ltr">
                {webhook.url}
              </bdi>
            }
          >
            <OffNote t={t} />
            {problems ? (
              <ErrorsSummary t={t} problems={fieldsOf(t, form, problems).problems} labels={{}} />
            ) : null}
            {typeof secret === "string" ? <NewSecret t={t} secret={secret} /> : null}
            <StatePart {...shared} />
            <DeliveriesPart {...shared} before={before} deliveries={deliveries} />
            {webhook.off === null ? <ReplayPart {...shared} fields={fieldsOf(t, form, "replay")} /> : null}
            <KeyPart {...shared} />
            <Section id="change" title={t("admin.webhooks.change")}>
              <WebhookForm
                {...{ t, locale, action }}
                name="change"
                fields={fieldsOf(t, form, "change")}
                kept={webhook}
              />
            </Section>
            <RemovePart {...shared} />
          </AdminFrame>
        </>
      ),
    };
  },
} satisfies ScreenView<typeof WebhookParams, typeof Query>;

interface Part {
  t: Translator;
  locale: Locale;
  webhook: Webhook;
  action: string;
}

function DoneNote({ t, search }: { t: Translator; search: URLSearchParams }) {
  const asked = search.get("done") ?? "";
  const done = DONE.find((one) => one === asked);
  if (done) return <Outcome>{t(`admin.webhooks.done.${done}`)}</Outcome>;
  const [, count] = /^replayed-(\d{1,9})$/.exec(asked) ?? [];
  return count === undefined ? null : (
    <Outcome>{t("admin.webhooks.done.replayed", { count: Number(count) })}</Outcome>
  );
}

/** Whether it is on, the switch, and a test. */
function StatePart({ t, locale, webhook, action }: Part) {
  const { id, off } = webhook;
  return (
    <Section id="state" title={t("admin.webhooks.state")}>
      <p>
        <WebhookState t={t} locale={locale} webhook={webhook} />
      </p>
      {off === null ? <p className="narrow">{t("admin.webhooks.testWhat")}</p> : null}
      <div className="row">
        {off === null ? (
          <PostForm t={t} name="test" action={action} hidden={{ id }} className="">
            <Button kind="pri">{t("admin.webhooks.test")}</Button>
          </PostForm>
        ) : null}
        <PostForm
          t={t}
          name="switch"
          action={action}
          hidden={{ id, isOn: off === null ? "" : "on" }}
          className=""
        >
          <Button>{t(off === null ? "admin.webhooks.switchOff" : "admin.webhooks.switchOn")}</Button>
        </PostForm>
      </div>
    </Section>
  );
}

function DeliveriesPart(
  props: Part & { before: string | undefined; deliveries: Awaited<ReturnType<typeof listDeliveries>> },
) {
  const { t, locale, webhook, action, before, deliveries } = props;
  const { rows, next } = deliveries;
  return (
    <Section id="deliveries" title={t("admin.webhooks.deliveries")}>
      {rows.length === 0 ? (
        <Empty>{t("admin.webhooks.noDeliveries")}</Empty>
      ) : (
        <DeliveriesTable
          {...{ t, locale, action, rows }}
          webhookId={webhook.id}
          isOn={webhook.off === null}
        />
      )}
      <Pager
        t={t}
        label={t("admin.webhooks.pages")}
        previous={before ? `${action}#deliveries` : null}
        next={next ? `${withQuery(action, { before: next })}#deliveries` : null}
      />
    </Section>
  );
}

function RemovePart({ t, webhook, action }: Part) {
  return (
    <Section id="remove" title={t("admin.webhooks.remove")}>
      <PostForm t={t} name="remove" action={action} hidden={{ id: webhook.id }}>
        <p>{t("admin.webhooks.removeWhat")}</p>
        <p>
          <Button kind="bad">{t("admin.webhooks.remove")}</Button>
        </p>
      </PostForm>
    </Section>
  );
}

/** Sends again what an organisation missed. */
function ReplayPart(props: Part & { fields: ReturnType<typeof fieldsOf> }) {
  const { t, webhook, action, fields } = props;
  const labels = { hours: t("admin.webhooks.since") };
  return (
    <Section id="replay" title={t("admin.webhooks.replay")}>
      <PostForm
        t={t}
        name="replay"
        action={action}
        fields={fields}
        labels={labels}
        hidden={{ id: webhook.id }}
      >
        <p>{t("admin.webhooks.replayWhat")}</p>
        <SelectField
          name="hours"
          label={labels.hours}
          options={REPLAY_HOURS.map((hours) => ({
            value: String(hours),
            label:
              hours < 24
                ? t("admin.webhooks.hours", { hours })
                : t("admin.webhooks.days", { days: hours / 24 }),
          }))}
          defaultValue={fields.value("hours", "24")}
          errors={fields.errors("hours")}
        />
        <p>
          <Button>{t("admin.webhooks.replay")}</Button>
        </p>
      </PostForm>
    </Section>
  );
}

function KeyPart({ t, locale, webhook, action }: Part) {
  const { id, formerUntil } = webhook;
  return (
    <Section id="key" title={t("admin.webhooks.key")}>
      <PostForm t={t} name="rotate" action={action} hidden={{ id }}>
        <p>{t("admin.webhooks.keyWhat")}</p>
        {formerUntil && formerUntil > new Date() ? (
          <p>{t.rich("admin.webhooks.keyBoth", { when: () => <Time at={formerUntil} locale={locale} /> })}</p>
        ) : null}
        <p>
          <Button>{t("admin.webhooks.rotate")}</Button>
        </p>
      </PostForm>
    </Section>
  );
}

export const GET = screen(view);

const at = ({ id }: { id: string }, done: string) => `${ADMIN_PLACES.webhooks}/${id}?done=${done}`;

export const POST = screenForm(view, {
  change: spec({
    act: "admin.webhooks.changeAct",
    schema: ChangeWebhook,
    limit: "admin",
    command: changeWebhook,
    done: (_result, { input }) => at(input, "changed"),
  }),
  rotate: spec({
    act: "admin.webhooks.rotateAct",
    schema: WebhookParams,
    limit: "admin",
    command: rotateWebhookSecret,
    shows: ({ secret }) => ({ secret }),
    done: (_result, { input }) => at(input, "changed"),
  }),
  switch: spec({
    schema: SwitchWebhook,
    limit: "admin",
    command: switchWebhook,
    done: (_result, { input }) => at(input, input.isOn ? "on" : "off"),
  }),
  remove: spec({
    schema: WebhookParams,
    limit: "admin",
    command: removeWebhook,
    done: () => `${ADMIN_PLACES.webhooks}?done=removed`,
  }),
  test: spec({
    schema: WebhookParams,
    limit: "admin",
    command: testWebhook,
    done: (_result, { input }) => at(input, "tested"),
  }),
  resend: spec({
    schema: ResendDelivery,
    limit: "admin",
    command: resendDelivery,
    done: (_result, { input }) => at(input, "resent"),
  }),
  replay: spec({
    schema: ReplayEvents,
    limit: "admin",
    command: replayEvents,
    done: ({ count }, { input }) => at(input, `replayed-${count}`),
  }),
});
