import { Box, FactList } from "@/components/ui/box";
import { Tag } from "@/components/ui/tag";
import { type Locale, localePath } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import type { Health } from "@/lib/operation";
import { ADMIN_PLACES } from "./admin-frame";
import { figureOf, HEALTH_PARTS } from "./health/figure";

/** The parts of the installation, each with its state and figure. */
export function HealthList({ t, locale, health }: { t: Translator; locale: Locale; health: Health }) {
  return (
    <aside>
      <Box id="health" title={t("admin.health.title")}>
        <FactList
          isInBox
          facts={HEALTH_PARTS.map((part) => ({
            term: t(`admin.health.${part}`),
            value: (
              <>
                <Tag kind={health[part].level}>{t(`admin.health.level.${health[part].level}`)}</Tag>{" "}
                {figureOf(t, locale, part, health)}
              </>
            ),
          }))}
        />
        <p className="in-b">
          <a href={localePath(locale, ADMIN_PLACES.health)}>{t("admin.health.all")}</a>
        </p>
      </Box>
    </aside>
  );
}
