import { member } from "@/db/schema/accounts";

/** Columns of members' profiles. Each has its own visibility, so read them through `fieldsFor`. */
export const PERSONAL = {
  country: member.country,
  institution: member.institution,
  sector: member.sector,
  biography: member.biography,
  specialties: member.specialties,
  languages: member.languages,
  visibility: member.visibility,
} as const;
