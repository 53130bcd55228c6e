/** How far a country's law covers a group of articles; computed from the marks of its provisions. */
export const LEVELS = ["largely", "partially", "limited", "none", "not_assessed"] as const;
export type Level = (typeof LEVELS)[number];
