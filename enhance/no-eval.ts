import { z } from "zod";

/*
 * Schemas are read as they stand. zod would try once whether it may build functions of text, which the policy of
 * every page forbids and reports. Imported first, since schemas decide on it as they are made.
 */
z.config({ jitless: true });
