import { languageName } from "@/lib/i18n/language-names";
import { sectionOf } from "@/lib/profiles/model";
import type { ProfileData } from "../model";
import type { Part, Run } from "./model";
import type { Drawing } from "./value-lines";

type SectionData = ProfileData["sections"][number];

const isProse = ({ key }: SectionData) => sectionOf(key).family === "prose";

/** Names the kind of a text (official, courtesy, …): always for a translation, else only if it has a label. */
export function labelText({ t }: Drawing, { label, translation }: SectionData): string | null {
  return label || translation ? t(`translations.label.${label ?? "community"}`) : null;
}

/** Checks whether a section of prose is in another language than the requested one. False for records. */
export function isElsewhere(data: ProfileData, section: SectionData): boolean {
  return isProse(section) && section.language !== data.language;
}

/** Remarks above a text: its status, which text prevails, its language, its age. */
export function languageParts(drawing: Drawing, data: ProfileData, section: SectionData): Part[] {
  if (!isProse(section)) return [];
  const { t, locale } = drawing;
  const { translation, official } = section;
  const said: string[] = [];
  const label = labelText(drawing, section);
  if (label) said.push([label, ...(translation ? [fromText(drawing, translation)] : [])].join(" · "));
  if (official)
    said.push(t("translations.officialWins", { language: languageName(official.language, locale) }));
  if (isElsewhere(data, section))
    said.push(
      t("translations.missing", {
        language: languageName(data.language, locale),
        shown: languageName(section.language, locale),
      }),
    );
  const age = ageText(drawing, section);
  return [...said.map((text): Part => meta({ text })), ...(age ? [meta({ text: age, bold: true })] : [])];
}

const meta = (run: Run): Part => ({ is: "paragraph", look: "meta", runs: [run] });

function fromText(
  { t, locale }: Drawing,
  { from, follows }: NonNullable<SectionData["translation"]>,
): string {
  const language = languageName(from, locale);
  return follows === null
    ? t("translations.fromUnknown", { language })
    : t("translations.from", { language, number: follows });
}

/** States how many revisions a translation is behind its source, and what they concern; null if it is current. */
export function ageText({ t }: Drawing, { translation }: SectionData): string | null {
  if (!translation || translation.behind === 0) return null;
  const { behind: count, old } = translation;
  const counts = {
    changed: old?.changed.length ?? 0,
    added: old?.added ?? 0,
    removed: old?.removed.length ?? 0,
    unplaced: old?.unplaced ?? 0,
  };
  const parts = (["changed", "added", "removed", "unplaced"] as const).filter((part) => counts[part] > 0);
  if (parts.length === 0) return t("translations.behindWords", { count });
  return [
    t("translations.behind", { count }),
    ...parts.map((part) => t(`translations.${part}`, { count: counts[part] })),
  ].join(" ");
}

/** Returns a function that draws the remark above an outdated passage of a translation, by block id. */
export function oldPassageParts({ t }: Drawing, { translation }: SectionData): (blockId: string) => Part[] {
  const changed = new Set(translation?.old?.changed);
  const removed = new Set(translation?.old?.removed);
  return (id) => {
    if (!changed.has(id) && !removed.has(id)) return [];
    const text = t(changed.has(id) ? "translations.old" : "translations.gone");
    return [{ is: "paragraph", look: "small", runs: [{ text, italic: true, dim: true }] }];
  };
}
