import { sectorName } from "@/components/members/member-facts";
import { PostForm } from "@/components/post-form";
import { moderatedHref } from "@/components/shell/places";
import { Time } from "@/components/time";
import { FactList, type Pair } from "@/components/ui/box";
import { Button, ButtonLink } from "@/components/ui/button";
import { Section } from "@/components/ui/heading";
import type { Actor } from "@/lib/core/actor";
import { countryName } from "@/lib/i18n/country-names";
import { type Locale, localePath } from "@/lib/i18n/locales";
import { formatter, message, type Translator } from "@/lib/i18n/translator";
import type { AdminMember } from "@/lib/members";
import { ADMIN_PLACES } from "../../admin-frame";

/** The props of every part of a member's page; `path` is its path without language. */
export interface MemberProps {
  t: Translator;
  locale: Locale;
  member: AdminMember;
  actor: Actor;
  path: string;
}

/** The member's identity, with links to more about them. */
export function MemberSummary({ t, locale, member, actor }: MemberProps) {
  const f = formatter(locale);
  const day = (at: Date | null) => (at ? <Time at={at} locale={locale} isDayOnly /> : "–");
  const facts: Pair[] = [
    { term: t("admin.members.state"), value: message(t, `admin.state.${member.state}`) },
    { term: t("me.profile.fullName"), value: <bdi>{member.fullName}</bdi> },
    { term: t("me.standing.handle"), value: <bdi>{member.handle}</bdi> },
    {
      term: t("members.field.institution"),
      value: member.institution ? <bdi>{member.institution}</bdi> : "–",
    },
    { term: t("members.field.sector"), value: member.sector ? sectorName(t, member.sector) : "–" },
    { term: t("members.field.country"), value: member.country ? countryName(member.country, locale) : "–" },
    { term: t("members.joined"), value: day(member.createdAt) },
    { term: t("admin.member.verified"), value: day(member.verifiedAt) },
    {
      term: t("me.twoFactor.title"),
      value: member.twoFactorSince ? day(member.twoFactorSince) : t("admin.member.noFactor"),
    },
    { term: t("admin.members.seen"), value: day(member.lastSeenAt) },
    { term: t("members.contributions"), value: f.number(member.contributions) },
  ];
  return (
    <Section id="summary" title={t("admin.member.summary")}>
      <div className="narrow">
        <FactList facts={facts} />
      </div>
      <p className="row">
        {member.state === "active" ? (
          <ButtonLink href={localePath(locale, `/members/${member.handle}`)}>
            {t("members.publicPage")}
          </ButtonLink>
        ) : null}
        <ButtonLink href={localePath(locale, `${ADMIN_PLACES.audit}?about=${member.handle}`)}>
          {t("admin.member.audit")}
        </ButtonLink>
        <ButtonLink href={localePath(locale, `${ADMIN_PLACES.audit}?who=${member.handle}`)}>
          {t("admin.member.acts")}
        </ButtonLink>
        {member.state === "erased" ? null : (
          <ButtonLink href={localePath(locale, `${ADMIN_PLACES.members}/${member.handle}/access`)}>
            {t("admin.sight.link")}
          </ButtonLink>
        )}
        {member.id !== actor.id && (member.state === "active" || member.state === "suspended") ? (
          <ButtonLink href={localePath(locale, moderatedHref(member.handle))}>
            {t("conduct.staff.link")}
          </ButtonLink>
        ) : null}
      </p>
    </Section>
  );
}

/** The member's sessions, and the mail that verifies their address. */
export function AccessPart({ t, locale, member, path }: MemberProps) {
  const action = localePath(locale, path);
  return (
    <Section id="access" title={t("admin.member.access")}>
      <p>{t("admin.member.sessions", { count: member.sessions })}</p>
      <div className="row">
        {member.sessions > 0 ? (
          <PostForm t={t} name="sessions" action={action} className="row" hidden={{ memberId: member.id }}>
            <Button>{t("admin.member.endSessions")}</Button>
          </PostForm>
        ) : null}
        {member.state === "unverified" ? (
          <PostForm t={t} name="resend" action={action} className="row">
            <Button>{t("admin.member.resend")}</Button>
          </PostForm>
        ) : null}
      </div>
    </Section>
  );
}
