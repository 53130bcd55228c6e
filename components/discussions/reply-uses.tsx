import { profileHref } from "@/components/profiles/addresses";
import { sectionTitle } from "@/components/profiles/section-title";
import { Time } from "@/components/time";
import { Icon } from "@/components/ui/icon";
import type { ReplyUse } from "@/lib/discussions/proposals/model";
import type { Locale } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";

/** Says of which sections a reply has become a part, with the revisions that brought its words there. */
export function ReplyUses(props: { t: Translator; locale: Locale; uses: readonly ReplyUse[] }) {
  const { t, locale, uses } = props;
  return uses.map((use) => (
    <p key={`${use.country.slug} ${use.section}`} className="small">
      <Icon name="check" />{" "}
      {t.rich("discussions.propose.used", {
        section: () => (
          <a key="section" href={profileHref(locale, use.country.slug, `/revisions/${use.number}`)}>
            {placeTitle(t, locale, use)}
          </a>
        ),
        when: () => <Time key="when" at={use.at} locale={locale} />,
      })}
    </p>
  ));
}

/** Names the section of a use, with its country. */
export const placeTitle = (
  t: Translator,
  locale: Locale,
  { country, section }: Pick<ReplyUse, "country" | "section">,
): string =>
  t("discussions.propose.section", { country: country.names[locale], section: sectionTitle(t, section) });
