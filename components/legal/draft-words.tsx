import { type Locale, localePath } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import { DRAFT_LIMIT } from "@/lib/legal/drafting/limits/model";

/** The script that a page with provisions loads (`refreshScripts`). */
export const DRAFTING_SCRIPT = "drafting.js";

/** The address of the drafting list. */
export const draftingHref = (locale: Locale, below = "") =>
  localePath(locale, `/convention/drafting-list${below}`);

/** Messages for the script on a page with provisions or with the drafting list. Include once on a page. */
export function DraftWords({ t, locale }: { t: Translator; locale: Locale }) {
  return (
    <p
      className="vh"
      role="status"
      id="draft-words"
      data-href={draftingHref(locale)}
      data-entries={draftingHref(locale, "/entries")}
      data-copying={t("law.drafting.copy")}
      data-copied={t("exports.cite.copied")}
      data-uncopied={t("law.drafting.uncopied")}
      data-add={t("law.drafting.add")}
      data-drop={t("law.drafting.drop")}
      data-added={t("law.drafting.added", { limit: DRAFT_LIMIT })}
      data-dropped={t("law.drafting.dropped")}
      data-full={t("law.drafting.full", { limit: DRAFT_LIMIT })}
      data-unkept={t("law.drafting.unkept")}
      data-list={t("law.drafting.list")}
      data-moved={t("law.drafting.moved")}
      data-first={t("law.drafting.first")}
      data-last={t("law.drafting.last")}
      data-note={t("law.drafting.note")}
      data-name={t("law.drafting.file")}
    />
  );
}
