import { z } from "zod";

/**
 * Returns the values chosen in a list of a form: none, one or several. The list to add one more sends an empty value
 * if none was added.
 */
export const formList = (sent: unknown): unknown[] =>
  [sent].flat().filter((one) => one !== undefined && one !== "");

/** The chosen values of a list in a form, each once, up to `max`. */
export const uniqueList = <T extends z.ZodType>(item: T, max: number) =>
  z
    .preprocess(formList, z.array(item).max(max, "too_many"))
    .transform((chosen) => [...new Set(chosen as z.infer<T>[])]);

/** A switch in a form: "on", or empty for off. */
export const OnOff = z
  .enum(["on", ""])
  .default("")
  .transform((on) => on === "on");
