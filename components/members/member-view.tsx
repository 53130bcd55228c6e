import type { ReactNode } from "react";
import { profileHref } from "@/components/profiles/addresses";
import { sectionTitle } from "@/components/profiles/section-title";
import { Day, Time } from "@/components/time";
import { ButtonLink } from "@/components/ui/button";
import { Empty } from "@/components/ui/empty";
import { PageHead, Section } from "@/components/ui/heading";
import { type Locale, localePath } from "@/lib/i18n/locales";
import { formatter, type Translator } from "@/lib/i18n/translator";
import type { MemberPage } from "@/lib/members/model";
import { MemberFacts } from "./member-facts";

/** A member's page: what the reader may see of them, and their contributions. `children` come first. */
export function MemberView(props: {
  t: Translator;
  locale: Locale;
  member: MemberPage;
  children?: ReactNode;
  /**
   * Whether the reader can write to the member. A document does not say, so that a member who was blocked cannot compare
   * it with their own view: the script asks.
   */
  canWrite: boolean;
  /** The posts that they wrote. */
  posts?: ReactNode;
}) {
  const { t, locale, member, children, canWrite, posts } = props;
  const name = <bdi>{member.displayName}</bdi>;
  return (
    <>
      <PageHead
        title={name}
        actions={
          <ButtonLink
            hidden={!canWrite}
            data-message={member.handle}
            href={localePath(locale, `/members/${member.handle}/write`)}
            icon="edit"
          >
            {t("messages.write")}
          </ButtonLink>
        }
        sub={t.rich("members.since", {
          day: () => <Day day={member.joinedAt.toISOString().slice(0, 10)} locale={locale} isLong />,
        })}
      />
      <div className="wrap body flush stack g6">
        {children}
        {/* The language of a biography is not recorded, so the browser determines the direction. */}
        {member.fields.biography ? (
          <p className="narrow as-typed" dir="auto">
            {member.fields.biography}
          </p>
        ) : null}
        <div className="narrow">
          <MemberFacts t={t} locale={locale} fields={member.fields} roles={member.roles} />
        </div>
        {posts}
        <Section id="contributions" className="stack narrow" title={t("members.contributions")}>
          <Contributions t={t} locale={locale} member={member} />
        </Section>
      </div>
    </>
  );
}

function Contributions({ t, locale, member }: { t: Translator; locale: Locale; member: MemberPage }) {
  if (member.contributions === 0) return <Empty>{t("members.noContributions")}</Empty>;
  const f = formatter(locale);
  return (
    <>
      <p>
        {t("members.contributionsCount", {
          count: member.contributions,
          shown: f.number(member.latest.length),
        })}
      </p>
      <ul className="list">
        {member.latest.map((line) => (
          <li key={`${line.slug}/${line.number}`}>
            <a href={profileHref(locale, line.slug, `/revisions/${line.number}`)}>
              <bdi>{line.summary === "" ? t("past.hidden.summary") : line.summary}</bdi>
            </a>
            <p className="meta">
              <a href={profileHref(locale, line.slug)}>{line.names[locale]}</a>
              <span>{sectionTitle(t, line.section)}</span>
              <Time at={line.createdAt} locale={locale} />
            </p>
          </li>
        ))}
      </ul>
    </>
  );
}
