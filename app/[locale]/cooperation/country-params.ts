import { z } from "zod";

/** The part of an address that names a country or area: a slug, or any name that leads to one. */
export const CountryParams = z.object({ country: z.string().min(1).max(80) });
