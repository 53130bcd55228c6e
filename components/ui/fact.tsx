import type { Translator } from "@/lib/i18n/translator";
import { Icon } from "./icon";

export type FactValue = "yes" | "no" | "unknown" | "not_applicable";

/** A value of four with four looks. Unknown never looks like no. */
export function Fact({ value, t }: { value: FactValue; t: Translator }) {
  switch (value) {
    case "yes":
      return (
        <span className="fact yes">
          <Icon name="check" />
          {t("common.fact.yes")}
        </span>
      );
    case "no":
      return (
        <span className="fact no">
          <Icon name="x" />
          {t("common.fact.no")}
        </span>
      );
    case "unknown":
      return <span className="fact unknown">{t("common.fact.unknown")}</span>;
    case "not_applicable":
      return <span className="fact na">{t("common.fact.notApplicable")}</span>;
  }
}
