import { Note } from "@/components/ui/note";
import { type Locale, localePath } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import type { Unrecorded } from "@/lib/legal";
import { watchPath } from "@/lib/watching/model";

/** Says that nothing is recorded for the country and topic of a search, with links to the place and to watch it. */
export function NothingRecorded({ t, locale, of }: { t: Translator; locale: Locale; of: Unrecorded }) {
  const { country, topic, path, watch } = of;
  return (
    <Note icon="info" title={t("search.unrecorded.title", { country, topic })}>
      <span className="row">
        <a href={localePath(locale, path)}>{t("search.sectionTitle", { country, section: topic })}</a>
        <a href={localePath(locale, watchPath(watch))} rel="nofollow">
          {t(`search.unrecorded.${watch.kind}`)}
        </a>
      </span>
    </Note>
  );
}
