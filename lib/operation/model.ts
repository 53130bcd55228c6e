import { z } from "zod";

/** Read-only mode: members keep drafts and are told; nothing else is written. */
export const ReadOnlyMode = z.object({
  isOn: z.boolean(),
  /** Shown on every page while set, in the language that the administrator wrote. */
  banner: z.string().trim().max(300).default(""),
});
export type ReadOnlyMode = z.infer<typeof ReadOnlyMode>;
