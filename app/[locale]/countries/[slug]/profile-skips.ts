import type { OutlineEntry } from "@/components/profiles/outline";
import { editHref } from "@/components/profiles/section-languages";
import { sectionTitle } from "@/components/profiles/section-title";
import { listPlaced, listUnwritten } from "@/components/profiles/unwritten";
import type { Locale } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import { recordsKindOf } from "@/lib/profiles/kinds";
import type { ProfilePage } from "@/lib/profiles/reading/model";
import { SECTIONS_START } from "./profile-article";
import { beginHref } from "./unwritten-sections";

const isProse = ({ key }: OutlineEntry) => recordsKindOf(key) === null;

/**
 * Lists what a reader by keyboard reaches first on a profile: its sections, and the editor of the first one, which
 * on a profile without text is the first text to write.
 */
export function profileSkips(
  t: Translator,
  locale: Locale,
  page: ProfilePage,
  { isBare, language }: { isBare: boolean; language: string },
): { label: string; href: string }[] {
  const { slug } = page.head;
  const [entry] = isBare ? listUnwritten(page).filter(isProse) : listPlaced(page);
  const section = entry && page.sections[entry.key];
  const first = entry && {
    label: t("profiles.page.skipToEdit", { section: sectionTitle(t, entry.key) }),
    href: isBare
      ? beginHref(locale, slug, entry.key, language)
      : editHref(locale, slug, entry.key, section?.translation ? section.language : undefined),
  };
  return [{ label: t("profiles.page.skip"), href: `#${SECTIONS_START}` }, ...(first ? [first] : [])];
}
