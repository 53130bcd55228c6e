import { PostForm } from "@/components/post-form";
import { Time } from "@/components/time";
import { Button } from "@/components/ui/button";
import { CardTable, TableHead } from "@/components/ui/table";
import { Tag } from "@/components/ui/tag";
import type { Locale } from "@/lib/i18n/locales";
import { formatter, message, type Translator } from "@/lib/i18n/translator";
import type { Delivery } from "@/lib/webhooks";

interface Props {
  t: Translator;
  locale: Locale;
  action: string;
  webhookId: string;
  /** Whether events can be sent: the endpoint is on. */
  isOn: boolean;
}

const MARK = { waiting: "warn", sent: "ok", failed: "bad", withdrawn: "plain", stopped: "plain" } as const;

/** What was sent to an endpoint, newest first, each with its last answer and a button to send it again. */
export function DeliveriesTable(props: Props & { rows: readonly Delivery[] }) {
  const { t, rows } = props;
  return (
    <CardTable caption={<span className="vh">{t("admin.webhooks.deliveries")}</span>}>
      <TableHead
        columns={[
          t("admin.webhooks.event"),
          t("admin.webhooks.result"),
          t("admin.webhooks.answer"),
          { label: t("admin.webhooks.attempts"), className: "r" },
          t("admin.webhooks.last"),
          { label: t("admin.webhooks.actions"), isUnseen: true },
        ]}
      />
      <tbody>
        {rows.map((row) => (
          <DeliveryRow key={row.id} {...props} row={row} />
        ))}
      </tbody>
    </CardTable>
  );
}

function DeliveryRow({ t, locale, action, webhookId, isOn, row }: Props & { row: Delivery }) {
  const { id, kind, eventAt, state, attempts, nextAt, lastAt, tookMs } = row;
  return (
    <tr>
      <th scope="row" id={`of-${id}`}>
        {message(t, `admin.webhooks.kind.${kind}`)}
        <br />
        <span className="tiny dim">
          <Time at={eventAt} locale={locale} />
        </span>
      </th>
      <td data-l={t("admin.webhooks.result")}>
        <Tag kind={MARK[state]}>{t(`admin.webhooks.outcome.${state}`)}</Tag>
        {nextAt && attempts > 0 ? (
          <>
            <br />
            <span className="tiny dim">
              {t("admin.webhooks.next")} <Time at={nextAt} locale={locale} />
            </span>
          </>
        ) : null}
      </td>
      <td data-l={t("admin.webhooks.answer")}>
        {answerOf(t, row)}
        {tookMs === null ? null : <span className="tiny dim"> {t("admin.webhooks.ms", { ms: tookMs })}</span>}
      </td>
      <td className="r num" data-l={t("admin.webhooks.attempts")}>
        {formatter(locale).number(attempts)}
      </td>
      <td data-l={t("admin.webhooks.last")}>{lastAt ? <Time at={lastAt} locale={locale} /> : "–"}</td>
      <td>
        {isOn && state !== "waiting" ? (
          <PostForm
            t={t}
            name="resend"
            action={action}
            hidden={{ id: webhookId, deliveryId: id }}
            className="row"
          >
            <Button size="sm" aria-describedby={`of-${id}`}>
              {t("admin.webhooks.again")}
            </Button>
          </PostForm>
        ) : null}
      </td>
    </tr>
  );
}

function answerOf(t: Translator, { status, failure }: Delivery) {
  if (status !== null) return <bdi dir="ltr">{status}</bdi>;
  return failure === null ? "–" : t(`admin.webhooks.failure.${failure}`);
}
