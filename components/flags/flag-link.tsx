import { withQuery } from "@/components/with-query";
import { flagPath } from "@/lib/flags/model";
import { type Locale, localePath } from "@/lib/i18n/locales";
import { message, type Translator } from "@/lib/i18n/translator";
import { REPORT_PATH } from "@/lib/public-reports/model";

/**
 * Leads to where a member reports a thing to the moderators. The same for all readers, so documents may have it. `page`: the
 * address of a public thing, which people without an account can report too.
 */
export function FlagLink(props: {
  t: Translator;
  locale: Locale;
  kind: string;
  id: string;
  of?: string;
  page?: string;
}) {
  const { t, locale, kind, id, of, page } = props;
  const name =
    of === undefined ? null : (
      <span className="vh">
        {" "}
        <bdi>{of}</bdi>
      </span>
    );
  return (
    <>
      <a href={localePath(locale, flagPath(kind, id))} rel="nofollow">
        {message(t, `flags.form.title.${kind}`)}
        {name}
      </a>
      {page === undefined ? null : (
        <a href={withQuery(localePath(locale, REPORT_PATH), { page })} rel="nofollow">
          {t("flags.public.link")}
          {name}
        </a>
      )}
    </>
  );
}
