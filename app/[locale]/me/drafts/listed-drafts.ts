import { editHref } from "@/components/profiles/section-languages";
import { sectionTitle } from "@/components/profiles/section-title";
import type { Actor } from "@/lib/core/actor";
import { type Locale, localePath } from "@/lib/i18n/locales";
import { message, type Translator } from "@/lib/i18n/translator";
import { WORKS } from "@/lib/page-kinds";
import { listDrafts } from "@/lib/profiles";
import { translationKey } from "@/lib/profiles/model";
import type { WorkKind } from "@/lib/publishing";

/** A draft of a section or of a work in the list. */
export interface ListedDraft {
  href: string;
  label: string;
  summary: string | null;
  updatedAt: Date;
  form: string;
  hidden: Record<string, string>;
}

function ofSection(
  draft: Awaited<ReturnType<typeof listDrafts>>[number],
  t: Translator,
  locale: Locale,
): ListedDraft {
  const { slug, section, lang, summary, updatedAt } = draft;
  const key = lang ? translationKey(section, lang) : section;
  return {
    href: editHref(locale, slug, section, lang ?? undefined),
    label: t("me.drafts.of", { page: draft.names[locale], section: sectionTitle(t, key) }),
    summary,
    updatedAt,
    form: "discard",
    hidden: { slug, section, ...(lang ? { lang } : {}) },
  };
}

type PageDraft = Awaited<ReturnType<WorkKind["listDrafts"]>>[number];

function ofWork(
  { kind, area }: WorkKind,
  { slug, title, summary, updatedAt }: PageDraft,
  t: Translator,
  locale: Locale,
): ListedDraft {
  return {
    href: localePath(locale, `/${area}/${slug}/edit`),
    label: message(t, `me.drafts.ofWork.${kind}`, { title }),
    summary,
    updatedAt,
    form: formOf(kind),
    hidden: { slug },
  };
}

/** Returns the form that discards drafts of one kind of page: "discardPost". */
export const formOf = (kind: string) => `discard${kind.charAt(0).toUpperCase()}${kind.slice(1)}`;

/** Lists a member's drafts of sections and of works, the last changed first. */
export async function listOwnDrafts(actor: Actor, t: Translator, locale: Locale): Promise<ListedDraft[]> {
  const [sections, works] = await Promise.all([
    listDrafts(actor),
    Promise.all(
      WORKS.map(async (kind) => (await kind.listDrafts(actor)).map((one) => ofWork(kind, one, t, locale))),
    ),
  ]);
  const drafts = [...sections.map((one) => ofSection(one, t, locale)), ...works.flat()];
  return drafts.sort((a, b) => b.updatedAt.getTime() - a.updatedAt.getTime());
}
