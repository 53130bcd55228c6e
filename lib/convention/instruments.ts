import { z } from "zod";
import data from "@/db/seed/data/instruments.json";
import { day } from "@/lib/core/moments";
import { DEPOSITARIES, INSTRUMENTS, type Instrument, type InstrumentFacts } from "./model";

const Basis = z.enum(["source", "memory"]).transform((basis) => basis === "source");
const known = <T extends z.ZodType>(value: T) => z.strictObject({ value, isSourced: Basis });

const Item = z.strictObject({
  instrument: z.enum(INSTRUMENTS),
  series: z.string().nullable(),
  opened: known(day()).nullable(),
  place: z.string().nullable(),
  adopted: known(day()).nullable(),
  inForce: known(day().nullable()),
  depositary: known(z.enum(DEPOSITARIES)).nullable(),
  languages: known(z.array(z.string())).nullable(),
  officialUrl: known(z.url()),
});

const FACTS = new Map(
  z
    .array(Item)
    .parse(data.items)
    .map(({ instrument, ...facts }) => [instrument, { ...facts, asOf: data.asOf }] as const),
);

/** Returns the facts about an instrument besides its articles. */
export function instrumentFacts(instrument: Instrument): InstrumentFacts {
  const facts = FACTS.get(instrument);
  if (!facts) throw new Error(`no facts of ${instrument}`);
  return facts;
}
