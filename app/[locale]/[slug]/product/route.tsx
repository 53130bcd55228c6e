import type { z } from "zod";
import { isAdministrator } from "@/app/[locale]/admin/admin-frame";
import { DomainError } from "@/lib/core/errors";
import { compareWithProduct, keepStanding, useProductText } from "@/lib/standing-pages";
import { KeepText, STANDING_KIND, UseProduct, WritableParams } from "@/lib/standing-pages/model";
import { screenForm, spec } from "@/lib/web/forms/form";
import { screen } from "@/lib/web/pages/screen";
import type { ScreenView } from "@/lib/web/view";
import { headOf, inLanguage } from "../tools";
import { ProductView } from "./product-view";

/** The administrators' text of a page such as the charter beside that of the product. */
const view = {
  params: WritableParams,
  allows: isAdministrator,
  async render({ slug: name }, { t, locale, form }) {
    const found = await compareWithProduct(name, locale);
    if (!found) throw new DomainError("not_found", STANDING_KIND);
    const { title, crumbs } = headOf(name, locale, t("pages.own.product.link"));
    const heading = t("pages.own.product.title", { title });
    return {
      title: heading,
      crumbs,
      alternatePath: `/${name}`,
      body: <ProductView {...{ t, locale, form, name, found }} title={heading} />,
    };
  },
} satisfies ScreenView<typeof WritableParams, z.ZodObject>;

export const GET = screen(view);

export const POST = screenForm(view, {
  use: spec({
    schema: UseProduct,
    prepare: inLanguage,
    command: useProductText,
    guards: ["summary"],
    limit: "save",
    done: (_, { input }) => `/${input.slug}/edit?done=product`,
  }),
  keep: spec({
    schema: KeepText,
    prepare: inLanguage,
    command: keepStanding,
    limit: "save",
    done: (_, { input }) => `/${input.slug}/edit?done=kept`,
  }),
});
