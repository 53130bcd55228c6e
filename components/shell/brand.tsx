import { OctopusMark } from "@/components/ui/icon";
import { direction, type Locale, localePath } from "@/lib/i18n/locales";
import { languageOfName } from "@/lib/i18n/site-words";
import type { Translator } from "@/lib/i18n/translator";
import { PLACES } from "./places";

interface Image {
  src: string;
  width: number;
  height: number;
}

/** The logo of a site, in place of the octopus. */
export interface SiteLogo {
  light: Image;
  /** On dark pages; null: the same. */
  dark: Image | null;
  /** Whether it contains the name of the site. */
  hasName: boolean;
}

/** The logo and the name of the site, which lead to the front page. */
export function Brand({ t, locale, logo }: { t: Translator; locale: Locale; logo: SiteLogo | null }) {
  const name = t("shell.site");
  return (
    <a className="brand" href={localePath(locale, PLACES.home)}>
      {logo ? <Logo logo={logo} name={name} /> : <OctopusMark />}
      {logo?.hasName ? null : (
        <span lang={languageOfName(locale)} dir={direction(languageOfName(locale))}>
          {name.split(" ")[0]}
          {/* Hidden on narrow screens. */}
          <i> {name.split(" ").slice(1).join(" ")}</i>
        </span>
      )}
    </a>
  );
}

/** The logo of light pages and that of dark pages. The style sheet hides one; browsers do not load it. */
function Logo({ logo: { light, dark, hasName }, name }: { logo: SiteLogo; name: string }) {
  const alt = hasName ? name : "";
  if (!dark) return <img className="logo" alt={alt} {...light} />;
  return (
    <>
      <img className="logo on-light" alt={alt} loading="lazy" {...light} />
      <img className="logo on-dark" alt={alt} loading="lazy" {...dark} />
    </>
  );
}
