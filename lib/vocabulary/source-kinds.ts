/** Kinds of sources, from official to personal. */
export const SOURCE_KINDS = [
  "official_gazette",
  "ministry",
  "treaty_office",
  "igo",
  "ngo",
  "academic",
  "press",
  "member_knowledge",
] as const;
