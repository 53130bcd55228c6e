import { z } from "zod";
import { DomainError } from "@/lib/core/errors";
import { scope } from "@/lib/core/versions";
import { ANYONE } from "@/lib/files/looks";
import { findTextFor } from "@/lib/training";
import { MaterialParams, materialPath } from "@/lib/training/model";
import { document } from "@/lib/web/pages/document";
import { TextView } from "../../text-view";

/** The text inside a file that everyone may have. */
export const GET = document({
  params: MaterialParams.extend({ id: z.uuid() }),
  scopes: ({ slug }) => [scope.material(slug)],
  async render({ slug, id }, { locale, t }) {
    const found = await findTextFor(ANYONE, slug, id);
    if (!found) throw new DomainError("not_found", "material");
    const title = t("training.material.textTitle", { title: found.title });
    return {
      title,
      current: "training",
      crumbs: [
        { href: "/training", label: t("shell.nav.training") },
        { href: materialPath(slug), label: found.title },
        { label: t("training.material.text") },
      ],
      body: <TextView t={t} locale={locale} slug={slug} {...found} />,
    };
  },
});
