import { roleName } from "@/components/members/member-facts";
import { PLACES } from "@/components/shell/places";
import { Day } from "@/components/time";
import { Box, FactList } from "@/components/ui/box";
import { ButtonLink } from "@/components/ui/button";
import { Note } from "@/components/ui/note";
import { CONDUCT_PATH } from "@/lib/conduct/model";
import type { Actor } from "@/lib/core/actor";
import { can } from "@/lib/core/policy";
import { type Locale, localePath } from "@/lib/i18n/locales";
import { formatter, type Translator } from "@/lib/i18n/translator";
import type { OwnProfile, TrustStanding } from "@/lib/members";
import { TRUST } from "@/lib/members/standing/model";

/** The member's status: handle, address, roles, trust, and what is still to do, with links to the member's pages. */
export function StandingBox({
  t,
  locale,
  own,
  actor,
  trust,
}: {
  t: Translator;
  locale: Locale;
  own: OwnProfile;
  actor: Actor;
  trust: TrustStanding;
}) {
  const f = formatter(locale);
  const roles = [...actor.roles, ...actor.dormantRoles].map((role) => roleName(t, locale, role));
  return (
    <aside className="stack">
      <Box id="standing" title={t("me.standing.title")}>
        <FactList
          isInBox
          facts={[
            { term: t("me.standing.handle"), value: <bdi>{own.handle}</bdi> },
            { term: t("me.standing.email"), value: <bdi>{own.email}</bdi> },
            { term: t("members.field.roles"), value: f.list(roles) },
            {
              term: t("members.joined"),
              value: <Day day={own.joinedAt.toISOString().slice(0, 10)} locale={locale} />,
            },
          ]}
        />
      </Box>
      <TrustBox t={t} trust={trust} />
      {actor.owesReading ? (
        <Note kind="warn" icon="lock" title={t("conduct.own.unread")}>
          <a href={localePath(locale, CONDUCT_PATH)}>{t("conduct.own.title")}</a>
        </Note>
      ) : actor.owesCharter ? (
        <Note kind="warn" icon="lock" title={t("me.charter.owed")}>
          <a href={localePath(locale, "/me/charter")}>{t("me.charter.title")}</a>
        </Note>
      ) : actor.dormantRoles.length > 0 ? (
        <Note kind="warn" icon="lock" title={t("me.standing.dormant")}>
          <a href={localePath(locale, "/me/security?needs=two-factor")}>{t("me.twoFactor.setUp")}</a>
        </Note>
      ) : null}
      <p className="row">
        <ButtonLink href={localePath(locale, `/members/${own.handle}`)}>
          {t("me.standing.publicPage")}
        </ButtonLink>
        <ButtonLink href={localePath(locale, `/me/members/${own.handle}`)}>
          {t("me.standing.wholePage")}
        </ButtonLink>
        <ButtonLink href={localePath(locale, CONDUCT_PATH)}>{t("conduct.own.link")}</ButtonLink>
        {can(actor, "moderation.open") ? (
          <ButtonLink href={localePath(locale, PLACES.moderation)}>{t("moderation.title")}</ButtonLink>
        ) : null}
      </p>
    </aside>
  );
}

/** Whether the member's edits are published at once, and if not, what is still needed for that. */
function TrustBox({ t, trust }: { t: Translator; trust: TrustStanding }) {
  const of = (have: number, needed: number) =>
    t("me.standing.trust.of", { have: Math.min(have, needed), needed });
  return (
    <Box id="trust" title={t("me.standing.trust.title")}>
      <div className="in-b stack">
        <p className="small">{t(`me.standing.trust.${trust.trusted ?? "notYet"}`, TRUST)}</p>
        {trust.trusted === null ? (
          <>
            <FactList
              facts={[
                { term: t("me.standing.trust.accepted"), value: of(trust.accepted, TRUST.edits) },
                { term: t("me.standing.trust.days"), value: of(trust.days, TRUST.days) },
              ]}
            />
            <p className="small dim">{t("me.standing.trust.rejected")}</p>
          </>
        ) : null}
      </div>
    </Box>
  );
}
