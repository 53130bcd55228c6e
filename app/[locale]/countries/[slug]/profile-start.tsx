import type { ReactNode } from "react";
import { MemberLink } from "@/components/member-link";
import { profileHref } from "@/components/profiles/addresses";
import { DesignationNotes } from "@/components/profiles/designation-notes";
import { LawDatabases } from "@/components/profiles/law-databases";
import { leadOf } from "@/components/profiles/lead";
import { editHref } from "@/components/profiles/section-languages";
import { isBare } from "@/components/profiles/unwritten";
import { PLACES } from "@/components/shell/places";
import { Icon } from "@/components/ui/icon";
import { type Locale, localePath } from "@/lib/i18n/locales";
import { message, type Translator } from "@/lib/i18n/translator";
import type { ProfilePage, ProfileStart } from "@/lib/profiles/reading/model";
import { watchPath } from "@/lib/watching/model";
import { LeadNote, LeadText } from "./generated-lead";

interface Props {
  t: Translator;
  locale: Locale;
  page: ProfilePage;
  start: ProfileStart;
}

/** Replaces the empty sections of a profile without text: known facts, neighbours' sections, where to look, how to help. */
export function ProfileStartBox(props: Props) {
  const { t, page } = props;
  const lead = leadOf(t, page);
  return (
    <section className="box start" aria-labelledby="start">
      <h2 id="start">{t("profiles.start.title")}</h2>
      <div className="in-b stack g3">
        <div>
          <h3>{t("profiles.start.known")}</h3>
          {lead ? <LeadText lead={lead} /> : <p>{t("profiles.lead.none")}</p>}
          {lead ? <LeadNote t={t} lead={lead} /> : null}
        </div>
        <Further {...props} />
      </div>
    </section>
  );
}

/** The same for a profile with little text, below the list of its unwritten sections; folded on a narrow page. */
export function ProfileHelpBox(props: Props) {
  const { t } = props;
  return (
    <details className="more">
      <summary>
        {t("profiles.start.more")} <Icon name="down" />
      </summary>
      <section className="box start" aria-labelledby="start">
        <h2 id="start">{t("profiles.start.more")}</h2>
        <div className="in-b stack g3">
          <Further {...props} />
        </div>
      </section>
    </details>
  );
}

/** Where to look further, and who can help. */
function Further(props: Props) {
  return (
    <>
      <Neighbours {...props} />
      <LawDatabases t={props.t} locale={props.locale} head={props.page.head} />
      <Help {...props} />
    </>
  );
}

function Neighbours({ t, locale, page, start }: Props) {
  const { subregion } = page.head;
  if (!subregion || start.neighbours.length === 0) return null;
  return (
    <div>
      <h3>{t("profiles.start.neighbours", { subregion: message(t, `profiles.subregion.${subregion}`) })}</h3>
      <ul>
        {start.neighbours.map(({ slug, names, status, filledSections }) => (
          <li key={slug}>
            <a href={profileHref(locale, slug)}>{names[locale]}</a>{" "}
            <span className="small dim">
              {t("profiles.start.neighbour", {
                status: t(`profiles.status.${status}`),
                count: filledSections,
              })}
            </span>
          </li>
        ))}
      </ul>
      <DesignationNotes t={t} locale={locale} entries={start.neighbours} />
    </div>
  );
}

function Help({ t, locale, page, start }: Props) {
  const { slug } = page.head;
  const edit = (section: string) => (words: ReactNode) => (
    <a href={editHref(locale, slug, section)}>{words}</a>
  );
  const { focalPoints } = start;
  return (
    <div>
      <h3>{t("profiles.start.help")}</h3>
      <ul>
        {isBare(page) ? (
          <li>
            {t.rich("profiles.start.write", {
              laws: edit("laws"),
              policies: edit("policies"),
              institutions: edit("institutions"),
            })}
          </li>
        ) : null}
        <li>
          {t.rich("profiles.start.watch", {
            watch: (words) => (
              <a href={localePath(locale, watchPath({ kind: "profile", slug }))} rel="nofollow">
                {words}
              </a>
            ),
          })}
        </li>
        <li>
          {focalPoints.length > 0 ? (
            <>
              {t("profiles.start.focal", { count: focalPoints.length })}{" "}
              {focalPoints.map(({ handle, displayName }, n) => (
                <span key={handle}>
                  {n > 0 ? " · " : null}
                  <MemberLink t={t} locale={locale} member={{ handle, displayName }} />
                </span>
              ))}
            </>
          ) : (
            t.rich("profiles.start.noFocal", {
              members: (words) => <a href={localePath(locale, PLACES.members)}>{words}</a>,
            })
          )}
        </li>
      </ul>
    </div>
  );
}
