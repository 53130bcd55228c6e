import { AmendedView } from "@/components/revisions/amended-view";
import { findAmendedMaterial } from "@/lib/training";
import { MaterialParams } from "@/lib/training/model";
import { screen } from "@/lib/web/screen";
import { materialHref } from "../../addresses";

/** What a reviewer changed in the description of a material before it was published: for its owner. */
export const GET = screen({
  params: MaterialParams,
  async render({ slug }, { t, locale, actor }) {
    const found = await findAmendedMaterial(actor, slug);
    return {
      title: t("revisions.amended.title"),
      current: "training",
      crumbs: [
        { href: "/training", label: t("shell.nav.training") },
        { href: "/training/mine", label: t("training.review.mine") },
        { label: found.title },
      ],
      body: <AmendedView t={t} locale={locale} {...found} back={materialHref(locale, found.slug)} />,
    };
  },
});
