import { profileHref } from "@/components/profiles/addresses";
import { Day } from "@/components/time";
import { Tag } from "@/components/ui/tag";
import type { Locale } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import type { Force } from "@/lib/legal/force/model";

interface Props {
  t: Translator;
  locale: Locale;
  slug: string;
  force: Force;
}

/**
 * Shows since and until when a provision is in force, as far as recorded, and a link to its replacement. Marks
 * it if it is repealed, ended or not yet in force, or if its law was partly replaced.
 */
export function ForceMark({ t, locale, slug, force }: Props) {
  const word = forceWord(t, force);
  const { from, to, supersededBy } = force;
  return (
    <>
      {word ? <Tag kind={force.state === "past" ? "bad" : undefined}>{word}</Tag> : null}
      {from ? (
        <>
          {" "}
          <span className="tiny dim">
            {t.rich("law.force.from", { day: () => <Day day={from} locale={locale} /> })}
          </span>
        </>
      ) : null}
      {to ? (
        <>
          {" "}
          <span className="tiny dim">
            {t.rich("law.force.until", { day: () => <Day day={to} locale={locale} /> })}
          </span>
        </>
      ) : null}
      {supersededBy ? (
        <>
          {" "}
          <a className="tiny" href={profileHref(locale, slug, `#laws-${supersededBy}`)}>
            {t("law.force.successor")}
          </a>
        </>
      ) : null}
    </>
  );
}

/** Names the state of a provision; null if it is in force and its law was not partly replaced. */
export function forceWord(t: Translator, { state, law, own, supersededBy }: Force): string | null {
  if (state === "future") return t("law.force.future");
  if (state === "current")
    return law === "partly_replaced" ? t("revisions.options.lawState.partly_replaced") : null;
  if (own === "struck_down" || own === "repealed") return t(`revisions.options.provisionState.${own}`);
  if (law === "repealed" || law === "replaced") return t(`revisions.options.lawState.${law}`);
  return t(supersededBy ? "law.force.superseded" : "law.force.past");
}
