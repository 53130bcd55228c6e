import type { ReactNode } from "react";
import type { Translator } from "@/lib/i18n/translator";

/** The last line of an information page: the day of its last change, and its history if it has one. */
export function StandingFoot(props: { t: Translator; day: ReactNode; history: string | null }) {
  const { t, day, history } = props;
  return (
    <p className="small dim">
      {t("pages.updated")} {day}
      {history ? (
        <>
          {" · "}
          <a href={history}>{t("pages.own.history")}</a>
        </>
      ) : null}
    </p>
  );
}
