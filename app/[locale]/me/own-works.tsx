import { type Locale, localePath } from "@/lib/i18n/locales";
import { message, type Translator } from "@/lib/i18n/translator";
import { WORKS } from "@/lib/page-kinds";

/** Links to the screens of a member's own works, one for each kind. */
export function OwnWorks({ t, locale }: { t: Translator; locale: Locale }) {
  return (
    <p className="row">
      {WORKS.map(({ area, mine }) => (
        <a key={area} href={localePath(locale, `/${area}/mine`)}>
          {message(t, mine)}
        </a>
      ))}
    </p>
  );
}
