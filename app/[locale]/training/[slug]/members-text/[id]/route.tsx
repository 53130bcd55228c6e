import { z } from "zod";
import { DomainError } from "@/lib/core/errors";
import { findTextFor } from "@/lib/training";
import { MaterialParams, materialPath } from "@/lib/training/model";
import { screen } from "@/lib/web/pages/screen";
import { requestOrigin } from "@/lib/web/request-context";
import { TextView } from "../../text-view";

/**
 * The text inside a file with restricted access: permission is checked on each request, and for a restricted
 * file the view is recorded like a download, at most once in half an hour. Responds "not found" without
 * permission.
 */
export const GET = screen({
  params: MaterialParams.extend({ id: z.uuid() }),
  async render({ slug, id }, { locale, t, actor }) {
    const place = materialPath(slug);
    const found = await findTextFor({ actor, origin: requestOrigin() }, slug, id);
    if (!found) throw new DomainError("not_found", "material");
    return {
      title: t("training.material.textTitle", { title: found.title }),
      current: "training",
      crumbs: [
        { href: "/training", label: t("shell.nav.training") },
        { href: place, label: found.title },
        { label: t("training.material.text") },
      ],
      body: <TextView t={t} locale={locale} slug={slug} {...found} />,
    };
  },
});
