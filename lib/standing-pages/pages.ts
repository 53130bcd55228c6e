import arAbout from "@/content/pages/ar/about.json";
import arAccessibility from "@/content/pages/ar/accessibility.json";
import arApi from "@/content/pages/ar/api.json";
import arCharter from "@/content/pages/ar/charter.json";
import arEditing from "@/content/pages/ar/editing.json";
import arPosting from "@/content/pages/ar/posting.json";
import arPrivacy from "@/content/pages/ar/privacy.json";
import arReviewing from "@/content/pages/ar/reviewing.json";
import arSharing from "@/content/pages/ar/sharing.json";
import arTerms from "@/content/pages/ar/terms.json";
import enAbout from "@/content/pages/en/about.json";
import enAccessibility from "@/content/pages/en/accessibility.json";
import enApi from "@/content/pages/en/api.json";
import enCharter from "@/content/pages/en/charter.json";
import enEditing from "@/content/pages/en/editing.json";
import enPosting from "@/content/pages/en/posting.json";
import enPrivacy from "@/content/pages/en/privacy.json";
import enReviewing from "@/content/pages/en/reviewing.json";
import enSharing from "@/content/pages/en/sharing.json";
import enTerms from "@/content/pages/en/terms.json";
import frAbout from "@/content/pages/fr/about.json";
import frAccessibility from "@/content/pages/fr/accessibility.json";
import frApi from "@/content/pages/fr/api.json";
import frCharter from "@/content/pages/fr/charter.json";
import frEditing from "@/content/pages/fr/editing.json";
import frPosting from "@/content/pages/fr/posting.json";
import frPrivacy from "@/content/pages/fr/privacy.json";
import frReviewing from "@/content/pages/fr/reviewing.json";
import frSharing from "@/content/pages/fr/sharing.json";
import frTerms from "@/content/pages/fr/terms.json";
import type { Locale } from "@/lib/i18n/locales";
import { typesetAll } from "@/lib/i18n/typography";
import type { StandingPage, StandingPageName } from "./model";

const en = {
  about: enAbout,
  charter: enCharter,
  privacy: enPrivacy,
  terms: enTerms,
  accessibility: enAccessibility,
  editing: enEditing,
  posting: enPosting,
  sharing: enSharing,
  reviewing: enReviewing,
  api: enApi,
} as unknown as Record<StandingPageName, StandingPage>;
const fr = {
  about: frAbout,
  charter: frCharter,
  privacy: frPrivacy,
  terms: frTerms,
  accessibility: frAccessibility,
  editing: frEditing,
  posting: frPosting,
  sharing: frSharing,
  reviewing: frReviewing,
  api: frApi,
} as unknown as Record<StandingPageName, StandingPage>;
const ar = {
  about: arAbout,
  charter: arCharter,
  privacy: arPrivacy,
  terms: arTerms,
  accessibility: arAccessibility,
  editing: arEditing,
  posting: arPosting,
  sharing: arSharing,
  reviewing: arReviewing,
  api: arApi,
} as unknown as Record<StandingPageName, StandingPage>;

const PAGES: Record<Locale, Record<StandingPageName, StandingPage>> = { en, fr: typesetAll(fr, "fr"), ar };

/** Returns a standing page in a language. All exist in every language: a test compares their structure. */
export function findStandingPage(name: StandingPageName, locale: Locale): StandingPage {
  return PAGES[locale][name];
}
