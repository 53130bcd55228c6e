import { ErrorsSummary } from "@/components/errors-summary";
import { FoldedReason } from "@/components/folded-reason";
import { roleName } from "@/components/members/member-facts";
import { type FormFields, PostForm } from "@/components/post-form";
import { Time } from "@/components/time";
import { Button } from "@/components/ui/button";
import { Empty } from "@/components/ui/empty";
import { SelectField, TextField } from "@/components/ui/field";
import { Section } from "@/components/ui/heading";
import { CardTable, TableHead } from "@/components/ui/table";
import type { Role } from "@/lib/core/actor";
import { can } from "@/lib/core/policy";
import { COUNTRY_CODES, compareNames, countryName } from "@/lib/i18n/country-names";
import { localePath } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import type { AdminRole, Giver } from "@/lib/members";
import { REVOCABLE_ROLES } from "@/lib/members/model";
import { needsSecond, needsSecondToTake } from "@/lib/members/proposals/model";
import { ProposalsPart, type ProposalsProps } from "./proposals-part";

interface RolesProps extends ProposalsProps {
  /** Whether there is a second administrator who could confirm a role that this one assigns. */
  hasConfirmer: boolean;
  /** Whether removing this member's administrator role needs another administrator. */
  takesTwo: boolean;
  fields: FormFields;
  taken: FormFields;
}

/** The roles of a member with buttons to remove them, the waiting ones, and a form to assign another. */
export function RolesPart(props: RolesProps) {
  const { t, member, actor, taken } = props;
  const mayChange = can(actor, "role.change", { memberId: member.id });
  return (
    <Section id="roles" title={t("members.field.roles")}>
      {mayChange ? null : <p className="dim">{t("admin.member.ownRoles")}</p>}
      <ErrorsSummary t={t} problems={{ ...taken.problems, errors: {} }} labels={{}} />
      {member.roles.length === 0 ? (
        <Empty>{t("admin.member.noRoles")}</Empty>
      ) : (
        <RolesTable {...props} mayChange={mayChange} />
      )}
      <ProposalsPart {...props} />
      {mayChange && member.state === "active" ? <GiveRole {...props} /> : null}
    </Section>
  );
}

function RolesTable(props: RolesProps & { mayChange: boolean }) {
  const { t, locale, member, mayChange } = props;
  return (
    <CardTable caption={<span className="vh">{t("members.field.roles")}</span>}>
      <TableHead
        columns={[
          t("admin.members.role"),
          t("admin.member.given"),
          t("admin.member.givenBy"),
          { label: t("admin.member.take"), isUnseen: true },
        ]}
      />
      <tbody>
        {member.roles.map(({ role, country, grantedAt, ...by }) => (
          <tr key={`${role} ${country}`}>
            <th scope="row">{roleName(t, locale, role, country)}</th>
            <td data-l={t("admin.member.given")}>
              <Time at={grantedAt} locale={locale} isDayOnly />
            </td>
            <td data-l={t("admin.member.givenBy")}>
              <GivenBy t={t} role={role} by={by} />
            </td>
            <td>{mayChange ? <TakeRole {...props} role={role} country={country} /> : null}</td>
          </tr>
        ))}
      </tbody>
    </CardTable>
  );
}

/** Who assigned a role and who confirmed it; for a role that needs two, also if there was no second administrator. */
function GivenBy({
  t,
  role,
  by: { grantedBy, confirmedBy },
}: {
  t: Translator;
  role: Role;
  by: Pick<AdminRole, "grantedBy" | "confirmedBy">;
}) {
  if (!grantedBy) return t("admin.audit.system");
  const name = (giver: Giver) => <bdi>{giver.name ?? t("common.formerMember")}</bdi>;
  if (confirmedBy)
    return t.rich("admin.proposal.givenByTwo", {
      giver: () => name(grantedBy),
      confirmer: () => name(confirmedBy),
    });
  return needsSecond(role)
    ? t.rich("admin.proposal.givenAlone", { giver: () => name(grantedBy) })
    : name(grantedBy);
}

/** Collapsed because it needs a reason; open if it was refused. */
function TakeRole(props: RolesProps & { role: Role; country: string }) {
  const { t, locale, path, taken, role, country, takesTwo } = props;
  const isThis = taken.value("role") === role && taken.value("country") === country;
  const isBack = isThis && taken.errors("roleReason") !== undefined;
  return (
    <FoldedReason
      t={t}
      name="take"
      action={localePath(locale, path)}
      step={
        <>
          {t("admin.member.take")}
          <span className="vh"> {roleName(t, locale, role, country)}</span>
        </>
      }
      fields={isBack ? taken : undefined}
      hidden={{ role, country, change: "take" }}
      reason={{
        name: "roleReason",
        id: `why-${role}${country}`,
        label: t("admin.member.roleReason"),
        hint: t("admin.member.roleReasonHint"),
        value: isThis ? taken.value("roleReason") : "",
      }}
    >
      {takesTwo && needsSecondToTake(role) ? <p className="dim">{t("admin.proposal.takeTwo")}</p> : null}
    </FoldedReason>
  );
}

function GiveRole({ t, locale, path, fields, hasConfirmer }: RolesProps) {
  const labels = {
    role: t("admin.members.role"),
    country: t("members.field.country"),
    roleReason: t("admin.member.roleReason"),
  };
  const byName = compareNames(locale);
  const countries = COUNTRY_CODES.map((code) => ({ value: code, label: countryName(code, locale) })).sort(
    (a, b) => byName(a.label, b.label),
  );
  return (
    <PostForm
      t={t}
      name="role"
      action={localePath(locale, path)}
      fields={fields}
      labels={labels}
      hidden={{ change: "give" }}
    >
      <h3>{t("admin.member.give")}</h3>
      <p className="dim">{t(hasConfirmer ? "admin.proposal.two" : "admin.proposal.one")}</p>
      <SelectField
        name="role"
        label={labels.role}
        hint={t("admin.member.roleHint")}
        options={REVOCABLE_ROLES.map((role) => ({ value: role, label: roleName(t, locale, role) }))}
        defaultValue={fields.value("role")}
        errors={fields.errors("role")}
      />
      <SelectField
        name="country"
        label={labels.country}
        hint={t("admin.member.countryHint")}
        empty={t("me.profile.notGiven")}
        names="country"
        options={countries}
        defaultValue={fields.value("country")}
        errors={fields.errors("country")}
      />
      <TextField
        name="roleReason"
        label={labels.roleReason}
        hint={t("admin.member.roleReasonHint")}
        defaultValue={fields.value("roleReason")}
        errors={fields.errors("roleReason")}
        maxLength={1000}
        autoComplete="off"
        required
      />
      <p>
        <Button>{t("admin.member.give")}</Button>
      </p>
    </PostForm>
  );
}
