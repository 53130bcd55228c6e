import { ConfidenceTag } from "@/components/content/doubt";
import { Day } from "@/components/time";
import { authoritiesPath } from "@/lib/cooperation/authorities/model";
import type { Named } from "@/lib/cooperation/route/model";
import { type Locale, localePath } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import { leastSure } from "@/lib/revisions/doubt";
import { inWordsOf } from "@/lib/revisions/records/wordings";

/** Authorities of a country, each with the day of its declaration, leading to its functions in the directory. */
export function NamedAuthorities(props: {
  t: Translator;
  locale: Locale;
  slug: string;
  named: readonly Named[];
}) {
  const { t, locale, slug, named } = props;
  return (
    <ul className="plain">
      {named.map(({ authority, task }) => (
        <li key={authority.id}>
          <a href={localePath(locale, `${authoritiesPath(slug)}#authorities-${authority.id}`)}>
            <bdi>{inWordsOf(authority, locale).record.name}</bdi>
          </a>
          {task.declaredOn ? (
            <>
              {" ("}
              <Day day={task.declaredOn} locale={locale} />
              {")"}
            </>
          ) : null}{" "}
          <ConfidenceTag value={leastSure([authority.confidence, task.confidence])} t={t} />
        </li>
      ))}
    </ul>
  );
}
