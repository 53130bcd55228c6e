import { MemberLink } from "@/components/member-link";
import { TokenMark } from "@/components/revisions/revision-tag";
import { Time } from "@/components/time";
import { LateTag } from "@/components/ui/late-tag";
import { CardTable } from "@/components/ui/table";
import { Tag } from "@/components/ui/tag";
import type { Locale } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import type { PendingRevision } from "@/lib/profiles/review/model";
import { profileHref } from "./addresses";
import { sectionTitle } from "./section-title";

interface Props {
  t: Translator;
  locale: Locale;
  rows: readonly PendingRevision[];
  /** Whether the rows are from many countries, and name them. */
  hasCountries?: boolean;
}

/** Returns the address at which a pending edit is read and decided. */
export function pendingHref(locale: Locale, slug: string, number: number): string {
  return profileHref(locale, slug, `/pending?revision=${number}`);
}

/** Lists pending edits of profiles, each with a link to its changes. */
export function PendingTable({ t, locale, rows, hasCountries = false }: Props) {
  return (
    <CardTable caption={<span className="vh">{t("profiles.pending.caption")}</span>}>
      <thead>
        <tr>
          <th scope="col">{t("profiles.pending.summary")}</th>
          {hasCountries ? <th scope="col">{t("profiles.pending.country")}</th> : null}
          <th scope="col">{t("profiles.pending.section")}</th>
          <th scope="col">{t("profiles.pending.by")}</th>
          <th scope="col">{t("profiles.pending.since")}</th>
          <th scope="col">{t("profiles.pending.claim")}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.id}>
            <th scope="row">
              <a href={pendingHref(locale, row.slug, row.number)}>
                <bdi>{row.summary}</bdi>
              </a>
              {row.byToken ? (
                <>
                  {" "}
                  <TokenMark t={t} />
                </>
              ) : null}
            </th>
            {hasCountries ? <td data-l={t("profiles.pending.country")}>{row.names[locale]}</td> : null}
            <td data-l={t("profiles.pending.section")}>{sectionTitle(t, row.section)}</td>
            <td data-l={t("profiles.pending.by")}>
              {row.isOwn ? (
                <Tag>{t("profiles.pending.isYours")}</Tag>
              ) : (
                <MemberLink t={t} locale={locale} member={row.author} />
              )}
            </td>
            <td data-l={t("profiles.pending.since")}>
              <Time at={row.createdAt} locale={locale} /> <LateTag t={t} since={row.createdAt} />
            </td>
            <td data-l={t("profiles.pending.claim")}>
              <Claim t={t} row={row} />
            </td>
          </tr>
        ))}
      </tbody>
    </CardTable>
  );
}

function Claim({ t, row: { claim } }: { t: Translator; row: PendingRevision }) {
  if (!claim) return <span className="dim">{t("profiles.pending.free")}</span>;
  return claim.isOwn ? <Tag kind="ok">{t("profiles.pending.you")}</Tag> : <bdi>{claim.displayName}</bdi>;
}
