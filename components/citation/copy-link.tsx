import { Button } from "@/components/ui/button";
import type { Translator } from "@/lib/i18n/translator";

/** Copies the page's address. Needs scripts; without them the address can be copied from the browser's address bar. */
export function CopyLink({ t, size }: { t: Translator; size?: "normal" | "sm" }) {
  return (
    <Button type="button" size={size} icon="link" data-copy="" data-copied={t("exports.cite.copied")} hidden>
      <span>{t("exports.cite.copyLink")}</span>
    </Button>
  );
}
