import { Time } from "@/components/time";
import { CardTable, TableHead } from "@/components/ui/table";
import { type Locale, localePath } from "@/lib/i18n/locales";
import { message, type Translator } from "@/lib/i18n/translator";
import type { AuditLine, Named } from "@/lib/operation";
import { ADMIN_PLACES } from "../admin-frame";

interface Props {
  t: Translator;
  locale: Locale;
}

/** Returns the name of a kind of entry; without a message, its own key. */
export function factName(t: Translator, fact: string): string {
  const key = `admin.fact.${fact}`;
  const text = message(t, key);
  return text === key ? fact : text;
}

/** Entries of the audit log, newest first. */
export function AuditTable({ t, locale, rows }: Props & { rows: readonly AuditLine[] }) {
  return (
    <CardTable caption={<span className="vh">{t("admin.nav.audit")}</span>}>
      <TableHead
        columns={[
          t("admin.audit.fact"),
          t("admin.audit.when"),
          t("admin.audit.who"),
          t("admin.audit.about"),
          t("admin.audit.where"),
        ]}
      />
      <tbody>
        {rows.map((row) => (
          <tr key={row.id}>
            <th scope="row">
              {factName(t, row.fact)}
              <Reason row={row} />
              <OfRole t={t} locale={locale} row={row} />
              <Details row={row} />
            </th>
            <td data-l={t("admin.audit.when")}>
              <Time at={row.at} locale={locale} />
            </td>
            <td data-l={t("admin.audit.who")}>
              <NamedLink
                t={t}
                locale={locale}
                named={row.actor}
                otherwise={
                  row.via === "web" || row.via === "api" ? t("admin.audit.visitor") : t("admin.audit.system")
                }
              />
            </td>
            <td data-l={t("admin.audit.about")}>
              <NamedLink t={t} locale={locale} named={row.about} otherwise="–" />
            </td>
            <td data-l={t("admin.audit.where")}>
              {message(t, `admin.audit.via.${row.via}`)}
              {row.ip ? (
                <>
                  <br />
                  <bdi className="tiny dim">{row.ip}</bdi>
                </>
              ) : null}
            </td>
          </tr>
        ))}
      </tbody>
    </CardTable>
  );
}

/** Entries about roles: the reason in a member's own words is shown apart from the data. */
const isOfRole = (fact: string) => fact.startsWith("role.");

/** Why a role was changed, proposed or refused, in that member's words. */
function Reason({ row }: { row: AuditLine }) {
  const { reason } = row.details;
  if (!isOfRole(row.fact) || typeof reason !== "string" || reason === "") return null;
  return (
    <>
      <br />
      <bdi className="small">{reason}</bdi>
    </>
  );
}

/** Whether two people assigned a role: who proposed it, or that there was no second administrator. */
function OfRole({ t, locale, row }: Props & { row: AuditLine }) {
  const { proposer } = row;
  if (proposer === null && row.details.isAlone !== true) return null;
  return (
    <>
      <br />
      <span className="small">
        {proposer
          ? t.rich("admin.audit.proposedBy", {
              who: () => <NamedLink t={t} locale={locale} named={proposer} otherwise="" />,
            })
          : t("admin.audit.alone")}
      </span>
    </>
  );
}

/** A list is shown by its length; the entry stores all of it. */
function textOf(value: unknown): string {
  if (Array.isArray(value)) return String(value.length);
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

/** The data of an entry besides its subject: ids, role names, counts. As stored, without translation. */
function Details({ row }: { row: AuditLine }) {
  const apart = ["memberId", "handle", ...(isOfRole(row.fact) ? ["reason", "proposedBy", "isAlone"] : [])];
  const shown = Object.entries(row.details).filter(
    ([name, value]) => !apart.includes(name) && value !== null && value !== "",
  );
  if (shown.length === 0) return null;
  return (
    <code className="tiny dim details" dir="ltr">
      {shown.map(([name, value]) => `${name}: ${textOf(value)}`).join(" · ")}
    </code>
  );
}

function NamedLink({ t, locale, named, otherwise }: Props & { named: Named | null; otherwise: string }) {
  if (!named) return <span className="dim">{otherwise}</span>;
  if (named.kind === "other") return <bdi className="tiny">{named.name}</bdi>;
  const href =
    named.kind === "page"
      ? localePath(locale, `/countries/${named.key}`)
      : localePath(locale, `${ADMIN_PLACES.members}/${named.key}`);
  return (
    <a href={href}>
      <bdi>{named.kind === "former" ? t("common.formerMember") : named.name}</bdi>
    </a>
  );
}
