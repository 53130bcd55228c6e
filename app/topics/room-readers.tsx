import { Note } from "@/components/ui/note";
import type { Category } from "@/lib/discussions";
import { countryName } from "@/lib/i18n/country-names";
import type { Locale } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";

/** Says who may read a restricted room, so that its members know for whom they write; nothing for a public category. */
export function RoomReaders(props: { t: Translator; locale: Locale; category: Category | null }) {
  const { t, locale, category } = props;
  if (category === null || category.audience === "public") return null;
  const { audience, country } = category;
  return (
    <Note icon="lock">
      {t(`discussions.rooms.readers.${audience}`, {
        country: country === null ? "" : countryName(country, locale),
      })}
    </Note>
  );
}
