import type { z } from "zod";
import { topicsHref } from "@/components/discussions/addresses";
import { fieldsOf } from "@/components/post-form";
import { DomainError } from "@/lib/core/errors";
import { changeCategory, findCategory, wordsOf } from "@/lib/discussions";
import { CategoryParams, ChangeCategory } from "@/lib/discussions/categories/model";
import { localePath } from "@/lib/i18n/locales";
import { screenForm, spec } from "@/lib/web/forms/form";
import { screen } from "@/lib/web/pages/screen";
import type { ScreenView } from "@/lib/web/view";
import { ADMIN_PLACES, AdminFrame, adminCrumbs, isAdministrator } from "../../admin-frame";
import { CategoryForm } from "../category-form";

/** The form of one category. Its address never changes. */
const view = {
  params: CategoryParams,
  allows: isAdministrator,
  async render({ slug }, { locale, t, form }) {
    const category = await findCategory(slug);
    if (!category) throw new DomainError("not_found", "category");
    const { name, language } = wordsOf(category, locale);
    const title = t("discussions.admin.titleOf", { name });
    return {
      title,
      crumbs: adminCrumbs(
        t,
        { href: ADMIN_PLACES.categories, label: t("admin.nav.categories") },
        { label: name },
      ),
      body: (
        <AdminFrame
          t={t}
          locale={locale}
          place="categories"
          title={
            <bdi className="details" lang={language}>
              {name}
            </bdi>
          }
          sub={
            <a href={topicsHref(locale, {}, slug)}>
              <bdi dir="ltr">{topicsHref(locale, {}, slug)}</bdi>
            </a>
          }
        >
          <CategoryForm
            t={t}
            locale={locale}
            name="change"
            action={localePath(locale, `${ADMIN_PLACES.categories}/${slug}`)}
            fields={fieldsOf(t, form, "change")}
            kept={category}
          />
        </AdminFrame>
      ),
    };
  },
} satisfies ScreenView<typeof CategoryParams, z.ZodObject>;

export const GET = screen(view);

export const POST = screenForm(view, {
  change: spec({
    schema: ChangeCategory,
    limit: "admin",
    command: changeCategory,
    done: () => `${ADMIN_PLACES.categories}?done=changed`,
  }),
});
