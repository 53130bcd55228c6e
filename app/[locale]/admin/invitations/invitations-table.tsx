import { roleName } from "@/components/members/member-facts";
import { PostForm } from "@/components/post-form";
import { Time } from "@/components/time";
import { Button } from "@/components/ui/button";
import { CardTable, TableHead } from "@/components/ui/table";
import { Tag } from "@/components/ui/tag";
import { type Locale, localePath } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import type { InvitationLine } from "@/lib/members/invitations";
import { ADMIN_PLACES } from "../admin-frame";

interface Props {
  t: Translator;
  locale: Locale;
}

const MARK = {
  queued: "plain",
  sent: "warn",
  accepted: "ok",
  declined: "bad",
  expired: "plain",
  withdrawn: "plain",
} as const;

/** Lists invitations with their states; open ones can be sent again or withdrawn. */
export function InvitationsTable({ t, locale, rows }: Props & { rows: readonly InvitationLine[] }) {
  return (
    <CardTable caption={<span className="vh">{t("admin.nav.invitations")}</span>}>
      <TableHead
        columns={[
          t("accounts.email"),
          t("invitations.state"),
          t("invitations.role"),
          t("accounts.join.institution"),
          t("invitations.by"),
          t("invitations.until"),
          { label: t("invitations.actions"), isUnseen: true },
        ]}
      />
      <tbody>
        {rows.map((row) => (
          <InvitationRow key={row.id} t={t} locale={locale} row={row} />
        ))}
      </tbody>
    </CardTable>
  );
}

function InvitationRow({ t, locale, row }: Props & { row: InvitationLine }) {
  const { id, email, state, institution, inviter, invitedAt, expiresAt, endedAt } = row;
  return (
    <tr>
      <th scope="row" id={`of-${id}`}>
        <bdi>{email ?? t("invitations.noAddress")}</bdi>
      </th>
      <td data-l={t("invitations.state")}>
        <Tag kind={MARK[state]}>{t(`invitations.states.${state}`)}</Tag>{" "}
        {endedAt ? <Time at={endedAt} locale={locale} isDayOnly /> : null}
      </td>
      <td data-l={t("invitations.role")}>
        {roleName(t, locale, row.role, row.role === "focal-point" ? (row.country ?? "") : "")}
      </td>
      <td data-l={t("accounts.join.institution")}>
        <bdi>{institution ?? "–"}</bdi>
      </td>
      <td data-l={t("invitations.by")}>
        <bdi>{inviter ?? t("common.formerMember")}</bdi> <Time at={invitedAt} locale={locale} isDayOnly />
      </td>
      <td data-l={t("invitations.until")}>
        {endedAt ? "–" : <Time at={expiresAt} locale={locale} isDayOnly />}
      </td>
      <td data-l={t("invitations.actions")}>
        {row.isOpen ? (
          <div className="row">
            <Act t={t} locale={locale} id={id} name="resend" />
            <Act t={t} locale={locale} id={id} name="withdraw" />
          </div>
        ) : null}
      </td>
    </tr>
  );
}

function Act({ t, locale, id, name }: Props & { id: string; name: "resend" | "withdraw" }) {
  return (
    <PostForm
      t={t}
      name={name}
      action={localePath(locale, ADMIN_PLACES.invitations)}
      hidden={{ invitationId: id }}
      className=""
    >
      <Button size="sm" aria-describedby={`of-${id}`}>
        {t(`invitations.${name}`)}
      </Button>
    </PostForm>
  );
}
