import { fieldsOf, PostForm } from "@/components/post-form";
import { profileHref } from "@/components/profiles/addresses";
import { ProfileFrame } from "@/components/profiles/profile-frame";
import { sectionTitle } from "@/components/profiles/section-title";
import { Time } from "@/components/time";
import { Button, ButtonLink } from "@/components/ui/button";
import { Empty } from "@/components/ui/empty";
import { Section } from "@/components/ui/heading";
import { Note } from "@/components/ui/note";
import { CardTable, TableHead } from "@/components/ui/table";
import type { Actor } from "@/lib/core/actor";
import type { FormState } from "@/lib/core/form-state";
import { can } from "@/lib/core/policy";
import { type Locale, localePath } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import { type CheckLine, reviewMonths, type SectionFreshness } from "@/lib/profiles/freshness/model";
import type { SectionKey } from "@/lib/profiles/model";
import type { ProfilePage } from "@/lib/profiles/reading/model";
import { checkHref, ReviewMark, VerifiedMark } from "../../freshness-mark";

interface Props {
  t: Translator;
  locale: Locale;
  page: ProfilePage;
  section: SectionKey;
  checks: readonly CheckLine[];
  form: FormState;
  actor: Actor;
  /** The confirmation just given. */
  done?: "confirmed" | "verified" | undefined;
}

/**
 * The screen for confirming that a section is correct: its freshness, earlier checks, and buttons for members
 * who can confirm it.
 */
export function CheckView(props: Props) {
  const { t, locale, page, section, done } = props;
  const state = page.sections[section];
  const freshness = page.freshness?.[section];
  const title = sectionTitle(t, section);
  const number = state?.revision.number ?? 0;
  return (
    <ProfileFrame
      t={t}
      locale={locale}
      head={page.head}
      tab={null}
      sub={state && freshness ? t("freshness.page.sub", { section: title, number }) : title}
    >
      <div className="wrap body stack g5 narrow">
        {done ? (
          <Note kind="ok" icon="check" role="status">
            {t(`freshness.page.${done}`)}
          </Note>
        ) : null}
        {freshness ? (
          <Written {...props} number={number} freshness={freshness} />
        ) : (
          <Empty
            action={
              <ButtonLink href={profileHref(locale, page.head.slug, `/edit/${section}`)}>
                {t("freshness.page.edit")}
              </ButtonLink>
            }
          >
            {t("freshness.page.empty")}
          </Empty>
        )}
      </div>
    </ProfileFrame>
  );
}

type WrittenProps = Props & { number: number; freshness: SectionFreshness };

function Written(props: WrittenProps) {
  const { t, locale, page, section, freshness, number } = props;
  const { slug } = page.head;
  return (
    <>
      <Section id="states" className="stack g2" title={t("freshness.page.states")}>
        <VerifiedMark {...{ t, locale, slug, section, number, freshness }} />
        <p className="meta">
          <ReviewMark t={t} locale={locale} freshness={freshness} />
          <span>
            {t("freshness.page.checked")} <Time at={freshness.checkedAt} locale={locale} isDayOnly />
          </span>
        </p>
        <p>
          <a href={`${profileHref(locale, slug)}#${section}`}>{t("freshness.page.read")}</a>
        </p>
      </Section>
      <Say {...props} kind="confirm" />
      <Say {...props} kind="verify" />
      <p>
        {t("freshness.page.wrong")}{" "}
        <a href={profileHref(locale, slug, `/edit/${section}`)}>{t("freshness.page.edit")}</a>
      </p>
      <Checks {...props} />
    </>
  );
}

/** One of the two confirmations: a button for members who can give it, else a note on who can. */
function Say({
  t,
  locale,
  page,
  section,
  number,
  actor,
  form,
  kind,
}: WrittenProps & { kind: "confirm" | "verify" }) {
  const facts = { country: page.head.iso2, protection: null, needsSecond: false };
  const isAllowed =
    kind === "confirm" ? can(actor, "section.confirm", facts) : can(actor, "section.verify", facts);
  const isAsleep = !isAllowed && actor.dormantRoles.some((role) => role !== "practitioner");
  return (
    <Section id={`say-${kind}`} className="stack g2" title={t(`freshness.page.${kind}Title`)}>
      <p>{t(`freshness.page.${kind}Text`, { months: reviewMonths(section) })}</p>
      {isAllowed ? (
        <PostForm
          t={t}
          name={kind}
          action={checkHref(locale, page.head.slug, section)}
          fields={fieldsOf(t, form, kind)}
          hidden={{ seen: String(number) }}
          className="stack"
        >
          <div className="row">
            <Button kind={kind === "confirm" ? "pri" : "plain"}>
              {kind === "confirm" ? t("freshness.still") : t("freshness.page.verify")}
            </Button>
          </div>
        </PostForm>
      ) : (
        <p className="dim">
          {t(kind === "confirm" ? "freshness.page.onlyConfirm" : "freshness.page.onlyVerify")}{" "}
          {isAsleep ? (
            <a href={`${localePath(locale, "/me/security")}?needs=two-factor`}>
              {t("freshness.page.asleep")}
            </a>
          ) : null}
        </p>
      )}
    </Section>
  );
}

function Checks({ t, locale, page, checks }: WrittenProps) {
  return (
    <Section id="checks" className="stack g2" title={t("freshness.page.history")}>
      {checks.length === 0 ? (
        <p className="dim">{t("freshness.page.nobody")}</p>
      ) : (
        <CardTable caption={<span className="vh">{t("freshness.page.history")}</span>}>
          <TableHead
            columns={[
              t("freshness.page.what"),
              t("freshness.page.when"),
              t("freshness.page.who"),
              t("freshness.page.revision"),
            ]}
          />
          <tbody>
            {checks.map((line) => (
              <tr key={`${line.kind}-${line.at.getTime()}-${line.handle}`}>
                <th scope="row">{t(`freshness.page.line.${line.kind}`)}</th>
                <td data-l={t("freshness.page.when")}>
                  <Time at={line.at} locale={locale} />
                </td>
                <td data-l={t("freshness.page.who")}>
                  {line.by && line.handle ? (
                    <a href={localePath(locale, `/members/${line.handle}`)}>
                      <bdi>{line.by}</bdi>
                    </a>
                  ) : (
                    t("common.formerMember")
                  )}
                </td>
                <td data-l={t("freshness.page.revision")}>
                  <a href={profileHref(locale, page.head.slug, `/revisions/${line.number}`)}>{line.number}</a>
                </td>
              </tr>
            ))}
          </tbody>
        </CardTable>
      )}
    </Section>
  );
}
