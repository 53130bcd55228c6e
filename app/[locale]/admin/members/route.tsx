import { roleName } from "@/components/members/member-facts";
import { Pager } from "@/components/pager";
import { Time } from "@/components/time";
import { Button, ButtonLink } from "@/components/ui/button";
import { Empty } from "@/components/ui/empty";
import { SelectField, TextField } from "@/components/ui/field";
import { CardTable, TableHead } from "@/components/ui/table";
import { Tag } from "@/components/ui/tag";
import { withQuery } from "@/components/with-query";
import { countryName } from "@/lib/i18n/country-names";
import { listText } from "@/lib/i18n/lists";
import { type Locale, localePath } from "@/lib/i18n/locales";
import { message, type Translator } from "@/lib/i18n/translator";
import { type AdminMemberLine, searchMembers } from "@/lib/members";
import { MEMBER_FILTERS, MembersQuery, REVOCABLE_ROLES } from "@/lib/members/model";
import { screen } from "@/lib/web/pages/screen";
import { ADMIN_PLACES, AdminFrame, adminCrumbs, isAdministrator } from "../admin-frame";

/** All members, found by name, address or handle. */
export const GET = screen({
  query: MembersQuery,
  allows: isAdministrator,
  async render(query, { locale, t, actor }) {
    const found = await searchMembers(actor, query);
    const path = localePath(locale, ADMIN_PLACES.members);
    const place = (at: object) => withQuery(path, { ...query, before: null, after: null, ...at });
    const title = t("admin.nav.members");
    return {
      title,
      crumbs: adminCrumbs(t, { label: title }),
      body: (
        <AdminFrame
          t={t}
          locale={locale}
          place="members"
          title={title}
          sub={t("admin.members.count", { count: found.total })}
        >
          <p>
            <a href={localePath(locale, ADMIN_PLACES.invitations)}>{t("invitations.title")}</a>
          </p>
          <Filters t={t} locale={locale} query={query} />
          {found.rows.length === 0 ? (
            <Empty action={<ButtonLink href={path}>{t("members.clear")}</ButtonLink>}>
              {t("members.nothing")}
            </Empty>
          ) : (
            <MembersTable t={t} locale={locale} rows={found.rows} />
          )}
          <Pager
            t={t}
            label={t("admin.members.pages")}
            previous={found.previous ? place({ before: found.previous }) : null}
            next={found.next ? place({ after: found.next }) : null}
          />
        </AdminFrame>
      ),
    };
  },
});

const MARK: Record<string, "ok" | "warn" | "bad" | "plain"> = {
  active: "ok",
  applied: "warn",
  unverified: "warn",
  suspended: "bad",
};

function MembersTable({
  t,
  locale,
  rows,
}: {
  t: Translator;
  locale: Locale;
  rows: readonly AdminMemberLine[];
}) {
  return (
    <CardTable caption={<span className="vh">{t("admin.nav.members")}</span>}>
      <TableHead
        columns={[
          t("members.name"),
          t("admin.members.email"),
          t("admin.members.state"),
          t("members.field.roles"),
          t("members.field.country"),
          t("members.joined"),
          t("admin.members.seen"),
        ]}
      />
      <tbody>
        {rows.map((row) => (
          <MemberRow key={row.id} t={t} locale={locale} row={row} />
        ))}
      </tbody>
    </CardTable>
  );
}

function MemberRow({ t, locale, row }: { t: Translator; locale: Locale; row: AdminMemberLine }) {
  return (
    <tr>
      <th scope="row">
        <a href={localePath(locale, `${ADMIN_PLACES.members}/${row.handle}`)}>
          <bdi>{row.state === "erased" ? t("common.formerMember") : row.displayName}</bdi>
        </a>
        <br />
        <bdi className="tiny dim">{row.handle}</bdi>
      </th>
      <td data-l={t("admin.members.email")}>
        <bdi>{row.email ?? "–"}</bdi>
      </td>
      <td data-l={t("admin.members.state")}>
        <Tag kind={MARK[row.state]}>{message(t, `admin.state.${row.state}`)}</Tag>
      </td>
      <td data-l={t("members.field.roles")}>
        {row.roles.length === 0
          ? "–"
          : listText(
              row.roles.map((role) => roleName(t, locale, role)),
              locale,
            )}
      </td>
      <td data-l={t("members.field.country")}>{row.country ? countryName(row.country, locale) : "–"}</td>
      <td data-l={t("members.joined")}>
        <Time at={row.createdAt} locale={locale} isDayOnly />
      </td>
      <td data-l={t("admin.members.seen")}>
        {row.lastSeenAt ? <Time at={row.lastSeenAt} locale={locale} isDayOnly /> : "–"}
      </td>
    </tr>
  );
}

function Filters({ t, locale, query }: { t: Translator; locale: Locale; query: MembersQuery }) {
  return (
    <form className="filters" action={localePath(locale, ADMIN_PLACES.members)}>
      <TextField
        name="q"
        id="find"
        label={t("admin.members.find")}
        defaultValue={query.q}
        maxLength={120}
        autoComplete="off"
      />
      <SelectField
        name="state"
        label={t("admin.members.state")}
        empty={t("admin.members.anyState")}
        options={MEMBER_FILTERS.map((state) => ({ value: state, label: t(`admin.state.${state}`) }))}
        defaultValue={query.state ?? ""}
      />
      <SelectField
        name="role"
        label={t("admin.members.role")}
        empty={t("admin.members.anyRole")}
        options={REVOCABLE_ROLES.map((role) => ({ value: role, label: roleName(t, locale, role) }))}
        defaultValue={query.role ?? ""}
      />
      <Button kind="pri">{t("members.apply")}</Button>
    </form>
  );
}
