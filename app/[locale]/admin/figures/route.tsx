import type { ReactNode } from "react";
import type { z } from "zod";
import { Day } from "@/components/time";
import { Bars } from "@/components/ui/bars";
import { FactList } from "@/components/ui/box";
import { ButtonLink } from "@/components/ui/button";
import { Empty } from "@/components/ui/empty";
import { Section } from "@/components/ui/heading";
import { Note } from "@/components/ui/note";
import { CardTable, TableHead } from "@/components/ui/table";
import { dayOf } from "@/lib/core/moments";
import { LOCALE_NAMES, LOCALES, type Locale, localePath } from "@/lib/i18n/locales";
import { formatter, type Translator } from "@/lib/i18n/translator";
import { FIGURE_DAYS, findFigures, type UseFigures, type ViewsOf } from "@/lib/operation/views";
import { findPart } from "@/lib/site-settings";
import { screen } from "@/lib/web/pages/screen";
import type { ScreenView } from "@/lib/web/view";
import { ADMIN_PLACES, AdminFrame, adminCrumbs, isAdministrator } from "../admin-frame";

interface Props {
  t: Translator;
  locale: Locale;
  figures: UseFigures;
}

/** How the site is used: views of pages, counted without anything of the reader, and members. */
const view = {
  allows: isAdministrator,
  async render(_input, { locale, t, actor }) {
    const [figures, { value: access }] = await Promise.all([findFigures(actor), findPart("access")]);
    const title = t("figures.title");
    const shared = { t, locale, figures };
    return {
      title,
      crumbs: adminCrumbs(t, { label: title }),
      body: (
        <AdminFrame t={t} locale={locale} place="figures" title={title} sub={t("figures.sub")}>
          {access.countViews ? null : <Note kind="warn">{t("figures.off")}</Note>}
          <Members {...shared} />
          <Days {...shared} />
          <Breakdown {...shared} />
        </AdminFrame>
      ),
    };
  },
} satisfies ScreenView<z.ZodObject, z.ZodObject>;

const MEMBERS = ["all", "joined", "active", "edits", "posts"] as const;

function Members({ t, locale, figures }: Props) {
  const f = formatter(locale);
  return (
    <Section id="members" title={t("figures.members.title")}>
      <FactList
        facts={MEMBERS.map((name) => ({
          term: t(`figures.members.${name}`),
          value: f.number(figures.members[name]),
        }))}
      />
      <p className="small dim">
        {t.rich("figures.asOf", {
          when: () => <Day day={dayOf(figures.asOf)} locale={locale} />,
        })}
      </p>
    </Section>
  );
}

function Days({ t, locale, figures }: Props) {
  const f = formatter(locale);
  return (
    <Section
      id="days"
      title={t("figures.days", { count: FIGURE_DAYS })}
      aside={
        <ButtonLink size="sm" href={localePath(locale, `${ADMIN_PLACES.figures}/figures.csv`)}>
          {t("figures.csv")}
        </ButtonLink>
      }
    >
      <p>{t("figures.total", { count: figures.total })}</p>
      {figures.total > 0 ? (
        <Bars
          bars={figures.byDay.map(({ name, views }) => ({
            label: <Day day={name} locale={locale} />,
            value: views,
            text: f.number(views),
          }))}
        />
      ) : null}
      <p className="small dim narrow">{t("figures.how")}</p>
    </Section>
  );
}

function Breakdown({ t, locale, figures }: Props) {
  const country = (slug: string) => figures.countries.get(slug)?.[locale] ?? slug;
  const path = ({ name }: ViewsOf) =>
    name === "" ? (
      t("figures.others")
    ) : (
      <a href={name.replace(/\/\*$/, "")}>
        <bdi dir="ltr">{name}</bdi>
      </a>
    );
  const area = ({ name }: ViewsOf) => (name === "" ? t("figures.others") : <bdi dir="ltr">{name}</bdi>);
  const language = ({ name }: ViewsOf) => LOCALE_NAMES[LOCALES.find((one) => one === name) ?? "en"];
  const profile = ({ name }: ViewsOf) => (
    <a href={localePath(locale, `/countries/${name}`)}>{country(name)}</a>
  );
  return (
    <>
      <Views t={t} locale={locale} name="byPath" rows={figures.byPath} label={path} />
      <Views t={t} locale={locale} name="byArea" rows={figures.byArea} label={area} />
      <Views t={t} locale={locale} name="byCountry" rows={figures.byCountry} label={profile} />
      <Views t={t} locale={locale} name="byLanguage" rows={figures.byLanguage} label={language} />
    </>
  );
}

function Views(props: {
  t: Translator;
  locale: Locale;
  name: "byPath" | "byArea" | "byCountry" | "byLanguage";
  rows: readonly ViewsOf[];
  label: (row: ViewsOf) => ReactNode;
}) {
  const { t, locale, name, rows, label } = props;
  const title = t(`figures.${name}.title`);
  return (
    <Section id={name} title={title}>
      {rows.length === 0 ? (
        <Empty>{t("figures.none")}</Empty>
      ) : (
        <CardTable caption={<span className="vh">{title}</span>}>
          <TableHead columns={[t(`figures.${name}.what`), t("figures.views")]} />
          <tbody>
            {rows.map((row) => (
              <tr key={row.name}>
                <th scope="row">{label(row)}</th>
                <td data-l={t("figures.views")}>{formatter(locale).number(row.views)}</td>
              </tr>
            ))}
          </tbody>
        </CardTable>
      )}
    </Section>
  );
}

export const GET = screen(view);
