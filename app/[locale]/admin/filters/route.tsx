import type { z } from "zod";
import { Outcome } from "@/components/outcome";
import { fieldsOf } from "@/components/post-form";
import { Time } from "@/components/time";
import { Empty } from "@/components/ui/empty";
import { Section } from "@/components/ui/heading";
import { CardTable, TableHead } from "@/components/ui/table";
import { Tag } from "@/components/ui/tag";
import { listFilters, makeFilter } from "@/lib/filtering";
import { FilterFields, type FilterLine } from "@/lib/filtering/model";
import { type Locale, localePath } from "@/lib/i18n/locales";
import { formatter, type Translator } from "@/lib/i18n/translator";
import { screenForm, spec } from "@/lib/web/forms/form";
import { screen } from "@/lib/web/pages/screen";
import type { ScreenView } from "@/lib/web/view";
import { ADMIN_PLACES, AdminFrame, adminCrumbs, isAdministrator } from "../admin-frame";
import { FilterForm } from "./filter-form";

/** The filters of what members write, and a form for a new one. */
const view = {
  allows: isAdministrator,
  async render(_input, { locale, t, form, search, actor }) {
    const filters = await listFilters(actor, new Date());
    const title = t("admin.nav.filters");
    return {
      title,
      crumbs: adminCrumbs(t, { label: title }),
      body: (
        <>
          {form.name === null && search.get("done") === "removed" ? (
            <Outcome>{t("filters.done.removed")}</Outcome>
          ) : null}
          <AdminFrame t={t} locale={locale} place="filters" title={title} sub={t("filters.sub")}>
            <Section id="list" title={t("filters.list", { count: filters.length })}>
              {filters.length === 0 ? (
                <Empty>{t("filters.none")}</Empty>
              ) : (
                <FiltersTable t={t} locale={locale} filters={filters} />
              )}
            </Section>
            <Section id="new" title={t("filters.new")}>
              <FilterForm
                t={t}
                name="make"
                action={localePath(locale, ADMIN_PLACES.filters)}
                fields={fieldsOf(t, form, "make")}
                kept={null}
              />
            </Section>
          </AdminFrame>
        </>
      ),
    };
  },
} satisfies ScreenView<z.ZodObject, z.ZodObject>;

function FiltersTable(props: { t: Translator; locale: Locale; filters: readonly FilterLine[] }) {
  const { t, locale, filters } = props;
  const tested = t("filters.tested");
  return (
    <CardTable caption={<span className="vh">{t("admin.nav.filters")}</span>}>
      <TableHead
        columns={[
          t("filters.name"),
          t("filters.stage"),
          { label: t("filters.caught"), className: "r" },
          tested,
        ]}
      />
      <tbody>
        {filters.map((filter) => (
          <tr key={filter.id}>
            <th scope="row">
              <a href={localePath(locale, `${ADMIN_PLACES.filters}/${filter.id}`)}>
                <bdi>{filter.name}</bdi>
              </a>
            </th>
            <td data-l={t("filters.stage")}>
              {t(`filters.stages.${filter.stage}`)}{" "}
              {filter.brakedAt ? <Tag kind="warn">{t("admin.fact.filter.braked")}</Tag> : null}
            </td>
            <td className="r" data-l={t("filters.caught")}>
              {formatter(locale).number(filter.hits)}
            </td>
            <td data-l={tested}>
              {filter.testedAt && filter.isTested ? (
                <Time at={filter.testedAt} locale={locale} />
              ) : (
                t("filters.never")
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </CardTable>
  );
}

export const GET = screen(view);

export const POST = screenForm(view, {
  make: spec({
    schema: FilterFields,
    limit: "admin",
    command: makeFilter,
    done: ({ id }) => `${ADMIN_PLACES.filters}/${id}?done=made`,
  }),
});
