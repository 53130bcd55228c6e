import { z } from "zod";
import { DUAL_CRIMINALITY_RULES, ORDERED_BY } from "@/lib/profiles/kinds/cooperation-rules";
import { MEASURES } from "@/lib/profiles/kinds/measures";
import { Id, Note, Seen } from "./data-shapes";
import { Iso3 } from "./read";

const Text = z.string().min(1).nullable();
const Days = z.number().int().positive().nullable();

export const CooperationRuleItem = z.strictObject({
  id: Id,
  country: Iso3,
  subject: z.string().min(1),
  instrument: Text,
  measures: z.array(z.enum(MEASURES)),
  languages: z.array(z.string().regex(/^[a-z]{2,3}$/)),
  dualCriminalityRule: z.enum(DUAL_CRIMINALITY_RULES).nullable(),
  orderedBy: z.array(z.enum(ORDERED_BY)),
  execution: Text,
  legalBasis: Text,
  initialDays: Days,
  extensionDays: Days,
  note: Note,
  confidence: Seen,
  sources: z.array(Id),
});
export type CooperationRuleItem = z.infer<typeof CooperationRuleItem>;
