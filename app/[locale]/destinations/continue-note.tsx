import { Note } from "@/components/ui/note";
import { type Locale, localePath } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import { REPORT_PATH } from "@/lib/public-reports/model";
import type { Destination } from "./index";

/** Says why an account is needed, and where its reader continues after signing in or joining. */
export function ContinueNote(props: {
  t: Translator;
  locale: Locale;
  destination: Destination;
  by: "signIn" | "join";
}) {
  const { t, locale, destination, by } = props;
  const { why, name, hasText } = destination;
  return (
    <Note>
      {why ? <p>{t(`accounts.next.why.${why}`)}</p> : null}
      {why === "flag" ? (
        <p>
          <a href={localePath(locale, REPORT_PATH)}>{t("flags.public.withoutAccount")}</a>
        </p>
      ) : null}
      {hasText ? <p>{t("accounts.next.kept")}</p> : null}
      <p>
        {name === null
          ? t(`accounts.next.back.${by}`)
          : t.rich(`accounts.next.then.${by}`, { place: () => <b dir="auto">{name}</b> })}
      </p>
    </Note>
  );
}
