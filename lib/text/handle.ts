import { z } from "zod";

/** Format of a handle in an address. */
export const Handle = z
  .string()
  .max(80)
  .regex(/^[a-z0-9][a-z0-9-]*$/);
