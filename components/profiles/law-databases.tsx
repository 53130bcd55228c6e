import { inLanguage } from "@/components/in-language";
import type { Locale } from "@/lib/i18n/locales";
import type { Translator } from "@/lib/i18n/translator";
import type { ProfilePage } from "@/lib/profiles/reading/model";

/** Public collections of national laws, by their start page: the addresses of their pages of countries change. */
const DATABASES = [
  { key: "octopus", name: "Octopus Cybercrime Community", href: "https://www.coe.int/en/web/octopus" },
  { key: "sherloc", name: "SHERLOC", href: "https://sherloc.unodc.org/" },
  { key: "cyberPolicy", name: "Cyber Policy Portal", href: "https://cyberpolicyportal.org/" },
  { key: "paclii", name: "PacLII", href: "http://www.paclii.org/", region: "Oceania" },
] as const;

/** Says where the laws of a country may be looked up while nobody has recorded them here. */
export function LawDatabases(props: { t: Translator; locale: Locale; head: ProfilePage["head"] }) {
  const { t, locale, head } = props;
  return (
    <div>
      <h3>{t("profiles.databases.title")}</h3>
      <ul>
        {DATABASES.filter((one) => !("region" in one) || one.region === head.region).map(
          ({ key, name, href }) => (
            <li key={key}>
              <a href={href}>
                <bdi {...inLanguage({ language: "en" }, locale)}>{name}</bdi>
              </a>{" "}
              <span className="small dim">{t(`profiles.databases.${key}`)}</span>
            </li>
          ),
        )}
      </ul>
    </div>
  );
}
