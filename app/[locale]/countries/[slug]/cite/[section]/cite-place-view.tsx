import { citeHref, profileHref } from "@/components/profiles/addresses";
import { ProfileFrame } from "@/components/profiles/profile-frame";
import { Section } from "@/components/ui/heading";
import { withQuery } from "@/components/with-query";
import type { ProfileData } from "@/lib/exports/model";
import type { Locale } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import type { ProfileHead } from "@/lib/profiles/reading/model";
import { leastSure, withDoubt } from "@/lib/revisions/doubt";
import { CiteProfile, placeName } from "../../cite-profile";
import type { CitedPlace } from "../../cited-places";

interface Props {
  t: Translator;
  locale: Locale;
  head: ProfileHead;
  data: ProfileData;
  place: CitedPlace;
  /** Other records of its section that can be cited. */
  records: readonly CitedPlace[];
  /** The revision and language in the address, if given. */
  query: { revision: number | undefined; lang: string | undefined };
}

/** Shows how to cite a part of a profile, with links to cite its parts or the whole. */
export function CitePlaceView({ t, locale, head, data, place, records, query }: Props) {
  const at = { ...query, section: place.section };
  const { revision, lang } = query;
  const read = withQuery(
    profileHref(locale, head.slug, revision === undefined ? "" : `/revisions/${revision}`),
    { lang: lang === locale ? null : lang },
  );
  return (
    <ProfileFrame t={t} locale={locale} head={head} tab={null} sub={t("exports.cite.title")}>
      <div className="wrap body stack g5 narrow">
        <h2>
          <bdi>{placeName(t, place)}</bdi>
        </h2>
        <CiteProfile t={t} locale={locale} data={data} place={place} isOpen />
        <p className="row">
          <a href={`${read}#${place.anchor}`}>{t("exports.cite.back")}</a>
          {place.record ? <a href={citeHref(locale, head.slug, at)}>{t("exports.cite.section")}</a> : null}
          <a href={`${read}#cite`}>{t("exports.cite.whole")}</a>
        </p>
        {records.length > 0 ? (
          <Section id="parts" className="stack g3" title={t("exports.cite.parts")}>
            <ul>
              {records.map(({ record, pinpoint, sureness }) => (
                <li key={record}>
                  <a
                    href={citeHref(locale, head.slug, { ...at, record })}
                    aria-current={record === place.record ? "page" : undefined}
                  >
                    <bdi>{withDoubt(t, pinpoint.locator ?? "", leastSure(sureness))}</bdi>
                  </a>
                </li>
              ))}
            </ul>
          </Section>
        ) : null}
      </div>
    </ProfileFrame>
  );
}
