import type { TextPlace } from "@/components/revisions/text-place";
import { DomainError } from "@/lib/core/errors";
import type { Locale } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import { findRevisionLine, type RevisionLine } from "@/lib/profiles/reading";
import { findMaterialHead, type MaterialHead } from "@/lib/training";
import { materialPath } from "@/lib/training/model";
import type { Crumb } from "@/lib/web/view";
import { materialHref } from "../addresses";

/** A material whose description's past can be read; throws `not_found` for any other. */
export async function requireHead(slug: string): Promise<MaterialHead> {
  const head = await findMaterialHead(slug);
  if (!head) throw new DomainError("not_found", "material");
  return head;
}

/** A revision that readers may see; throws `not_found` for any other. */
export async function requireLine(head: MaterialHead, number: number): Promise<RevisionLine> {
  const line = await findRevisionLine(head.history, number);
  if (!line) throw new DomainError("not_found", "revision");
  return line;
}

/** A material as the views of its description's history know it. */
export function materialPlace(t: Translator, locale: Locale, head: MaterialHead): TextPlace {
  const { slug, title, language } = head;
  return {
    ...{ title, language },
    href: (below = "") => materialHref(locale, slug, below),
    back: t("training.material.back"),
    oversee: `/moderation/materials/${slug}`,
  };
}

export function pastCrumbs(t: Translator, { slug, title }: MaterialHead, last: string): Crumb[] {
  return [
    { href: "/training", label: t("shell.nav.training") },
    { href: materialPath(slug), label: title },
    { label: last },
  ];
}
