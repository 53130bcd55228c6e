import type { z } from "zod";
import type { Ctx } from "@/lib/core/ctx";
import type { Saved } from "@/lib/revisions";
import { endpoint } from "@/lib/web/api/endpoint";

/* The endpoints by which the editor saves pages with a single text, each with the schema and commands of its kind. */

type Run<In extends z.ZodType, Out> = (ctx: Ctx, input: z.infer<In>) => Promise<Out>;

/** Saves a text: 200, 202 if it is pending, 409 with base, theirs and mine if there is a conflict. */
export const textSave = <In extends z.ZodType>(
  input: In,
  run: Run<In, Saved>,
  refused: (ctx: Ctx, input: z.infer<In>, error: unknown) => Promise<unknown>,
) =>
  endpoint({
    input,
    takesContent: true,
    limit: "save",
    run,
    refused,
    status: ({ state }) => (state === "pending" ? 202 : 200),
  });

/** Compares a text with the current one without saving it. */
export const textPreview = <In extends z.ZodType, Out>(input: In, run: Run<In, Out>) =>
  endpoint({ input, takesContent: true, limit: "draft", run, evenReadOnly: true });

/** Stores the member's own draft of a text; its sequence number must rise. */
export const textDraft = <In extends z.ZodType, Out>(input: In, run: Run<In, Out>) =>
  endpoint({ input, takesContent: true, limit: "draft", run });

/**
 * Stores the member's own draft of a form, or discards a draft: with a sequence number only if the draft
 * still has that number.
 */
export const ownDraft = <In extends z.ZodType, Out>(input: In, run: Run<In, Out>) =>
  endpoint({ input, limit: "draft", run });
