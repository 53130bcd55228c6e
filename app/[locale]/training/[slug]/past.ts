import type { TextPagesIn } from "@/app/past/text-pages";
import { DomainError } from "@/lib/core/errors";
import { scope } from "@/lib/core/versions";
import {
  diffDescription,
  findMaterialHead,
  listDescriptionPictures,
  readDescriptionAfter,
} from "@/lib/training";
import { MaterialParams, materialPath } from "@/lib/training/model";
import { materialHref } from "../addresses";

/** The descriptions of materials, for the pages of their history. */
export const materials: TextPagesIn = {
  area: "training",
  params: MaterialParams,
  scope: scope.material,
  async find(slug, { reader }) {
    const head = await findMaterialHead(slug, reader);
    if (!head) throw new DomainError("not_found", "material");
    return head;
  },
  crumbs: (t, { slug, title }, last) => [
    { href: "/training", label: t("shell.nav.training") },
    { href: materialPath(slug), label: title },
    { label: last },
  ],
  place: (t, locale, { slug, title, language }) => ({
    title,
    language,
    href: (below = "") => materialHref(locale, slug, below),
    back: t("training.material.back"),
    oversee: `/moderation/materials/${slug}`,
  }),
  words: (t, { title }) => ({
    title: t("training.history.title", { title }),
    sub: t("training.history.sub"),
    nothing: t("training.history.nothing"),
  }),
  readAfter: readDescriptionAfter,
  diff: diffDescription,
  listPictures: listDescriptionPictures,
  prefix: "description",
};
