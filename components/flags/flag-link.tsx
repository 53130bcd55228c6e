import { flagPath } from "@/lib/flags/model";
import { type Locale, localePath } from "@/lib/i18n/locales";
import { message, type Translator } from "@/lib/i18n/translator";

/** Leads to where a member reports a thing to the moderators. The same for all readers, so documents may have it. */
export function FlagLink(props: { t: Translator; locale: Locale; kind: string; id: string; of?: string }) {
  const { t, locale, kind, id, of } = props;
  return (
    <a href={localePath(locale, flagPath(kind, id))} rel="nofollow">
      {message(t, `flags.form.title.${kind}`)}
      {of === undefined ? null : (
        <span className="vh">
          {" "}
          <bdi>{of}</bdi>
        </span>
      )}
    </a>
  );
}
