import type { z } from "zod";
import { Outcome } from "@/components/outcome";
import { fieldsOf } from "@/components/post-form";
import { Empty } from "@/components/ui/empty";
import { Section } from "@/components/ui/heading";
import { closeCategory, countTopics, listAllCategories, makeCategory, moveCategory } from "@/lib/discussions";
import { areaOfCategory } from "@/lib/discussions/areas/model";
import { CloseCategory, MakeCategory, MoveCategory } from "@/lib/discussions/categories/model";
import { localePath } from "@/lib/i18n/locales";
import { screenForm, spec } from "@/lib/web/forms/form";
import { screen } from "@/lib/web/pages/screen";
import type { ScreenView } from "@/lib/web/view";
import { ADMIN_PLACES, AdminFrame, adminCrumbs, isAdministrator } from "../admin-frame";
import { CategoriesTable } from "./categories-table";
import { CategoryForm } from "./category-form";

const AREAS = ["discussions", "rooms"] as const;
const DONE = ["made", "changed", "moved", "closed", "reopened"] as const;

/** The categories of the discussions in their order, and a form for a new one. */
const view = {
  allows: isAdministrator,
  async render(_input, { locale, t, form, search, actor }) {
    const [all, ...counted] = await Promise.all([
      listAllCategories(actor),
      countTopics(),
      countTopics(actor),
    ]);
    const counts = new Map(counted.flatMap((one) => [...one]));
    const lists = AREAS.map((area) => ({
      area,
      categories: all.filter((one) => areaOfCategory(one) === area),
    }));
    const title = t("admin.nav.categories");
    const done = form.name === null ? DONE.find((one) => one === search.get("done")) : undefined;
    return {
      title,
      crumbs: adminCrumbs(t, { label: title }),
      body: (
        <>
          {done ? <Outcome>{t(`discussions.admin.done.${done}`)}</Outcome> : null}
          <AdminFrame t={t} locale={locale} place="categories" title={title} sub={t("discussions.admin.sub")}>
            {lists.map(({ area, categories }) => (
              <Section
                key={area}
                id={area}
                title={t(`discussions.admin.list.${area}`, { count: categories.length })}
              >
                {categories.length === 0 ? (
                  <Empty>{t(`discussions.admin.none.${area}`)}</Empty>
                ) : (
                  <CategoriesTable {...{ t, locale, area, categories, counts }} />
                )}
              </Section>
            ))}
            <Section id="new" title={t("discussions.admin.new")}>
              <CategoryForm
                t={t}
                locale={locale}
                name="make"
                action={localePath(locale, ADMIN_PLACES.categories)}
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

export const GET = screen(view);

const at = (done: (typeof DONE)[number]) => `${ADMIN_PLACES.categories}?done=${done}`;

export const POST = screenForm(view, {
  make: spec({ schema: MakeCategory, limit: "admin", command: makeCategory, done: () => at("made") }),
  move: spec({ schema: MoveCategory, limit: "admin", command: moveCategory, done: () => at("moved") }),
  close: spec({
    schema: CloseCategory,
    limit: "admin",
    command: closeCategory,
    done: (_result, { input }) => at(input.isClosed ? "closed" : "reopened"),
  }),
});
