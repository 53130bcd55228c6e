import { z } from "zod";
import { isZone } from "./zones";

/** A time of the clock as forms send it: "09:00". */
export const ClockTime = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/, "format");
/** A zone, as the tz database names it. */
export const Zone = z
  .string()
  .max(60)
  .refine((zone) => isZone(zone), "choose");

/** A day and local time in a zone. */
export interface ZonedTime {
  day: string;
  time: string;
  zone: string;
}
