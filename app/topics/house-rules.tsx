import { PLACES } from "@/components/shell/places";
import { Box } from "@/components/ui/box";
import { type Locale, localePath } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";

/** How to ask and answer, beside lists of topics and forms. */
export function HouseRules({ t, locale }: { t: Translator; locale: Locale }) {
  return (
    <Box id="house-rules" title={t("discussions.rules.title")}>
      <ul className="in-b small stack g1 rules">
        <li>{t("discussions.rules.question")}</li>
        <li>{t("discussions.rules.cite")}</li>
        <li>{t("discussions.rules.colleague")}</li>
        <li>
          {t.rich("discussions.rules.charter", {
            link: (text) => <a href={localePath(locale, PLACES.charter)}>{text}</a>,
          })}
        </li>
      </ul>
    </Box>
  );
}
