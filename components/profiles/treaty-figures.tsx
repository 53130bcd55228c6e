import { dayText } from "@/components/time";
import { FactList } from "@/components/ui/box";
import { SectionHead } from "@/components/ui/heading";
import { StatusSquare } from "@/components/ui/status";
import { withQuery } from "@/components/with-query";
import { type Locale, localePath } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import { formatter } from "@/lib/i18n/translator";
import { isTreatyInForce } from "@/lib/profiles/kinds/treaty-status";
import { TREATY_STATUSES, type TreatyFigures } from "@/lib/profiles/reading/model";
import { ofThemUnverified, withCount } from "@/lib/revisions/doubt";
import { FiguresDoubt } from "./treaty-doubts";
import { markOf } from "./treaty-mark";

interface Props {
  t: Translator;
  locale: Locale;
  figures: readonly TreatyFigures[];
  then: Then;
}

/** A past day, the number of Parties on it, and how many of them are unverified. */
export interface Then {
  day: string;
  parties: number;
  unverified: number;
}

/** The status of the Convention: a number for each status, a square for each country or area, the Protocols below. */
export function TreatyFiguresBox({ t, locale, figures, then }: Props) {
  const convention = figures.find((one) => one.treaty === 185);
  if (!convention) return null;
  const f = formatter(locale);
  const total = TREATY_STATUSES.reduce((sum, status) => sum + convention[status], 0);
  return (
    <section aria-labelledby="figures">
      <SectionHead
        id="figures"
        aside={<a href={localePath(locale, "/countries")}>{t("home.figures.more")}</a>}
      >
        {t("profiles.treaty.185")}
      </SectionHead>
      <div className="stack g3">
        <div className="key">
          {TREATY_STATUSES.filter((one) => one !== "ratified" || convention.ratified > 0).map((status) => (
            <div key={status}>
              <b className="num">
                <a href={withQuery(localePath(locale, "/countries"), { status })}>
                  {f.number(convention[status])}
                </a>
              </b>
              <span>
                <StatusSquare kind={markOf(status)} />
                {t(`home.figures.${status}`, { count: convention[status] })}
              </span>
            </div>
          ))}
        </div>
        <Squares t={t} figures={convention} total={total} />
        <p className="tiny dim">
          {t("home.figures.square")}{" "}
          {convention.asOf ? `${t("profiles.asOf", { day: dayText(convention.asOf, locale, true) })} ` : null}
          <FiguresDoubt t={t} figures={convention} />{" "}
          {t("home.figures.then", { day: dayText(then.day, locale, true), count: then.parties })}{" "}
          {ofThemUnverified(t, then.unverified)}
        </p>
        <Protocols t={t} locale={locale} figures={figures} />
      </div>
    </section>
  );
}

/** One square for each country or area, so that the share is visible at a glance. */
function Squares({ t, figures, total }: { t: Translator; figures: TreatyFigures; total: number }) {
  const label = t("home.figures.squares", {
    total,
    party: figures.party,
    signatory: figures.signatory,
    invited: figures.invited,
    none: figures.none,
  });
  return (
    <div className="units" role="img" aria-label={label}>
      {TREATY_STATUSES.flatMap((status) =>
        Array.from({ length: figures[status] }, (_, index) => (
          <i
            key={`${status}${String(index)}`}
            className={status === "none" ? undefined : `sw ${markOf(status)}`}
          />
        )),
      )}
    </div>
  );
}

function Protocols({ t, locale, figures }: Pick<Props, "t" | "locale" | "figures">) {
  return (
    <FactList
      facts={figures
        .filter((one) => one.treaty !== 185)
        .map((one) => ({
          term: (
            <a href={withQuery(localePath(locale, "/countries"), { treaty: one.treaty })}>
              {t(`profiles.treaty.${one.treaty}`)}
            </a>
          ),
          value: withCount(
            t,
            isTreatyInForce(`${one.treaty}`)
              ? t("home.figures.protocol", { parties: one.party, signatories: one.signatory })
              : t("home.figures.notInForce", { ratified: one.ratified, signatories: one.signatory }),
            one.unverified.party + one.unverified.ratified + one.unverified.signatory,
          ),
        }))}
    />
  );
}
