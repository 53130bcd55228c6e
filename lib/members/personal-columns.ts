import { member } from "@/db/schema/accounts";

/** What members tell of themselves, each field as visible as they chose: read it through `fieldsFor`. */
export const PERSONAL = {
  country: member.country,
  institution: member.institution,
  sector: member.sector,
  biography: member.biography,
  specialties: member.specialties,
  languages: member.languages,
  visibility: member.visibility,
} as const;
