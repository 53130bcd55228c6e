import { titleOf } from "@/components/content/record-title";
import { RecordView } from "@/components/content/record-view";
import { CooperationCard } from "@/components/cooperation/card";
import { copyLawHref, pastOf } from "@/components/profiles/addresses";
import { Icon } from "@/components/ui/icon";
import { WatchLink } from "@/components/watching/watch-link";
import { authoritiesPath } from "@/lib/cooperation/authorities/model";
import { cardPath } from "@/lib/cooperation/card/model";
import { reportingPath } from "@/lib/cooperation/reporting/model";
import { listText } from "@/lib/i18n/lists";
import { localePath } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import type { TreatyStatusRecord } from "@/lib/profiles/kinds/treaty-status";
import type { SectionState } from "@/lib/profiles/reading/model";
import type { AnyRecord } from "@/lib/revisions/records-fields";
import type { SectionData } from "./section-data";

/** A section as its parts are drawn; without `section` nobody has written it yet. */
export type OneSection = Omit<SectionData, "section" | "content"> & {
  t: Translator;
  section?: SectionState | undefined;
};

type Props = OneSection & { section: SectionState; kind: Parameters<typeof RecordView>[0]["kind"] };

/** The records of a section. Those of some sections are folded below what most readers look for. */
export function ProfileRecords(props: Props) {
  const { t, locale, entry, slug, isCurrent } = props;
  if (entry.key === "treaty-status") return <Treaties {...props} />;
  if (entry.key === "authorities") return <Authorities {...props} />;
  if (entry.key === "cooperation-rules") return <CooperationRules {...props} />;
  return (
    <>
      <Records {...props} />
      {entry.key === "reporting" && isCurrent ? (
        <p className="small">
          <a href={localePath(locale, reportingPath(slug))}>{t("cooperation.reporting.forPublic")}</a>
        </p>
      ) : null}
    </>
  );
}

/** The steps under each treaty, folded: the main ones are among the key facts beside the text. */
function Treaties(props: Props) {
  const { t, section, isCurrent } = props;
  const { records } = section.content as { records: TreatyStatusRecord[] };
  const declarations = records.reduce((sum, record) => sum + record.declarations.length, 0);
  return (
    <>
      <details className="more folded" open={!isCurrent}>
        <summary>
          {t("profiles.page.treaties", { treaties: records.length, declarations })} <Icon name="down" />
        </summary>
        <Records {...props} />
      </details>
      <p className="small dim">{t("law.declarations.about")}</p>
    </>
  );
}

/** The authorities by name; their functions are folded, and on a page of their own. */
function Authorities(props: Props) {
  const { t, locale, slug, section, isCurrent, kind } = props;
  const { records } = section.content as { records: AnyRecord[] };
  const names = records.map((record) => titleOf(kind, record, t, locale));
  return (
    <>
      <details className="more folded" open={!isCurrent}>
        <summary>
          {t("profiles.page.authorities", { count: records.length })} <Icon name="down" />
        </summary>
        <Records {...props} />
      </details>
      {isCurrent ? (
        <p className="small">
          <a href={localePath(locale, authoritiesPath(slug))}>{listText(names, locale)}</a>
        </p>
      ) : null}
    </>
  );
}

/** The rules by question; the records themselves are folded, and there is a page of both to print. */
function CooperationRules(props: Props) {
  const { t, locale, slug, section, isCurrent } = props;
  const { records } = section.content as { records: AnyRecord[] };
  const lang = locale === section.language ? undefined : section.language;
  return (
    <>
      <CooperationCard t={t} locale={locale} lang={lang} records={records} />
      <details className="more folded" open={!isCurrent}>
        <summary>
          {t("profiles.page.rules", { count: records.length })} <Icon name="down" />
        </summary>
        <Records {...props} />
      </details>
      {isCurrent ? (
        <p className="small">
          <a href={localePath(locale, cardPath(slug))}>{t("cooperation.card.print")}</a>
        </p>
      ) : null}
    </>
  );
}

/** Returns how the sources that the section cites are numbered. */
export function numbersOf({ numbers }: OneSection): (source: string) => number | null {
  const found = new Map(numbers);
  return (source) => found.get(source) ?? null;
}

function Records(props: Props) {
  const { t, locale, slug, isCurrent, entry, section, kind } = props;
  return (
    <RecordView
      kind={kind}
      records={(section.content as { records: AnyRecord[] }).records}
      t={t}
      locale={locale}
      lang={locale === section.language ? undefined : section.language}
      prefix={entry.key}
      numberOf={numbersOf(props)}
      level={entry.level === 3 ? 4 : 3}
      historyOf={pastOf(locale, slug, entry.key)}
      declared={new Map(props.declared)}
      aside={
        isCurrent
          ? (record) => (
              <>
                <WatchLink
                  t={t}
                  locale={locale}
                  place={{ kind: "record", slug, section: entry.key, record: record.id }}
                  name={titleOf(kind, record, t, locale)}
                />
                {entry.key === "laws" ? (
                  <a href={copyLawHref(locale, { slug, id: record.id })} rel="nofollow">
                    {t("profiles.copyLaw.use")}
                  </a>
                ) : null}
              </>
            )
          : undefined
      }
    />
  );
}
