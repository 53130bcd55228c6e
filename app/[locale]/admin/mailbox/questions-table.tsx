import { Time } from "@/components/time";
import { CardTable, TableHead } from "@/components/ui/table";
import { Tag } from "@/components/ui/tag";
import { type Locale, localePath } from "@/lib/i18n/locales";
import { message, type Translator } from "@/lib/i18n/translator";
import type { QuestionLine } from "@/lib/mailbox";
import { ADMIN_PLACES } from "../admin-frame";

interface Props {
  t: Translator;
  locale: Locale;
}

/** How each state is marked. */
export const MARK = { open: "warn", answered: "ok", closed: "plain", spam: "bad" } as const;

export const questionHref = (locale: Locale, id: string) =>
  localePath(locale, `${ADMIN_PLACES.mailbox}/${id}`);

/** Lists questions with their askers and states. */
export function QuestionsTable({ t, locale, rows }: Props & { rows: readonly QuestionLine[] }) {
  return (
    <CardTable caption={<span className="vh">{t("admin.nav.mailbox")}</span>}>
      <TableHead
        columns={[
          t("mailbox.question"),
          t("mailbox.state"),
          t("mailbox.topic"),
          t("mailbox.from"),
          t("mailbox.asked"),
          t("mailbox.claimed"),
        ]}
      />
      <tbody>
        {rows.map((row) => (
          <QuestionRow key={row.id} t={t} locale={locale} row={row} />
        ))}
      </tbody>
    </CardTable>
  );
}

function QuestionRow({ t, locale, row }: Props & { row: QuestionLine }) {
  const { id, subject, state, topic, name, email, createdAt, claimer, isFailed } = row;
  return (
    <tr>
      <th scope="row">
        <a className="details" href={questionHref(locale, id)}>
          <bdi>{subject}</bdi>
        </a>
      </th>
      <td data-l={t("mailbox.state")}>
        <Tag kind={MARK[state]}>{t(`mailbox.states.${state}`)}</Tag>{" "}
        {isFailed ? <Tag kind="bad">{t("mailbox.mailFailed")}</Tag> : null}
      </td>
      <td data-l={t("mailbox.topic")}>{message(t, `contact.topics.${topic}`)}</td>
      <td data-l={t("mailbox.from")}>
        <bdi className="details">{name}</bdi>
        <bdi className="tiny dim details">{email}</bdi>
      </td>
      <td data-l={t("mailbox.asked")}>
        <Time at={createdAt} locale={locale} />
      </td>
      <td data-l={t("mailbox.claimed")}>
        <bdi>{claimer ?? "–"}</bdi>
      </td>
    </tr>
  );
}
