import { z } from "zod";
import { AUTHORITY_KINDS } from "@/lib/profiles/kinds/authorities";
import { Id, Note, Seen } from "./data-shapes";
import { Iso3 } from "./read";

const AuthorityFunctionItem = z.strictObject({
  articles: z.array(z.string().regex(/^(185|224)-\d+(\([^)]+\))*$/)),
  task: z.string().min(1),
  direction: z.enum(["both", "send", "receive"]),
  stage: z.enum(["before_proceedings", "investigation", "trial"]).nullable(),
  urgency: z.enum(["urgent_only"]).nullable(),
  territory: z.string().min(1).nullable(),
  legalBasis: z.string().min(1).nullable(),
  declaredOn: z.iso.date().nullable(),
  updatedOn: z.iso.date().nullable(),
  confidence: Seen,
  sources: z.array(Id),
});

export const AuthorityItem = z.strictObject({
  id: Id,
  country: Iso3,
  name: z.string().min(1),
  nameOriginal: z.string().min(1).nullable(),
  unit: z.string().min(1).nullable(),
  kind: z.enum(AUTHORITY_KINDS),
  functions: z.array(AuthorityFunctionItem).min(1),
  languages: z.array(z.string().regex(/^[a-z]{2,3}$/)),
  channels: z.array(z.enum(["diplomatic"])),
  note: Note,
  confidence: Seen,
  sources: z.array(Id),
});
export type AuthorityItem = z.infer<typeof AuthorityItem>;
