import { DraftWords, draftingHref } from "@/components/legal/draft-words";
import { PLACES } from "@/components/shell/places";
import { Button } from "@/components/ui/button";
import { Note } from "@/components/ui/note";
import { type Locale, localePath } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import { DRAFT_LIMIT } from "@/lib/legal/drafting/limits/model";

interface Props {
  t: Translator;
  locale: Locale;
}

/**
 * The page of the drafting list before its script has loaded the entries; explains that the list needs scripts.
 */
export function DraftingView({ t, locale }: Props) {
  return (
    <div className="wrap body flush stack g5 narrow" id="drafting">
      <DraftWords t={t} locale={locale} />
      <p>
        <noscript>{t("law.drafting.noScript")}</noscript>
      </p>
      <p className="small dim">{t("law.drafting.about", { limit: DRAFT_LIMIT })}</p>
      <div data-drafts="empty" className="stack g3" hidden>
        <p>{t("law.drafting.empty")}</p>
        <p className="row">
          <a href={localePath(locale, PLACES.law)}>{t("law.title")}</a>
          <a href={localePath(locale, PLACES.compare)}>{t("law.compare.title")}</a>
        </p>
      </div>
      <div data-drafts="failed" className="stack g3" hidden>
        <Note kind="bad" role="alert">
          {t("law.drafting.failed")}
        </Note>
        <p>
          <Button type="button" data-again="">
            {t("law.drafting.again")}
          </Button>
        </p>
      </div>
      <p data-drafts="waiting" className="dim" hidden>
        {t("law.drafting.waiting")}
      </p>
      <Take t={t} locale={locale} />
      <div data-drafts="list" hidden />
    </div>
  );
}

/** Actions on the whole list. */
function Take({ t, locale }: Props) {
  return (
    <div data-drafts="take" className="row take" hidden>
      <Button type="button" size="sm" data-all="copy">
        <span>{t("law.drafting.copyAll")}</span>
      </Button>
      <Button type="button" size="sm" data-print="" hidden>
        {t("law.drafting.print")}
      </Button>
      <form method="post" action={draftingHref(locale, "/list.docx")} data-all="docx">
        <Button size="sm">{t("law.drafting.docx")}</Button>
      </form>
      <Button type="button" size="sm" data-all="txt">
        {t("law.drafting.txt")}
      </Button>
      <Button type="button" size="sm" data-all="json">
        {t("law.drafting.json")}
      </Button>
      <Button type="button" size="sm" kind="quiet" data-all="clear" data-sure={t("law.drafting.clearSure")}>
        <span>{t("law.drafting.clear")}</span>
      </Button>
    </div>
  );
}
