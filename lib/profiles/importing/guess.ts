import type { OutlinePart } from "@/lib/files/outline/model";
import type { SectionKey } from "@/lib/profiles/model";
import type { Target } from "./model";
import { bareWords } from "./words";

/** Other headings used for a section, besides its titles: English, French, Arabic. */
const OTHER_NAMES: Partial<Record<SectionKey, readonly string[]>> = {
  policies: [
    "cybercrime policies",
    "policies and strategies",
    "cybercrime policies and strategies",
    "strategy",
    "strategies",
    "politiques et stratégies",
    "stratégie",
    "stratégies",
    "السياسات والاستراتيجيات",
    "الاستراتيجية",
  ],
  legislation: [
    "cybercrime legislation",
    "legal framework",
    "national legislation",
    "cadre juridique",
    "cadre légal",
    "الإطار القانوني",
  ],
  "state-of-play": [
    "state of cybercrime legislation",
    "state of legislation",
    "overview of legislation",
    "état de la législation",
    "حالة التشريعات",
  ],
  "substantive-law": [
    "substantive criminal law",
    "offences",
    "criminal offences",
    "criminalisation",
    "droit pénal matériel",
    "infractions",
    "القانون الجنائي الموضوعي",
    "الجرائم",
  ],
  "procedural-law": [
    "procedural powers",
    "investigative powers",
    "criminal procedure",
    "procedure",
    "droit procédural",
    "procédure pénale",
    "pouvoirs procéduraux",
    "القانون الإجرائي",
    "الإجراءات",
  ],
  safeguards: [
    "conditions and safeguards",
    "human rights safeguards",
    "conditions et sauvegardes",
    "الضمانات",
  ],
  "related-laws": [
    "related laws",
    "related legislation",
    "other laws",
    "other legislation",
    "textes connexes",
    "autres textes",
    "législation connexe",
    "القوانين ذات الصلة",
  ],
  "international-cooperation": [
    "mutual legal assistance",
    "cooperation with other states",
    "entraide judiciaire",
    "المساعدة القانونية المتبادلة",
  ],
  "public-private": [
    "public private partnership",
    "public private partnerships",
    "public private cooperation",
    "cooperation with service providers",
    "service providers",
    "partenariats public privé",
    "coopération public privé",
    "coopération avec les fournisseurs de services",
    "مزودو الخدمات",
  ],
};

/** Titles of the sections in the languages of the interface. */
export type SectionNames = Readonly<Partial<Record<SectionKey, readonly string[]>>>;

/**
 * Suggests a section for each part of a document. A heading named like a section is matched to it, and other
 * headings below it belong to that section; everything else is left out.
 */
export function guessTargets(parts: readonly OutlinePart[], names: SectionNames): Target[] {
  const sections = sectionsByName(names);
  let taken: number | null = null;
  return parts.map(({ level, title }) => {
    const section = level === 0 ? undefined : sections.get(bareWords(title));
    if (section !== undefined) {
      taken = level;
      return section;
    }
    if (taken !== null && level > taken) return "above";
    taken = null;
    return "none";
  });
}

function sectionsByName(names: SectionNames): Map<string, SectionKey> {
  const found = new Map<string, SectionKey>();
  for (const all of [names, OTHER_NAMES])
    for (const [key, list] of Object.entries(all))
      for (const name of list) found.set(bareWords(name), key as SectionKey);
  return found;
}
