import { PLACES } from "@/components/shell/places";
import { dayText } from "@/components/time";
import { PageHead } from "@/components/ui/heading";
import { Note } from "@/components/ui/note";
import { CROSSWALK_ORIGIN, counterpartsOf, listArticles } from "@/lib/convention";
import type { Instrument } from "@/lib/convention/model";
import { localePath } from "@/lib/i18n/locales";
import { document } from "@/lib/web/pages/document";
import { CrosswalkTable } from "./crosswalk-view";

const rowsOf = (instrument: Instrument) =>
  listArticles(instrument)
    .map(({ id }) => ({ id, counterparts: counterpartsOf(id) }))
    .filter((row) => row.counterparts.some(({ id }) => !id.startsWith("185-")));

/** Which articles of the treaties have the same subject, with confidence. */
export const GET = document({
  async render(_, { locale, t }) {
    return {
      title: t("law.crosswalk.title"),
      description: t("law.crosswalk.sub"),
      current: "law",
      crumbs: [{ label: t("law.title"), href: "/convention" }, { label: t("law.crosswalk.title") }],
      body: (
        <>
          <PageHead title={t("law.crosswalk.title")} sub={t("law.crosswalk.sub")} />
          <div className="wrap body flush stack g6">
            <Note kind="warn" icon="info">
              {t("law.crosswalk.origin", { day: dayText(CROSSWALK_ORIGIN.asOf, locale, true) })}
            </Note>
            <p className="row">
              <a href={localePath(locale, `${PLACES.crosswalk}/crosswalk.csv`)} download="">
                {t("law.csv")}
              </a>
              <a href={localePath(locale, `${PLACES.crosswalk}/crosswalk.json`)}>{t("law.json")}</a>
            </p>
            {(["185", "189", "224"] as const).map((instrument) => (
              <CrosswalkTable
                key={instrument}
                t={t}
                locale={locale}
                of={instrument}
                caption={t("law.crosswalk.caption", { treaty: t(`law.instrument.${instrument}.name`) })}
                rows={rowsOf(instrument)}
              />
            ))}
          </div>
        </>
      ),
    };
  },
});
