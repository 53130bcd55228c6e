import { AnswerBars } from "@/components/legal/coverage";
import { profileHref } from "@/components/profiles/addresses";
import { PLACES } from "@/components/shell/places";
import { Box } from "@/components/ui/box";
import { Button } from "@/components/ui/button";
import { SelectField } from "@/components/ui/field";
import { type Locale, localePath } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import { LEVEL_GROUPS, type LevelGroup } from "@/lib/legal/model";
import { chooseRows, type LegalProfile, type LegalQuery, linesOf } from "@/lib/legal/profile/model";
import { isAnsweredBy, isAnsweredWithoutSource } from "@/lib/legal/reading/model";
import { ofThemUnverified, withCount } from "@/lib/revisions/doubt";

interface Props {
  t: Translator;
  locale: Locale;
  profile: LegalProfile;
}

/** Counts the articles by mark and shows the levels, with a link to how they are computed. */
export function LegalSummary({ t, locale, profile }: Props) {
  const own = profile.rows.filter((row) => row.isCounted);
  const answered = own.filter((row) => isAnsweredBy(row.provisions)).length;
  const unverified = own.filter((row) => isAnsweredWithoutSource(linesOf(row))).length;
  return (
    <>
      <Box id="key-marks" title={t("law.profile.articles", { count: own.length })} isKey>
        <div className="in-b stack g2">
          <p className="small">
            {t("law.profile.answered", { count: answered, total: own.length })}{" "}
            {ofThemUnverified(t, unverified)}{" "}
            <a href={profileHref(locale, profile.head.slug, "/legal/gaps")}>{t("law.gaps.tab")}</a>
          </p>
          <AnswerBars t={t} of={own.map((row) => ({ coverage: row.coverage, provisions: linesOf(row) }))} />
        </div>
      </Box>
      <Box id="key-levels" title={t("law.profile.levels")}>
        <div className="in-b stack g2">
          <dl className="dl">
            {profile.levels.map(({ group, level, assessed, articles }) => (
              <div key={group}>
                <dt>{t(`law.group.${group}`)}</dt>
                <dd>
                  {level === "not_assessed" ? recordedIn(t, profile, group) : t(`law.level.${level}`)}
                  <div className="tiny dim">{t("law.profile.assessedOf", { assessed, articles })}</div>
                </dd>
              </div>
            ))}
          </dl>
          <p className="small">
            <a href={`${localePath(locale, PLACES.law)}#levels`}>{t("law.profile.formula")}</a>
          </p>
        </div>
      </Box>
    </>
  );
}

/** Counts the articles of a group with a provision in force; "not assessed" if there are none. */
function recordedIn(t: Translator, { rows }: LegalProfile, group: LevelGroup): string {
  const ids = LEVEL_GROUPS[group].map((number) => `185-${number}`);
  const own = rows.filter(({ article, provisions }) => ids.includes(article.id) && isAnsweredBy(provisions));
  if (own.length === 0) return t("law.level.not_assessed");
  const text = t("law.profile.recordedOf", { count: own.length, articles: ids.length });
  return withCount(t, text, own.filter((row) => isAnsweredWithoutSource(linesOf(row))).length);
}

const KINDS = ["definition", "substantive", "procedural", "jurisdiction", "cooperation"] as const;
const SHOWN = ["gaps", "provisions", "assessed"] as const;

/** The filters of the table: a plain form, so that every choice has an address. */
export function LegalFilters({ t, locale, profile, query }: Props & { query: LegalQuery }) {
  // Number of rows for a choice, with the other filter unchanged.
  const countOf = (asked: LegalQuery) => chooseRows(profile.rows, asked).length;
  return (
    <form className="filters" action={profileHref(locale, profile.head.slug, "/legal")} data-live="legal">
      <SelectField
        name="kind"
        label={t("law.kindLabel")}
        empty={t("law.profile.anyKind")}
        options={KINDS.map((value) => ({
          value,
          label: t("law.profile.option", {
            label: t(`law.kind.${value}`),
            count: countOf({ ...query, kind: value }),
          }),
        }))}
        defaultValue={query.kind ?? ""}
      />
      <SelectField
        name="show"
        label={t("law.profile.show")}
        empty={t("law.profile.all")}
        options={SHOWN.map((value) => ({
          value,
          label: t("law.profile.option", {
            label: t(`law.profile.shown.${value}`),
            count: countOf({ ...query, show: value }),
          }),
        }))}
        defaultValue={query.show ?? ""}
      />
      {query.protocols ? <input type="hidden" name="protocols" value="1" /> : null}
      <Button kind="pri">{t("profiles.directory.apply")}</Button>
    </form>
  );
}
