/** The icons that a category can have, by their names in `components/ui/icon.tsx`. */
export const CATEGORY_ICONS = [
  "globe",
  "chip",
  "scales",
  "coins",
  "bars",
  "server",
  "shield",
  "cap",
  "flag",
  "info",
  "speech",
  "lock",
  "book",
  "person",
] as const;
export type CategoryIcon = (typeof CATEGORY_ICONS)[number];
