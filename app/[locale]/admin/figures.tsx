import { roleName } from "@/components/members/member-facts";
import { Time } from "@/components/time";
import { FactList } from "@/components/ui/box";
import { Section } from "@/components/ui/heading";
import { Note } from "@/components/ui/note";
import type { OpenFactorReset } from "@/lib/accounts/two-factor";
import { type Locale, localePath } from "@/lib/i18n/locales";
import { formatter, type Translator } from "@/lib/i18n/translator";
import type { countMembers, RoleProposal } from "@/lib/members";
import { MEMBER_FILTERS, REVOCABLE_ROLES } from "@/lib/members/model";
import type { SiteFigures } from "@/lib/operation";
import { ADMIN_PLACES } from "./admin-frame";

interface Props {
  t: Translator;
  locale: Locale;
}

const FIGURES = [
  "profiles",
  "revisions",
  "editsOfWeek",
  "editorsOfWeek",
  "pending",
  "drafts",
  "joinedOfMonth",
  "signedInToday",
] as const satisfies readonly (keyof SiteFigures)[];

/** Counts of members, content and activity, computed for each request. */
export function Figures(
  props: Props & {
    members: Awaited<ReturnType<typeof countMembers>>;
    figures: SiteFigures;
    registration: string;
  },
) {
  const { t, locale, members, figures, registration } = props;
  const f = formatter(locale);
  const filtered = (name: string, value: string) =>
    localePath(locale, `${ADMIN_PLACES.members}?${name}=${value}`);
  const states = MEMBER_FILTERS.filter((state) => (members.byState[state] ?? 0) > 0);
  const roles = REVOCABLE_ROLES.filter((role) => (members.byRole[role] ?? 0) > 0);
  return (
    <>
      <Section id="figures" title={t("admin.figures.title")}>
        <FactList
          facts={FIGURES.map((name) => ({
            term: t(`admin.figures.${name}`),
            value: f.number(figures[name]),
          }))}
        />
      </Section>
      <Section
        id="members"
        title={t("admin.nav.members")}
        aside={
          <a href={localePath(locale, ADMIN_PLACES.applications)}>
            {t("admin.applications.waiting", { count: members.waiting })}
          </a>
        }
      >
        <FactList
          facts={[
            {
              term: t("admin.figures.registration"),
              value: t(`admin.registration.${registration as "open"}`),
            },
            ...states.map((state) => ({
              term: t(`admin.state.${state}`),
              value: <a href={filtered("state", state)}>{f.number(members.byState[state] ?? 0)}</a>,
            })),
            ...roles.map((role) => ({
              term: roleName(t, locale, role),
              value: <a href={filtered("role", role)}>{f.number(members.byRole[role] ?? 0)}</a>,
            })),
          ]}
        />
      </Section>
    </>
  );
}

/** How far the set-up of the site is, while steps of it are left. */
export function SetupLeft({ t, locale, setup }: Props & { setup: { settled: number; total: number } }) {
  return (
    <Note title={t("setup.progress", { settled: setup.settled, total: setup.total })}>
      <a href={localePath(locale, ADMIN_PLACES.setup)}>{t("setup.open")}</a>
    </Note>
  );
}

/** Resets of lost authenticators that wait for approvals; each is decided on the member's page. */
export function FactorResets({ t, locale, resets }: Props & { resets: readonly OpenFactorReset[] }) {
  if (resets.length === 0) return null;
  return (
    <Section id="resets" title={t("admin.reset.waiting")}>
      <ul className="list">
        {resets.map((reset) => (
          <li key={reset.id}>
            <a href={localePath(locale, `${ADMIN_PLACES.members}/${reset.handle}#reset`)}>
              <bdi>{reset.displayName}</bdi>
            </a>
            <p className="meta">
              <Time at={reset.requestedAt} locale={locale} />
              <span>
                {reset.firstApprovedBy ? t("admin.reset.oneApproved") : t("admin.reset.noneApproved")}
              </span>
            </p>
          </li>
        ))}
      </ul>
    </Section>
  );
}

/** Roles that wait for a second administrator; each is decided on the member's page. */
export function RoleProposals({ t, locale, proposals }: Props & { proposals: readonly RoleProposal[] }) {
  if (proposals.length === 0) return null;
  return (
    <Section id="proposals" title={t("admin.proposal.waiting")}>
      <ul className="list">
        {proposals.map(({ id, handle, displayName, role, country, isGiven, proposedAt, proposerName }) => (
          <li key={id}>
            <a href={localePath(locale, `${ADMIN_PLACES.members}/${handle}#roles`)}>
              <bdi>{displayName}</bdi>
            </a>
            <p className="meta">
              <span>{roleName(t, locale, role, country)}</span>
              {isGiven ? null : <span>{t("admin.member.takeRole")}</span>}
              <span>{t.rich("admin.proposal.proposedBy", { giver: () => <bdi>{proposerName}</bdi> })}</span>
              <Time at={proposedAt} locale={locale} />
            </p>
          </li>
        ))}
      </ul>
    </Section>
  );
}
