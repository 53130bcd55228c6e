import { ConfidenceTag } from "@/components/content/doubt";
import { Footnote } from "@/components/content/footnote";
import type { Footnotes } from "@/components/content/footnotes";
import { participationMark } from "@/components/content/page-footnotes";
import { profileHref } from "@/components/profiles/addresses";
import { monthsOf } from "@/components/profiles/participations";
import { type Standing, standingsOf } from "@/components/profiles/standings";
import { markOf } from "@/components/profiles/treaty-mark";
import { Day, dayText } from "@/components/time";
import { Box, FactList, type Pair } from "@/components/ui/box";
import { Icon } from "@/components/ui/icon";
import { StatusMark } from "@/components/ui/status";
import { dayOf } from "@/lib/core/moments";
import { type Locale, localePath } from "@/lib/i18n/locales";
import { message, type Translator } from "@/lib/i18n/translator";
import { SECTION_KEYS } from "@/lib/profiles/model";
import { isVenue, type Participation, type ProfilePage } from "@/lib/profiles/reading/model";
import { briefly, leastSure, withDoubt } from "@/lib/revisions/doubt";
import type { Confidence, DatedFact } from "@/lib/revisions/records-fields";
import { FreshnessCounts } from "./freshness-mark";
import { CountryOrigin, countryFacts } from "./key-country";
import { LastChange, writtenOf } from "./profile-trust";

interface Props {
  t: Translator;
  locale: Locale;
  page: ProfilePage;
  footnotes: Footnotes;
  /**
   * False for an old revision: treaties are shown only if it recorded them and does not hide them, and projects
   * not at all. Facts about the country are today's.
   */
  isCurrent: boolean;
}

/** Shows the most important facts beside the text: treaties, the country, projects, freshness. */
export function KeyFacts(props: Props) {
  const { t, page, isCurrent } = props;
  const recorded = page.sections["treaty-status"];
  const isRecorded = isCurrent || (recorded !== undefined && !recorded.isHidden);
  const standings = isRecorded ? standingsOf(page) : [];
  return (
    <aside className="key-facts" aria-label={t("profiles.page.keyFacts")}>
      <details className="more">
        <summary>
          {summaryOf(props, standings)} <Icon name="down" />
        </summary>
        <div className="stack">
          {isRecorded ? (
            <Box id="key-treaties" title={t("profiles.sections.treaty-status")} isKey>
              <FactList facts={standings.flatMap((standing) => treatyFacts(props, standing))} isInBox />
            </Box>
          ) : null}
          <Box id="key-country" title={t("profiles.page.facts")}>
            <FactList facts={countryFacts(props)} isInBox />
            <CountryOrigin {...props} />
          </Box>
          {isCurrent ? <Projects {...props} /> : null}
          <Freshness {...props} />
        </div>
      </details>
    </aside>
  );
}

/** The projects in which it participates, and separately those of which it was only a place or guest. */
function Projects(props: Props) {
  const { t, page } = props;
  const took = page.participations.filter((one) => !isVenue(one));
  const hosted = page.participations.filter(isVenue);
  return (
    <>
      {took.length > 0 ? (
        <Box id="key-projects" title={t("profiles.page.projects")}>
          <FactList facts={took.map((one) => projectFact(props, one))} isInBox />
        </Box>
      ) : null}
      {hosted.length > 0 ? (
        <Box id="key-activities" title={t("profiles.page.activities")}>
          <FactList facts={hosted.map((one) => projectFact(props, one))} isInBox />
          <p className="in-b tiny dim">{t("profiles.page.activitiesHint")}</p>
        </Box>
      ) : null}
    </>
  );
}

/** An unwritten section does not mean "none". */
const statusWords = ({ status, isWritten }: Pick<Standing, "status" | "isWritten">) =>
  status === "none" && !isWritten
    ? ("profiles.status.noneKnown" as const)
    : (`profiles.status.${status}` as const);

function summaryOf({ t, locale }: Props, [convention]: Standing[]): string {
  if (!convention) return t("profiles.page.keyFacts");
  const status = t(statusWords(convention));
  // A State is bound from entry into force; the deposit of its instrument has a row of its own.
  const day = convention.record?.inForceOn?.value;
  const known = convention.status === "party" && day;
  const said = known ? t("profiles.standing.since", { status, day: dayText(day, locale, true) }) : status;
  // One line gets the lower confidence of status and date.
  const facts = [convention.record?.confidence, known ? convention.record?.inForceOn?.confidence : null];
  return t("profiles.page.keyFactsStatus", {
    status: withDoubt(t, said, briefly(leastSure(facts))),
  });
}

function treatyFacts(
  { t, locale, footnotes }: Props,
  { treaty, status, record, isWritten, asOf }: Standing,
): Pair[] {
  const heading: Pair = {
    term: <b>{t(`profiles.treaty.${treaty}`)}</b>,
    value: (
      <>
        {status === "unknown" ? (
          <span className="dim">{t("profiles.status.unknown")}</span>
        ) : (
          <StatusMark kind={markOf(status)}>{t(statusWords({ status, isWritten }))}</StatusMark>
        )}
        {(record?.sources ?? []).map((source) => (
          <Footnote key={source} t={t} number={footnotes.numberOf(source)} />
        ))}{" "}
        {record ? <ConfidenceTag value={record.confidence} t={t} /> : null}
      </>
    ),
  };
  if (!record)
    return asOf && status === "none"
      ? [
          heading,
          { term: t("revisions.fields.record.asOf"), value: <Day day={asOf} locale={locale} isLong /> },
        ]
      : [heading];
  const dated = (term: string, fact: DatedFact | null, isExpected: boolean): Pair[] =>
    fact || isExpected
      ? [{ term, value: <Dated t={t} locale={locale} fact={fact} than={record.confidence} /> }]
      : [];
  const isParty = status === "party";
  const hasConsented = isParty || status === "ratified";
  const consent = record.consentKind
    ? t(`revisions.options.consentKind.${record.consentKind}`)
    : t("revisions.fields.treaty-status.consentOn");
  return [
    heading,
    ...dated(t("revisions.fields.treaty-status.invitedOn"), record.invitedOn, status === "invited"),
    ...dated(t("revisions.fields.treaty-status.signedOn"), record.signedOn, status === "signatory"),
    ...dated(consent, record.consentOn, hasConsented),
    ...(status === "ratified" && !record.inForceOn
      ? [{ term: t("revisions.fields.treaty-status.inForceOn"), value: t("profiles.standing.notYet") }]
      : dated(t("revisions.fields.treaty-status.inForceOn"), record.inForceOn, isParty)),
  ];
}

/** A date with its confidence if that differs from the record's; a missing date is stated. */
function Dated(props: { t: Translator; locale: Locale; fact: DatedFact | null; than: Confidence }) {
  const { t, locale, fact, than } = props;
  if (!fact) return <span className="dim">{t("profiles.standing.notKnown")}</span>;
  return (
    <>
      <Day day={fact.value} locale={locale} isLong />{" "}
      <ConfidenceTag value={fact.confidence} than={than} t={t} />
    </>
  );
}

function projectFact({ t, footnotes }: Props, one: Participation): Pair {
  const months = monthsOf(t, one);
  const part = message(t, `profiles.participation.part.${one.part}`);
  const number = footnotes.numberOf(one.source);
  return {
    term: <bdi lang="en">{one.name}</bdi>,
    value: (
      <>
        {months ? t("profiles.participation.during", { part, months }) : part}
        {number === null ? (
          <span className="tiny dim"> {t("profiles.page.source", { source: one.source })}</span>
        ) : (
          <Footnote t={t} number={number} id={participationMark(one.project, one.part)} />
        )}{" "}
        <ConfidenceTag value={one.confidence as Confidence} t={t} />
      </>
    ),
  };
}

/**
 * The number of written sections, and of these the one changed last and the one unchanged for longest. Further,
 * counts by freshness, and links.
 */
function Freshness({ t, locale, page }: Props) {
  const written = writtenOf(page);
  const [newest, oldest] = [written[0], written.at(-1)];
  const days = [newest, oldest].map((section) => section && dayOf(section.revision.createdAt));
  const isOneDay = days[0] === days[1];
  return (
    <Box id="key-freshness" title={t("profiles.page.freshness")}>
      <div className="in-b stack g2 small">
        <p>{t("profiles.page.filled", { filled: written.length, total: SECTION_KEYS.length })}</p>
        {newest ? (
          <p>
            <LastChange t={t} locale={locale} which="newest" section={newest} />
          </p>
        ) : null}
        {oldest && !isOneDay ? (
          <p>
            <LastChange t={t} locale={locale} which="oldest" section={oldest} />
          </p>
        ) : null}
        {page.freshness ? <FreshnessCounts t={t} freshness={page.freshness} /> : null}
        {page.freshness ? (
          <p>
            <a href={localePath(locale, "/countries/freshness")}>{t("freshness.box.board")}</a>
          </p>
        ) : null}
        {page.freshness ? (
          <p>
            <a href={profileHref(locale, page.head.slug, "/links")}>{t("past.backlinks.title")}</a>
          </p>
        ) : null}
        {page.revision > 0 ? (
          <p>
            <a href={profileHref(locale, page.head.slug, `/revisions/${page.revision}`)}>
              {t("profiles.page.permanent")}
            </a>
          </p>
        ) : null}
      </div>
    </Box>
  );
}
